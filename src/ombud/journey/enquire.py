"""enquire: ask somebody what happened, until when, and tell the customer so (D05, D26, D36)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction

from ombud.access.circle import put_on
from ombud.cases.models import Action, Case
from ombud.handoffs.models import Failure
from ombud.team.models import Member

from .alone import alone_with
from .answer import answer
from .begin import begin, lock, log, open_only
from .refused import Refused
from .tell import write_to
from .words import speaks, to_member, when


@transaction.atomic
def enquire(
    case: Case, *, by: Member, of: Member | str, what: str, until: datetime, key: str, now: datetime, tell: str = "",
    confirm: AbstractSet[str] = frozenset(),
) -> Action:  # fmt: skip
    """Ask `of` about the case: a member gets a letter, somebody outside (a name) is asked by the owner herself. `tell`
    is a person's word to the customer, who hears again by `until`.

    Raises `Refused` (ended, empty, until_past, failed_before, left) or `Stopped`. The same `key` asks once.
    """
    case = lock(case)
    before = Action.objects.filter(key=f"enquiry:{key}").first()
    if before:
        return before
    open_only(case)
    member = of if isinstance(of, Member) else None
    whom = of.name if isinstance(of, Member) else of.strip()
    if not whom:
        raise Refused("empty")
    if member and member.left_at:
        raise Refused("left", name=whom)
    if member and Failure.objects.filter(case=case, member=member).exists():
        raise Refused("failed_before", name=whom)
    action = begin(
        case, move="enquiry", by=by, what=what, key=f"enquiry:{key}", now=now, handler=member, until=until, whom=whom
    )
    log(case, "enquired", now, by=by, shown=True, name=whom, until=until.isoformat())
    if member:
        _ask(case, member, by, what, until, key, now)
    if tell.strip():
        answer(
            alone_with(case),
            by=by,
            text=tell,
            key=f"enquire:{key}",
            now=now,
            next_word_by=until,
            confirm=confirm,
        )
    return action


def _ask(case: Case, of: Member, by: Member, what: str, until: datetime, key: str, now: datetime) -> None:
    text = to_member(
        "enquiry_asked", of, case, agent=by.name, asked_name=of.name, question=what.strip(),
        answer_by=when(until, case.inbox, speaks(of)),
    )  # fmt: skip
    write_to(of, case, text, f"enquiry:{key}", now, by=by)
    put_on(case, of, "handler", now)
