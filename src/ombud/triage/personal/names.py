"""Names of people: what somebody calls herself or another, what follows a title, a first name with a surname.

Without a model of the language this stays a matter of rules: where nothing but capitals speaks for a name, nothing is
found, for a brand and a town begin with capitals as well.
"""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal.given import GIVEN, INSIDE, WORDS_TOO
from ombud.triage.personal.notnames import NOT_NAMES
from ombud.triage.personal.span import Personal

_CAP: Final = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČŘŐŰİ]"
_LOW: Final = "[a-zß-öø-ÿāčďęěğıłńňőřśşšťůűýźžćđ]"
_PART: Final = (
    rf"(?:(?:Mc|Mac|O'|D'|d')?{_CAP}{_LOW}{{1,20}}(?:[-'](?:{_CAP}|[a-z](?=[a-z]))\w{{1,20}})?"
    rf"|{_CAP}{{2,20}}(?:-{_CAP}{{2,20}})?)"
)
_RUN: Final = re.compile(
    rf"(?<![\w@#./&-]){_PART}(?: (?:(?:{INSIDE}) ){{0,2}}(?:{_PART}|{_CAP}\.?(?= {_CAP}))){{0,4}}(?![\w@]|\.\w)"
)
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*\.?")

_SELF: Final = re.compile(
    r"\b(?:my(?: full| first| last)? name(?: is|'s|:)|(?:my )?name:|i am called|call me|this is|"
    r"mein(?: voller)? name(?: ist|:)|ich heiße|ich heisse|name:|"
    r"me llamo|mi nombre(?: completo)?(?: es|:)|soy|nombre(?: y apellidos?| completo)?:|a nombre de|"
    r"jeg hedder|mit(?: fulde)? navn(?: er|:)|navn:|"
    r"nama(?: lengkap)?(?: saya| aku| penerima| pemesan| pelanggan)?(?: adalah|:| ya)?|"
    r"perkenalkan(?:,)?(?: nama)?(?: saya)?|atas nama|a\.?n\.?|"
    r"signed|speak(?:ing)? (?:to|with)|spoke (?:to|with)|named|auf den namen|under the name|i navnet)\s{1,2}",
    re.IGNORECASE,
)  # fmt: skip
_SMALL: Final = re.compile(
    r"\b(?:my(?: full| first| last)? name(?: is|'s|:)|mein(?: voller)? name ist|ich heiße|me llamo|"
    r"mi nombre(?: completo)? es|"
    r"jeg hedder|mit(?: fulde)? navn er|nama(?: lengkap)? (?:saya|"
    r"aku)(?: adalah)?) ([^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,3})",
    re.IGNORECASE,
)  # fmt: skip
_SMALL_HINTS: Final = ("name", "hei", "llamo", "nombre", "hedder", "navn", "nama")
_TITLE: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Herr|Herrn|Frau|Fr|Hr|Sr|Sra|Srta|Señor|Señora|Señorita|Don|"
    r"Doña|Fru|Frk"
    r"|Pak|Bapak|Bpk|Bu|Ibu|Mas|Mbak|Mba|Kak|Bang|Sdr|Sdri|señor|señora|srta|sra|don|doña|fru|pak|bapak|bu|ibu|"
    r"mas|mbak|kak)"
    r"\.?|\b(?:Mr|Mrs|Ms|Dr|Herr|Frau|Hr|Sr|Sra)\.? (?:Dr|Prof)\.?(?: Dr\.?)?) $"
)  # fmt: skip
_GREETING: Final = re.compile(
    r"(?:^|\n)\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten (?:tag|morgen|"
    r"abend)|moin|"
    r"servus|hola|estimad[oa]s?|querid[oa]|buen[oa]s (?:días|tardes|noches)|hej|kære|godmorgen|goddag|halo|hai|"
    r"dear|yth\.?|"
    r"selamat (?:pagi|siang|sore|malam))(?: there| all)?,? $",
    re.IGNORECASE,
)  # fmt: skip
_GOODBYE: Final = re.compile(
    r"(?:regards|wishes|sincerely|faithfully|truly|cheers|thanks|thank you|thx|best|love|yours|grüße[n]?|gruß|"
    r"grüssen?|gruss|"
    r"mfg|lg|vg|danke|dank|hochachtungsvoll|saludos?|cordialmente|atentamente|atte|gracias|abrazo|un abrazo|"
    r"hilsen|hilsner|"
    r"mvh|vh|kh|tak|knus|salam|hormat(?: saya)?|hormat kami|terima kasih|terimakasih|makasih|trims|wassalam)"
    r"[ ,.!-]{0,4}\s{0,3}\n?\s{0,3}[-~/]{0,3} ?$",
    re.IGNORECASE,
)  # fmt: skip
# The last word of what the rules above look for: without it they need not look.
_LAST_WORDS: Final = """
    name name's is called me heiße heisse ist llamo es soy nombre completo apellidos apellido de hedder er navn nama
    saya aku adalah penerima pemesan pelanggan ya perkenalkan a.n an signed to with named namen navnet mr mrs ms
    miss mx dr prof sir madam herr herrn frau fr hr sr sra srta señor señora señorita don doña fru frk pak bapak bpk
    bu ibu mas mbak mba kak bang sdr sdri hi hello hey dear morning afternoon evening hallo liebe lieber liebes tag
    morgen abend moin servus hola estimado estimada estimados estimadas querido querida días tardes noches hej kære
    godmorgen goddag halo hai yth pagi siang sore malam there all regards wishes sincerely faithfully truly cheers
    thanks you thx best love yours grüße grüßen gruß grüssen grüsse gruss mfg lg vg danke dank hochachtungsvoll
    saludos saludo cordialmente atentamente atte gracias abrazo hilsen hilsner mvh vh kh tak knus salam hormat kami
    kasih terimakasih makasih trims wassalam nama lengkap
"""
_BEFORE: Final = frozenset(_LAST_WORDS.split())


