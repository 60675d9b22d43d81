"""The steps by name: what the work table may name, in the order of the journey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from . import deepen as deepening
from . import notice_pattern as noticing
from . import understand as understanding
from .acknowledge import acknowledge
from .alarm import alarm
from .come_back import come_back, owe_again
from .deepen import deepen
from .notice_pattern import notice_pattern
from .open_case import open_case
from .rest import ask_again, rest
from .understand import understand

Step = Callable[[Sequence[int], datetime], None]

STEPS: dict[str, Step] = {
    "understand": understand,
    "open_case": open_case,
    "acknowledge": acknowledge,
    "alarm": alarm,
    "come_back": come_back,
    "owe_again": owe_again,
    "ask_again": ask_again,
    "rest": rest,
    "deepen": deepen,
    "notice_pattern": notice_pattern,
}
# Steps that look and think before their transaction begins, because that takes long, and what the thinking leads to.
AHEAD: dict[str, Callable[[Sequence[int], datetime], Step]] = {
    "understand": understanding.ahead,
    "deepen": deepening.ahead,
    "notice_pattern": noticing.ahead,
}
# `send` is the one step with the world in it: the worker calls it with an open line.
SEND = "send"
