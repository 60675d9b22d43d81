"""Words that are covered up so that no list finds them, while a reader sees them at once: c4lm d0wn, c.a.l.m d-o-w-n,
ca<b>l</b>m, cal&#8203;m, a line upside down.

They are uncovered in readings of their own, for the lists alone: the text itself stays as it is typed, and only what a
list finds in a covered word counts. Every reading knows where each of its characters stands in the text. Linear.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ombud.languages.alike import undressed, unveiled
from ombud.languages.normalise import PLAIN

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});")
_INLINE: Final = (
    "a|abbr|b|bdi|bdo|big|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var|wbr"
)
_TAG: Final = re.compile(rf"<!--[^<>]{{0,200}}-->|</?(?:{_INLINE})(?:\s[^<>]{{0,200}})?/?>", re.IGNORECASE)
_BREAK: Final = re.compile(r"</?(?:br|p|div|li|ul|ol|td|tr|h[1-6]|hr)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_UNSEEN: Final = re.compile("[" + "".join(re.escape(chr(code)) for code, plain in PLAIN.items() if not plain) + "]")
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]")  # two of them are a flag, more are letters
# One letter, one sign, one letter …: three at least, the same sign between all of them.
_APART: Final = re.compile(
    r"(?<![^\W_])[^\W_@$](?P<sign>[ \u00a0]|\W{1,2}|_)[^\W_](?:(?P=sign)[^\W_])+(?![^\W_])|"
    r"(?<![^\W_])[^\W\d_](?:[.·•*|/~+=_-][^\W_]){2,}(?![^\W_])"
)
# Short words as well, where two blanks stand between the words: n o  e s.
_SPACED: Final = re.compile(
    r"(?<!(?<![^\W_])[^\W_] )(?<![^\W_])[^\W_](?: [^\W_])+(?: {2,3}[^\W_](?: [^\W_])*)+(?![^\W_])"
)
_INSIDE: Final = re.compile(r"(?<=[^\W\d_])[.·•*|/~+=_^`'’\u2010-\u2015-]{1,3}(?=[^\W\d_])")
_MARKUP: Final = re.compile(r"(?<![*~^`])[*~^`]{1,3}(?![*~^`])")
# Figures and signs that stand for letters, in a word that has letters, too; some stand for two.
_FIGURES: Final = {"4": "a", "3": "e", "0": "o", "5": "s", "7": "t", "8": "b", "9": "g", "6": "g",
                   "@": "a", "$": "s", "€": "e", "£": "l", "¢": "c", "¡": "i"}  # fmt: skip
_FIRST: Final = str.maketrans({**_FIGURES, "1": "l", "!": "l", "|": "l"})
_SECOND: Final = str.maketrans({**_FIGURES, "1": "i", "!": "i", "|": "i"})
_CODED: Final = re.compile(
    r"(?<![\w@$€£¢!|¡])[@$€£¢¡]?(?=[0-9@$€£¢!|¡]{0,8}[^\W\d_])[\w@$€£¢!|¡]{0,40}(?:[0-9@$€£¢|¡](?=[\w@$€£¢!|¡])|![^\W\d_]|"
    r"(?<=[^\W\d_])[0-9@$€£¢])[\w@$€£¢|¡]{0,40}"
)
_UPSIDE: Final = dict(zip("ɐqɔpǝɟƃɥᴉɾʞꞁɯuodbɹʇnʌʍʎı", "abcdefghijklmnopqrtuvwyi", strict=True))
_FLIPPED: Final = str.maketrans(_UPSIDE)
_TURNED: Final = re.compile("[ɐɔǝɟƃɥᴉɾʞꞁɯɹʇʌʍʎ]")
_LINE: Final = re.compile(r"[^\n]+")
_FEW: Final = 3  # letters upside down: fewer are of another language

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text uncovered, and for each of its characters from where to where it stands in the text as it was given."""

    text: str
    spots: list[Span]

    def given(self, start: int, end: int) -> Span:
        """Where a stretch of it stands in the text as it was given."""
        some = self.spots[start:end]
        if not some:
            return (self.spots[start][0],) * 2 if start < len(self.spots) else (0, 0)
        return min(a for a, _ in some), max(b for _, b in some)

    def put(self, pattern: re.Pattern[str], said: Callable[[re.Match[str]], str]) -> "Reading":
        """The reading with what `said` makes of every match in its place."""
        pieces: list[str] = []
        spots: list[Span] = []
        at = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = said(match)
            pieces += self.text[at:start], new
            spots += self.spots[at:start]
            spots += [self.given(start, end)] * len(new) if len(new) != end - start else self.spots[start:end]
            at = end
        if not at:
            return self
        return Reading("".join((*pieces, self.text[at:])), spots + self.spots[at:])


def unwrapped(text: str) -> Reading:
    """`text` as a browser shows it: entities as their signs, without the tags that set letters and without comments."""
    read = Reading(text, [(place, place + 1) for place in range(len(text))])
    if "&" in text:
        read = read.put(_ENTITY, lambda found: html.unescape(found[0]))
    if "<" in read.text:
        read = read.put(_TAG, lambda found: "").put(_BREAK, lambda found: " ")
    return read


def uncovered(read: Reading, typed: str) -> Iterator[Reading]:
    """The ways to read what is covered up in an unwrapped text that was `typed` so; none where nothing is."""
    text, kept = unveiled(undressed(read.text))
    plain = Reading(text, read.spots if kept is None else [read.spots[place] for place in kept])
    plain = plain.put(_UNSEEN, lambda found: "").put(_FLAG, lambda found: chr(ord(found[0]) - 0x1F1E6 + 97))
    plain = plain.put(_MARKUP, lambda found: "").put(_SPACED, _spaced)
    apart = plain.put(_APART, _joined)
    ways = (
        apart.put(_INSIDE, lambda found: "").put(_CODED, lambda found: found[0].translate(_FIRST)),
        apart.put(_INSIDE, lambda found: " ").put(_CODED, lambda found: found[0].translate(_SECOND)),
    )
    known = {text if read.text == typed else typed}
    for way in (*ways, *_upright(read)):
        if way.text not in known:
            known.add(way.text)
            yield way


def _joined(found: re.Match[str]) -> str:
    letters = "".join(sign for sign in found[0] if sign.isalnum())
    return found[0] if letters.isdigit() else letters


def _spaced(found: re.Match[str]) -> str:
    return " ".join(word.replace(" ", "") for word in re.split(" {2,}", found[0]))


def _upright(read: Reading) -> Iterator[Reading]:
    """Lines that stand on their heads, read from their ends."""
    if len(_TURNED.findall(read.text)) < _FEW:
        return
    text, spots = read.text.translate(_FLIPPED), list(read.spots)
    pieces = list(text)
    for line in _LINE.finditer(read.text):
        start, end = line.span()
        if _TURNED.search(line[0]):
            pieces[start:end] = reversed(pieces[start:end])
            spots[start:end] = reversed(spots[start:end])
        else:
            pieces[start:end] = line[0]
    yield Reading("".join(pieces), spots)
