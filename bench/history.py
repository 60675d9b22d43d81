"""How long a history takes to be compared: `python -m bench history`. The letters are those of the written worlds."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from unittest.mock import patch

from .prepare import ADDRESS, prepare

BATCH = 100
PARTS = 3


def measure(letters: int) -> dict[str, float]:
    """Cases a second of CPU time that are told and compared, in each third of the history, in this process's house."""
    os.environ["OMBUD_FLOOD"] = "0"
    prepare()
    from ombud.incidents.models import Incident
    from ombud.journey import notice_pattern
    from ombud.journey.rebuild import BATCH as PIECE
    from ombud.journey.rebuild import LATER, begin_rebuild
    from ombud.worker.due import do_due

    _untold(letters)
    notice_pattern.prepare()
    now = datetime.now(UTC)
    rebuild = begin_rebuild(now)
    spent: list[float] = []
    while rebuild.ended_at is None:
        began, before = time.process_time(), rebuild.done
        if not do_due(now, limit=1):
            now += LATER
        rebuild.refresh_from_db()
        if rebuild.done > before:
            spent.append(time.process_time() - began)
    third = len(spent) // PARTS
    found = {
        f"third {part + 1}": third * PIECE / sum(spent[part * third : (part + 1) * third]) for part in range(PARTS)
    }
    return {"cases": rebuild.cases} | found | {"incidents": Incident.objects.count()}


def _untold(letters: int) -> None:
    """Cases as they were before anything was compared."""
    from ombud.channels.registry import get
    from ombud.inboxes.models import Inbox
    from ombud.incidents.learning.streams import worlds
    from ombud.journey.hear import hear
    from ombud.work.models import Work
    from ombud.worker.due import do_all

    texts = [one.text for world in worlds("train") for one in world.tellings][:letters]
    inbox, now = Inbox.objects.get(), datetime.now(UTC)
    channel = get(inbox.channel)
    with patch("ombud.journey.open_case.plan"):
        for first in range(0, len(texts), BATCH):
            some = enumerate(texts[first : first + BATCH], first)
            hear(inbox, [channel.read(_mail(n, text), inbox.address, now) for n, text in some], now=now, history=True)
            do_all(now)
    Work.objects.all().delete()  # what is to be read again in full is another bench


def _mail(number: int, text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Customer {number} <c{number}@bench.example>", ADDRESS, "Hello"
    mail["Message-ID"] = f"<history-{number}@bench.example>"
    mail.set_content(text)
    return mail.as_bytes()


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
