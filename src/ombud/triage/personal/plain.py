"""A text in plain signs, so that one rule reads a number however it was typed, and the way back to its places."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from ombud.triage.personal.span import Personal

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"
_BLANKS: Final = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Signs that are not seen: they stand inside a number or a word and change neither.
_UNSEEN: Final = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00]")
# Signs that have a plainer form: without one of them a text need not be gone through.
_ODD: Final = re.compile(f"[{_DASHES}{_BLANKS}\u2018\u2019\u02bc\u00b4`\r\uff01-\uff5e]|(?![0-9])\\d")


class _Plain(dict[int, str]):
    """One plain sign for each character; letters keep their case and their accents."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _BLANKS:
            plain = " "
        elif char in _DASHES:
            plain = "-"
        elif char in "\u2018\u2019\u02bc\u00b4`":
            plain = "'"
        elif char == "\r":
            plain = "\n"
        elif unicodedata.category(char) == "Nd":
            plain = str(unicodedata.digit(char))
        elif 0xFF01 <= code <= 0xFF5E:
            plain = chr(code - 0xFEE0)
        else:
            plain = char
        if len(self) < 20_000:
            self[code] = plain
        return plain


_PLAIN: Final = _Plain()


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` in plain signs; `places` says where each stood, or is None where each stands where it stood."""

    text: str
    places: list[int] | None
    length: int

    def back(self, spans: list[Personal]) -> tuple[Personal, ...]:
        """The spans in code points of the text as it was given."""
        if self.places is None:
            return tuple(spans)
        places = [*self.places, self.length]
        return tuple(Personal(places[s.start], places[s.end - 1] + 1, s.type) for s in spans)


def plain(text: str) -> Plain:
    """`text` with ASCII digits, blanks, hyphens and apostrophes, without unseen signs. Raises nothing."""
    if text.isascii() and text.isprintable():
        return Plain(text, None, len(text))
    if _UNSEEN.search(text):
        places = [place for place, char in enumerate(text) if not _UNSEEN.match(char)]
        seen = "".join([text[place] for place in places])
        return Plain(seen.translate(_PLAIN), places, len(text))
    return Plain(text.translate(_PLAIN) if _ODD.search(text) else text, None, len(text))
