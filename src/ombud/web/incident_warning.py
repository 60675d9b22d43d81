"""Early warning for the eye: how hot an incident is and why, whether an alarm rings, who heeded it, and how long
before the peak it rang."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.rules import may
from ombud.incidents import heat
from ombud.incidents.heating import shown_by
from ombud.incidents.looking_back import Lead, lead_of, looked_back, share
from ombud.incidents.models import Alarm, Heated, Incident, Ring
from ombud.team.models import Member

from .incident_names import lead_words, title_of
from .said import shortened
from .when import moment

DRAWN = 48  # of its heat, so many last moments
WIDE, HIGH = 240, 40


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the heat: why, in a sentence, and its share in words and as the width of a bar."""

    says: str
    share: str
    width: str


@dataclass(frozen=True, slots=True)
class WarningView:
    """What the page says of early warning. `heed` is where the button leads, for who may press it."""

    score: str
    rings: str
    heeded: str
    words: str
    heed: str
    reasons: list[Reason]
    picture: SafeString
    picture_says: str
    lead: str
    calm: str


def warning_view(incident: Incident, member: Member, now: datetime) -> WarningView:
    """Everything that is said of it, in a handful of queries."""
    signs = shown_by(incident, now).signs
    found = heat.heat(signs)
    alarm = Alarm.objects.filter(incident=incident).select_related("heeded__by").order_by("-level").first()
    heeded = getattr(alarm, "heeded", None)
    rings = bool(alarm and not heeded and incident.open)
    lead = lead_of(incident, now)
    picture, says = _picture(incident, now)
    return WarningView(
        _("%(score)d of %(most)d; a leader is warned from %(mark)d")
        % {"score": found.score, "most": heat.HIGHEST, "mark": settings.WARN_AT},
        _rings(alarm, now) if alarm and rings else "",
        _("%(name)s heeded it, %(when)s.") % {"name": heeded.by.name, "when": moment(heeded.at, now)} if heeded else "",
        shortened(heeded.words, 300) if heeded else "",
        reverse("incident-heeding", args=[incident.pk]) if rings and may(member.roles, "heed_alarms") else "",
        _reasons(found, signs), picture, says, lead_words(lead) if lead.kind is not Lead.NONE else "",
        "" if alarm else _("No alarm has rung for it."),
    )  # fmt: skip


def _rings(alarm: Alarm, now: datetime) -> str:
    last = Ring.objects.filter(alarm=alarm).select_related("whom").order_by("-turn").first()
    if last is None:
        return _("It rings since %(when)s.") % {"when": moment(alarm.at, now)}
    pattern = ngettext(
        "It rings since %(when)s and nobody has heeded it: %(name)s was told.",
        "It rings since %(when)s and nobody has heeded it: told %(n)d times, last %(name)s at %(last)s.",
        last.turn + 1,
    )
    return pattern % {
        "when": moment(alarm.at, now), "name": last.whom.name, "n": last.turn + 1, "last": moment(last.at, now)
    }  # fmt: skip


def _reasons(found: heat.Heat, signs: heat.Signs) -> list[Reason]:
    """Why it is hot now, the strongest reason first."""
    before = f"{signs.before:.0f}" if signs.before == int(signs.before) else f"{signs.before:.1f}"
    said = {
        heat.Part.GROWTH: ngettext(
            "%(n)d new person in the last 6 hours; in a like time before, %(before)s.",
            "%(n)d new people in the last 6 hours; in a like time before, %(before)s.",
            signs.recent,
        ) % {"n": signs.recent, "before": before},
        heat.Part.PRESS: ngettext("The press asks about it.", "The press asks about it, %(n)d times.", signs.press)
        % {"n": signs.press},
        heat.Part.SAFETY: _("Somebody may be hurt."),
        heat.Part.ANGER: _("%(n)d of %(of)d people are angry.") % {"n": signs.angry, "of": signs.people},
        heat.Part.REACH: _("%(n)d of %(of)d people wrote where others read along.")
        % {"n": signs.public, "of": signs.people},
    }  # fmt: skip
    return [
        Reason(
            said[part], _("%(points)d of %(most)d") % {"points": found.points[part], "most": heat.SHARES[part]},
            f"{100 * found.points[part] / heat.SHARES[part]:.0f}",
        )
        for part in found.reasons
    ]  # fmt: skip


def _picture(incident: Incident, now: datetime) -> tuple[SafeString, str]:
    """How hot it was over time, as steps on a line, with the mark; the same in words for who does not see it."""
    rows = list(Heated.objects.filter(incident=incident).order_by("-pk").values_list("at", "score")[:DRAWN])[::-1]
    if len(rows) < 2:
        return SafeString(""), ""
    begin, end = rows[0][0], max(now, rows[-1][0])
    span = (end - begin).total_seconds() or 1.0
    path, before = [], 0
    for at, score in rows:
        x = WIDE * (at - begin).total_seconds() / span
        path += [f"{x:.1f},{_y(before):.1f}", f"{x:.1f},{_y(score):.1f}"]
        before = score
    path.append(f"{WIDE},{_y(before):.1f}")
    drawn = format_html(
        '<svg class="heat" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<line x1="0" x2="{}" y1="{}" y2="{}"/><polyline points="{}"/></svg>',
        WIDE, HIGH, WIDE, _y(settings.WARN_AT), _y(settings.WARN_AT), " ".join(path[1:]),
    )  # fmt: skip
    highest = max(rows, key=lambda row: row[1])
    return drawn, _("Since %(begin)s; highest %(score)d, %(when)s.") % {
        "begin": moment(begin, now), "score": highest[1], "when": moment(highest[0], now)
    }  # fmt: skip


def _y(score: int) -> float:
    return 2 + (HIGH - 4) * (1 - score / heat.HIGHEST)


@dataclass(frozen=True, slots=True)
class WarnedRow:
    """One incident on which one looks back."""

    url: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Warned:
    """How often we warned in time, in one sentence, and the last incidents with their own figures."""

    says: str
    rows: list[WarnedRow]


def warned_of(now: datetime) -> Warned:
    """The honest figure over a year: also what rang too late, or not at all."""
    found = share(now)
    says = _(
        "In time, before the peak: %(before)d of %(all)d in the last twelve months. Too late: %(after)d. "
        "Not at all: %(silent)d."
    ) % {
        "all": found.all, "before": found.before, "after": found.after,
        "silent": found.all - found.before - found.after,
    }  # fmt: skip
    rows = [
        WarnedRow(reverse("incident", args=[one.incident.pk]), title_of(one.incident), lead_words(one))
        for one in looked_back(now)
    ]  # fmt: skip
    return Warned(says, rows)
