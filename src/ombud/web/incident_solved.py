"""Is it solved for each? Only her own word says so: who said yes, not yet, nothing so far, who is still to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.incidents import lists
from ombud.incidents.models import Incident


@dataclass(frozen=True, slots=True)
class Share:
    """How many cases stand in one way."""

    label: str
    number: int
    kind: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Solved:
    """Every way with its number, how many of all said yes, all of them as one bar, and the way to ask who was not."""

    shares: list[Share]
    said: str
    bar: SafeString
    ask: str


def solved_of(incident: Incident, *, keeps: bool) -> Solved:
    """The shares of an incident; who `keeps` incidents may ask."""
    found = lists.endings(incident)
    later = _("Not asked yet") if incident.fixed_at else _("Asked once it is put right")
    names = [
        ("confirmed", _("Yes, says the person")), ("not_yet", _("Not yet, back at work")),
        ("asked", _("Asked, no answer yet")), ("open", later), ("silent", _("No answer, it rests")),
        ("released", _("Let go, with a reason")),
    ]  # fmt: skip
    whole = sum(found.values())
    back = reverse("incident", args=[incident.pk]) + "?show=not_yet#cases"
    shares = [
        Share(label, found[key], key, back if key == "not_yet" else "") for key, label in names if found[key]
    ]  # fmt: skip
    said = _("%(yes)d of %(all)d") % {"yes": found["confirmed"], "all": whole} if whole else ""
    asks = keeps and incident.open and incident.fixed_at is not None and found["open"] > 0
    way = reverse("incident-act", args=[incident.pk, "ask"]) if asks else ""
    return Solved(shares, said, _bar(shares, whole), way)


def _bar(shares: list[Share], whole: int) -> SafeString:
    """The shares side by side; decorative, the numbers stand below."""
    rows, at = [], 0.0
    for share in shares:
        length = 100 * share.number / whole
        rows.append((share.kind, f"{at + 0.3:.1f}", f"{max(length - 0.6, 0.6):.1f}"))
        at += length
    drawn = format_html_join("", '<rect class="share-{}" x="{}" y="1" width="{}" height="8"/>', rows)
    return format_html(
        '<svg class="shares" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>', drawn
    )
