"""R12: a state of hers in other words, and in any of our languages: pregnant, schwanger, hamil.

What the case calls sensitive is found wherever it is named. What she told of herself is found where it is said of her:
"people with allergies must be able to trust the label" tells nothing of anybody.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ombud.replies.guard.verdict import Facts
from ombud.triage.personal.states import State, named

# Characters around a state that may be the matter as well, in which she stands: "your wheelchair", "kursi roda Ibu".
_BEFORE, _AFTER = 24, 10
_SIGNS: Final = ".!?\n;"
_YOU: Final = re.compile(
    r"\b(?:you|your|yours|ihr|ihre|ihrem|ihren|ihrer|ihnen|sie|du|dir|dich|dein\w*|euch|eure\w*|usted|su|sus|tu|tus|te|ti|din|dit|"
    r"dine|dig|anda|ibu|bapak|bu|pak|kak|kakak|kamu|eres|tienes|tiene|está|estás|\w{3,}mu)\b"
)
_OWNER: Final = re.compile(r"\b(?:anda|ibu|bapak|bu|pak|kak|kakak|kamu|suyo|suya|tuyo|tuya)\b")
_ANYBODY: Final = re.compile(
    r"\b(?:people|everyone|everybody|anyone|anybody|customers|guests|passengers|users|readers|those who|menschen|leute|"
    r"alle|jeder|jede|kunden|kundinnen|gäste|fahrgäste|personas|gente|todos|todas|cualquiera|clientes|pasajeros|quienes|"
    r"mennesker|folk|alle|kunder|gæster|passagerer|orang|semua|siapa|pelanggan|penumpang|tamu)\b"
)


def told_states(text: str, facts: Facts) -> Iterator[tuple[int, int]]:
    """Where a text names a state that the case calls sensitive, or says of her one that she told of herself."""
    given = frozenset(line for fact in facts.sensitive for line in _lines(fact))
    hers = frozenset(line for fact in facts.states for line in _lines(fact))
    if not given and not hers:
        return
    low = text.lower()
    for state in named(text):
        if state.line in given or (state.line in hers and _of_her(state, low)):
            yield state.start, state.end


@lru_cache(maxsize=1024)
def _lines(fact: str) -> frozenset[int]:
    return frozenset(state.line for state in named(fact))


def _of_her(state: State, low: str) -> bool:
    begins = max(low.rfind(sign, 0, state.start) for sign in _SIGNS) + 1
    ends = min((at for sign in _SIGNS if (at := low.find(sign, state.end)) >= 0), default=len(low))
    anybody = _ANYBODY.search(low, begins, ends) is not None
    if state.matter:
        before = _YOU.search(low, max(begins, state.start - _BEFORE), state.start)
        after = _OWNER.search(low, state.end, min(ends, state.end + _AFTER))
        return not anybody and (before or after) is not None
    return not anybody or _YOU.search(low, begins, ends) is not None
