"""/readings/: how often the readings were corrected, per week, language and kind, and the latest mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ombud.access.circle import cases_seen_by, messages_seen_by
from ombud.conversations.models import Message
from ombud.team.models import Member
from ombud.triage.figures import WEEKS, Share, figures, mistakes
from ombud.triage.models import Correction, Field
from ombud.web import signs
from ombud.web.door import desk_for
from ombud.web.names import kind_name, language_name
from ombud.web.reading_names import field_name, scenario_name, urgency_name
from ombud.web.said import lang, quoted
from ombud.web.when import moment


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A line of a table: of what, how many were read, how many of them corrected, and the share as a bar."""

    title: str
    read: int
    corrected: int
    percent: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """One correction: her words, what was read, what it is, by whom."""

    url: str
    said: str
    lang: str
    field: str
    was: str
    becomes: str
    by: str
    when: str


@require_GET
@desk_for("see_readings")
def readings(request: HttpRequest, member: Member) -> HttpResponse:
    """Figures of everything that was read; of mistakes only what she may read (D23)."""
    now = timezone.localtime()
    found = figures(now)
    most = max((share.of_100 for _, share in (*found.weeks, *found.languages, *found.kinds)), default=0.0)
    hers = Q(conversation__strand__case__in=cases_seen_by(member).values("id"))
    seen = Message.objects.filter(hers | Q(pk__in=messages_seen_by(member).values("id")))
    tables = [
        (
            _("By week"),
            _("Week from"),
            [_row(date_format(day, "j F"), share, most) for day, share in _begun(found.weeks)],
        ),
        (_("By language"), _("Language"), [_row(language_name(code), s, most) for code, s in found.languages]),
        (_("By kind"), _("Read as"), [_row(kind_name(kind), s, most) for kind, s in found.kinds]),
    ]
    shown = {
        "tables": tables, "whole": _row("", found.whole, most), "weeks": WEEKS,
        "mistakes": [_mistake(correction, now) for correction in mistakes(seen)],
    }  # fmt: skip
    return render(request, "web/keeping/readings.html", shown)


def _begun(weeks: list[tuple[date, Share]]) -> list[tuple[date, Share]]:
    """The weeks since something was read; before, there is nothing to say."""
    last = max((n for n, (_, share) in enumerate(weeks) if share.read), default=0)
    return weeks[: last + 1]


def _row(title: str, share: Share, most: float) -> ShareRow:
    percent = f"{share.of_100:.1f}" if 0 < share.of_100 < 10 else f"{share.of_100:.0f}"
    return ShareRow(title, share.read, share.corrected, percent, signs.bar(share.of_100, most))


def _mistake(correction: Correction, now: datetime) -> MistakeRow:
    message = correction.reading.message
    names: dict[Field, Callable[[str], str]] = {
        Field.KIND: kind_name, Field.SCENARIO: scenario_name, Field.LANGUAGE: language_name,
        Field.URGENCY: lambda value: urgency_name(int(value)),
    }  # fmt: skip
    name = names[Field(correction.field)]
    return MistakeRow(
        reverse("message", args=[message.pk]), quoted(message.text, correction.language), lang(correction.language),
        field_name(correction.field), name(correction.was), name(correction.becomes), correction.by.name,
        moment(correction.at, now),
    )  # fmt: skip