def names(text: str, language: str) -> Iterator[Personal]:
    """Names of people in a plain text."""
    for match in _RUN.finditer(text):
        span = _named(text, match.start(), match.end(), language)
        if span:
            yield Personal(*span, "name")
    low = text.lower()
    for match in _SMALL.finditer(text) if any(word in low for word in _SMALL_HINTS) else ():
        words = match.group(1).split(" ")
        size = 0
        for place, word in enumerate(words):
            if word.casefold() in NOT_NAMES or (place > 1 and word.casefold() not in GIVEN and not word[0].isupper()):
                break
            size += len(word) + (place > 0)
        if size:
            yield Personal(match.start(1), match.start(1) + size, "name")


def _named(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    parts = [(m.group().rstrip("."), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    while parts and parts[0][0].casefold() in NOT_NAMES:
        parts.pop(0)
    for place, (word, _, _) in enumerate(parts):
        if word.casefold() in NOT_NAMES:
            parts = parts[:place]
            break
    while parts and not parts[-1][0][0].isupper():
        parts.pop()
    if not parts:
        return None
    words = [word.casefold() for word, _, _ in parts]
    begin = parts[0][1]
    first = next((n for n, word in enumerate(words) if _given(word)), None)
    left = text[max(0, begin - 34) : begin]
    word = left.rstrip(" ,.!:~/\n-")
    if word[word.rfind(" ") + 1 :].rpartition("\n")[2].lower() in _BEFORE:
        if _TITLE.search(left) or _says_self(left) or (_GOODBYE.search(left) and _line_ends(text, parts[-1][2])):
            return begin, parts[-1][2]
        if (first == 0 or len(parts) == 2) and _GREETING.search(left):
            return begin, parts[-1][2]
    if first is None or first > 1:
        return None
    if first == 1 and (language == "de" or not _plausible(words[0])):
        begin, parts, words = parts[1][1], parts[1:], words[1:]
    if len(parts) > 1:
        return begin, parts[-1][2]
    alone = words[0] not in WORDS_TOO and not parts[0][0].isupper()
    return (begin, parts[0][2]) if alone else None


def _given(word: str) -> bool:
    return word in GIVEN or ("-" in word and all(half in GIVEN for half in word.split("-")))


def _plausible(word: str) -> bool:
    return len(word) > 2 and word not in NOT_NAMES


def _says_self(left: str) -> bool:
    return any(match.end() == len(left) for match in _SELF.finditer(left))


def _line_ends(text: str, end: int) -> bool:
    rest = text[end : end + 3].lstrip(" .,!")
    return not rest or rest[0] == "\n" or not rest[0].islower()
