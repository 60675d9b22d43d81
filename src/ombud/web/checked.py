"""The connection test in plain words: each line what was tried, and if it failed, why and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import BaseModel

from ombud.channels.contract import Channel

# A person waits for the answer on the page; the worker has more patience.
PATIENCE = 10.0

STEPS: dict[str, Callable[[], str]] = {
    "imap_dns": lambda: _("The server for incoming mail is known by name"),
    "imap_connect": lambda: _("It answers"),
    "imap_tls": lambda: _("The line to it is secure"),
    "imap_login": lambda: _("It takes user name and password"),
    "imap_folder": lambda: _("The folder is there"),
    "imap_move_folder": lambda: _("The folder for heard mail is there"),
    "smtp_dns": lambda: _("The server for outgoing mail is known by name"),
    "smtp_connect": lambda: _("It answers"),
    "smtp_tls": lambda: _("The line to it is secure"),
    "smtp_login": lambda: _("It takes user name and password"),
    "smtp_sender": lambda: _("It sends as our address"),
    "smtp_plus": lambda: _("Answers can find back by an address with a plus"),
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line. `cure` is empty where it worked."""

    words: str
    ok: bool
    cure: str


def checked(channel: Channel, settings: BaseModel) -> list[CheckLine]:
    """Try the account, now. Takes as long as its servers do, at most some ten seconds a step."""
    if hasattr(settings, "timeout"):
        settings = settings.model_copy(update={"timeout": min(PATIENCE, settings.timeout)})
    return [
        CheckLine(
            STEPS[line.step]() if line.step in STEPS else line.step, line.ok,
            "" if line.ok else channel.explain(line.reason, line.detail),
        )
        for line in channel.check(settings)
    ]  # fmt: skip
