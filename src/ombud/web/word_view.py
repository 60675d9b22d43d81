"""One word to all for the eye: a tab for each language, what is written in it, what stops it, what became of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.rules import may
from ombud.incidents.affected import Counts, counts, languages, last_update, summed
from ombud.incidents.models import Incident, Rendering
from ombud.journey.her_letter import frame
from ombud.journey.write_update import Form
from ombud.replies.texts import LANGUAGES
from ombud.team.models import Member

from . import word_became
from .dates import write_local
from .findings import Look
from .incident_forms import AT_RISK, LATER
from .names import language_name
from .said import lang
from .when import moment
from .word_became import later, missing, progress
from .word_look import kept, read_so_far
from .word_tabs import Tab, tab_of


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, to be shown again as it was."""

    text: str
    next_word_by: str = ""
    confirm: frozenset[str] = frozenset()
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class WordView:
    """Everything the section shows. `missing` says who waits for her language, `became` what came of what was sent."""

    heading: str
    tabs: list[Tab]
    language: str
    name: str
    lang: str
    text: str
    editable: bool
    ready: bool
    found: Look | None
    refused: str
    stopped: str
    kept: str
    asked: str
    send: str
    can_send: bool
    next_word_by: str
    earliest: str
    missing: list[str]
    became: list[tuple[SafeString, str]]
    progress: str
    later: str
    begins: bool
    keeps: bool
    empty: str
    previews: bool
    stops: bool
    form: Form
    theirs: str


def word_view(
    incident: Incident, member: Member, now: datetime, *, language: str = "", typed: Typed | None = None,
    found: Look | None = None, refused: str = "",
) -> WordView:  # fmt: skip
    """The section as `member` may see it, in a constant number of queries a language."""
    update = last_update(incident) if incident.confirmed_at else None
    written = (
        {one.language: one for one in update.renderings.select_related("asked_of", "by", "pressed_by")}
        if update
        else {}
    )
    people, became = languages(incident), counts(update) if update else {}
    keeps = may(member.roles, "keep_incidents")
    codes = [*people, *(code for code in written if code not in people)]
    own = next((code for code in member.languages if code in LANGUAGES), "en")
    if keeps and own not in codes and incident.open:
        codes.append(own)
    chosen = language if language in codes else _first(codes, written, own)
    rendering = written.get(chosen)
    tabs = [
        tab_of(incident, code, written.get(code), became.get(code), people.get(code, 0), chosen=code == chosen)
        for code in codes
    ]
    hers = keeps or bool(rendering and rendering.asked_of_id == member.pk)
    editable = incident.open and bool(incident.confirmed_at) and hers and not (rendering and rendering.pressed_at)
    text = typed.text if typed else rendering.text if rendering else ""
    if editable and not text and typed is None:
        text = frame(incident, chosen)
    confirmed = typed.confirm if typed else frozenset(rendering.confirmed) if rendering else frozenset()
    stopped = kept(rendering.stop, text, confirmed) if rendering else None
    if found is None and editable:
        begun = typed is not None or bool(rendering and rendering.text)
        found = stopped or (read_so_far(incident, chosen, text, confirmed, by=member, now=now) if begun else None)
    going = _going(written, people, chosen if editable else "")
    whole = summed(became.values()) if became else Counts(later=sum(people.values()))
    sent = bool(update and update.sent_at)
    return WordView(
        _heading(whole.all if sent else sum(people.values())), tabs, chosen, language_name(chosen), lang(chosen), text,
        editable, bool(rendering and rendering.ready_at), found, refused,
        _("It was stopped before the first letter went: what stops it is marked.") if stopped else "",
        _kept(rendering, now), _asked(rendering, now), _send(going), keeps and going > 0,
        typed.next_word_by if typed and typed.next_word_by else _proposed(incident, now), write_local(now),
        missing(written, people, chosen if editable else "", now) if incident.open else [],
        word_became.became(update, written, whole, now), progress(whole),
        later(update, written, became) if keeps else "", keeps and sent and incident.open and not whole.waiting, keeps,
        _empty(incident, people), bool(rendering and rendering.text),
        keeps and (whole.waiting > 0 or any(one.pressed_at and not one.checked_at for one in written.values())),
        Form(uuid.uuid4().hex, rendering.edition if rendering else ""), _theirs(rendering, typed),
    )  # fmt: skip


def _theirs(rendering: Rendering | None, typed: Typed | None) -> str:
    """What somebody else wrote while this was typed: both are shown, and neither is lost."""
    if rendering is None or typed is None or typed.form is None or typed.text.strip() == rendering.text:
        return ""
    return "" if rendering.edition in (typed.form.own, typed.form.since) else rendering.text


def _first(codes: list[str], written: dict[str, Rendering], own: str) -> str:
    """The tab to begin with: her own language, as long as it is not sent; else the first that is missing."""
    open_ones = [code for code in codes if not (code in written and written[code].pressed_at)]
    return own if own in open_ones else next(iter(open_ones or codes), own)


def _heading(people: int) -> str:
    return _("One word to all %(n)d") % {"n": people} if people > 1 else _("One word to all")


def _going(written: dict[str, Rendering], people: dict[str, int], open_tab: str) -> int:
    """How many would be sent it now: who reads what is ready, and what stands in the open tab."""
    ready = {code for code, one in written.items() if one.ready_at and not one.pressed_at}
    return sum(people.get(code, 0) for code in ready | ({open_tab} if open_tab else set()))


def _send(people: int) -> str:
    return ngettext("Send to %(n)d now", "Send to %(n)d now", people) % {"n": people}


def _proposed(incident: Incident, now: datetime) -> str:
    until = incident.next_update_by
    if until is None or until <= now + timedelta(hours=1):
        until = now + (AT_RISK if incident.safety_at else LATER)
    return write_local(until)


def _kept(rendering: Rendering | None, now: datetime) -> str:
    if rendering is None or not rendering.text or rendering.pressed_at:
        return ""
    if rendering.ready_at:
        return _("Ready since %(when)s, says %(name)s") % {
            "when": moment(rendering.ready_at, now),
            "name": rendering.by.name,
        }
    return _("Draft of %(name)s, %(when)s") % {"name": rendering.by.name, "when": moment(rendering.at, now)}


def _asked(rendering: Rendering | None, now: datetime) -> str:
    if rendering is None or rendering.asked_of is None or rendering.ready_at or rendering.asked_until is None:
        return ""
    values = {"name": rendering.asked_of.name, "when": moment(rendering.asked_until, now)}
    late = rendering.asked_until < now
    return (_("%(name)s was to write it by %(when)s.") if late else _("%(name)s writes it by %(when)s.")) % values


def _empty(incident: Incident, people: dict[str, int]) -> str:
    if incident.confirmed_at is None:
        return _(
            "Once somebody has confirmed it, its owner writes to all of them here, once in each of their languages."
        )
    if not people and incident.open:
        return _("Nobody with an open case is in it, so there is nobody to tell.")
    return ""
