"""django-helpdesk in the mail bench, beside Ombud on the same mails: its own venv, project and database.

Set up as its documentation says for a queue that reads IMAP, with its debug mode off and its own answer to a new ticket
sent to the same sink. Nothing of it is changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from .house import Server
from .mailbox import Mailboxes
from .meter import cpu, ended
from .prepare import ADDRESS
from .sink import Sink, running_sink
from .spent import Spent

PLACE = Path(tempfile.gettempdir()) / "ombud-bench-peer"
PYTHON = PLACE / "bin" / "python"
SETTINGS = """
globals().pop("MAILERS", None)  # it reads EMAIL_HOST
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
INSTALLED_APPS += ["django.contrib.sites", "django.contrib.humanize", "rest_framework", "helpdesk"]
SITE_ID = 1
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
HELPDESK_TEAMS_MODE_ENABLED = False
EMAIL_HOST, EMAIL_PORT = "localhost", {smtp}
DATABASES = {databases}
MEDIA_ROOT = {folder!r}
LOGGING = {{"version": 1, "disable_existing_loggers": True}}
"""
QUEUE = """
from django.contrib.sites.models import Site
from helpdesk.models import Queue
Site.objects.update(domain="localhost", name="care")
Queue.objects.create(
    title="care", slug="care", email_address={address!r}, allow_email_submission=True, allow_public_submission=True,
    email_box_type="imap", email_box_host="localhost", email_box_port={port}, email_box_ssl=False,
    email_box_user={mailbox!r}, email_box_pass={password!r}, email_box_imap_folder="INBOX", email_box_interval=0,
)
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A project of django-helpdesk in `folder`."""

    folder: Path
    env: dict[str, str]

    def manage(self, *words: str) -> str:
        """What one of its commands prints. Raises RuntimeError with its last words if it fails."""
        done = subprocess.run(
            [PYTHON, "manage.py", *words], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=900, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"django-helpdesk: {done.stderr[-500:]}")
        return done.stdout

    def count(self) -> int:
        """How many tickets it holds."""
        code = "from helpdesk.models import Ticket; print(Ticket.objects.count())"
        return int(self.manage("shell", "-v", "0", "-c", code).split()[-1])


def install() -> str:
    """Make the peer's venv, once for all runs on this machine. Returns what it is and which Django it runs on."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True, timeout=120)
        wanted = ["django-helpdesk", "psycopg[binary]"]
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", *wanted], check=True, timeout=600)
    code = "from importlib.metadata import version as v; print(v('django-helpdesk'), 'on Django', v('django'))"
    return "django-helpdesk " + subprocess.check_output([PYTHON, "-c", code], text=True).strip()


def heard(mailbox: str, mails: int, boxes: Mailboxes, server: Server | None) -> Spent:
    """Run `get_email` on a fresh database until it has read the mailbox. It deletes what it has read."""
    with TemporaryDirectory() as name, running_sink(Path(name)) as sink:
        peer = _project(Path(name) / "peer", sink, server)
        peer.manage("migrate")
        code = QUEUE.format(
            address=ADDRESS, port=boxes.server.imap_port, mailbox=mailbox, password=boxes.server.password
        )
        peer.manage("shell", "-v", "0", "-c", code)
        pids = (server.pid,) if server else ()
        before = ended() + cpu(*pids)
        begun = time.time()
        peer.manage("get_email", "--quiet")
        wall = time.time() - begun
        used = ended() + cpu(*pids) - before
        assert (peer.count(), sink.taken()) == (mails, mails), f"{peer.count()} tickets, {sink.taken()} answers"
        return Spent(mails, used, wall)


def _project(folder: Path, sink: Sink, server: Server | None) -> Peer:
    folder.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("OMBUD_", "DJANGO_"))}
    subprocess.run([PLACE / "bin" / "django-admin", "startproject", "site1", "."], cwd=folder, env=env, check=True)
    settings = folder / "site1" / "settings.py"
    mine = SETTINGS.format(smtp=sink.port, databases=_databases(folder, server), folder=str(folder / "media"))
    settings.write_text(settings.read_text() + mine)
    (folder / "site1" / "urls.py").write_text(
        "from django.urls import include, path\n"
        'urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]\n'
    )
    return Peer(folder, env)


def _databases(folder: Path, server: Server | None) -> dict[str, dict[str, object]]:
    if server is None:
        return {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "db.sqlite3")}}
    url = urlsplit(server.empty())
    place = {"USER": url.username, "PASSWORD": url.password, "HOST": url.hostname, "PORT": url.port}
    return {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": url.path.lstrip("/"), **place}}
