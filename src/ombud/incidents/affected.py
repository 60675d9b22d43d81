"""Who is to be told: each person with an open case in the incident, in her language, and what became of telling her."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from ombud.cases.models import Case

from .models import Incident
from .updates import LeftOut, Recipient, Rendering, Update

NOT_KNOWN = ("", "unknown")
OPEN_INSIDE = Q(memberships__left_at=None, ended_at=None)


def tongue(hers: str, inbox: str) -> str:
    """The language she is written to in, whether we have texts in it or not: hers, else that of the inbox."""
    return hers if hers not in NOT_KNOWN else inbox or "en"


def to_tell(incident: Incident) -> QuerySet[Case]:
    """Of each person with an open case in it the first of them: in its thread she is told. Whose case has ended has
    said that it is solved, or asked us to stop."""
    inside = Case.objects.filter(OPEN_INSIDE, memberships__incident=incident)
    first = inside.order_by().values("person").annotate(first=Min("pk")).values("first")
    return Case.objects.filter(pk__in=first)


def reading(language: str) -> Q:
    """Those who are written to in this language."""
    return Q(person__language=language) | Q(person__language__in=NOT_KNOWN, inbox__language=language)


def languages(incident: Incident) -> dict[str, int]:
    """The languages that an update of it needs, each with how many people read it, the most first."""
    found: Counter[str] = Counter()
    rows = to_tell(incident).order_by().values_list("person__language", "inbox__language").annotate(Count("pk"))
    for hers, inbox, people in rows:
        found[tongue(hers, inbox)] += people
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def not_yet_told(update: Update) -> QuerySet[Case]:
    """Of those who are to be told the ones for whom nothing of this update was set going: all, before it is sent; who
    came later, after."""
    known = Recipient.objects.filter(update=update)
    hers = known.filter(person=OuterRef("person"))
    here = known.filter(case=OuterRef("pk"))  # told before two people turned out to be one
    return to_tell(update.incident).filter(~Exists(hers), ~Exists(here))


def not_gone_in(update: Update) -> set[str]:
    """The languages that somebody still waits for: read by people who are not told, and not sent, or called back."""
    fresh = not_yet_told(update).order_by().values_list("person__language", "inbox__language").distinct()
    gone = Rendering.objects.filter(update=update, checked_at__isnull=False).values_list("language", flat=True)
    back = Recipient.objects.filter(update=update, left_out=LeftOut.STOPPED, case__ended_at=None)
    waiting = {tongue(hers, inbox) for hers, inbox in fresh} - set(gone)
    return waiting | set(back.values_list("rendering__language", flat=True))


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one update in one language: `told` got their letter, of which `failed` did not take it or sent it back;
    `waiting` are on their way, `left_out` cannot be told by it, `later` came after it was sent or before it is."""

    told: int = 0
    failed: int = 0
    waiting: int = 0
    left_out: int = 0
    later: int = 0

    @property
    def all(self) -> int:
        """Everybody it is for."""
        return self.told + self.waiting + self.left_out + self.later


def counts(update: Update) -> dict[str, Counts]:
    """By language, in two queries."""
    failed = Q(letter__failed_at__isnull=False) | Q(letter__bounced_at__isnull=False)
    rows = (
        Recipient.objects.filter(update=update).order_by().values_list("rendering__language")
        .annotate(
            told=Count("pk", filter=Q(letter__isnull=False)), lost=Count("pk", filter=failed),
            waiting=Count("pk", filter=Q(letter=None, left_out="")), out=Count("pk", filter=~Q(left_out="")),
        )
    )  # fmt: skip
    numbers = {language: Counts(told, lost, waiting, out) for language, told, lost, waiting, out in rows}
    later: Counter[str] = Counter()
    fresh = not_yet_told(update).order_by().values_list("person__language", "inbox__language").annotate(Count("pk"))
    for hers, inbox, people in fresh:
        later[tongue(hers, inbox)] += people
    return {
        language: replace(numbers.get(language, Counts()), later=later.get(language, 0))
        for language in [*numbers, *(one for one in later if one not in numbers)]
    }


def summed(found: Iterable[Counts]) -> Counts:
    """All languages together."""
    rows = list(found)
    return Counts(
        sum(one.told for one in rows), sum(one.failed for one in rows), sum(one.waiting for one in rows),
        sum(one.left_out for one in rows), sum(one.later for one in rows),
    )  # fmt: skip


def last_update(incident: Incident | int) -> Update | None:
    """The update that is being written, or the last that was sent."""
    return Update.objects.filter(incident=incident).select_related("incident").order_by("-pk").first()


def rendering_of(update: Update | None, language: str) -> Rendering | None:
    """The update in this language, as far as it is written."""
    if update is None:
        return None
    found = Rendering.objects.filter(update=update, language=language)
    return found.select_related("by", "asked_of", "pressed_by").first()
