"""R18: a letter that greets or closes with the name of a field, or with what a program says where it knows nothing:
Hello name, Dear undefined, Hallo «Vorname», Kind regards, Your name.

In the place of a name such a word needs no signs around it; anywhere else it is a word like others. Whoever is called
so is called by her name: there are people called Null.
"""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.normal import fold
from ombud.replies.guard.shown import Shown
from ombud.replies.guard.verdict import Facts

_GREETED: Final = (
    r"hallo|hello|hi|hey|dear|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|moin|good (?:morning|afternoon|"
    r"evening|day)|hej|kære|goddag|hola|estimad[oa]s?|querid[oa]s?|buen[oa]s (?:d[ií]as|tardes|noches)|halo|hai|yth\.?|"
    r"kepada|selamat (?:pagi|siang|sore|malam)"
)
_TITLES: Final = r"mr|mrs|ms|mx|frau|herrn?|fru|hr|sra?|srta|señora?|don|doña|bapak|ibu|pak|bu|kak|mas|mbak|sdri?"
# What a field is called in which a name stands.
_FIELDS: Final = (
    r"(?:(?:your|the|first|last|full|given|family|customer|client|user|contact|recipient|agent|display)(?:'s)?[ _.-]?)?"
    r"(?:first|last|full)?[ _.-]?name|[fl]name|first last|surname|(?:vor|nach|kunden|familien|benutzer)name|"
    r"(?:name des kunden|name der kundin)|anrede|"
    r"(?:cliente )?nombre(?: (?:del?|de la) client[ea])?|apellidos?|nombre y apellidos?|"
    r"(?:for|efter|kunde)?navn|kundens navn|fulde navn|nama(?: (?:pelanggan|depan|belakang|lengkap|anda))?"
)
_TWO: Final = (
    r"(?:first|last)[ _]?name (?:first|last)[ _]?name|vorname nachname|nombre apellidos?|fornavn efternavn|"
    r"nama depan nama belakang"
)
# Who is nobody: what programs write for a missing value, and the people of examples.
_NOBODY: Final = (
    r"undefined|\[object object\]|(?-i:null|None|NULL|nil|NaN|nan|N/A|n/a|XY|XYZ|X\.? ?Y\.|X|NN|N\.N\.)|#n/a|#value!|#ref!|#name\?|"
    r"%\d|%@|max mustermann|erika mustermann|john doe|jane doe|fulan[oa] de tal"
)
_UNSAID: Final = r"\.{2,}|…|-{2,}|[–—]|\?{2,}|#{2,}"
_OPENS, _CLOSES = r"[\"'@:$%#{\[<(|*~¤§_=-]{0,3} ?", r" ?[\"'$%#}\]>)|*~¤§_=-]{0,3}"
_ENDS: Final = r"(?= ?[,!:;.]| ?$)"
_NAMED: Final = rf"{_OPENS}(?:\w{{1,20}}[._])?(?:{_TWO}|{_FIELDS}){_CLOSES}{_ENDS}"
_IN_GREETING: Final = re.compile(
    rf"(?<!\w)(?:{_GREETED}),? (?:(?:{_TITLES})\.? ){{0,2}}"
    rf"(?P<name>{_NAMED}|(?:{_NOBODY})(?= ?[,!:;.]|$)|(?:{_UNSAID})(?= ?[,!]))",
    re.IGNORECASE,
)
# A title waits for a name; in Spanish and Indonesian it may stand for one.
_TITLE_ALONE: Final = re.compile(
    r"(?<!\w)(?:dear (?:mr|mrs|ms|mx)|sehr geehrter? (?:frau|herr)|kære (?:hr|fru)|estimad[oa] sra?)\.? ?(?=[,!:])",
    re.IGNORECASE,
)
_BEGINS: Final = r"(?:^|(?<=[.!?] )|(?<=¡))"
_NAMELESS: Final = re.compile(rf"{_BEGINS}(?:{_GREETED})(?: (?:{_TITLES})\.?)? [,!]", re.IGNORECASE)
_IN_CLOSING: Final = re.compile(
    r"(?<!\w)(?:regards|sincerely|yours|best(?: wishes)?|cheers|thanks|grüßen|grüße|gruß|saludos?|atentamente|cordialmente|"
    rf"hilsner?|hilsen|salam|hormat (?:kami|saya)),? (?P<name>{_OPENS}(?:your[ _]name|ihr[ _]name|dein[ _]name|[st]u[ _]nombre|"
    rf"dit[ _]navn|nama (?:anda|petugas)|vorname nachname|(?:agent|handler|owner|user)(?:[._]?\w{{0,12}}name)?(?<=[ _]name)|"
    rf"[%@{{\[<$#](?:agent|asesor|medarbejder|petugas|user|name|signature)(?:[._]\w{{1,12}})?){_CLOSES}[.,]?$)",
    re.IGNORECASE,
)
# What a program writes where something is missing, behind words that wait for it.
_MISSING: Final = re.compile(
    r"\b(?:is|are|by|until|on|at|for|number|ist|lautet|bis|am|nummer|es|el|er|den|inden|senest|adalah|pukul|tanggal|nomor|"
    r"antes del?|:) (?P<name>(?-i:undefined|NaN|\[object Object\]|#N/A|#VALUE!|#REF!|(?<=number is )null|(?<=nummer ist )null))"
    r"(?=[.,;!)]|$)",
    re.IGNORECASE,
)

Span = tuple[int, int]


def nameless(plain: str, facts: Facts) -> Iterator[Span]:
    """Where a normalised text greets or closes with nobody's name, or names a missing value."""
    known = {word for name in (facts.customer_name, facts.author_name, *facts.named) for word in fold(name).split()}
    shown = Shown(plain)
    for pattern in (_IN_GREETING, _IN_CLOSING, _MISSING):
        for match in pattern.finditer(plain):
            name = match["name"]
            start = match.end() - len(name.lstrip(" \"'"))
            within = start, start + len(name.strip(" \"'"))
            if (
                known.isdisjoint(re.findall(r"\w+", fold(name)))
                and not shown.holds(within)
                and not spoken_of(plain, match.span())
            ):
                yield match.span()
    for pattern in (_TITLE_ALONE, _NAMELESS):
        yield from (match.span() for match in pattern.finditer(plain) if not spoken_of(plain, match.span()))


def spoken_of(plain: str, span: Span) -> bool:
    """Whether quotation marks stand right around it, and words before: the letter began with "Dear undefined"."""
    start, end = span
    return start > 1 and plain[start - 1] in "\"'" and plain[end : end + 2].lstrip(",.!")[:1] == plain[start - 1]
