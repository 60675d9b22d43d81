"""Rows of briefs: in their own list, and what is promised of them among what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.rules import may
from ombud.advocacy import lists
from ombud.advocacy.models import Brief
from ombud.advocacy.rules import Status, status
from ombud.promises.models import OF_A_BRIEF, Owe, Promise
from ombud.team.models import Member

from . import signs
from .brief_names import chip_of, status_name, title_of
from .names import owe_name
from .row import Row, has
from .when import Due, due


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One brief: its name and state, to whom, who owns it, what is due."""

    number: int
    url: str
    title: str
    lang: str
    status: str
    chip: str
    leader: str
    people: str
    told: str
    owner: str
    clock: SafeString
    due: str
    late: bool


def brief_rows(briefs: Iterable[Brief], now: datetime) -> list[BriefRow]:
    """The rows, in a constant number of queries."""
    wanted = list(briefs)
    told = lists.told([one.pk for one in wanted])
    return [_row(one, told[one.pk], now) for one in wanted]


def due_of(brief: Brief, now: datetime) -> tuple[Due | None, str]:
    """How what is promised of it stands, and what that is in words."""
    for promise in (brief.tell_promise, brief.answer_promise):
        if promise and promise.due:
            when = due(promise.due_at, promise.made_at, now)
            what = _("Answer") if promise.owe == Owe.BRIEF_ANSWER else _("People told")
            return when, f"{what} {when.words}"
    return None, ""


def told_words(told: int, left: int) -> str:
    """How many know what came of it."""
    if not left:
        return ngettext("%(n)d person told", "%(n)d people told", told) % {"n": told} if told else ""
    return _("%(told)d told, %(left)d to be told") % {"told": told, "left": left}


def _row(brief: Brief, counts: tuple[int, int, int], now: datetime) -> BriefRow:
    label, (told, left, _spared) = status(brief), counts
    when, words = due_of(brief, now)
    people = int(brief.figures.get("people", 0)) if brief.sent_at else 0
    decided = label in (Status.YES, Status.NO, Status.CLOSED)
    return BriefRow(
        brief.pk, reverse("brief", args=[brief.pk]), title_of(brief), brief.language if brief.title else "",
        status_name(label), chip_of(label), brief.leader_name,
        ngettext("%(n)d person", "%(n)d people", people) % {"n": people} if people else "",
        told_words(told, left) if decided else "", brief.owner.name,
        signs.clock(when.clock, when.left) if when else signs.clock("kept" if brief.closed_at else "todo"),
        words, bool(when and when.clock == "late"),
    )  # fmt: skip


def owed_briefs(promises: Iterable[Promise], member: Member, now: datetime) -> dict[int, Row]:
    """Rows of what is promised of briefs, by the number of the promise: one query if there is any, none if not."""
    wanted = {promise.pk: promise for promise in promises if promise.owe in OF_A_BRIEF}
    if not wanted:
        return {}
    about = Brief.objects.filter(Q(answer_promise__in=wanted) | Q(tell_promise__in=wanted)).select_related("to")
    sees, found = may(member.roles, "see_briefs"), {}
    for brief in about:
        for number in (brief.answer_promise_id, brief.tell_promise_id):
            if number in wanted:
                found[number] = _owed(brief, wanted[number], member, now, sees=sees)
    return found


def _owed(brief: Brief, promise: Promise, member: Member, now: datetime, *, sees: bool) -> Row:
    when = due(promise.due_at, promise.made_at, now)
    keeper, sign = has(promise.keeper, member)
    to = brief.leader_name if promise.owe == Owe.BRIEF_ANSWER else _("to everybody who complained")
    return Row(
        f"p{promise.pk}", reverse("brief", args=[brief.pk]), "", when.group, when.clock if when.clock != "fine" else "",
        signs.clock(when.clock, when.left), title_of(brief) if sees else _("A brief"), owe_name(promise.owe),
        when.words, "", "", signs.icon("brief", "icon-small"), " · ".join([_("Brief"), to]), "", keeper, sign,
    )  # fmt: skip
