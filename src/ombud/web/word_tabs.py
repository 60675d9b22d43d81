"""The languages of one word to all as tabs: how far each is, in a sign and in words, and how many people read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.incidents.affected import Counts
from ombud.incidents.models import Incident, Rendering

from . import signs
from .names import language_name


@dataclass(frozen=True, slots=True)
class Tab:
    """A language: how far it is, in a sign and in words, how many people read it, who was asked to write it."""

    code: str
    name: str
    url: str
    clock: SafeString
    state: str
    people: str
    who: str
    chosen: bool


def tab_of(
    incident: Incident, code: str, rendering: Rendering | None, became: Counts | None, people: int, *, chosen: bool
) -> Tab:
    """One tab."""
    state, clock = _state(rendering)
    number = became.all if became and rendering and rendering.checked_at else people
    who = rendering.asked_of.name if rendering and rendering.asked_of and not rendering.ready_at else ""
    url = f"{reverse('incident', args=[incident.pk])}?language={code}#word"
    return Tab(code, language_name(code), url, clock, state, str(number), who, chosen)


def _state(rendering: Rendering | None) -> tuple[str, SafeString]:
    if rendering is None or not (rendering.text or rendering.asked_of_id):
        return _("nobody has written it"), signs.clock("todo", size="small")
    if rendering.checked_at:
        return _("sent"), signs.clock("kept", size="small")
    if rendering.pressed_at:
        return _("being looked over"), signs.clock("fine", 75, "small")
    if rendering.stop:
        return _("stopped"), signs.clock("late", size="small")
    if rendering.ready_at:
        return _("ready"), signs.clock("kept", size="small")
    return _("being written"), signs.clock("fine", 50, "small")
