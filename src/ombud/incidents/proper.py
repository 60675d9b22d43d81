"""Proper names that a telling holds: a product by its number ("Lausch 2", "Galaxy Pro"), a place ("in Aarhus"). Pure.

Rules alone, and wary ones: German writes every noun with a capital, and a sentence begins with one in any language.
What is said of them is only that both tellings name them, which is true of whatever is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ombud.languages import fold
from ombud.replies.guard.matter import telling
from ombud.triage.personal.words import MEANING

from .named import month

_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]"
_NAME: Final = rf"{_CAPITAL}+(?:-{_CAPITAL}+)?"
# What a product's name ends with: a small number, or a word that makers like.
_PRODUCT: Final = re.compile(
    rf"(?<![\w-])({_NAME}(?: {_NAME})?) (\d{{1,4}}[A-Za-z]?|Pro|Plus|Max|Mini|Lite|Air|Ultra|XL|XS|SE|II|III|IV)"
    r"(?![\w%€$£:]|[.,]\d| ?[€$£%])"
)
_SHOPS: Final = (
    r"[Ss]tore|[Ss]hop|[Bb]ranch|[Oo]utlet|Filiale|Laden|Markt|Werkstatt|Standort|Gesch[äa]ft|Bahnhof|Flughafen|Lager|"
    r"[Tt]ienda|[Ss]ucursal|[Bb]utik(?:ken)?|[Bb]utikken|[Tt]oko|[Cc]abang|[Gg]erai"
)
_BEFORE: Final = {
    "en": r"[Ii]n|[Nn]ear|to", "es": r"[Ee]n|[Dd]esde", "da": r"[Ii]|[Ff]ra", "id": r"[Dd]i|[Dd]ari|[Kk]e",
}  # fmt: skip
_SHOP: Final = re.compile(rf"\b(?:{_SHOPS})(?: (?:in|im|am|at|en|de|del|i|di|von))? ({_NAME}(?: {_NAME})?)")
_TOWN: Final = re.compile(rf"\b(?:in|aus|nach|bei) ({_NAME})")
# In German only what looks like a town is taken for one: "in Betrieb" and "nach Hause" are none.
_LIKE_A_TOWN: Final = re.compile(
    r"(?:burg|berg|stadt|dorf|heim|hausen|furt|ingen|kirchen|munster|brucken|hafen)$|"
    r"^(?:berlin|munchen|koln|wien|zurich|basel|bern|graz|linz|dresden|leipzig|bremen|hannover|stuttgart|dortmund|kiel|"
    r"bonn|mainz|rostock|erfurt|aachen|bielefeld|deutschland|osterreich|schweiz)$"
)
_ELSEWHERE: Final = """
    english german spanish danish indonesian french excel word safari chrome firefox facebook instagram twitter
    google youtube whatsapp telegram tiktok amazon paypal android ios windows monday tuesday wednesday thursday
    friday saturday sunday lunes martes miercoles jueves viernes sabado domingo mandag tirsdag onsdag torsdag fredag
    lordag sondag senin selasa rabu kamis jumat sabtu minggu
"""
_NO_PLACES: Final = frozenset(_ELSEWHERE.split())
_COUNTED: Final = """
    order orders bestellung pedido ordre pesanan versi version seite punkt uhr
"""
_NO_PRODUCTS: Final = frozenset(_COUNTED.split())
_AMID: Final = re.compile(r"[^\s.!?:;¡¿\"'“„«»(\n] $")  # a sentence goes on


def proper(one: str, other: str, language: str, others: str) -> tuple[str, ...]:
    """The products and places that both texts name, in their languages, as they stand in the `other`; `one` and
    `other` hold nothing private any more."""
    hers, its = dict(_products(one)), dict(_products(other))
    both = [key for key, (_, amid) in its.items() if key in hers and (amid or hers[key][1])]
    found = {key: its[key][0] for key in both if not any(longer.endswith(f" {key}") for longer in both)}
    places = {**_places(one, language), **_places(other, others)}
    for key in places:
        for match in re.finditer(_NAME, other):
            if fold(match[0]) == key.split()[0] and key in fold(one) and key in fold(other):
                found.setdefault(key, other[match.start() : match.start() + len(key)])
    return tuple(found.values())


def _products(text: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Each folded, with how it stands there and whether it stands amid a sentence. "Lampe Lausch 2" may be a Lausch 2,
    too."""
    for match in _PRODUCT.finditer(text):
        words = match[1].split()
        for begin in range(len(words)):
            if all(map(_tells, words[begin:])):
                amid = begin > 0 or _AMID.search(text[max(0, match.start() - 2) : match.start()]) is not None
                name = f"{' '.join(words[begin:])} {match[2]}"
                yield fold(name), (name, amid)


def _tells(word: str) -> bool:
    plain = fold(word)
    return bool(telling(word)) and word.casefold() not in MEANING and plain not in _NO_PRODUCTS and not month(plain)


def _places(text: str, language: str) -> dict[str, str]:
    """The places that a text names, by the words before them."""
    found = [match[1] for match in _SHOP.finditer(text)]
    if before := _BEFORE.get(language):
        found += [match[1] for match in re.finditer(rf"\b(?:{before}) ({_NAME}(?: {_NAME})?)", text)]
    elif language == "de":
        found += [match[1] for match in _TOWN.finditer(text) if _LIKE_A_TOWN.search(fold(match[1]))]
    return {fold(words): words for words in found if all(map(_is_place, words.split()))}


def _is_place(word: str) -> bool:
    plain = fold(word)
    return len(plain) > 2 and plain not in _NO_PLACES and not month(plain)
