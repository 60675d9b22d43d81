"""Whether a customer may be quoted: what she was asked, and her word on it, as her page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from ombud.advocacy.models import Quote
from ombud.cases.models import Case
from ombud.journey import quote
from ombud.journey.refused import Refused

from .door import key_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of hers without what is personal, and whether they may be shown; None: she has not said yet."""

    number: int
    words: str
    lang: str
    allows: bool | None


def asked_of(case: Case) -> list[Asked]:
    """What she was asked, first to last: as long as the brief is there, her word can change."""
    found = quote.asked_in(case).filter(dropped_at=None, brief__withdrawn_at=None).prefetch_related("consents")
    return [Asked(one.pk, one.words, one.language, _last(one)) for one in found.order_by("pk")]


def _last(one: Quote) -> bool | None:
    said = [consent.allows for consent in one.consents.all()]
    return said[-1] if said else None


def says(request: HttpRequest, case: Case, now: datetime) -> str:
    """Her press: yes, or no. Returns the code of what to say to her. Raises `Refused` (form_incomplete,
    no_such_quote)."""
    number, allows = request.POST.get("quote", ""), request.POST.get("allows", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18) or allows not in ("yes", "no"):
        raise Refused("form_incomplete")
    key = f"c{case.pk}:{key_of(request)}:{number}"
    quote.say_of_quote(case, int(number), allows=allows == "yes", key=key, now=now)
    return f"quote_{allows}"
