"""Whether the person of a case has been told what everybody was: when, or why not, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.cases.models import Case
from ombud.incidents.affected import last_update, tongue
from ombud.incidents.models import Incident, LeftOut, Recipient, Rendering

from . import signs
from .when import moment

NO_SIGN = SafeString("")


@dataclass(frozen=True, slots=True)
class Told:
    """In words with a sign; `tells`: one click sends it to her."""

    words: str = ""
    sign: SafeString = NO_SIGN
    tells: bool = False


def told_of(incident: Incident, cases: Sequence[Case], now: datetime, *, sends: bool) -> dict[int, Told]:
    """For each of these cases how its person stands to the last update, in three queries."""
    update = last_update(incident)
    if update is None or update.sent_at is None:
        return {case.pk: Told() for case in cases}
    people = {case.person_id for case in cases}
    known = Recipient.objects.filter(update=update, person__in=people).select_related("letter")
    rows = {one.person_id: one for one in known}
    going = Rendering.objects.filter(update=update, checked_at__isnull=False, next_update_by__gt=now)
    sent = set(going.values_list("language", flat=True))
    return {case.pk: _told(case, rows.get(case.person_id), sent, now, sends=sends) for case in cases}


def _told(case: Case, row: Recipient | None, sent: set[str], now: datetime, *, sends: bool) -> Told:
    late = signs.clock("late", size="small")
    if row is not None and row.letter is not None:
        if row.letter.failed_at or row.letter.bounced_at:
            return Told(_("did not arrive"), late)
        return Told(moment(row.letter.made_at, now), signs.clock("kept", size="small"))
    if row is not None and not row.left_out:
        return Told(_("on its way"), signs.clock("fine", 50, "small"))
    if case.ended_at is not None:
        return Told(_("settled before"))
    here = sends and tongue(case.person.language, case.inbox.language) in sent
    if row is not None:
        return Told(why_not(row.left_out), late, here)
    return Told(_("not told yet"), signs.clock("todo", size="small"), here)


def why_not(left_out: str) -> str:
    """Why she was not told by it."""
    return {
        LeftOut.ENDED: _("not told: it was settled"),
        LeftOut.LEFT: _("not told: it was in another incident"),
        LeftOut.PRESS: _("not told: a spokesperson answers the press"),
        LeftOut.NO_ADDRESS: _("not told: there is no address"),
        LeftOut.GUARD: _("not told: the guard stops this letter"),
        LeftOut.LATE: _("not told: its date had passed"),
        LeftOut.NOTE: _("not told: these are the words of a private note on the case"),
        LeftOut.STOPPED: _("not told: it was called back"),
    }.get(LeftOut(left_out), left_out)
