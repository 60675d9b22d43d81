"""R12: what belongs to the case must not stand in public (I6, D24).

People re-word what they repeat: a number with blanks in it, an address in another order, a name without its accents. So
the text and the facts are compared in plain letters, digits without their separators, addresses and names as sets.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.verdict import Facts

_TOKEN = re.compile(r"[^\W_]+")
_GAP: Final = r"[\s().\-/_+#:·|*~\u2010-\u2015\u2212]{0,3}"
_ANY_GAP: Final = r"(?:[\W_]{0,3}|[._/#-]{1,20})"  # a code in parts is one whatever stands between them
_CASE_WORD: Final = r"(?:\b(?:case|ticket|fall|caso|sag|kasus|tiket|no|nr|number|nummer)\b[\s.:#]{0,4}|#\s?)"
_AT: Final = r"\s{0,2}(?:@|\(at\)|\[at\]|\{at\}|\bat\b|\barroba\b|\bsnabel-?a\b|\bklammeraffe\b)\s{0,2}"
_DOT: Final = r"\s{0,2}(?:\.|\(dot\)|\[dot\]|\bdot\b|\bpunkt\b|\bpunto\b|\bpunktum\b|\btitik\b)\s{0,2}"
_SIGNS: Final = {
    "_": r"\s?(?:_|underscore|unterstrich|guion bajo|understreg|garis bawah)\s?",
    "-": r"\s?(?:-|dash|hyphen|minus|bindestrich|guion|bindestreg|strip)\s?",
    "+": r"\s?(?:\+|plus|mas)\s?",
}
_STREETS: Final = ("strasse", "strase", "str", "street", "gade", "vej", "weg")
_LONGEST_TEXT: Final = 20_000

Leak = tuple[str, int, int]


@lru_cache(maxsize=2048)
def _spelled(code: str, needs_word: bool, gap: str = _GAP) -> re.Pattern[str] | None:
    """A pattern for a number or code, with any separators between its characters."""
    signs = [re.escape(c) for c in fold(code) if c.isalnum()]
    if len(signs) < 3:
        return None
    lead = _CASE_WORD if needs_word else r"(?<![^\W_])"
    return re.compile(lead + gap.join(signs) + r"(?![^\W_])")


@lru_cache(maxsize=1024)
def _phone(number: str) -> re.Pattern[str] | None:
    """A pattern for the last eight digits, which stay the same with and without a country code."""
    digits = [c for c in fold(number) if c.isdigit()][-8:]
    return re.compile(_GAP.join(digits) + r"(?!\d)") if len(digits) >= 6 else None


@lru_cache(maxsize=1024)
def _email(address: str) -> re.Pattern[str] | None:
    local, _, domain = fold(address.strip()).rpartition("@")
    if not local or not domain:
        return None
    # Letter by letter with blanks between, and the signs as words: "maria dot keller at example dot org".
    spelled = (_DOT.join(r"\s?".join(_SIGNS.get(char, re.escape(char)) for char in part) for part in side.split("."))
               for side in (local, domain))  # fmt: skip
    return re.compile(r"(?<![^\W_])" + _AT.join(spelled))


def _spellings(word: str) -> frozenset[str]:
    """A word in the ways people write it without its own letters: Müller, Muller, Mueller."""
    low = word.casefold()
    wide = low
    for char, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("æ", "ae"), ("å", "aa")):
        wide = wide.replace(char, pair)
    narrow = re.sub(r"([aou])e", r"\1", fold(low)).replace("aa", "a")
    forms = {fold(low), fold(wide), narrow}
    for form in tuple(forms):
        for ending in _STREETS:
            if form.endswith(ending) and len(form) - len(ending) >= 4:
                forms.update(form[: -len(ending)] + other for other in ("", *_STREETS))
    return frozenset(forms)


@lru_cache(maxsize=1024)
def _word_sets(fact: str) -> tuple[frozenset[str], ...]:
    words = [w for w in _TOKEN.findall(fact) if len(w) >= 3 or any(c.isdigit() for c in w)]
    return tuple(_spellings(word) for word in dict.fromkeys(words))


def gathered(fact: str, words: list[tuple[str, int, int]], enough: int) -> tuple[int, int] | None:
    """A stretch of the text that holds at least `enough` different words of `fact`, in any order."""
    sets = _word_sets(fact)
    if len(sets) < 2:
        return None
    enough, reach = min(enough, len(sets)), len(sets) + 4
    found = [
        (place, number)
        for place, (word, _, _) in enumerate(words)
        for number, forms in enumerate(sets)
        if word in forms
    ]
    for first, (place, _) in enumerate(found):
        near = [hit for hit in found[first : first + 2 * reach] if hit[0] < place + reach]
        if len({number for _, number in near}) >= enough and any(len(words[p][0]) >= 4 for p, _ in near):
            return words[place][1], words[max(p for p, _ in near)][2]
    return None


def _patterns(facts: Facts) -> Iterator[tuple[str, re.Pattern[str] | None]]:
    yield from (("email", _email(e)) for e in facts.emails)
    yield from (("phone", _phone(p)) for p in facts.phones)
    yield from (("order_number", _spelled(n, False)) for n in facts.order_numbers)
    yield from (("number", _spelled(n, False)) for n in facts.numbers)
    # A short case number alone may be a year or a price; with "case" before it, it is the case.
    yield from (("case_number", _spelled(n, len(n) < 5)) for n in facts.case_numbers)
    yield from (("perk", _spelled(p, False, _ANY_GAP)) for p in facts.perks)


def leaks(plain: str, facts: Facts) -> Iterator[Leak]:
    """The case's facts found in a normalised public text: what kind, and where."""
    text = fold(plain[:_LONGEST_TEXT])
    for kind, pattern in _patterns(facts):
        if pattern is not None and (match := pattern.search(text)):
            yield kind, match.start(), match.end()
    for link in facts.links:
        if link and (place := text.find(fold(link))) >= 0:
            yield "link", place, place + len(link)
    if facts.addresses or facts.full_names:
        words = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        for address in facts.addresses:
            has_number = any(c.isdigit() for c in address)
            if spot := gathered(address, words, 2 if has_number else 3):
                yield "address", spot[0], spot[1]
        for name in facts.full_names:
            if spot := gathered(name, words, 99):
                yield "full_name", spot[0], spot[1]
