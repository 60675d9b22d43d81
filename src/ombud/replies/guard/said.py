"""What the customer told us of herself, as facts that must not stand in public (I6, D24).

It is read from her messages at the moment a text is judged, and kept nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.verdict import Facts
from ombud.triage.personal import personal
from ombud.triage.personal.living import employers, incomes
from ombud.triage.personal.mail import written
from ombud.triage.personal.states import own_states

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
    "birth_date": "births",
    "name": "full_names",
}
# What nobody repeats by chance, and nobody need call private.
_ALWAYS: Final = frozenset(("emails", "phones", "order_numbers", "addresses", "numbers", "births"))


def with_said(facts: Facts, texts: Iterable[str], language: str, *, numbers_alone: bool = False) -> Facts:
    """`facts` and what stands in `texts`, her messages, latest first. Of names only her own: whom else she names may be
    a colleague, whom a public answer may name, or a town. `numbers_alone` leaves aside what she told of her life, and
    her name: somebody said already what of it is private."""
    hers = set(fold(facts.customer_name).split())
    said: dict[str, dict[str, None]] = {}
    for text in islice(texts, MOST_TEXTS):
        for kind, value in _told(text[:_LONGEST], language):
            if kind == "full_names" and not hers & set(fold(value).split()):
                continue
            if kind in _ALWAYS or not numbers_alone:
                said.setdefault(kind, {})[value] = None
    found: dict[str, Any] = {
        kind: tuple(dict.fromkeys((*getattr(facts, kind), *islice(values, MOST_FACTS))))
        for kind, values in said.items()
    }
    return replace(facts, **found)


def _told(text: str, language: str) -> Iterator[tuple[str, str]]:
    """What she tells of herself in a message: which of the facts it is, and its words."""
    for span in personal(text, language):
        value = text[span.start : span.end]
        if kind := _KINDS.get(span.type):
            yield kind, written(value) if span.type == "mail" else value
    yield from (("employers", text[start:end]) for start, end in employers(text))
    yield from (("incomes", text[start:end]) for start, end in incomes(text))
    yield from (("states", text[state.start : state.end]) for state in own_states(text))
