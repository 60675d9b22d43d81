"""What somebody tells of her living: whom she works for, what she earns. Read where she speaks of herself."""

import re
from collections.abc import Iterator
from typing import Final

# A word that begins with a capital, and a name of such words.
_CAP: Final = r"(?=[^\W\d_a-zß-ÿ])[^\W\d_]"
_PROPER: Final = rf"{_CAP}[\w&'’-]*"
_NAME: Final = rf"(?P<name>{_PROPER}(?: (?:(?:de|del|la|of|and|&|der|für|y|dan|for|und|og|i) )?{_PROPER}){{0,4}})"
_FEW: Final = r"(?: [^\W\d_]{1,16}){0,4}?"
# A trade, and nobody's customer; nor where somebody is just now.
_TRADE: Final = (
    r"(?!(?:customer|member|subscriber|guest|tenant|user|fan|regular|kund|mitglied|gast|mieter|nutzer|client|soci|abonad|"
    r"usuari|medlem|gæst|abonnent|bruger|neu|jetzt|schon|gerade|heute|seit|nu|lige|her|new|de\b|la\b))[^\W\d_]{3,25}"
)
_WORKS: Final = tuple(
    re.compile(rf"(?i:\b{cue}) (?:the |der |dem |den |die |el |la |los |las )?{_NAME}")
    for cue in (
        rf"(?:i|we|and)(?:'m| am|'ve been| have been| used to)?(?: currently| still)? work(?:ed|ing)?{_FEW} (?:at|for)",
        rf"(?:i'm|i am|i was) (?:employed|an? {_TRADE}){_FEW} (?:at|by|for)",
        r"my (?:employer|workplace|company)(?: is|,)?",
        r"my (?:job|boss|colleagues|shift|office|work) at",
        rf"(?:arbeite|arbeiten|jobbe|angestellt|beschäftigt|tätig)(?: ich| wir)?{_FEW} (?:bei|beim|für)",
        rf"ich bin {_TRADE} (?:bei|beim)",
        r"mein(?:e|em)? (?:arbeitgeber|firma)(?: ist| heißt|,)?",
        rf"(?:trabajo|trabajaba|trabajé|trabajamos|estoy empleada?|soy {_TRADE}){_FEW} (?:en|para)",
        r"mi (?:empresa|empleador)(?: es|,)?",
        rf"(?:(?:jeg|vi|og) (?:arbejder|jobber|er ansat)|jeg er {_TRADE}){_FEW} (?:hos|i|på|for)",
        r"min (?:arbejdsplads|arbejdsgiver)(?: er|,)?",
        rf"(?:saya|aku|kami|dan) (?:be)?(?:kerja|karyawan|pegawai){_FEW} (?:di|untuk|pada)",
        r"(?:kantor|perusahaan|tempat kerja) (?:saya|ku)(?: di| adalah|,)?",
    )
)
_HINTS: Final = (
    "work", "employ", "my job", "my boss", "my colle", "my shift", "my office", "my comp", "i'm a", "i am a",
    "i was a", "arbeit", "jobbe", "angestellt", "beschäftigt", "tätig", "ich bin", "firma", "trabaj", "emple",
    "empresa", "soy ", "arbejd", "ansat", "jeg er", "vi er", "kerja", "karyawan", "pegawai", "kantor",
    "perusahaan",
)  # fmt: skip
# What people work by, in, or for, and is no employer.
_NO_EMPLOYER: Final = frozenset(
    re.findall(
        r"\w+",
        """regen licht tageslicht kälte hitze nacht tag freunden kunden strom kerzenlicht wind wetter sonne
        geld sie ihnen euch home night weekends monday tuesday wednesday thursday friday saturday sunday
        christmas i you excel word casa usted ustedes montag dienstag mittwoch donnerstag freitag samstag
        sonntag""",
    )
)
_SUM: Final = (
    r"(?P<sum>(?:[€$£]|rp\.? ?|kr\.? ?|eur |usd )?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,]\d{1,2})?"
    r"(?: ?(?:k|tsd|juta|jt|mil|ribu|rb|€|\$|£|euros?|eur|dollars?|pounds?|kr|kroner|rupiah|pesos)\b)?)"
)
_INCOME: Final = re.compile(
    r"\b(?:i(?: only)? earn|my (?:salary|wages?|income|pension|pay)|verdiene|"
    r"mein(?:e|em|en)? (?:gehalt|lohn|einkommen|rente)|"
    r"gano|mi (?:sueldo|salario|nómina|pensión)|jeg tjener|min (?:løn|indkomst|pension)|"
    r"(?:gaji|penghasilan|pendapatan) (?:saya|ku)|gajiku|saya digaji)\b[^.!?\n\d]{0,30}?" + _SUM,
    re.IGNORECASE,
)
_EARNS: Final = (
    "earn", "salar", "wage", "income", "pension", "my pay", "verdien", "gehalt", "lohn", "einkommen", "rente", "gano",
    "sueldo", "nómina", "pensión", "tjener", "løn", "indkomst", "gaji", "penghasil", "pendapat",
)  # fmt: skip


def employers(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody names whom she works for."""
    low = text.lower()
    if not any(hint in low for hint in _HINTS):
        return
    for works in _WORKS:
        for match in works.finditer(text):
            if match["name"].lower() not in _NO_EMPLOYER:
                yield match.span("name")


def incomes(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody says how much she earns."""
    low = text.lower()
    if any(hint in low for hint in _EARNS):
        yield from (match.span("sum") for match in _INCOME.finditer(text))
