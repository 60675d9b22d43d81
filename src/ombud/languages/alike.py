"""Letters that look like others, and signs that nobody sees: what is read is what a reader sees.

A Cyrillic а inside "cаlm", a bold 𝐜, a stroke through every letter, a word written backwards behind a direction mark:
none of it hides a word from the lists. Letters are exchanged one for one, so every place in the text stays known.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_CYRILLIC: Final = dict(zip("аеорсухіјѕԁԛԝһӏкмтвнєгпиё", "aeopcyxijsdqwhlkmtbhernue", strict=True))
_GREEK: Final = dict(zip("αβεζηικμνορτυχωγ", "abeznikmvoptuxwy", strict=True))
_MORE: Final = {"ı": "i", "ɑ": "a", "ɡ": "g", "ո": "n", "օ": "o", "ս": "u", "հ": "h", "ց": "g", "ɩ": "i", "ſ": "s"}
_SMALL: Final = {**_CYRILLIC, **_GREEK, **_MORE}
# Capitals look like others than their small letters do.
_LARGE: Final = {
    **dict(zip("АВЕКМНОРСТУХІЈЅЁЗГ", "ABEKMHOPCTYXIJSE3r", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
}
_TWINS: Final[dict[int, str]] = {ord(one): other for one, other in {**_SMALL, **_LARGE}.items()}
_FOREIGN: Final = re.compile("[" + "".join(map(chr, _TWINS)) + "]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_DRESSED: Final = re.compile("[\u1d2c-\u1d6a\u2070-\u209c\u2100-\u214f\u2160-\u217f\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")  # fmt: skip
# Small capitals, and letters that stand on their heads.
_SHAPED: Final = {
    ord(one): other
    for one, other in zip(
        "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɐɔǝɟƃɥᴉɾʞꞁɯɹʇʌʍʎ", "abcdefghijklmnoprstuvwyzacefghijklmrtvwy", strict=True
    )
}
# What no reader sees beyond what `normalise` takes away: joiners, isolates, fillers, selectors, tags.
_UNSEEN: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065-\u206f\u3164\ufe00-\ufe0e\uffa0\U000e0000-\U000e0fff]")  # fmt: skip
_MARK: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_UNDER_MARKS: Final = re.compile(f"[^{_MARK[1:-1]}]{_MARK}+")
# Marks that no letter of a language carries: strokes through it, rings around it, a third mark on top of two.
_LOOSE: Final = re.compile(f"[\u0334-\u0338\u20d0-\u20ff\u0489]|(?<={_MARK}{_MARK}){_MARK}")
# Signs of no width between letters or blanks; in a face made of several pictures they are part of it.
_NARROW: Final = re.compile(
    f"(?<=[A-Za-z\u00c0-\u024f\\s{''.join(map(chr, _TWINS))}])[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_ACCENTED: Final = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_TURNED: Final = re.compile("[\u202e](?P<inside>[^\u202a-\u202e\u2066-\u2069\n]{1,400})[\u202c\u2069]?")
_HIDING: Final = re.compile(f"{_UNSEEN.pattern}|{_MARK}|{_LOOSE.pattern}|[\u202e]")
# A word of Spanish has one accent at most. With more of them nobody can tell which are meant.
_TWICE: Final = re.compile("[áéíóú][^\\W\\d_]*[áéíóú]", re.IGNORECASE)
# Letters with a mark that belong to a language; en and id have none.
_OWN: Final = {"de": frozenset("äöü"), "es": frozenset("áéíóúüñ"), "da": frozenset("å")}


def as_seen(text: str) -> str:
    """`text` as a reader sees it: no sign that nobody sees, Latin letters in place of what only looks like them. What
    hides nothing stays as it was typed."""
    if text.isascii():
        return text
    return latin(_NARROW.sub("", unveiled(undressed(text))[0]))


def undressed(text: str) -> str:
    """`text` with bold, wide, ringed, small and turned letters and signs as plain ones, character for character."""
    return text if text.isascii() else _DRESSED.sub(_bare, text).translate(_SHAPED)


def unveiled(text: str) -> tuple[str, list[int] | None]:
    """`text` as a reader sees it, without unseen signs and loose marks and with turned stretches turned back, and for
    each of its characters the place in `text`; None where every character stayed where it was."""
    if text.isascii() or not _HIDING.search(text):
        return text, None
    order = list(range(len(text)))
    for turned in _TURNED.finditer(text):
        start, end = turned.span("inside")
        order[start:end] = reversed(range(start, end))
    gone = {place for found in (_UNSEEN, _LOOSE) for match in found.finditer(text) for place in range(*match.span())}
    for marked in _UNDER_MARKS.finditer(text):
        gone.update(_without_letter(text, *marked.span()))
    kept = [place for place in order if place not in gone]
    return "".join(text[place] for place in kept), kept


def _without_letter(text: str, start: int, end: int) -> Iterator[int]:
    """The marks after a letter that make no letter with it: a dot under a q."""
    letter = text[start]
    for place in range(start + 1, end):
        joined = unicodedata.normalize("NFC", letter + text[place])
        if len(joined) == 1:
            letter = joined
        else:
            yield place


def _bare(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if 0x1F150 <= code <= 0x1F169 or 0x1F170 <= code <= 0x1F189:
        return chr(65 + (code - 0x1F150) % 32)
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and (plain.isalnum() or plain.isascii()) else char


def latin(plain: str) -> str:
    """`plain` with look-alikes as the Latin letters they stand for, character for character, where the text is written
    in Latin letters: more of its letters stand in words with one than in words without. A word in another script stays
    as it is."""
    if plain.isascii() or not _FOREIGN.search(plain):
        return plain
    words = _WORD.findall(plain)
    if 2 * sum(len(word) for word in words if _LATIN.search(word)) < sum(map(len, words)):
        return plain
    return _WORD.sub(_word, plain)


def unaccented(plain: str, language: str) -> str:
    """`plain` with bare letters but for those that `language` has, character for character: an accent that it does not
    write hides nothing."""
    if plain.isascii():
        return plain
    own = _OWN.get(language, frozenset())
    return _ACCENTED.sub(lambda found: _base(found[0], own), plain)


def spellings(plain: str, language: str) -> tuple[str, ...]:
    """`plain` as it is read in `language`, accents aside that hide something."""
    read = unaccented(plain, language)
    return (read, unaccented(plain, "")) if language == "es" and _TWICE.search(read) else (read,)


def _base(char: str, own: frozenset[str]) -> str:
    apart = unicodedata.normalize("NFD", char)
    kept = unicodedata.normalize("NFC", apart[:2])
    if kept.casefold() in own:
        return kept
    return apart[0] if apart[0] < "\u0250" else char


def _word(match: re.Match[str]) -> str:
    word = match.group()
    mixed = any("a" <= char.casefold() <= "z" for char in word)
    alike = all(char < "\u0250" or ord(char) in _TWINS or char == "'" for char in word)
    return word.translate(_TWINS) if mixed or alike else word
