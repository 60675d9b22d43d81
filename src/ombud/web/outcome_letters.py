"""What came of a brief, as it would leave: in each language the whole letter of one who waits for it, before anybody
has been told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ombud.access.circle import cases_seen_by
from ombud.advocacy.models import Brief
from ombud.advocacy.voices import TO_TELL
from ombud.cases.models import Case
from ombud.incidents.affected import tongue
from ombud.journey.refused import Refused
from ombud.journey.tell_outcome import letter_for, waiting
from ombud.team.models import Member

from .names import language_name
from .refusals import sentence
from .said import lang, plain, without_links

LOOKED_AT = 200  # of those who wait and whose cases she is on: the first of each language is shown


@dataclass(frozen=True, slots=True)
class OutcomeLetter:
    """One language: whose letter is shown, to the letter; or why none is."""

    language: str
    lang: str
    person: str
    text: str
    refused: str


def outcome_letters(brief: Brief, words: Mapping[str, str], member: Member) -> list[OutcomeLetter]:
    """In each language that has words, the letter of one person whose case `member` is on (D23). Writes nothing."""
    shown = _one_of_each(brief, member)
    written = [(code, words[code].strip()) for code in waiting(brief) if words.get(code, "").strip()]
    return [_letter(brief, code, shown.get(code), text) for code, text in written]


def _one_of_each(brief: Brief, member: Member) -> dict[str, Case]:
    hers = cases_seen_by(member).filter(pk__in=brief.voices.filter(TO_TELL).values("case")).order_by("-pk")
    whole = hers.select_related(
        "person", "owner", "handler", "inbox__owner", "opener__conversation__inbox", "opener__conversation__person"
    )
    return {tongue(case.person.language, case.inbox.language): case for case in whole[:LOOKED_AT]}


def _letter(brief: Brief, code: str, case: Case | None, words: str) -> OutcomeLetter:
    name = language_name(code)
    if case is None:
        return OutcomeLetter(name, lang(code), "", "", _("You are on the case of nobody who reads this language."))
    person, text, refused = plain(case.person.called), "", ""
    try:
        text = without_links(letter_for(brief, case, words).text, _("[a link for its reader alone]"))
    except Refused as error:
        refused = sentence(error)
    return OutcomeLetter(name, lang(code), person, text, refused)
