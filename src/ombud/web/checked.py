"""The connection test in plain words: each line what was tried, and if it failed, why and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import BaseModel

from ombud.channels.contract import Channel, Check

# A person waits for the answer on the page; the worker has more patience.
PATIENCE = 10.0

# What is said of a step that worked, and of one that did not.
STEPS: dict[str, Callable[[], tuple[str, str]]] = {
    "imap_dns": lambda: (
        _("The server for incoming mail is known by its name"),
        _("The server for incoming mail is not known by that name"),
    ),
    "imap_connect": lambda: (_("It answers"), _("The server for incoming mail does not answer")),
    "imap_tls": lambda: (_("The line to it is secure"), _("There is no secure line to the server for incoming mail")),
    "imap_login": lambda: (_("It takes user name and password"), _("It does not take user name and password")),
    "imap_folder": lambda: (_("The folder is there"), _("The folder is not there")),
    "imap_move_folder": lambda: (_("The folder for heard mail is there"), _("The folder for heard mail is not there")),
    "smtp_dns": lambda: (
        _("The server for outgoing mail is known by its name"),
        _("The server for outgoing mail is not known by that name"),
    ),
    "smtp_connect": lambda: (_("It answers"), _("The server for outgoing mail does not answer")),
    "smtp_tls": lambda: (_("The line to it is secure"), _("There is no secure line to the server for outgoing mail")),
    "smtp_login": lambda: (_("It takes user name and password"), _("It does not take user name and password")),
    "smtp_sender": lambda: (_("It sends as our address"), _("It does not send as our address")),
    "smtp_plus": lambda: (
        _("Answers can find back by an address with a plus"),
        _("Answers cannot find back by an address with a plus"),
    ),
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
    return [_line(channel, line) for line in channel.check(settings)]


def _line(channel: Channel, line: Check) -> CheckLine:
    worked, failed = STEPS[line.step]() if line.step in STEPS else (line.step, line.step)
    if line.ok:
        return CheckLine(worked, True, "")
    return CheckLine(failed, False, channel.explain(line.reason, line.detail))
