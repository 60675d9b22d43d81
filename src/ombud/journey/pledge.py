"""The next word of an incident as a promise: made, kept, moved, and rung for before it is late (D05, D33)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from ombud.inboxes.models import Inbox
from ombud.incidents.affected import last_update, not_gone_in
from ombud.incidents.models import Incident, Membership, Pledge, Update
from ombud.promises.keeping import Made, keep, made, make, release
from ombud.promises.models import DUE, Owe, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import hours_of
from ombud.replies.texts import register_for, write
from ombud.team.models import Member

from .put_together import tell
from .tell import notify
from .words import speaks, when


def inbox_of(incident: Incident) -> Inbox:
    """The inbox by whose clock it goes: where its first case came in."""
    first = Membership.objects.filter(incident=incident).select_related("case__inbox__owner").order_by("pk").first()
    return first.case.inbox if first else Inbox.objects.select_related("owner").earliest("pk")


def _its(incident: Incident) -> Q:
    return Q(owe=Owe.UPDATE, pledge__incident=incident)


def _promises(incident: Incident) -> Q:
    """Its due promises by their numbers: an UPDATE cannot look through another table."""
    return Q(pk__in=list(Promise.objects.filter(DUE).filter(_its(incident)).values_list("pk", flat=True)))


def pledge(incident: Incident, now: datetime) -> None:
    """Promise the next word by the incident's date. What was promised before for another date or by somebody else is
    no longer due, and was broken if it was late. Belongs behind the incident's lock."""
    if incident.owner_id is None or incident.next_update_by is None:
        return
    due = Promise.objects.filter(DUE).filter(_its(incident)).first()
    if due is not None and due.due_at == max(incident.next_update_by, due.made_at):
        Promise.objects.filter(pk=due.pk).update(keeper=incident.owner_id)
        return
    release(_promises(incident), "moved", now)
    key = f"i{incident.pk}:update:{Pledge.objects.filter(incident=incident).count()}"
    urgency = Urgency.DANGER if incident.safety_at else Urgency.SERIOUS
    hours = hours_of(inbox_of(incident), now)
    make([Made(key, Owe.UPDATE, incident.next_update_by, incident.owner_id, urgency, hours)], now)
    Pledge.objects.create(incident=incident, promise=made(key))


def keep_once_said_to_all(incident: Incident, update: Update, now: datetime) -> bool:
    """The word has gone in every language that somebody reads: the promise of it is kept, or broken first where it was
    late, and the earliest date that it named is promised. Returns whether that is so by now; belongs behind the
    incident's lock."""
    if update.reached_at is not None:
        return True
    if update.sent_at is None or not_gone_in(update):
        return False
    update.reached_at = now
    update.save(update_fields=["reached_at"])
    keep(_promises(incident), now)
    named = update.renderings.filter(checked_at__isnull=False).values_list("next_update_by", flat=True)
    dates = [one for one in named if one is not None]
    incident.next_update_by = min([one for one in dates if one > now] or dates)
    incident.save(update_fields=["next_update_by"])
    pledge(incident, now)
    return True


def let_off(incident: Incident, why: str, now: datetime) -> None:
    """Nothing goes on in it, so no next word is due."""
    release(_promises(incident), why, now)


def said_by_now(promise: Promise, now: datetime) -> bool:
    """Whether the word has reached everybody without our sending more: who still waited for her language is settled, or
    in it no more. Then the promise is kept, and nobody is rung for."""
    incident = Incident.objects.select_for_update(of=("self",), no_key=True).get(pledges__promise=promise)
    update = last_update(incident)
    return update is not None and update.reached_at is None and keep_once_said_to_all(incident, update, now)


def warn_of_update(promise: Promise, now: datetime) -> None:
    """Ring before it is late: the owner is told by mail, once."""
    if said_by_now(promise, now):
        return
    _ring("update_alarm", promise, promise.keeper, f"alarm:{promise.pk}", now)


def update_is_late(promise: Promise, now: datetime) -> None:
    """It is late: on record, and the owner is told by mail."""
    incident = _ring("update_breach", promise, promise.keeper, f"breach:{promise.pk}", now)
    tell(incident, "update_late", now, until=promise.due_at.isoformat())


def _ring(key: str, promise: Promise, owner: Member, once: str, now: datetime) -> Incident:
    incident = Incident.objects.get(pledges__promise=promise)
    language, inbox = speaks(owner), inbox_of(incident)
    text = write(
        key, language, register_for(language, "neutral"), owner_name=owner.name, incident_name=incident.title,
        next_update_by=when(promise.due_at, inbox, language),
        desk_url=f"{settings.PUBLIC_URL}/incidents/{incident.pk}/",
    )  # fmt: skip
    notify(owner, inbox, text, once, now)
    return incident
