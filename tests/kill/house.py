"""A house of its own for processes that will be killed: set up and looked into by separate processes, like theirs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.mail import MailServer

SET_UP = """
from ombud.inboxes.models import Inbox
from ombud.team.models import Member, Role
mira = Member.objects.create(name="Mira Halvorsen", email="mira@ombud.test", languages=["en"])
mira.take_on(Role.COMMUNITY_MANAGER, Role.ADMIN)
inbox = Inbox(name="care", address="care@ombud.test", owner=mira, brand="Pellamo")
inbox.seal(SETTINGS)
inbox.save()
"""
LOOK = """
import json
from datetime import timedelta
from django.db.models import Count
from django.utils.timezone import now
from ombud.conversations.models import Message
from ombud.promises.models import Promise
from ombud.replies.models import Outgoing, Receipt
from ombud.triage.models import Reading
from ombud.work.models import Work
# What was set for later on purpose (measure again, ask again) waits for its hour, not for a worker.
LATER = timedelta(minutes=10)
heard = Message.objects.filter(direction="in")
owed = heard.filter(answered_by=None, auto="no", aside="")
print(json.dumps({
    "heard": heard.count(),
    "ids": heard.values("remote_id").distinct().count(),
    "conversations": heard.values("conversation").distinct().count(),
    "read": Reading.objects.count(),
    "unpromised": owed.exclude(promises__owe="answer").count(),
    "suspected": sum(r.suspected for r in Reading.objects.all()),
    "receipts": Receipt.objects.count(),
    "twice": [a for a, n in Receipt.objects.values_list("address").annotate(n=Count("pk")) if n > 1],
    "sent": Outgoing.objects.filter(audience="customer").exclude(sent_at=None).count(),
    "failed": Outgoing.objects.exclude(failed_at=None).count(),
    "waiting": Work.objects.exclude(due_at__gt=now() + LATER, attempts=0).count(),
    "troubles": sorted(set(Work.objects.values_list("trouble", flat=True))),
    "remote": dict(Outgoing.objects.filter(audience="customer").values_list("to_address", "remote_id")),
}))
"""
PREPARE = "import django; django.setup()\n"


@dataclass
class House:
    """Where the processes live: their folder, their database, their mail server."""

    home: Path
    mail: MailServer
    database_url: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        ours = {k: v for k, v in os.environ.items() if not k.startswith("OMBUD_")}
        return ours | {
            "OMBUD_HOME": str(self.home),
            "OMBUD_DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "ombud.config.settings",
        }

    def ask(self, code: str) -> str:
        """What `code` prints, run in a process of its own on this house's database."""
        ran = subprocess.run(
            [sys.executable, "-c", PREPARE + code], env=self.environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr[-3000:]
        return ran.stdout

    def set_up(self) -> None:
        """An empty database, one community manager, one inbox on the mail server."""
        self.ask("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
        settings = {
            "address": "care@ombud.test", "imap_host": self.mail.host, "imap_port": self.mail.imap_port,
            "imap_security": "plain", "smtp_host": self.mail.host, "smtp_port": self.mail.smtp_port,
            "smtp_security": "plain", "username": "care", "password": self.mail.password,
        }  # fmt: skip
        self.ask(SET_UP.replace("SETTINGS", repr(settings)))

    def look(self) -> dict[str, Any]:
        """What stands in the database."""
        found: dict[str, Any] = json.loads(self.ask(LOOK))
        return found

    def start(self) -> subprocess.Popen[bytes]:
        """One more `ombud worker`."""
        log = (self.home / "worker.log").open("ab")
        command = [str(Path(sys.executable).with_name("ombud")), "worker"]
        worker = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        log.close()
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """SIGKILL: no chance to tidy up."""
        worker.kill()
        worker.wait()
        self.workers.remove(worker)

    def stop(self) -> None:
        """End what still runs."""
        for worker in list(self.workers):
            self.kill(worker)
