"""What is known of incidents now: who is in one, what people said last of two cases, who tells of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from ombud.cases.models import Case
from ombud.conversations.models import Voice
from ombud.triage.models import Reading

from . import rules
from .checked import Said, Telling, Verdict
from .index import trace_of
from .models import Incident, Membership

COPIES = 500  # of a text, so many are looked at


def last_words(cases: Collection[int]) -> dict[tuple[int, int], bool]:
    """For each pair with one of `cases` of which people said something that holds: True for the same trouble."""
    later = Verdict.objects.filter(first=OuterRef("first"), second=OuterRef("second"), pk__gt=OuterRef("pk"))
    said = (
        Verdict.objects.filter(Q(first__in=cases) | Q(second__in=cases))
        .exclude(said=Said.UNDONE)
        .filter(~Exists(later))
        .values_list("first_id", "second_id", "said")
    )
    return {(first, second): word == Said.SAME for first, second, word in said}


def said_of(case: int, words: dict[tuple[int, int], bool], others: Iterable[int]) -> dict[int, bool]:
    """What of `words` is about `case` and one of `others`."""
    return {other: words[key] for other in others if (key := rules.pair(case, other)) in words}


def membership_of(case: Case | int) -> Membership | None:
    """Where the case is now."""
    return Membership.objects.filter(case=case, left_at=None).select_related("incident").first()


def members(incident: Incident | int) -> QuerySet[Membership]:
    """Who is in it now, first to last."""
    return Membership.objects.filter(incident=incident, left_at=None).order_by("pk")


def dangers(cases: Collection[int]) -> dict[int, set[int]]:
    """Those of `cases` in which a customer tells that somebody may be hurt, each with the messages that tell it: the
    first or a later one."""
    found: dict[int, set[int]] = {}
    for case in ("message__opened_case", "message__conversation__strand__case"):
        urgent = Reading.objects.filter(**{f"{case}__in": cases}, urgency=1, message__voice=Voice.CUSTOMER)
        for number, message, *read in urgent.values_list(case, "message", "urgency", "kind", "secondary"):
            if rules.in_danger(*read):
                found.setdefault(number, set()).add(message)
    return found


def dangerous(cases: Collection[int]) -> set[int]:
    """Those of `cases` in which a customer tells that somebody may be hurt."""
    return set(dangers(cases))


def tellers_of(cases: Collection[int]) -> list[rules.Teller]:
    """Who tells of it in these cases, and in which words."""
    risk = dangerous(cases)
    kept = Telling.objects.filter(case__in=cases, concern__left_at=None).order_by("pk")
    rows = kept.values_list("case_id", "case__person_id", "packed")
    traces = [(case, person, trace_of(packed, None)) for case, person, packed in rows]
    found = [
        rules.Teller(person, wording, case in risk, rules.says_little(trace.words, trace.language))
        for (case, person, trace), wording in zip(
            traces, rules.wordings(trace.words for _, _, trace in traces), strict=True
        )
    ]
    told = {case for case, _, _ in traces}
    # A case that a person put in has words of its own, whatever could be read of them.
    for case, person in Case.objects.filter(pk__in=set(cases) - told).values_list("pk", "person_id"):
        found.append(rules.Teller(person, f"case {case}", case in risk))
    return found


def copies_of(cases: Collection[int]) -> list[int]:
    """The cases in no incident that were told in the very words of one of these, unless somebody keeps them apart."""
    wordings = Telling.objects.filter(case__in=cases, place__isnull=False).values_list("wording", flat=True)
    same = Telling.objects.filter(wording__in=list(wordings), concern__left_at=None).exclude(case__in=cases)
    loose = same.filter(~Exists(Membership.objects.filter(case=OuterRef("case"), left_at=None)))
    found = sorted(set(loose.order_by("pk").values_list("case_id", flat=True)[:COPIES]))
    apart = {other for key, alike in last_words(found).items() if not alike for other in key}
    return [case for case in found if case not in apart]
