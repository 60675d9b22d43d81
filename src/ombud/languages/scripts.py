"""Which script a text is in. Many scripts serve one language; the others leave a few to choose from."""

from collections import Counter
from types import MappingProxyType
from typing import Final

LATIN: Final = "Latin"

# First and last code point of each block, its script.
_BLOCKS: Final = (
    (0x41, 0x24F, LATIN), (0x250, 0x2AF, LATIN), (0x370, 0x3FF, "Greek"), (0x400, 0x52F, "Cyrillic"),
    (0x530, 0x58F, "Armenian"), (0x590, 0x5FF, "Hebrew"), (0x600, 0x6FF, "Arabic"), (0x750, 0x77F, "Arabic"),
    (0x8A0, 0x8FF, "Arabic"), (0x900, 0x97F, "Devanagari"), (0x980, 0x9FF, "Bengali"), (0xA00, 0xA7F, "Gurmukhi"),
    (0xA80, 0xAFF, "Gujarati"), (0xB00, 0xB7F, "Oriya"), (0xB80, 0xBFF, "Tamil"), (0xC00, 0xC7F, "Telugu"),
    (0xC80, 0xCFF, "Kannada"), (0xD00, 0xD7F, "Malayalam"), (0xD80, 0xDFF, "Sinhala"), (0xE00, 0xE7F, "Thai"),
    (0xE80, 0xEFF, "Lao"), (0xF00, 0xFFF, "Tibetan"), (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Hangul"), (0x1200, 0x137F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"), (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, "Greek"), (0x3040, 0x30FF, "Kana"), (0x3130, 0x318F, "Hangul"), (0x3400, 0x9FFF, "Han"),
    (0xAC00, 0xD7AF, "Hangul"), (0xF900, 0xFAFF, "Han"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"),
    (0x20000, 0x3FFFF, "Han"),
)  # fmt: skip

# Languages of each script that we tell apart; the first is the likeliest.
LANGUAGES: Final = MappingProxyType(
    {
        "Greek": ("el",), "Armenian": ("hy",), "Hebrew": ("he",), "Bengali": ("bn",), "Gurmukhi": ("pa",),
        "Gujarati": ("gu",), "Oriya": ("or",), "Tamil": ("ta",), "Telugu": ("te",), "Kannada": ("kn",),
        "Malayalam": ("ml",), "Sinhala": ("si",), "Thai": ("th",), "Lao": ("lo",), "Tibetan": ("bo",),
        "Myanmar": ("my",), "Georgian": ("ka",), "Hangul": ("ko",), "Ethiopic": ("am",), "Khmer": ("km",),
        "Kana": ("ja",), "Han": ("zh",),
        "Cyrillic": ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg", "tt"),
        "Arabic": ("ar", "fa", "ur", "ps", "ku", "ug", "sd"), "Devanagari": ("hi", "mr", "ne", "sa"),
    }
)  # fmt: skip
# A character of these says as much as several letters.
_DENSE: Final = MappingProxyType({"Han": 3, "Kana": 2, "Hangul": 2})


class _Script(dict[str, str | None]):
    """The script of a character, looked up once for each."""

    def __missing__(self, char: str) -> str | None:
        code = ord(char)
        script = (
            next((name for first, last, name in _BLOCKS if first <= code <= last), None) if char.isalpha() else None
        )
        self[char] = script
        return script


_SCRIPT: Final = _Script()


def scripts(plain: str) -> list[tuple[str, int]]:
    """The scripts of `plain` with their weight in letters, the heaviest first. Japanese counts as one script."""
    if len(_SCRIPT) > 20_000:
        _SCRIPT.clear()
    count: Counter[str] = Counter()
    for char, times in Counter(plain).items():
        script = _SCRIPT[char]
        if script:
            count[script] += times * _DENSE.get(script, 1)
    # Japanese writes Chinese characters among its own.
    if count["Kana"] and count["Han"] <= 12 * count["Kana"]:
        count["Kana"] += count.pop("Han", 0)
    return [(script, weight) for script, weight in count.most_common() if weight]


def within(plain: str, script: str) -> str:
    """`plain` with blanks for the letters of other scripts."""
    return "".join(char if _SCRIPT[char] in (script, None) else " " for char in plain)
