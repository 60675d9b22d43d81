"""The next moment at which the clock of promises or the work has something to do: what a test's time stops at."""

from __future__ import annotations

from datetime import datetime, timedelta

from ombud.handoffs.models import IN_HAND, Handoff
from ombud.promises.models import DUE, Promise
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.work.models import Work

# A promise is broken once its date has passed, not on it.
PAST = timedelta(seconds=1)


def moments(now: datetime, end: datetime) -> datetime | None:
    """The first such moment after `now` and not after `end`; None if time may pass undisturbed."""
    due = list(Promise.objects.filter(DUE, alarmed_at=None).values_list("alarm_at", flat=True))
    due += [d + PAST for d in Promise.objects.filter(DUE, broken_at=None).values_list("due_at", flat=True)]
    due += list(Work.objects.values_list("due_at", flat=True))
    for handoff in Handoff.objects.filter(IN_HAND, accepted_at=None).select_related("case__inbox"):
        urgency, inbox = Urgency(handoff.case.urgency), handoff.case.inbox
        due += [due_in(inbox, term[urgency], handoff.at) for term in (TERMS.accept_ask, TERMS.accept_escalate)]
    return min((d for d in due if now < d <= end), default=None)
