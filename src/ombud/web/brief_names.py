"""Words for the codes of briefs: states, what happened, what is still lacking, why somebody is not told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ombud.advocacy.models import Brief, Happening
from ombud.advocacy.rules import Status

from .said import plain, shortened
from .when import moment

ICONS = {
    "begun": "pen", "sent": "out", "sent_again": "out", "read": "ear", "said_yes": "check", "said_no": "stop",
    "said_later": "sleep", "reminded": "ear", "answer_late": "owed", "tell_late": "owed", "telling": "people",
    "all_told": "check", "closed": "check", "withdrawn": "leave", "passed_on": "person", "quote_asked": "ask",
    "quote_allowed": "check", "quote_refused": "lock", "quote_taken_back": "lock", "quote_dropped": "cross",
    "quote_forgotten": "leave", "opened_again": "owed", "passed_back": "person",
}  # fmt: skip


def status_name(status: Status) -> str:
    """What people see of a brief. Never a bare "closed"."""
    return {
        Status.DRAFT: _("Being written"),
        Status.SENT: _("Sent, not read yet"),
        Status.READ: _("Read, no answer yet"),
        Status.LATER: _("Later, with a date"),
        Status.YES: pgettext("brief", "Yes"),
        Status.NO: pgettext("brief", "No, with reasons"),
        Status.CLOSED: _("Closed, everybody told"),
        Status.WITHDRAWN: _("Withdrawn"),
    }[status]


def chip_of(status: Status) -> str:
    """How the state looks."""
    return {Status.YES: "chip-kept", Status.CLOSED: "chip-kept", Status.LATER: "chip-soon"}.get(status, "")


def title_of(brief: Brief) -> str:
    """What it is called; as long as it has no name, its number."""
    return plain(brief.title) or _("Brief no. %(no)d") % {"no": brief.pk}


def lacks(code: str, name: str = "") -> str:
    """What a draft still needs before it can be sent."""
    return {
        "no_title": _("A title that says what should be true."),
        "no_claim": _("The claim, in two or three sentences."),
        "no_evidence": _("Evidence: people who told of it, or something our own books show."),
        "not_weighed": _("What speaks against it is named and not weighed yet."),
        "no_ask": _("An ask: what exactly should be done?"),
        "no_addressee": _("A leader to answer it."),
        "addressee_left": _("%(name)s has left. Choose somebody who is here."),
        "no_date": _("A date for the answer."),
        "date_past": _("The date for the answer has passed."),
    }[code] % {"name": name}


def spared_name(code: str) -> str:
    """Why somebody is not told what came of it."""
    return {
        "stopped": _("asked us to write no more"),
        "forgotten": _("asked to be erased"),
        "no_address": _("cannot be reached"),
        "press": _("answered by a spokesperson"),
    }[code]


def happened(line: Happening, now: datetime) -> str:
    """One line of what happened, as a sentence."""
    tell = SENTENCES.get(line.what)
    people = int(line.params.get("people", 0) or 0)
    until = line.params.get("until")
    at = parse_datetime(str(until)) if until else None
    values = {
        "by": line.by.name if line.by else _("Somebody"), "name": plain(str(line.params.get("name", ""))),
        "people": ngettext("%(n)d person", "%(n)d people", people) % {"n": people},
        "until": moment(at, now) if at else "",
    }  # fmt: skip
    said = (tell() if tell else line.what.replace("_", " ")) % values
    words = shortened(str(line.params.get("words", "")), 300)
    return f"{said} “{words}”" if words else said


SENTENCES: dict[str, Callable[[], str]] = {
    "begun": lambda: _("%(by)s began to write it."),
    "sent": lambda: _("%(by)s sent it to %(name)s, to be answered by %(until)s."),
    "sent_again": lambda: _("%(by)s sent it to %(name)s again, with a fresh link."),
    "read": lambda: _("%(name)s had it before her eyes."),
    "said_yes": lambda: _("%(name)s said yes."),
    "said_no": lambda: _("%(name)s said no."),
    "said_later": lambda: _("%(name)s said later: by %(until)s."),
    "reminded": lambda: _("%(name)s was reminded."),
    "answer_late": lambda: _("The date passed without an answer of %(name)s. This stays on record."),
    "tell_late": lambda: _("Not everybody was told in time. This stays on record."),
    "telling": lambda: _("%(by)s wrote what came of it, to %(people)s."),
    "all_told": lambda: _("Everybody knows what came of it: %(people)s told."),
    "closed": lambda: _("%(by)s closed it."),
    "opened_again": lambda: _("It goes on: what was written to %(people)s of what came of it did not arrive."),
    "passed_back": lambda: _("Its owner has left, so %(name)s owns it now."),
    "withdrawn": lambda: _("%(by)s withdrew it:"),
    "passed_on": lambda: _("%(by)s gave it to %(name)s, who owns it now."),
    "quote_asked": lambda: _("%(by)s asked somebody to be quoted."),
    "quote_allowed": lambda: _("Somebody allowed to be quoted."),
    "quote_refused": lambda: _("Somebody did not want to be quoted."),
    "quote_taken_back": lambda: _("Somebody took the permission to be quoted back: the words are gone."),
    "quote_forgotten": lambda: _("Somebody asked to be forgotten: her words are gone."),
    "quote_dropped": lambda: _("%(by)s left a quote out."),
}
