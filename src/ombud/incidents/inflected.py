"""Whether two words are one but for its ending: refund and refunded, Lampe and Lampen, harga and harganya. Pure.

Five letters are enough to weigh how alike two tellings are, and too few to tell a person that they say the same:
"verstopft" is not "verstehe".
"""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = {
    language: frozenset(("", *endings.split()))
    for language, endings in {
        "en": "s es e ed d ing ings y ies ied",
        "de": "e en n er ern es s em t te ten et ete st",
        "es": "a o as os s es e en an ar ado ada ados ando",
        "da": "e en er ene erne n r ne rne t et ede de te s ens ets",
        "id": "nya ku mu kan an i",
    }.items()
}
_SHORT: Final = frozenset(("", "s", "es"))
_LEAST: Final = 4  # letters that two words begin with alike


def same_word(one: str, other: str, language: str) -> bool:
    """Whether two folded words of a language differ in their endings at most; of a language not known here, not even
    in these."""
    if one == other:
        return True
    endings = _ENDINGS.get(language)
    if endings is None:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    found = {one[at:], other[at:]}
    return found <= (endings if at >= _LEAST else endings & _SHORT) and at >= _LEAST - 1
