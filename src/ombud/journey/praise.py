"""Praise with a complaint in it: the complaint becomes a case, and the thanks stay owed beside it (D18, D34).

Praise alone needs no promise of its own: it is owed an answer like every message, and that answer thanks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from ombud.cases.models import Case
from ombud.promises.keeping import Made, make, release
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in, hours_of
from ombud.thanks.models import Thanks
from ombud.triage.models import Kind


def owe_thanks(cases: Iterable[Case], now: datetime) -> None:
    """Thanks are owed for the words that opened each of `cases`, if those are praise; owed no more where somebody read
    them as something else. Again is harmless."""
    praised = {case.opener_id: case for case in cases if case.kind == Kind.PRAISE}
    thanked = set(Thanks.objects.filter(message__in=praised).values_list("message_id", flat=True))
    make([_promise(case, now) for opener, case in praised.items() if opener not in thanked], now)
    others = [case.pk for case in cases if case.kind != Kind.PRAISE]
    if others:
        release(Q(owe=Owe.THANK, case__in=others), "not_praise", now)


def _promise(case: Case, now: datetime) -> Made:
    due, hours = due_in(case.inbox, TERMS.first_word[Urgency.ROUTINE], now), hours_of(case.inbox, now)
    key = f"m{case.opener_id}:thank"
    return Made(
        key, Owe.THANK, due, case.keeper_id, Urgency.ROUTINE, hours, case=case.pk, message=case.opener_id
    )  # fmt: skip
