"""Who is on a case and when it comes back: snooze, new owner, invitation, stepping in (D23, D27, I4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.access.circle import is_on, put_on
from ombud.access.models import Entry
from ombud.access.rules import may
from ombud.cases.models import Case
from ombud.handoffs.models import Failure, Handoff
from ombud.promises.keeping import change_keeper
from ombud.team.models import Member, Role

from .begin import lock, log, open_only
from .refused import Refused
from .second_reader import read_by_who_is_here


@transaction.atomic
def snooze(case: Case, *, until: datetime, by: Member, now: datetime) -> None:
    """Out of sight until then, once, and never past the next word to the customer (D27)."""
    case = lock(case)
    open_only(case)
    if until <= now:
        raise Refused("until_past")
    if case.next_update_by is None or until > case.next_update_by:
        raise Refused("snooze_past_promise", until=case.next_update_by)
    if case.snoozes >= 1 and (case.snoozed_until is None or case.snoozed_until <= now):
        raise Refused("snoozed_before")
    case.snoozed_until = until
    case.snoozes += 1
    case.save(update_fields=["snoozed_until", "snoozes"])
    log(case, "snoozed", now, by=by, until=until.isoformat())


@transaction.atomic
def change_owner(case: Case, *, to: Member, by: Member, now: datetime, words: str = "") -> None:
    """Somebody else keeps the promises from here. Never who failed this customer (D45)."""
    case = lock(case)
    if to.pk == case.owner_id:
        return
    if to.left_at is not None:
        raise Refused("left", name=to.name)
    if Failure.objects.filter(case=case, member=to).exists():
        raise Refused("failed_before", name=to.name)
    if case.handler_id == to.pk:
        raise Refused("is_handler", name=to.name)
    if Handoff.objects.filter(case=case, handler=to, returned_at=None).exists():
        # Should the customer say "not yet", who helped has failed her, and cannot be the one who stays with it.
        raise Refused("was_handler", name=to.name)
    if not to.is_(Role.COMMUNITY_MANAGER, Role.ADMIN, Role.LEADER, Role.SPOKESPERSON):
        raise Refused("cannot_own", name=to.name)
    was = case.owner.name
    case.owner = to
    case.save(update_fields=["owner"])
    change_keeper(case, to.pk)
    put_on(case, to, "owner", now)
    read_by_who_is_here(Q(case=case), now)
    log(case, "owner_changed", now, by=by, shown=True, was=was, name=to.name, words=words[:300])


@transaction.atomic
def invite(case: Case, *, member: Member, by: Member, now: datetime) -> None:
    """Give somebody a place in the circle; the timeline shows it."""
    if not is_on(case, member):
        put_on(case, member, "invited", now)
        log(case, "invited", now, by=by, name=member.name)


@transaction.atomic
def step_in(case: Case, *, member: Member, words: str, now: datetime) -> None:
    """A leader or admin opens a case that she is not on, and says why; that stays on record (D23)."""
    if is_on(case, member):
        return
    if not may(member.roles, "step_in"):
        raise Refused("not_yours")
    if not words.strip():
        raise Refused("needs_words")
    Entry.objects.create(case=case, member=member, words=words.strip(), at=now)
    put_on(case, member, "stepped_in", now)
    log(case, "stepped_in", now, by=member, name=member.name, words=words.strip()[:300])
