"""The steps by name: what the work table may name, in the order of the journey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from . import deepen as deepening
from . import hear_press as pressing
from . import notice_pattern as noticing
from . import rebuild as rebuilding
from . import tell_all
from . import understand as understanding
from .acknowledge import acknowledge
from .alarm import alarm
from .ask_everyone import ask_person
from .come_back import come_back, owe_again
from .deepen import deepen
from .hear_press import hear_press
from .hold import go_out
from .measure_heat import measure_heat
from .notice_pattern import notice_pattern
from .open_case import open_case
from .put_away import put_away
from .rebuild import rebuild
from .remind_leader import remind_leader
from .rest import ask_again, rest
from .ring import ring
from .tell_outcome import tell_outcome
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
    "go_out": go_out,
    "put_away": put_away,
    "deepen": deepen,
    "notice_pattern": notice_pattern,
    "rebuild": rebuild,
    "tell_outcome": tell_outcome,
    "remind_leader": remind_leader,
    "weigh_update": tell_all.weigh_update,
    "tell_person": tell_all.tell_person,
    "ask_person": ask_person,
    "hear_press": hear_press,
    "measure_heat": measure_heat,
    "ring": ring,
}
# Steps that look and think before their transaction begins, because that takes long, and what the thinking leads to.
AHEAD: dict[str, Callable[[Sequence[int], datetime], Step]] = {
    "understand": understanding.ahead,
    "deepen": deepening.ahead,
    "notice_pattern": noticing.ahead,
    "rebuild": rebuilding.ahead,
    "weigh_update": tell_all.weigh_ahead,
    "tell_person": tell_all.tell_ahead,
    "hear_press": pressing.ahead,
}
# Steps that write much for each subject: so many in a transaction, so that others come to write in between.
# Or that hold an incident for each: two are held by nobody who has not the right to (see `lock`).
AT_ONCE: dict[str, int] = {"tell_person": 20, "ask_person": 20, "measure_heat": 1, "weigh_update": 1}
# `send` is the one step with the world in it: the worker calls it with an open line.
SEND = "send"
