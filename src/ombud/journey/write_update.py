"""One word to everybody, as it is written: once a language, by whoever speaks it; what lacks is asked for (D33)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import get_language_info

from ombud.access.rules import may
from ombud.incidents.affected import last_update, rendering_of
from ombud.incidents.models import Incident, Rendering, Update
from ombud.replies.texts import register_for, write
from ombud.team.models import Member

from .incident import confirmed_only, hold
from .pledge import inbox_of
from .put_together import tell
from .refused import Refused
from .tell import notify
from .words import speaks, when

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Form:
    """The form that somebody writes in: its own mark, and the mark of the words with which it was opened."""

    own: str
    since: str


@transaction.atomic
def begin_update(incident: Incident, *, by: Member, now: datetime) -> Update:
    """The next word to everybody. The one that is being written, if there is one. Raises `Refused` (not_confirmed…)."""
    incident = hold(incident)
    confirmed_only(incident)
    last = last_update(incident)
    if last is not None and last.sent_at is None:
        return last
    return Update.objects.create(incident=incident, by=by, begun_at=now)


@transaction.atomic
def write_update(
    incident: Incident, language: str, text: str, *, by: Member, now: datetime, ready: bool = False,
    confirm: AbstractSet[str] | None = None, form: Form | None = None,
) -> Rendering:  # fmt: skip
    """Keep what is written in this language; `ready` says that it may go. Words that change are not ready any more.
    `confirm` names what the guard asks about and its author has looked at, in these very words; None: nothing was said.
    Words that somebody else wrote since `form` was opened are not written over.

    Raises `Refused` (not_confirmed, update_on_its_way, written_meanwhile, empty, …).
    """
    incident = hold(incident)
    confirmed_only(incident)
    update = last_update(incident) or Update.objects.create(incident=incident, by=by, begun_at=now)
    rendering = rendering_of(update, language) or Rendering(update=update, language=language, by=by, at=now)
    text = text.strip()[:LONGEST]
    if ready and not text:
        raise Refused("empty")
    if rendering.pressed_at is not None:
        if text == rendering.text:
            return rendering
        raise Refused("update_on_its_way")
    if text != rendering.text or rendering.pk is None:
        if form is not None and rendering.edition not in (form.own, form.since):
            raise Refused("written_meanwhile", name=rendering.by.name, until=rendering.at)
        rendering.text, rendering.by, rendering.at = text, by, now
        rendering.edition = form.own if form else ""
        rendering.ready_at, rendering.stop, rendering.confirmed = None, {}, []
    if ready:
        rendering.ready_at = rendering.ready_at or now
    if confirm is not None:
        rendering.confirmed = sorted(confirm)
    rendering.save()
    return rendering


@transaction.atomic
def ask_to_write(
    incident: Incident, language: str, *, of: Member, until: datetime, by: Member, now: datetime
) -> Rendering:
    """Ask a colleague who speaks it to write it by then; she is told by mail. Asked again, the last one counts.

    Raises `Refused` (not_confirmed, until_past, left, cannot_write, does_not_speak, update_on_its_way, …).
    """
    incident = hold(incident)
    confirmed_only(incident)
    if until <= now:
        raise Refused("until_past")
    if of.left_at is not None:
        raise Refused("left", name=of.name)
    if of.account_id is None or not may(of.roles, "see_incidents"):
        raise Refused("cannot_write", name=of.name)
    if language not in of.languages:
        raise Refused("does_not_speak", name=of.name)
    update = last_update(incident) or Update.objects.create(incident=incident, by=by, begun_at=now)
    rendering = rendering_of(update, language) or Rendering(update=update, language=language, by=by, at=now)
    if rendering.pressed_at is not None:
        raise Refused("update_on_its_way")
    if (rendering.asked_of_id, rendering.asked_until) == (of.pk, until):
        return rendering
    rendering.asked_of, rendering.asked_by, rendering.asked_at, rendering.asked_until = of, by, now, until
    rendering.save()
    tell(incident, "update_asked", now, by=by, name=of.name, language=language, until=until.isoformat())
    _write_to(of, incident, rendering, by, until, now)
    return rendering


def _write_to(of: Member, incident: Incident, rendering: Rendering, by: Member, until: datetime, now: datetime) -> None:
    inbox, language = inbox_of(incident), speaks(of)
    text = write(
        "update_translation_ask", language, register_for(language, "neutral"), asked_name=of.name, agent_name=by.name,
        incident_name=incident.title, language_name=said_in(rendering.language, language),
        answer_by=when(until, inbox, language),
        desk_url=f"{settings.PUBLIC_URL}/incidents/{incident.pk}/?language={rendering.language}#word",
    )  # fmt: skip
    notify(of, inbox, text, f"update:{rendering.pk}:ask:{of.pk}:{int(until.timestamp())}", now)


def said_in(code: str, language: str) -> str:
    """A language's name in another: "Spanisch" in German, "español" in Spanish."""
    with translation.override(language):
        try:
            name = str(get_language_info(code)["name_translated"])
        except KeyError:
            return code
    return name.lower() if language in ("es", "da") else name
