"""One plain form of a text, so that two ways of typing the same words compare equal."""

import re
import unicodedata
from typing import Final

# Curly quotation marks become straight ones; unseen characters (soft hyphen, zero width, direction marks, control
# characters other than blanks) go; half a surrogate pair, which no encoder takes, becomes the replacement character.
PLAIN: Final[dict[int, str]] = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb"), '"'),
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF), ""),
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)), ""),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_ODD: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in PLAIN) + "]")


def normalise(text: str) -> str:
    """`text` in Unicode NFC, with straight quotation marks and single blanks, without unseen characters.

    Upper and lower case stay. Raises nothing.
    """
    if text.isascii():
        plain = text if text.isprintable() else text.translate(PLAIN)
    else:
        plain = unicodedata.normalize("NFC", text.translate(PLAIN) if _ODD.search(text) else text)
    return " ".join(plain.split())


class _Fold(dict[int, str]):
    """One plain small letter for each character, so that lengths stay: Ü becomes u, ß s, ø o, a full-width 7 is 7."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isdigit():
            folded = str(unicodedata.digit(char))
        else:
            base = unicodedata.normalize("NFKD", char)[:1].casefold()[:1] or char
            folded = {"ø": "o", "æ": "a", "đ": "d", "ł": "l", "ı": "i", "œ": "o", "þ": "t", "ð": "d"}.get(base, base)
        self[code] = folded
        return folded


_FOLD: Final = _Fold()


def fold(text: str) -> str:
    """`text` in plain small letters, character for character."""
    if len(_FOLD) > 20_000:
        _FOLD.clear()
    return text.translate(_FOLD)
