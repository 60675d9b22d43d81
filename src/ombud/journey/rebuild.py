"""rebuild: the cases of a whole history are held against each other, whenever nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from ombud.cases.models import Case
from ombud.incidents.index import model_name
from ombud.incidents.rebuilt import Rebuild, going_on, moved
from ombud.work.models import Work
from ombud.work.queue import TRIES, enqueue

from .notice_pattern import Found, hold, tellings

STEP = "rebuild"
# So few at a time that what comes in meanwhile waits a second or two.
BATCH = 50
LATER = timedelta(seconds=10)


@transaction.atomic
def begin_rebuild(now: datetime) -> Rebuild:
    """Take up all cases there are, or go on with what was begun. What failed too often before is tried again."""
    rebuild = going_on()
    if rebuild is not None and rebuild.made_by != model_name():
        # Half of it was made by another model, which is compared with nothing any more.
        rebuild.ended_at = now
        rebuild.save(update_fields=["ended_at"])
        rebuild = None
    if rebuild is None:
        last = Case.objects.aggregate(last=Max("pk"))["last"] or 0
        rebuild = Rebuild.objects.create(
            made_by=model_name(), until=last, cases=Case.objects.count(), begun_at=now, ended_at=None if last else now
        )
    if rebuild.ended_at is None:
        waiting = Work.objects.filter(step=STEP, subject=rebuild.pk)
        waiting.filter(attempts__gte=TRIES).update(attempts=0, due_at=now)
        if not waiting.exists():
            _go_on(rebuild, now)
    return rebuild


def _go_on(rebuild: Rebuild, now: datetime, after: str = "") -> None:
    enqueue(STEP, [rebuild.pk], now, tag=f"{rebuild.mark}{after}")


def ahead(subjects: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """Make the tellings of the next cases, outside any transaction; returns what is to be written.

    As long as anything else is due it waits: letters and people come before history.
    """
    rebuild = Rebuild.objects.filter(pk__in=subjects, ended_at=None).first()
    if rebuild is None:
        return lambda _subjects, _then: None
    if Work.objects.exclude(step=STEP).filter(due_at__lte=now, attempts__lt=TRIES).exists():
        return lambda _subjects, then: _go_on(rebuild, then + LATER, f"later{then.timestamp():.0f}")
    following = Case.objects.filter(pk__gt=rebuild.mark, pk__lte=rebuild.until).order_by("pk")
    cases = list(following.values_list("pk", flat=True)[:BATCH])
    found = tellings(cases)
    return lambda _subjects, then: _write(rebuild, cases, found, then)


def rebuild(subjects: Sequence[int], now: datetime) -> None:
    """`ahead` and what follows from it, in one."""
    ahead(subjects, now)(subjects, now)


def _write(begun: Rebuild, cases: list[int], found: Found, now: datetime) -> None:
    rebuild = Rebuild.objects.select_for_update().get(pk=begun.pk)
    if rebuild.ended_at is not None or rebuild.mark != begun.mark:
        return  # another worker was quicker
    hold(cases, found, now)
    moved(rebuild, mark=cases[-1] if cases else rebuild.until, done=len(cases), told=len(found), now=now)
    if rebuild.ended_at is None:
        _go_on(rebuild, now)
