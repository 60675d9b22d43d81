"""forget: what somebody told is compared with nothing any more, and no words of hers stand in a brief; counts stay."""

from __future__ import annotations

from datetime import datetime

from ombud.advocacy.models import Brief, Quote
from ombud.cases.models import Case
from ombud.incidents.checked import Telling, drop
from ombud.people.models import Person
from ombud.team.models import Member

from .begin import lock_all
from .brief_letters import record


def forget(person: Person, *, by: Member | None, now: datetime) -> None:
    """Of all her cases, open, ended or merged: their vectors and quotes go, from briefs that were sent as well. That
    she was in an incident, that she has a voice in a brief and was asked to be quoted stays: it counts, without words.

    Belongs into the transaction in which it is written down that she asked for it. Again is harmless.
    """
    # Held, so that nobody compares or quotes meanwhile what goes here.
    hers = list(Case.objects.filter(person=person).order_by("pk").values_list("pk", flat=True))
    lock_all(hers)
    drop(Telling.objects.filter(case__in=hers))
    quotes = Quote.objects.filter(case__in=hers, forgotten_at=None)
    quoting = list(Brief.objects.filter(quotes__in=quotes).distinct().order_by("pk"))
    quotes.update(words="", translation="", translated_by=None, forgotten_at=now)
    for brief in quoting:
        record(brief, "quote_forgotten", now, by=by)
