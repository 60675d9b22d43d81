"""A crowd: forty people who tell of one trouble, each in her own words, in five languages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TOLD: Final = Path(__file__).with_name("told_by_a_crowd.txt").read_text(encoding="utf-8").splitlines()
