"""Briefs as lists show them, in the order in which they need somebody. Read-only, paged by key."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from .models import GOES_ON, Brief, Consent, Quote, Voice
from .voices import LOST, TO_TELL

SHOWN = 100  # of those that go on: more than anybody argues at once
EARLIER = 30


def going_on() -> QuerySet[Brief]:
    """Those that are written, wait for an answer, or whose people are to be told; the newest first."""
    return _whole(Brief.objects.filter(GOES_ON)).order_by("-begun_at", "-pk")


def over(below: int = 0) -> QuerySet[Brief]:
    """Those that are closed or withdrawn, the newest first; with `below` those of lower numbers."""
    found = _whole(Brief.objects.filter(~GOES_ON)).order_by("-pk")
    return found.filter(pk__lt=below) if below else found


def of_incident(incident: int) -> QuerySet[Brief]:
    """Those that came from an incident, the newest first."""
    return _whole(Brief.objects.filter(incident=incident)).order_by("-pk")


def waiting_for(member: int, most: int) -> int:
    """How many wait for her, counted as far as `most`: sent to her and not answered, or hers and decided."""
    answers, tells = Q(to=member, sent_at__isnull=False, decision=None), Q(owner=member, decision__isnull=False)
    return Brief.objects.filter(GOES_ON).filter(answers | tells).order_by()[:most].count()


def _whole(briefs: QuerySet[Brief]) -> QuerySet[Brief]:
    return briefs.select_related(
        "owner", "to", "decision", "incident", "inbox", "answer_promise", "tell_promise", "letter"
    )


def one(number: int) -> Brief | None:
    """The brief with all that its page shows of it."""
    return _whole(Brief.objects.filter(pk=number)).select_related("incident__merged_into").first()


def told(briefs: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """Of each brief how many people are told, still to be told (also by a letter that was lost), and spared."""
    rows = Voice.objects.filter(brief__in=briefs).order_by().values_list("brief")
    counts = rows.annotate(
        told=Count("pk", filter=Q(told_at__isnull=False) & ~LOST), left=Count("pk", filter=TO_TELL),
        passed_over=Count("pk", filter=~Q(spared="")),
    ).values_list("brief", "told", "left", "passed_over")  # fmt: skip
    found = {brief: (told, left, spared) for brief, told, left, spared in counts}
    return {brief: found.get(brief, (0, 0, 0)) for brief in briefs}


def quotes(brief: Brief) -> QuerySet[Quote]:
    """What people were asked to be quoted with, each with the last word said of it (`allows`, None: none yet); of
    those who asked us to forget them nothing."""
    last = Consent.objects.filter(quote=OuterRef("pk")).order_by("-pk")
    return (
        Quote.objects.filter(brief=brief, dropped_at=None, forgotten_at=None)
        .select_related("case__person", "translated_by")
        .annotate(allows=Subquery(last.values("allows")[:1]), said_at=Subquery(last.values("at")[:1]))
        .order_by("pk")
    )


def allowed(brief: Brief) -> QuerySet[Quote]:
    """What may be shown: allowed by its author now, and by the time the brief was sent."""
    found = quotes(brief).filter(Q(allows=True))
    return found.filter(Q(said_at__lte=brief.sent_at)) if brief.sent_at else found
