"""The first action of a case: shared by introduction, enquiry and direct fix (D09, D25, D26)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from ombud.cases.models import Action, Case, Event, Strand
from ombud.promises.keeping import keep
from ombud.promises.models import Owe
from ombud.team.models import Member

from .refused import Refused


def lock(case: Case) -> Case:
    """The case as it is now, held until the transaction ends.

    Whoever holds several things takes them in one order, or two would wait for each other: first the right to hold
    cases against each other or to merge (`one_at_a_time`), then cases by their numbers (`lock_all`), then one incident
    (several only with that right), then what is theirs: promises, and who is told, in the order of their cases. A row
    that only refers to what is held waits for nobody (`no_key`).
    """
    return (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "owner", "inbox__owner", "handler", "opener__conversation")
        .get(pk=case.pk)
    )


def lock_all(cases: Iterable[int]) -> None:
    """Hold several cases, in the order in which everybody does."""
    list(Case.objects.select_for_update(no_key=True).filter(pk__in=set(cases)).order_by("pk").values_list("pk"))


def going_on(case: Case) -> Case:
    """`lock`; of a case whose conversation is part of another by now that other: what she says goes on there."""
    case = lock(case)
    strand = Strand.objects.filter(conversation=case.opener.conversation_id).first()
    return lock(Case(pk=strand.case_id)) if strand and strand.case_id != case.pk else case


def open_only(case: Case) -> None:
    """Raises `Refused("ended")` for a case that has ended: a word from the customer opens it, not we."""
    if case.ended_at is not None:
        raise Refused("ended")


def begin(
    case: Case, *, move: str, by: Member, what: str, key: str, now: datetime, handler: Member | None = None,
    until: datetime | None = None, whom: str = "",
) -> Action:  # fmt: skip
    """Write the action down; the first of a round keeps the promise to start. Raises `Refused` (empty, past)."""
    if not what.strip():
        raise Refused("empty")
    if until is not None and until <= now:
        raise Refused("until_past")
    action = Action.objects.create(
        key=key,
        case=case,
        move=move,
        by=by,
        what=what.strip(),
        handler=handler,
        whom=(handler.name if handler else whom)[:200],
        until=until,
        round=case.round,
        at=now,
    )
    if case.first_action_id is None:
        case.first_action = action
        case.save(update_fields=["first_action"])
    keep(Q(case=case, owe__in=[Owe.START, Owe.TAKE_ON]), now)
    return action


def done_to(case: Case) -> Action | None:
    """The last thing set going in this round; without one nobody may ask whether it is solved."""
    return Action.objects.filter(case=case, round=case.round).order_by("-pk").first()


def log(
    case: Case, what: str, now: datetime, *, by: Member | None = None, shown: bool = False, **params: object
) -> Event:
    """One line on the timeline."""
    return Event.objects.create(case=case, what=what, by=by, params=params, shown=shown, at=now)
