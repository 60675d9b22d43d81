"""What the guard says of a word to everybody, shown where it was written: read as one of its people would get it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ombud.access.circle import cases_seen_by
from ombud.cases.models import Case
from ombud.incidents.affected import reading, to_tell
from ombud.incidents.filling import Filled, used
from ombud.incidents.models import Incident
from ombud.journey.her_letter import Stop, Words, her_letter, whole
from ombud.replies.guard import Finding, Verdict, fingerprint
from ombud.replies.guard.belongs import belongs
from ombud.replies.guard.offered import missing
from ombud.team.models import Member

from .findings import Look, look

LATER = timedelta(days=1)


def someone(incident: Incident, language: str) -> Case | None:
    """One of those who would read it, whoever she is: only what stops the words is told of her."""
    return whole(to_tell(incident).filter(reading(language)).order_by("pk")).first()


def known(incident: Incident, language: str, member: Member) -> list[Case]:
    """Those who would read it and whose cases `member` is on: of these alone a letter is shown (D23)."""
    hers = cases_seen_by(member).filter(pk__in=to_tell(incident).filter(reading(language)).values("pk"))
    return list(whole(hers.order_by("pk"))[:20])


def named_by(incident: Incident, now: datetime) -> datetime:
    """The date of the next word as far as one is named; a day from now where it has passed."""
    until = incident.next_update_by
    return until if until and until > now else now + LATER


def read_so_far(
    incident: Incident, language: str, text: str, confirmed: Collection[str], *, by: Member, now: datetime
) -> Look | None:
    """The words so far as the guard reads them in one letter. None where nobody reads this language."""
    case = someone(incident, language)
    if case is None or not text.strip():
        return None
    hers = her_letter(case, Words(text, language, by, named_by(incident, now)))
    return shown(hers.stops, text, confirmed)


def shown(stops: Iterable[Stop], text: str, confirmed: Collection[str] = ()) -> Look:
    """What stops the words, at their places in them; of several letters each finding once."""
    found = {(stop.entry, stop.start, stop.end): stop for stop in stops}
    findings = tuple(_finding(stop, text) for stop in found.values())
    passes = all(one.severity != "block" for one in findings)
    return look(Verdict(passes, findings, fingerprint(text)), text, confirmed)


def _finding(stop: Stop, text: str) -> Finding:
    """A stop for the page. What is missing in each letter goes where it belongs in the words as they were written."""
    finding = Finding(stop.rule, stop.entry, _severity(stop), stop.start, stop.end, stop.hint, stop.better, stop.place)
    if not (stop.better and missing(finding)):
        return finding
    start, end, put = belongs(stop.rule, stop.better, text)
    return replace(finding, place=(start, end), put=put)


def _severity(stop: Stop) -> Any:
    return "block" if stop.severity == "block" else "warn"


def kept(stop: Mapping[str, Any], text: str, confirmed: Collection[str] = ()) -> Look | None:
    """What stopped it after it was sent, as it is kept with the words."""
    return shown([Stop(**stop)], text, confirmed) if stop else None


def holes(text: str) -> list[tuple[str, bool]]:
    """The words in stretches, each with whether it stands for something of hers."""
    stretches, at = [], 0
    for start, end, name in used(text):
        stretches += [(text[at:start], False), (hole_name(name), True)]
        at = end
    return [*stretches, (text[at:], False)]


def hers_marked(hers: Filled) -> list[tuple[str, bool]]:
    """Her letter in stretches, each with whether it is her own; her page's link stays hers."""
    return [
        (piece.text if not _is_link(piece.text) else hole_name("portal_url"), not piece.own) for piece in hers.pieces
    ]


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://")) and "/c/" in text


def signature_of(filled: str, leaves: str) -> str:
    """What is put below her letter because its author did not write it."""
    return leaves[len(filled.rstrip()) :] if leaves != filled else ""


def hole_name(name: str) -> str:
    """What is filled in for each person."""
    return {
        "customer_name": _("name"), "topic": _("what it is about"), "case_number": _("case number"),
        "portal_url": _("the link to the page of this person alone"), "next_update_by": _("date of the next word"),
        "agent_name": _("your name"), "owner_name": _("owner of the case"), "team": _("brand"),
    }.get(name, name)  # fmt: skip
