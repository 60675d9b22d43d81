"""What the customer told us of herself, as facts that must not stand in public (I6, D24).

It is read from her messages at the moment a text is judged, and kept nowhere.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.verdict import Facts
from ombud.triage.personal import personal
from ombud.triage.personal.mail import written

# A case's last messages, and its last facts of a kind: more would make judging slow, and an attacker happy.
MOST_TEXTS: Final = 200
MOST_FACTS: Final = 60
_LONGEST: Final = 20_000
_KINDS: Final = {
    "mail": "emails",
    "phone": "phones",
    "order_number": "order_numbers",
    "address": "addresses",
    "iban": "numbers",
    "card": "numbers",
    "account": "numbers",
    "national_id": "numbers",
    "name": "full_names",
}


def with_said(facts: Facts, texts: Iterable[str], language: str) -> Facts:
    """`facts` and what stands in `texts`, her messages, latest first. Of names only her own: whom else she names may be
    a colleague, whom a public answer may name, or a town."""
    hers = set(fold(facts.customer_name).split())
    said: dict[str, dict[str, None]] = {}
    for text in islice(texts, MOST_TEXTS):
        for span in personal(text[:_LONGEST], language):
            kind = _KINDS.get(span.type)
            value = written(text[span.start : span.end]) if span.type == "mail" else text[span.start : span.end]
            if kind and (kind != "full_names" or hers & set(fold(value).split())):
                said.setdefault(kind, {})[value] = None

    def known_and(kind: str, known: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*known, *islice(said.get(kind, ()), MOST_FACTS))))

    return replace(
        facts,
        emails=known_and("emails", facts.emails),
        phones=known_and("phones", facts.phones),
        order_numbers=known_and("order_numbers", facts.order_numbers),
        numbers=known_and("numbers", facts.numbers),
        addresses=known_and("addresses", facts.addresses),
        full_names=known_and("full_names", facts.full_names),
    )
