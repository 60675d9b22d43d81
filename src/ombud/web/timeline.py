"""What happened to a case, as sentences. Blame stays out, memory stays in: a broken promise is one plain line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from ombud.cases.models import Event

from .findings import title_of
from .names import because_name, kind_name, owe_name, returned_name
from .said import plain, shortened
from .when import moment

# These stand in the thread as what they are (a message, a note, a receipt), or in what was late.
SHOWN_OTHERWISE = frozenset({"heard", "noted", "answered", "asked_back", "receipt_sent", "read", "alarmed"})

ICONS = {
    "asked_handler": "both",
    "opened": "cases", "enquired": "ask", "fixed": "tool", "handed_off": "hand", "nudged": "both", "accepted": "check",
    "declined": "back", "handler_done": "check", "returned": "back", "failed": "back", "asked_solved": "ask",
    "asked_again": "ask", "said_solved": "check", "said_not_yet": "back", "unsure_solved": "ask", "confirmed": "check",
    "no_answer": "sleep", "released": "leave", "reopened": "back", "breach": "owed",
    "overrode": "look", "held_back": "back", "waits_for_reader": "owed", "let_pass": "check", "sends_later": "owed",
    "thanked": "heart",
    "snoozed": "sleep", "owner_changed": "person", "invited": "people", "stepped_in": "people", "bounced": "stop",
    "words_changed": "pen", "words_taken_back": "back",
    "send_failed": "stop", "urgency_raised": "up", "concern_added": "split", "concern_joined": "join",
    "concern_dropped": "leave", "concern_taken_up": "split", "merged": "join", "joined": "join",
    "corrected": "pen", "receipt_withheld": "mail", "safety_alarm": "look", "said_same": "join",
    "said_not_same": "split", "said_undone": "back", "incident_joined": "incident", "incident_left": "leave",
    "incident_confirmed": "incident", "incident_dismissed": "leave", "incident_cause": "look", "incident_fixed": "tool",
    "incident_update": "incident",
    "quote_asked": "ask", "quote_allowed": "check",
    "quote_refused": "lock", "quote_taken_back": "lock", "outcome_told": "people",
}  # fmt: skip


def icon_of(what: str) -> str:
    """The sign of a kind of event."""
    return ICONS.get(what, "owed")


def sentence(event: Event, customer: str, now: datetime) -> str:
    """One event in one sentence, the customer called `customer`."""
    said = _Said(event, customer, now)
    tell = SENTENCES.get(event.what)
    return tell(said) if tell else event.what.replace("_", " ")


class _Said:
    """The values that sentences are made of, none of them able to break a line."""

    def __init__(self, event: Event, customer: str, now: datetime) -> None:
        self.params: Mapping[str, Any] = event.params
        self.now = now
        self.values = {
            "customer": customer,
            "by": event.by.name if event.by else _("Somebody"),
            "name": plain(str(event.params.get("name", ""))),
            "was": plain(str(event.params.get("was", ""))),
            "words": shortened(str(event.params.get("words", "")), 300),
            "until": self.date("until"),
            "due": self.date("due_at"),
        }

    def date(self, key: str) -> str:
        """A date of the parameters in words; empty where there is none."""
        try:
            at = parse_datetime(str(self.params.get(key, "")))
        except ValueError:
            return ""
        return moment(at, self.now) if at else ""

    def text(self, pattern: str, **more: object) -> str:
        """`pattern` filled; her or our words follow after it where there are any."""
        line = pattern % (self.values | more)
        words = self.values["words"]
        return f"{line} “{words}”" if words and "%(words)s" not in pattern else line

    def code(self, key: str, name: Callable[[str], str]) -> str:
        """A code of the parameters as words; the code itself if it is not one that we know."""
        code = str(self.params.get(key, ""))
        try:
            return name(code)
        except ValueError:
            return code


def _returned(said: _Said) -> str:
    return said.text(_("Back with the owner from %(name)s: %(why)s."), why=said.code("because", returned_name))


def _breach(said: _Said) -> str:
    return said.text(_("Promise broken: %(owe)s by %(due)s. Kept on record."), owe=said.code("owe", owe_name))


def _overrode(said: _Said) -> str:
    what = title_of(str(said.params.get("rule", "")))
    return said.text(_("%(by)s sent it although the guard stops it (%(what)s):"), what=what)


def _held_back(said: _Said) -> str:
    code = str(said.params.get("because", ""))
    why = HELD_BACK.get(code, lambda: _("it can no longer be sent as it was"))()
    return said.text(_("The reply of %(name)s did not go: %(why)s."), why=why)


HELD_BACK: dict[str, Callable[[], str]] = {
    "heard": lambda: _("the customer wrote first"),
    "undone": lambda: _("it was taken back"),
    "guard_stops": lambda: _("the guard stops it by now"),
    "sent_back": lambda: _("the second reader sent it back"),
    "words_of_note": lambda: _("its words are those of a private note"),
}


def _bounced(said: _Said) -> str:
    if said.params.get("final") is False:
        return said.text(_("The other side's server says that our mail is delayed."))
    return said.text(_("Our mail came back: it could not be delivered."))


def _opened(said: _Said) -> str:
    return said.text(_("Became a case: %(kind)s."), kind=said.code("kind", kind_name))


def _corrected(said: _Said) -> str:
    was, becomes = said.code("was", kind_name), said.code("becomes", kind_name)
    return said.text(_("%(by)s read it again: %(old)s, not %(new)s."), old=becomes, new=was)


def _said_solved(said: _Said) -> str:
    if said.params.get("part"):
        return said.text(_("%(customer)s says that a part of it is solved."))
    return said.text(_("%(by)s showed where %(customer)s says that it is solved."))


def _plainly(pattern: Callable[[], str]) -> Callable[[_Said], str]:
    return lambda said: said.text(pattern())


def _numbered(pattern: Callable[[], str]) -> Callable[[_Said], str]:
    return lambda said: said.text(pattern(), no=said.params.get("number", ""))


SENTENCES: dict[str, Callable[[_Said], str]] = {
    "opened": _opened,
    "corrected": _corrected,
    "receipt_withheld": _plainly(lambda: _("No automatic receipt went out.")),
    "enquired": _plainly(lambda: _("%(by)s asked %(name)s, answer by %(until)s.")),
    "fixed": _plainly(lambda: _("%(by)s put it right:")),
    "handed_off": _plainly(lambda: _("Handed to %(name)s until %(until)s. %(customer)s knows the name and the date.")),
    "asked_handler": _plainly(lambda: _("Asked %(name)s how it stands.")),
    "nudged": _plainly(lambda: _("Asked %(name)s whether it is accepted.")),
    "accepted": _plainly(lambda: _("%(name)s accepted.")),
    "declined": _plainly(lambda: _("%(name)s cannot take it.")),
    "handler_done": _plainly(lambda: _("%(name)s says that it is done.")),
    "returned": _returned,
    "failed": _plainly(lambda: _("%(name)s could not help and cannot be asked again.")),
    "asked_solved": _plainly(lambda: _("%(by)s asked %(customer)s whether it is solved.")),
    "asked_again": _plainly(lambda: _("Asked %(customer)s once more whether it is solved.")),
    "said_solved": _said_solved,
    "said_not_yet": _plainly(lambda: _("%(customer)s says: not yet.")),
    "unsure_solved": _plainly(
        lambda: _("%(customer)s pressed “solved”, but the words beside it say otherwise. It stays open.")
    ),
    "confirmed": lambda said: _("%(customer)s says that it is solved.") % said.values,
    "no_answer": _plainly(lambda: _("Asked on two days and not a word. It rests, and opens again with the next word.")),
    "released": lambda said: said.text(_("Let go: %(why)s."), why=said.code("because", because_name)),
    "reopened": _plainly(lambda: _("Open again.")),
    "breach": _breach,
    "overrode": _overrode,
    "held_back": _held_back,
    "waits_for_reader": _plainly(lambda: _("A reply of %(by)s waits for a second reader; %(name)s owes it.")),
    "let_pass": _plainly(lambda: _("%(by)s read the reply of %(name)s and let it pass.")),
    "sends_later": _plainly(lambda: _("%(by)s lets a reply go at %(until)s.")),
    "snoozed": _plainly(lambda: _("%(by)s snoozed it until %(until)s.")),
    "owner_changed": _plainly(lambda: _("%(name)s owns it now; before, %(was)s did.")),
    "invited": _plainly(lambda: _("%(by)s invited %(name)s.")),
    "stepped_in": _plainly(lambda: _("%(name)s stepped in from outside:")),
    "bounced": _bounced,
    "send_failed": _plainly(lambda: _("A mail could not be sent.")),
    "urgency_raised": _plainly(lambda: _("More urgent now.")),
    "concern_added": _plainly(lambda: _("One more concern:")),
    "words_changed": _plainly(lambda: _("%(customer)s changed what she wrote. It is compared with all others anew.")),
    "words_taken_back": _plainly(
        lambda: _("%(customer)s took back what she wrote. It is compared with nothing any more.")
    ),
    "concern_joined": _plainly(lambda: _("%(by)s sees a concern as part of another:")),
    "concern_dropped": _plainly(lambda: _("%(by)s sees no concern in these words:")),
    "concern_taken_up": _plainly(lambda: _("%(by)s sees a concern of its own again:")),
    "safety_alarm": _plainly(lambda: _("Somebody may be hurt: owner and leaders were told at once.")),
    "said_same": _numbered(lambda: _("%(by)s says: the same trouble as case no. %(no)s.")),
    "said_not_same": _numbered(lambda: _("%(by)s says: not the same trouble as case no. %(no)s. The two stay apart.")),
    "said_undone": _numbered(lambda: _("%(by)s took back what was said of this and case no. %(no)s.")),
    "incident_joined": _numbered(lambda: _("Part of incident no. %(no)s.")),
    "incident_left": _numbered(lambda: _("No longer part of incident no. %(no)s.")),
    "incident_confirmed": _numbered(lambda: _("%(by)s confirmed incident no. %(no)s: others have the same.")),
    "incident_dismissed": _numbered(lambda: _("%(by)s dismissed incident no. %(no)s.")),
    "incident_cause": _numbered(lambda: _("The cause of incident no. %(no)s is found.")),
    "quote_asked": _numbered(lambda: _("%(by)s asked %(customer)s to be quoted in brief no. %(no)s.")),
    "quote_allowed": _numbered(
        lambda: _("%(customer)s allowed brief no. %(no)s to quote these words, without a name.")
    ),
    "quote_refused": _numbered(lambda: _("%(customer)s did not want to be quoted in brief no. %(no)s.")),
    "quote_taken_back": _numbered(lambda: _("%(customer)s took back the permission to be quoted in brief no. %(no)s.")),
    "outcome_told": _numbered(lambda: _("%(by)s told %(customer)s what came of brief no. %(no)s.")),
    "incident_fixed": _numbered(lambda: _("Incident no. %(no)s is put right, we think.")),
    "incident_update": _numbered(lambda: _("The word to everybody of incident no. %(no)s, by %(by)s.")),
    "thanked": _plainly(lambda: _("%(by)s thanked %(customer)s for the praise.")),
    "merged": lambda said: said.text(_("Case no. %(no)s was merged into this one."), no=said.params.get("number", "")),
    "joined": _plainly(lambda: _("%(by)s said: this is the same person. The other thread is part of the case now.")),
}
