"""The one question: what is personal in this text?"""

import re
from typing import Final

from ombud.triage.personal import addresses, bank, lettered, mail, names, numbers, orders
from ombud.triage.personal.dates import births
from ombud.triage.personal.plain import plain
from ombud.triage.personal.span import Personal, apart

_DIGIT: Final = re.compile(r"\d")
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
# A text is read whole up to here. Nobody writes more by hand; what follows is read for nothing.
LONGEST: Final = 100_000


def personal(text: str, language: str = "unknown") -> tuple[Personal, ...]:
    """What is personal in `text`, in its order, none overlapping; offsets in code points of `text`.

    `language` (ISO 639-1 or "unknown") says which countries' numbers need no word beside them; words are read in all
    our languages. A text beyond `LONGEST` is read up to there. Raises nothing.
    """
    shown = plain(text[:LONGEST])
    words = shown.text
    found = list(mail.mails(words))
    if _DIGIT.search(words):
        links = [m.span() for m in _LINK.finditer(words)] if "://" in words or "www." in words.lower() else []
        taken = links + [(f.start, f.end) for f in found]
        strong = [*bank.ibans(words), *lettered.lettered(words)]
        found += strong
        taken += [(f.start, f.end) for f in strong]
        found += numbers.runs(words, language, taken)
        found += orders.orders(words)
        found += births(words)
        found += addresses.addresses(words, language)
        found = [f for f in found if f.type == "mail" or not _inside(f, links)] if links else found
    found += names.names(words, language)
    return shown.back(apart(found))


def _inside(found: Personal, links: list[tuple[int, int]]) -> bool:
    return found.type != "phone" and any(start <= found.start < end for start, end in links)
