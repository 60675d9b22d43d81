"""Which of a customer's own words an answer may take up as they stand (D21): a few that say what it is about."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ombud.replies.guard.matter import meets, telling
from ombud.replies.guard.normal import fold, normalise
from ombud.replies.guard.verdict import Facts

_LONGEST: Final = 4000  # characters of a message
_FEWEST, _MOST, _WIDEST = 2, 12, 90  # words, words, characters of what is cited
_MOST_TRIED: Final = 60
_CLAUSE: Final = re.compile(r"[^.!?…;:,()\n–—]+[!?]*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
# A number, an address, a link, a hole and a quotation are not for repeating.
_NEVER: Final = re.compile(r"[\d@\"{}\[\]<>|\\/=*_#]|\bwww\b|https?")
# What speaks to us or of us, and what is thrown at us, reads like mockery when it comes back.
_TO_US: Final = re.compile(
    r"\b(?:you|your|yours|yourself|sie|ihr|ihre\w*|ihnen|euch|eu(?:er|re\w*)|du|dein\w*|dich|dir|usted\w*|vosotr\w+|vuestr\w+|"
    r"tu|tus|te|os|jer|jeres|dig|din|dit|dine|anda|kalian|kamu|kau)\b"
)
_THROWN: Final = re.compile(
    r"\b(?:scam|fraud|thie[vf]|crook|liar|lying|idiot|stupid|shit|fuck|damn|bloody|useless|joke|pathetic|ridiculous|"
    r"betrug|abzocke|dieb|lugn|luge|dumm|scheis|verdammt|frech|unverschamt|lacherlich|saftladen|witz|"
    r"estafa|timo|ladron|mentir|mierda|jod|verguenza|asco|ridicul|robo|inutil|"
    r"svindel|tyv|logn|lyv|lort|fand|pinlig|grin|elendig|"
    r"penipu|tipu|maling|bohong|bodoh|goblok|anjing|bangsat|sialan|parah)"
)
# Hers is what she says of her own things.
_HERS: Final = re.compile(
    r"\b(?:my|our|mein\w*|unser\w*|mis?|nuestr\w+|min|mit|mine|vores|saya|aku|kami)\b|\w{3,}(?:ku)\b"
)


def cited(quoted: Sequence[str], facts: Facts) -> Iterator[str]:
    """Stretches of her messages, `quoted` with the latest first, that say what this is about and nothing private; the
    most telling first."""
    names = {
        fold(word) for name in (facts.customer_name, facts.author_name, *facts.named) for word in _WORD.findall(name)
    }
    names |= {fold(word) for name in facts.failed_handler_names for word in _WORD.findall(name)}
    found: list[tuple[int, str]] = []
    for message in quoted:
        lines = (line for line in message[:_LONGEST].splitlines() if not line.lstrip().startswith(">"))
        for line in lines:
            for match in _CLAUSE.finditer(normalise(line)):
                words = match.group().strip(" -'!")
                if len(found) < _MOST_TRIED and (weight := _weight(words, names)) and meets(words, (message,), facts):
                    found.append((weight, words))
    return (words for _, words in sorted(found, key=lambda one: -one[0]))


def _weight(words: str, names: set[str]) -> int:
    """How much a stretch tells; 0 for one that is not for repeating."""
    every = _WORD.findall(words)
    if not _FEWEST <= len(every) <= _MOST or len(words) > _WIDEST or _NEVER.search(words):
        return 0
    plain = fold(words)
    if _TO_US.search(plain) or _THROWN.search(plain) or not names.isdisjoint(map(fold, every)):
        return 0
    if words.upper() == words and words.lower() != words:
        return 0
    tells = min(len(telling(words)), 3)
    return tells and tells + (3 if _HERS.search(plain) else 0)
