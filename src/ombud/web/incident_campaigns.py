"""Rows of the campaigns on the list of incidents: how many accounts sent the same words, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.circle import cases_seen_by
from ombud.cases.models import Case
from ombud.incidents.campaigns import Campaign, campaigns
from ombud.team.models import Member

from .said import lang, plain, quoted
from .when import moment


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One text from several accounts. `url` and `about` are of the first of its cases that the member is on."""

    says: str
    last: str
    url: str
    about: str
    lang: str


def campaign_rows(member: Member, now: datetime) -> list[CampaignRow]:
    """The rows as `member` may see them (D23), in three queries."""
    found = campaigns(now)
    first = _first_cases(found, member) if found else {}
    return [_row(one, first.get(number), now) for number, one in enumerate(found)]


def _first_cases(found: list[Campaign], member: Member) -> dict[int, Case]:
    """By the number of each campaign, the first of its cases that the member is on."""
    every = [case for one in found for case in one.cases]
    hers = set(cases_seen_by(member).filter(pk__in=every).values_list("pk", flat=True))
    firsts = [next((case for case in one.cases if case in hers), 0) for one in found]
    cases = Case.objects.in_bulk(firsts)
    return {number: cases[case] for number, case in enumerate(firsts) if case in cases}


def _row(one: Campaign, case: Case | None, now: datetime) -> CampaignRow:
    says = ngettext(
        "The same words from %(n)d account since %(since)s", "The same words from %(n)d accounts since %(since)s",
        one.people,
    ) % {"n": one.people, "since": moment(one.since, now)}  # fmt: skip
    last = _("last %(when)s") % {"when": moment(one.last, now)}
    if case is None:
        return CampaignRow(says, last, "", "", "")
    about = quoted(case.topic, case.language, 100) if plain(case.topic) else ""
    return CampaignRow(says, last, reverse("case", args=[case.pk]), about, lang(case.language))
