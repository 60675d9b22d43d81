"""Is she the only one? Who is near a case, why, and what was said of it: facts in, frozen rows out (D32)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.circle import cases_seen_by
from ombud.access.rules import may
from ombud.cases.models import Case
from ombud.incidents.models import Membership
from ombud.incidents.nearby import Alike, Near, alike, isolated, near
from ombud.incidents.rules import status
from ombud.incidents.standing import membership_of
from ombud.team.models import Member

from .incident_names import fact_name, status_name, title_of
from .said import lang, plain, quoted
from .when import span

SHOWN = 5
FACTS = 4  # that both name, of each near case


@dataclass(frozen=True, slots=True)
class NearRow:
    """A near case that she is on: whose, what about, why it is near; `said` is same, not_same or empty."""

    url: str
    name: str
    topic: str
    lang: str
    why: tuple[str, ...]
    said: str
    incident: str
    same: str
    not_same: str
    undo: str
    next: bool


@dataclass(frozen=True, slots=True)
class NearView:
    """What was looked for and found. `others` counts the near cases that she is not on, and shows nothing of them."""

    says: str
    rows: list[NearRow]
    others: str
    incident_url: str
    incident: str
    incident_line: str


def near_view(case: Case, member: Member, now: datetime) -> NearView:
    """In a constant number of queries, however many are near."""
    found = near(case)
    mine = {one.pk: one for one in _hers(member, [row.case for row in found])}
    shown = [row for row in found if row.case in mine][:SHOWN]
    why = alike(case, [row.case for row in shown])
    place = membership_of(case)
    places = _places([row.case for row in shown], place.incident_id if place else 0)
    undecided = next((row.case for row in shown if row.said is None), 0)
    rows = [
        _row(case, mine[row.case], row, why[row.case], places.get(row.case, ""), now, first=row.case == undecided)
        for row in shown
    ]
    hidden = len([row for row in found if row.case not in mine])
    others = ngettext(
        "%(n)d more is near that you are not on.", "%(n)d more are near that you are not on.", hidden
    ) % {"n": hidden}  # fmt: skip
    return NearView(
        _says(case, found, together=place is not None), rows, others if hidden else "", *_incident(place, member)
    )


def _hers(member: Member, numbers: list[int]) -> list[Case]:
    return list(cases_seen_by(member).filter(pk__in=numbers).select_related("person", "opener").defer("opener__text"))


def _places(cases: list[int], own: int) -> dict[int, str]:
    """The other incidents in which they are."""
    inside = Membership.objects.filter(case__in=cases, left_at=None).exclude(incident=own).select_related("incident")
    return {place.case_id: title_of(place.incident) for place in inside}


def _says(case: Case, found: list[Near], *, together: bool) -> str:
    if standing := [row for row in found if row.said is not False]:
        pattern = ngettext("%(n)d other case may be the same.", "%(n)d other cases may be the same.", len(standing))
        return pattern % {"n": len(standing)}
    match isolated(case, found, together=together):
        case True:
            return _("Held against all other complaints, in every language: nobody else has told of it so far.")
        case False:
            return _("No other case is near, but it is in an incident.")
        case None:
            return _("It has not been held against the other complaints. Nobody can say that it stands alone.")


def _incident(place: Membership | None, member: Member) -> tuple[str, str, str]:
    if place is None:
        return "", "", ""
    incident = place.incident
    seen = may(member.roles, "see_incidents")
    people = Membership.objects.filter(incident=incident, left_at=None).values("case__person").distinct().count()
    line = ngettext("%(n)d person", "%(n)d people", people) % {"n": people}
    line = f"{line} · {status_name(status(incident))}"
    return (reverse("incident", args=[incident.pk]) if seen else ""), title_of(incident), line


def _row(case: Case, other: Case, row: Near, by: Alike, incident: str, now: datetime, *, first: bool) -> NearRow:
    both = {"number": case.pk, "other": other.pk}
    said = {True: "same", False: "not_same", None: ""}[row.said]
    return NearRow(
        reverse("case", args=[other.pk]), plain(other.person.called) or _("Somebody without a name"),
        plain(other.topic), lang(other.language), tuple(_why(case, other, by)), said, incident,
        reverse("near-same", kwargs=both), reverse("near-not-same", kwargs=both), reverse("near-undo", kwargs=both),
        first,
    )  # fmt: skip


def _why(case: Case, other: Case, by: Alike) -> list[str]:
    """What both name, the thing that both are about, the words that both use, how far the words are alike, and how long
    ago. What stands there in her words is of the other text."""
    why: list[str] = []
    names: list[str] = [_said_there([name], by.language, marks=False) for name in by.shared.names]
    names += [fact_name(fact) for fact in by.names if not _said_in(fact, by.shared.names)]
    if facts := format_html_join(", ", "{}", ((name,) for name in names[:FACTS])):
        why.append(format_html(_("Both name {facts}."), facts=facts))
    if by.shared.things:
        why.append(format_html(_("The same thing: {words}."), words=_said_there(by.shared.things, by.language)))
    if by.shared.words and not by.copied:
        why.append(format_html(_("Both say {words}."), words=_said_there(by.shared.words, by.language)))
    if by.copied:
        why.append(_("The very same words."))
    elif by.words:
        why.append(_("Many of the same words."))
    elif not by.shared.words:
        why.append(_("The same meaning, in other words."))
    mine, theirs = case.opener.told_at, other.opener.told_at
    apart = {"span": span(abs(mine - theirs))}
    why.append((_("%(span)s before.") if theirs <= mine else _("%(span)s after.")) % apart)
    return why


def _said_there(words: Sequence[str], language: str, *, marks: bool = True) -> SafeString:
    """Words of the other text, each in the quotation marks of its language, or in none."""
    said = ", ".join(quoted(word, language) if marks else plain(word) for word in words)
    return format_html('<span lang="{}" dir="auto">{}</span>', lang(language), said)


def _said_in(fact: str, names: Sequence[str]) -> bool:
    """A name says its number already."""
    return any(fact.rpartition(" ")[2] in name.casefold().split() for name in names)
