"""A name as it sounds, whoever put it into Latin letters: Шевченко is Shevchenko, Schewtschenko and Chevtchenko.

Each language writes the sounds of another in its own way. A key folds those ways into one; it is for names alone, and
compared only with words that begin with a capital.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.spelling import skeleton, sounds

# From the longest way of writing a sound to the shortest; each stands for one letter of the key.
_SOUNDS: Final = tuple(
    (re.compile(way), key)
    for way, key in (
        (r"schtsch|shch|stsch|chtch|sjtj|szcz", "6"),
        (r"dsch|dzh|dj", "7"),
        (r"tsch|tch|tsj|tj|cz|(?<!s)ch(?=[aeiouy])", "4"),
        (r"sch|sh|sj|sz|(?<=[aeiou])ch(?=[ck])", "s"),
        (r"^[yj](?=e)", ""),
        (r"zh|zch", "z"),
        (r"tz|ts", "z"),
        (r"kh|gh|ch", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q|c(?=[aouklrt])|c$", "k"),
        (r"x", "ks"),
        (r"w|v|f(?=f?$)", "v"),
        (r"ou|oo|u", "u"),
        (r"(?:i[jiy]|yy|yj|iey|y|ie)$|(?<=[ktnr])(?:ij|iy)$", "i"),
        (r"(?<=[aeou])[yj]|[yj](?=[aeou])", "i"),
        (r"y|j|ie|ii|ee", "i"),
        (r"ae|ai|ei", "e"),
        (r"c|ss", "s"),
    )
)
_TWICE: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile(r"[aeiou]+")
_EASED: Final = str.maketrans("eoy", "aui")
_READ: Final = re.compile(r"(?P<sound>[a-z]+)(?P<signs>[^\sa-z]+)")
_FEWEST: Final = 4  # signs of a key that tell somebody apart
_KOREAN: Final = {"gim": "kim", "i": "lee", "bag": "park", "choe": "choi", "jeong": "jung", "gang": "kang", "jo": "cho"}
_ARABIC: Final = re.compile(
    r"(?:m[ou]h?amm?[ae]d|ah?m[ae]d|abd|hus+[ae]y?i?n|has+an|yus+[ou]?f|[iy]br[ao]h[iy]m|[ck]h?al[ie]+d|f[ae]t[iy]m)"
)


@cache
def _han() -> dict[str, str]:
    """Signs of Chinese names, as they sound."""
    text = files("ombud.replies.guard").joinpath("han.txt").read_text(encoding="utf-8")
    words = (match for line in text.splitlines() if not line.startswith("#") for match in _READ.finditer(line))
    return {sign: match["sound"] for match in words for sign in match["signs"]}


def latin_names(word: str) -> tuple[str, ...]:
    """How a name in another script may be written in Latin letters; its family name and the rest of it apart in Chinese
    and Korean. Empty for what is written in Latin letters already, or in a script that we cannot read."""
    if not word or word.isascii():
        return ()
    if all(char in _han() for char in word):
        first, rest = _han()[word[0]], "".join(_han()[char] for char in word[1:])
        return (first, rest) if rest else (first,)
    named = [unicodedata.name(char, "") for char in word]
    if all(name.startswith("HANGUL SYLLABLE") for name in named):
        read = [name.split(" ")[2].lower() for name in named]
        first = _KOREAN.get(read[0], read[0])
        return (first, "".join(read[1:])) if len(read) > 1 else (first,)
    if all(name.startswith(("HIRAGANA LETTER", "KATAKANA LETTER", "KATAKANA-HIRAGANA")) for name in named):
        return ("".join(name.split(" ")[-1].lower() for name in named if name.split(" ")[1] == "LETTER"),)
    return ()


@lru_cache(maxsize=16_384)
def heard(word: str) -> frozenset[str]:
    """The keys of a name: two names sound alike where they share one. Empty where it is too short to tell."""
    forms = set(sounds(word))
    if not word.isascii():
        # Ж is "Sch" in German, and ё is "jo".
        forms |= {form.replace("zh", "sh") for form in forms} | sounds(word.replace("ё", "о"))
    return frozenset(key for form in forms if form.isascii() and len(key := _key(form)) >= _FEWEST)


def _key(form: str) -> str:
    for way, key in _SOUNDS:
        form = way.sub(key, form)
    return _TWICE.sub(r"\1", form)


def alike(one: str, other: str) -> bool:
    """Whether two names sound alike: by their keys, or, as Arabic is written in Latin letters, by their consonants."""
    if not heard(one).isdisjoint(heard(other)):
        return True
    low, said = fold(one.casefold()), fold(other.casefold())
    if not (_ARABIC.match(low) and _ARABIC.match(said)):
        return False
    return skeleton(low) == skeleton(said) and _VOWELS.sub("", low[:1]) == _VOWELS.sub("", said[:1])


_GREETED: Final = re.compile(
    r"\b(?:mr|ms|mrs|miss|mx|dear|hello|hi|herrn?|frau|liebe[rs]?|sr|sra|senora?|don|dona|querid[oa]|hola|hr|fru|kaere|hej|"
    r"bapak|ibu|pak|bu|kak|mbak|mas|sdr[ai]?)\.?,? $"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ALONE: Final = 4  # letters of a Chinese name that tells without a title; "He" and "Long" are words
_WORDS_TOO: Final = frozenset(("song", "long", "tang", "jing", "ding"))


def heard_in(names: list[str], text: str, known: frozenset[str] | set[str]) -> tuple[int, int] | None:
    """Where a text has one of the names as it sounds; `known` are names that may be said, in plain letters."""
    if not names:
        return None
    said = [match for match in _WORD.finditer(text) if match.group()[0].isupper() and fold(match.group()) not in known]
    for name in names:
        if spot := _apart(latin_names(name), said, text):
            return spot
        letters = [frozenset(form) for form in sounds(name)]
        for match in said:
            word = match.group()
            plain = frozenset(fold(word))
            if (
                len(word) >= _FEWEST
                and any(2 * len(plain & some) > max(len(plain), len(some)) - 1 for some in letters)
                and alike(name, word)
            ):
                return match.span()
    return None


def _apart(names: tuple[str, ...], said: list[re.Match[str]], text: str) -> tuple[int, int] | None:
    """The parts of a Chinese, Korean or Japanese name: one that tells by itself, or one behind a greeting."""
    if not names:
        return None
    plain = [fold(match.group()).replace("-", "") for match in said]
    for place, (match, word) in enumerate(zip(said, plain, strict=True)):
        beside = place + 1 < len(said) and text[match.end() : said[place + 1].start()] in (" ", "-", ", ")
        after = plain[place + 1] if beside else ""
        if word in names or word + after in names:
            tells = len(word) >= _ALONE and word not in _WORDS_TOO
            greeted = _GREETED.search(fold(text[max(0, match.start() - 12) : match.start()]))
            if tells or greeted or (after and {*names} <= {word, after, word + after}):
                return match.span()
    return None
