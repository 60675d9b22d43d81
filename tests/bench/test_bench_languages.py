"""The bench of languages runs and counts; learning anew is left to people with a folder of sets."""

import subprocess
import sys

from tests.house.tree import ROOT
from tests.rules.language_texts import texts


def test_languages_counts_every_text_of_ours() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "languages"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    whole = [line for line in done.stdout.splitlines() if "| all " in line]
    assert [int(line.split("|")[3]) for line in whole] == [len(list(texts(name))) for name in ("posts", "pairs")]
    assert all(float(line.split("|")[4]) > 50 for line in whole)
