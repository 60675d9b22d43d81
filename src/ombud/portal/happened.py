"""What happened, told to the customer in plain words: one sentence per code of `Event.what` that she may hear of.

What a message beside it says already (answered, asked if solved) has none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from ombud.cases.models import Event

from .speech import Speech

SENTENCES: dict[str, Callable[[], str]] = {
    "enquired": lambda: _("%(who)s asked %(name)s about it."),
    "fixed": lambda: _("%(who)s did something about it."),
    "handed_off": lambda: _("%(who)s asked %(name)s to help."),
    "accepted": lambda: _("%(name)s took it on."),
    "declined": lambda: _("%(name)s could not take it on. %(owner)s looks for somebody else."),
    "returned": lambda: _("%(owner)s has it again and looks for somebody else."),
    "handler_done": lambda: _("%(name)s says that it is done."),
    "said_solved": lambda: _("You said that part of it is solved."),
    "said_not_yet": lambda: _("You said that it is not solved yet."),
    "unsure_solved": lambda: _("Your words sounded as if something were still missing, so it stays open."),
    "confirmed": lambda: _("You confirmed that everything is solved."),
    "no_answer": lambda: _("We have not heard from you, so the case rests. One message opens it again."),
    "released:stopped": lambda: _("You asked us to write no more about this."),
    "released:withdrawn": lambda: _("You told us that nothing more is needed."),
    "reopened": lambda: _("The case is open again."),
    "breach": lambda: _("We did not keep to our date. This stays on record."),
    "owner_changed": lambda: _("%(name)s has your case now."),
    "concern_added": lambda: _("We added one more thing to settle."),
    "quote_allowed": lambda: _("You allowed us to quote you, without your name."),
    "quote_taken_back": lambda: _("You took back that we may quote you."),
    "merged": lambda: _("We put this together with another case of yours."),
}


def sentence(event: Event, speech: Speech, now: datetime) -> str:
    """The sentence for an event, or "" for one that has none on this page."""
    for code in (f"{event.what}:{event.params.get('because', '')}", event.what):
        if code in SENTENCES:
            return SENTENCES[code]() % _Named(event, speech, now)
    return ""


class _Named(dict[str, str]):
    """What a sentence may name. A name that is not on record is said as "we", never as a hole."""

    def __init__(self, event: Event, speech: Speech, now: datetime) -> None:
        by = event.by.name if event.by else event.case.inbox.brand
        super().__init__(who=by, owner=event.case.owner.name)
        for key, value in event.params.items():
            moment = parse_datetime(value) if key in ("until", "due_at") and isinstance(value, str) else None
            self[key] = speech.when(moment, now) if moment else str(value)

    def __missing__(self, key: str) -> str:
        return self["who"]
