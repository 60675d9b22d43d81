"""A history that is taken up is compared whole, however often the process that does it is killed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.kill.house import House
from tests.sampling import thorough
from tests.servers.mail import MailServer

CASES, KILLS = (2000, 20) if thorough() else (240, 4)
# As a desk was before it compared anything: cases, and no telling of any.
HISTORY = """
from datetime import timedelta
from django.utils import timezone
from ombud.channels.registry import get
from ombud.inboxes.models import Inbox
from ombud.journey import open_case
from ombud.journey.hear import hear
from ombud.work.models import Work
from ombud.worker.due import do_all
from tests.kill.test_nothing_lost import _mail
open_case.plan = lambda *args, **more: None
inbox, now = Inbox.objects.get(), timezone.now()
channel = get(inbox.channel)
for first in range(0, CASES, 100):
    mails = [_mail(n) for n in range(first, min(first + 100, CASES))]
    hear(inbox, [channel.read(raw, inbox.address, now) for raw in mails], now=now, history=True)
    do_all(now)
# What was read in haste would be compared as it is read in full, by another way than the one that is tried here.
Work.objects.filter(step="deepen").delete()
"""
LOOK = """
import json
from ombud.cases.models import Case
from ombud.incidents.models import Check, Rebuild, Telling
print(json.dumps({
    "cases": Case.objects.count(),
    "tellings": Telling.objects.count(),
    "told": list(Rebuild.objects.values_list("told", flat=True)),
    "done": list(Rebuild.objects.values_list("done", flat=True)),
    "ended": Rebuild.objects.exclude(ended_at=None).count(),
    "checked": Check.objects.values("case").distinct().count(),
    "checks": Check.objects.count(),
}))
"""


def _take_up(house: House) -> subprocess.Popen[bytes]:
    command = [str(Path(sys.executable).with_name("ombud")), "incidents", "--rebuild"]
    log = (house.home / "rebuild.log").open("ab")
    taking = subprocess.Popen(command, env=house.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    log.close()
    house.workers.append(taking)
    return taking


@pytest.mark.timeout(1200)
def test_nothing_is_told_twice_or_left_out(tmp_path: Path, fresh_mail_server: MailServer) -> None:
    house = House(tmp_path, fresh_mail_server)
    draw = random.Random(os.environ["OMBUD_SEED"])
    try:
        house.set_up()
        house.ask(f"CASES = {CASES}\n{HISTORY}")
        for _ in range(KILLS):
            taking = _take_up(house)
            time.sleep(draw.uniform(1.0, 7.0))
            house.kill(taking)
        assert _take_up(house).wait(600) == 0, (house.home / "rebuild.log").read_text()[-2000:]
        found = json.loads(house.ask(LOOK))
    finally:
        house.stop()
    assert found["cases"] > CASES * 0.9, "the texts are complaints"
    assert found["tellings"] == found["cases"], "every complaint is told, once"
    assert (found["ended"], found["done"]) == (1, [found["cases"]])
    assert found["told"] == [found["cases"]], "what a kill interrupted was written whole or not at all"
    assert found["checks"] == found["checked"] == found["cases"]
