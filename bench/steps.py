"""Where the time of a mail goes, step by step, in one process without IMAP and SMTP: `python -m bench steps`."""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from .letters import letters
from .prepare import ADDRESS, prepare

BATCH = 50
WARM = 200


def measure(mails: int, profile: str = "") -> dict[str, float]:
    """Milliseconds of CPU a mail for each step, in the house of this process's environment. A first batch of letters
    that is not counted loads what is loaded once. `profile` sorts and prints cProfile's table ("tottime", "cumtime").
    """
    os.environ["OMBUD_FLOOD"] = "0"  # read in haste: what a full reading costs, the bench of reading says
    prepare()
    now = datetime.now(UTC).replace(microsecond=0)
    _through(list(letters(min(WARM, mails), ADDRESS, now, seed=3)), now)
    raws = list(letters(mails, ADDRESS, now))
    watch = cProfile.Profile()
    if profile:
        watch.enable()
    spent = _through(raws, now + timedelta(minutes=1))
    if profile:
        watch.disable()
        pstats.Stats(watch, stream=sys.stderr).sort_stats(profile).print_stats(60)
    return {step: 1000 * seconds / mails for step, seconds in spent.items()}


def _through(raws: list[bytes], now: datetime) -> dict[str, float]:
    """Every letter through every step, in batches as the worker has them. Returns CPU seconds by step."""
    from ombud.channels.contract import Cursor, Outgoing
    from ombud.channels.mail.compose import compose
    from ombud.channels.registry import get
    from ombud.inboxes.models import Inbox
    from ombud.journey.hear import hear
    from ombud.work.models import Work
    from ombud.worker.due import do_due

    class Line:
        """Takes every letter once it is a mail."""

        def send(self, outgoing: Outgoing) -> None:
            with _timed(spent, "compose"):
                compose(outgoing)

        def close(self) -> None:
            """Nothing to hang up."""

    spent: dict[str, float] = defaultdict(float)
    inbox, line, mail = Inbox.objects.get(), Line(), get("mail")
    for begin in range(0, len(raws), BATCH):
        with _timed(spent, "parse"):
            arrivals = [mail.read(raw, ADDRESS, now) for raw in raws[begin : begin + BATCH]]
        with _timed(spent, "hear"):
            hear(inbox, arrivals, now=now, cursor=Cursor(f"1:{begin + BATCH}"))
        due = Work.objects.filter(due_at__lte=now).order_by("due_at", "id").values_list("step", flat=True)
        while step := due.first():
            with _timed(spent, step):
                do_due(now, lambda _: line)
    Work.objects.filter(step="deepen").delete()  # the second reading comes when it is calm, and is measured elsewhere
    assert not Work.objects.exists(), "a step failed; its log line says which"
    spent["send"] -= spent["compose"]
    return spent


@contextmanager
def _timed(spent: dict[str, float], step: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    spent[step] += time.process_time() - begun


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")))
