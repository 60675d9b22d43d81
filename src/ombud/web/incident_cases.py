"""The cases of an incident that she is on: whose, in whose words, where it stands, whether told, whether solved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.circle import cases_seen_by
from ombud.access.rules import may
from ombud.cases.models import Case, Concern, Event
from ombud.cases.rules import status as case_status
from ombud.conversations.models import Message
from ombud.conversations.telling import told_at
from ombud.incidents.lists import said_not_yet
from ombud.incidents.models import Incident
from ombud.team.models import Member

from . import signs
from .names import language_name, status_name
from .said import lang, plain, quoted, shortened
from .told import Told, told_of
from .when import moment

CASES = 50


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case."""

    number: int
    url: str
    name: str
    said: str
    lang: str
    language: str
    stands: str
    owner: str
    since: str
    told: Told
    solved: str
    solved_sign: SafeString
    solved_words: str


@dataclass(frozen=True, slots=True)
class CaseLines:
    """A page of them, the newest first; where the next page is; and how many there are that she is not on."""

    lines: list[CaseLine]
    more: str
    hidden: str
    only: str


def case_lines(incident: Incident, member: Member, now: datetime, below: int, count: int, show: str = "") -> CaseLines:
    """As she may see them; with `show` only those whose customers said "not yet"."""
    hers = cases_seen_by(member).filter(memberships__incident=incident, memberships__left_at=None)
    hidden = count - hers.count()
    back = show == "not_yet"
    wanted = hers.filter(said_not_yet(incident)) if back else hers
    page = wanted.filter(pk__lt=below) if below else wanted
    rows = list(
        page.select_related("person", "owner", "inbox", "satisfaction").defer("inbox__settings")
        .annotate(begins=Substr("opener__text", 1, 240), began=told_at("opener")).order_by("-pk")[: CASES + 1]
    )  # fmt: skip
    query = "show=not_yet&" if back else ""
    more = f"?{query}below={rows[CASES - 1].pk}#cases" if len(rows) > CASES else ""
    rows = rows[:CASES]
    numbers = [case.pk for case in rows]
    parts, said = _parts(numbers), _not_yet_words(numbers)
    told = told_of(incident, rows, now, sends=may(member.roles, "keep_incidents"))
    pattern = ngettext(
        "%(n)d more that you are not on. Only those on it see whose it is.",
        "%(n)d more that you are not on. Only those on them see whose they are.",
        hidden,
    )
    lines = [
        _line(incident, case, parts.get(case.pk, str(getattr(case, "begins", ""))), said, told[case.pk], now)
        for case in rows
    ]
    only = _("Only those who said “not yet”") if back else ""
    return CaseLines(lines, more, pattern % {"n": hidden} if hidden > 0 else "", only)


def _parts(cases: list[int]) -> dict[int, str]:
    """The words of a complaint that stands inside something else."""
    inside = Concern.objects.filter(case__in=cases, kind="complaint", start__isnull=False).order_by("-pk")
    return dict(inside.values_list("case_id", "words"))


def _not_yet_words(cases: list[int]) -> dict[int, str]:
    """What their customers wrote beside "not yet", the last time; empty for none."""
    lines = Event.objects.filter(case__in=cases, what="said_not_yet").order_by("pk")
    last = {line.case_id: line.params.get("message") for line in lines}
    texts = dict(Message.objects.filter(pk__in=[one for one in last.values() if one]).values_list("pk", "text"))
    return {case: texts.get(message, "") for case, message in last.items()}


def _line(incident: Incident, case: Case, words: str, said: dict[int, str], told: Told, now: datetime) -> CaseLine:
    solved, sign, hers = _solved(incident, case, said, now)
    return CaseLine(
        case.pk, reverse("case", args=[case.pk]), plain(case.person.called) or _("Somebody without a name"),
        quoted(words, case.language, 120) or plain(case.topic), lang(case.language), language_name(case.language),
        status_name(case_status(case, now)), case.owner.name, moment(getattr(case, "began", case.opened_at), now), told,
        solved, sign, hers,
    )  # fmt: skip


def _solved(incident: Incident, case: Case, said: dict[int, str], now: datetime) -> tuple[str, SafeString, str]:
    """What she says of it, never what we do."""
    if case.satisfaction:
        return _("Yes, %(when)s") % {"when": moment(case.satisfaction.at, now)}, signs.clock("kept", size="small"), ""
    nothing = SafeString("")
    if case.ended_at is not None:
        return (_("no answer, it rests") if case.no_answer_id else _("let go")), nothing, ""
    if case.asked_at is not None:
        return _("asked %(when)s, no answer yet") % {"when": moment(case.asked_at, now)}, nothing, ""
    if case.pk in said:
        return _("Not yet"), signs.icon("cross", "icon-small"), quoted(shortened(said[case.pk], 90), case.language)
    return (_("not asked yet") if incident.fixed_at else _("asked once it is put right")), nothing, ""
