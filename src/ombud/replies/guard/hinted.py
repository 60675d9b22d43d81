"""R12: what a case calls sensitive, told without any of its words: an institution by its first letters, somebody at home
by a nickname, a user name with blanks in it, an illness or a trade by what everybody calls it, a house by its number alone."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from ombud.replies.guard.called import Called
from ombud.replies.guard.normal import fold

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHOUTED: Final = re.compile(r"(?<![\w.])[A-ZÄÖÜÆØÅÑÁÉÍÓÚ]{3,6}(?!\w)")
_SMALL: Final = frozenset(
    "PT CV Tbk GmbH AG SE KG OHG EV Ltd Inc PLC LLC Corp Co SA SL SAU SpA ApS AS The Of And De La El".split()
)
# Two capitals that are words: no short form of an employer.
_WORDS_TOO: Final = frozenset(
    "OK TV PC IT EU UK US USA AG CV PT ID PS AM PM CEO DR NO DE EN DA ES GB MB TB QR SD HD AC DC AI KI IA PR HR VR AR RA "
    "IP OS GO IF IN IS IT AT BE BY DO HE ME MY OF ON OR SO TO UP WE DU ER ES IM JA WO ZU SI YA YO LA EL LO DI KE DM PN PB MD CS "
    "KM KG CM MM LED USB DIN ISO FAQ PDF SMS VIP".split()
)
_TWO: Final = re.compile(r"(?<![\w.&])[A-ZÄÖÜÆØÅÑ]{2}(?![\w.])")
_HANDLE: Final = re.compile(r"(?=[^@\s]*[\d_.-])[a-z][\w.-]{5,40}", re.IGNORECASE)
_PARTS: Final = re.compile(r"[^\W\d_]{2,}")
_BINDS: Final = frozenset("og and und y dan e".split())
_HOUSE: Final = re.compile(r"[^\W\d_]\.? (?:no\.? ?)?(\d{2,4})(?!\d)")
_NUMBERED: Final = r"(?:number|nummer|nr|no|numero|nomor|hausnummer|house|husnummer|ejendommen)\.? {}(?!\d)"
_MANY: Final = 4  # letters of a user name that are worth telling


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    """For each illness and trade everything by which it is called."""
    text = files("ombud.replies.guard").joinpath("hints.txt").read_text(encoding="utf-8")
    groups = [line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        re.compile(r"\b(?:" + "|".join(re.escape(word.strip()).replace(r"\*", r"\w*") for word in group) + r")\b")
        for group in groups
    )


def hinted(fact: str, typed: str, known: tuple[str, ...]) -> tuple[int, int] | None:
    """Where a text hints at a fact. `typed` has its letters as they are, `known` are names that may be said."""
    return (
        _letters(fact, typed)
        or _by_another_name(fact, typed)
        or _user(fact, typed)
        or _house(fact, typed)
        or _fond(fact, typed, known)
    )


def _letters(fact: str, typed: str) -> tuple[int, int] | None:
    """Universidad Nacional Autónoma de México as UNAM."""
    first = "".join(
        word[0] for word in _WORD.findall(fact) if word[0].isupper() and word not in _SMALL and len(word) > 1
    )
    if len(first) < 2 or any(char.isdigit() for char in fact):
        return None
    if len(first) == 2 and first not in _WORDS_TOO:
        for match in _TWO.finditer(typed):
            if match.group() == first and any(char.islower() for char in typed):
                return match.span()
    last = fold([word for word in _WORD.findall(fact) if word[0].isupper()][-1])
    for match in _SHOUTED.finditer(typed):
        said = match.group()
        if (len(first) >= 3 and said in first) or (
            said.startswith(first) and _follows(said.removeprefix(first), last[1:])
        ):
            return match.span()
    return None


def _follows(letters: str, word: str) -> bool:
    """Whether letters stand in a word in that order: the H of OUH in Universitetshospital."""
    rest = iter(word)
    return bool(letters) and all(letter in rest for letter in fold(letters))


def _by_another_name(fact: str, typed: str) -> tuple[int, int] | None:
    named, said = fold(fact), fold(typed)
    for pattern in _ways():
        if pattern.search(named):
            for match in pattern.finditer(said):
                if match.group() not in named:
                    return match.span()
    return None


def _user(fact: str, typed: str) -> tuple[int, int] | None:
    """strik_og_sten84 as Strik & Sten, gatonegro88 as el gato negro."""
    if not _HANDLE.fullmatch(fact.strip()):
        return None
    parts = [part for part in _PARTS.findall(fold(fact)) if part not in _BINDS]
    letters = "".join(parts)
    if len(letters) < 2 * _MANY:
        return None
    between = r"[\W_]{0,3}(?:(?:og|and|und|y|dan|e)[\W_]{1,3})?"
    one = r"[\W_]{0,2}".join(map(re.escape, letters)) if len(parts) == 1 else between.join(map(re.escape, parts))
    match = re.search(rf"\b{one}", fold(typed))
    return match.span() if match else None


def _house(fact: str, typed: str) -> tuple[int, int] | None:
    """The number of the house alone, where it is called that."""
    words = [word for word in _WORD.findall(fact) if len(word) > 3 and word[0].isupper()]
    found = _HOUSE.search(fact)
    if not words or not found or found.start() == 0 or "," not in fact:
        return None
    match = re.search(_NUMBERED.format(found.group(1)), fold(typed))
    return match.span() if match else None


def _fond(fact: str, typed: str, known: tuple[str, ...]) -> tuple[int, int] | None:
    """Somebody's child or husband by a nickname; whole first names are found as words."""
    names = re.sub(r"\([^)]*\)|^[^:]{0,20}:", " ", fact).strip()
    words = _WORD.findall(names)
    if (
        not 1 <= len(words) <= 4
        or any(char.isdigit() for char in names)
        or not all(word[0].isupper() for word in words)
    ):
        return None
    return Called(names, known).fondly(typed)
