"""How somebody is called who is known by a whole name: by a part of it, in another case or spelling, with a slip of the
pen, by the first letters, by a nickname, in other letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.spelling import sounds
from ombud.replies.guard.wordlike import begins_sentence, stands_as_a_name

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What a name begins with that is none: titles, and kinds of places.
_TITLES: Final = frozenset(
    """dr doctor doctora prof professor mr mrs ms miss mx sir dame herr herrn frau fru hr senor senora senorita sr sra
    srta don dona doña lic licenciado licenciada ing bapak ibu pak bu mas mbak kak bang sdr sdri drg haji hajjah von
    van de del der den la las los el di the of and""".split()
)
KINDS: Final = frozenset(
    """branch shop store team desk office department clinic practice support line first-line second-line technical teknisk workshop garage dealer hotel restaurant market
    pharmacy filiale zweigstelle laden geschaft markt werkstatt praxis abteilung apotheke niederlassung handler
    haendler tienda sucursal oficina taller equipo departamento clinica farmacia agencia concesionario butik
    butikken afdeling afdelingen vaerksted vaerkstedet kontor kontoret klinik klinikken holdet hold team cabang toko
    tim kantor bengkel klinik apotek gerai departemen unit""".split()
)
_SAME: Final = (
    ("sch", "sh"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ch", "k"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("c", "k"),
    ("w", "v"), ("z", "s"), ("y", "i"), ("dt", "d"), ("j", "i"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.)\1+")
_ENDS: Final = ("s", "es", "en", "n", "nya")  # of a name in the genitive, and of Indonesian "his"
_DEAREST: Final = re.compile(r"(?:i|y|ie|chen|si|sse|che|ito|ita)$")
_NO_NAMES: Final = frozenset({"party", "handy", "city", "baby", "hobby", "story", "comedy", "candy", "lady", "army"})
_WORDS_TOO: Final = frozenset(  # and names, too
    """dan per man sin den sue rob mark will may bill pat art frank hope si mo mine else fie vale fina""".split()
)


def _cut(word: str, name: str) -> bool:
    """Theo of Theodore."""
    return 4 <= len(word) < len(name) and name.startswith(word)


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """What people called by a first name are called, too."""
    found: dict[str, frozenset[str]] = {}
    text = files("ombud.replies.guard").joinpath("nicknames.txt").read_text(encoding="utf-8")
    for line in fold(text).splitlines():
        if line and not line.startswith("#"):
            names, _, short = line.partition(":")
            for name in names.split():
                found[name] = found.get(name, frozenset()) | frozenset(short.split())
    return found


@cache
def _in_full() -> dict[str, frozenset[str]]:
    """Of what first names each is a short one: Tom of Thomas and Tomas."""
    found: dict[str, frozenset[str]] = {}
    for name, shorts in _nicknames().items():
        for short in shorts:
            found[short] = found.get(short, frozenset()) | {name}
    return found


@lru_cache(maxsize=8192)
def _heard(word: str) -> frozenset[str]:
    """A word as it sounds, in each of its spellings: Meier and Mayer, Christian and Kristian."""
    found = set()
    for form in sounds(word):
        for pair, char in _SAME:
            form = form.replace(pair, char)  # noqa: PLW2901 - one spelling after the other
        found.add(_DOUBLED.sub(r"\1", form).removesuffix("h"))
    return frozenset(found)


def _slip(one: str, other: str) -> bool:
    """Whether two words of some length are one letter apart, or two neighbours changed places."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) == len(other):
        return one[at + 1 :] == other[at + 1 :] or (
            one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]


class Called:
    """How `name` may be called in a text in which `others` may be called, too."""

    def __init__(self, name: str, others: Sequence[str]) -> None:
        words = [word for word in _WORD.findall(name) if fold(word).rstrip(".") not in _TITLES]
        self.place = any(fold(word) in KINDS for word in words)
        known = {form for other in others for word in _WORD.findall(other) for form in _heard(word)}
        telling = [word for word in words if fold(word) not in KINDS and len(word) >= 2]
        self._words = [(word, _heard(word)) for word in telling if known.isdisjoint(_heard(word))]
        self._known = known
        self._first = fold(telling[0]) if telling and not self.place else ""
        self._short = self._first_letters(telling) if len(telling) >= 2 and not self.place else None
        self._whole = fold(" ".join(telling))

    @staticmethod
    def _first_letters(words: Sequence[str]) -> re.Pattern[str]:
        letters = [part[0] for word in words for part in word.split("-")]
        ways = {
            r"\.?\s?".join(map(re.escape, letters)),
            r"\.?\s?".join((re.escape(letters[0]), re.escape(letters[-1]))),
        }
        # Not a time of day: "9 A.M."
        return re.compile(rf"(?<![\w.])(?<!\d )(?:{'|'.join(sorted(ways))})(?:'s|s)?\.?(?![\w@])")

    def within(self, typed: str) -> Iterator[tuple[int, int]]:
        """Where a text, its letters as they are, calls her."""
        if (
            self._whole and " " in self._whole and not self._words
        ):  # two people of one name: whole names tell them apart
            if (at := fold(typed).find(self._whole)) >= 0:
                yield at, at + len(self._whole)
            return
        last: tuple[int, int] | None = None
        for match in _WORD.finditer(typed):
            if (
                match.group()[0].isupper()
                and stands_as_a_name(typed, *match.span())
                and self._is(match.group(), begins_sentence(typed, match.start()))
            ):
                if last and typed[last[1] : match.start()] == " ":  # first name and surname are one
                    last = last[0], match.end()
                    continue
                if last:
                    yield last
                last = match.span()
        if last:
            yield last
        if self._short and self._words and (short := self._short.search(typed)):
            yield short.span()

    def fondly(self, typed: str) -> tuple[int, int] | None:
        """Where a text calls her by a nickname, or by the first letters of her first name."""
        for match in _WORD.finditer(typed):
            word = fold(match.group())
            if not match.group()[0].isupper() or not _heard(match.group()).isdisjoint(self._known):
                continue
            if self._first and (
                self._fond(word, begins_sentence(typed, match.start()))
                or any(_cut(word, fold(its)) for its, _ in self._words)
            ):
                return match.span()
        return None

    def _is(self, word: str, first: bool) -> bool:
        forms = _heard(word)
        if not forms.isdisjoint(self._known):
            return False
        for _, its in self._words:
            for form in forms:
                bare = {form, *(form.removesuffix(end) for end in _ENDS if len(form) - len(end) >= 3)}
                if not bare.isdisjoint(its) or any(_slip(one, other) for one in bare for other in its):
                    return True
        whole = {fold(word), fold(word).removesuffix("s")}
        if self._first and not whole.isdisjoint(_in_full().get(self._first, ())):
            return True
        return bool(self._first) and self._fond(fold(word), first)

    def _fond(self, word: str, first: bool) -> bool:
        """A nickname: a known one, or the beginning of her first name with a fond ending. `first` in its sentence it may
        be any word: Will, Mark, Dan."""
        if (
            word in _nicknames().get(self._first, ()) or word.removesuffix("s") in _nicknames().get(self._first, ())
        ) and not (first and word in _WORDS_TOO):
            return True
        if not 4 <= len(word) <= len(self._first) + 2 or len(self._first) < 5 or word in _NO_NAMES:
            return False
        begins = next((n for n, (a, b) in enumerate(zip(word, self._first, strict=False)) if a != b), len(word))
        return begins >= 3 and _DEAREST.search(word) is not None and len(word) <= begins + 3
