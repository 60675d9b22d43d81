"""R18: a choice not made: refund/replacement, Estimado/a, Deres/din, Dear Sir/Madam to somebody with a name."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.greeted import spoken_of
from ombud.replies.guard.verdict import Facts

_DAYS: Final = (
    "today|tomorrow|this week|next week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|heute|morgen|diese woche|"
    "n[äa]chste woche|montag|dienstag|mittwoch|donnerstag|freitag|hoy|ma[ñn]ana|esta semana|lunes|martes|mi[ée]rcoles|"
    "jueves|viernes|i dag|i morgen|denne uge|mandag|tirsdag|onsdag|torsdag|fredag|hari ini|besok|minggu ini|senin|selasa|"
    "rabu|kamis|jumat"
)
_REMEDIES: Final = (
    "refund|replacement|voucher|credit|repair|exchange|discount|erstattung|r[üu]ckerstattung|gutschrift|gutschein|ersatz|"
    "umtausch|reparatur|rabatt|nachlass|reembolso|devoluci[óo]n|cambio|vale|abono|reparaci[óo]n|descuento|refusion|"
    "ombytning|reparation|tilgodebevis|erstatning|gavekort|pengembalian(?: dana)?|refund|penggantian|voucher|perbaikan|"
    "tukar|diskon"
)
_STRUCK: Final = (
    r"delete (?:what|as|whichever|where)(?: does| is)?(?: not)? (?:appropriate|applicable|apply)|(?:un|nicht)zutreffendes(?: bitte)? streichen|"
    r"t[áa]chese lo que no proceda|(?:det )?ikke relevante(?: bedes)? (?:slettes|streges)|(?:slet|stryg) det ikke relevante|"
    r"coret (?:yang|salah satu yang) tidak perlu"
)
_CHOICES: Final = re.compile(
    rf"\b(?:{_DAYS})\*? ?/ ?(?:{_DAYS})\b|\b(?:{_REMEDIES}) ?/ ?(?:[\w ]{{1,20}} ?/ ?)?(?:{_REMEDIES})\b"
    r"|\b(?:sehr geehrte/r|sehr geehrter?/sehr geehrte|sehr geehrte frau ?/ ?sehr geehrter herr|sehr geehrter herr ?/ ?sehr "
    r"geehrte frau|liebe/r|lieber/(?:lieb)?e|liebe\(r\)|herr/frau|frau/herr|herrn/frau|"
    r"estimad[oa](?:/[ao]|\([ao]\))|querid[oa](?:/[ao]|\([ao]\))|se[ñn]or(?:/(?:se[ñn]or)?a|\(a\))|sr\.?/(?:sr)?a\.?|sr\(a\)\.?|"
    r"don/do[ñn]a|hr\.?/fru|mr\.?/m(?:r?s)\.?|kak/mas(?:/mbak)?|mas/mbak)"
    r"(?!\w)|\((?:pick|choose|delete) (?:one|as)[^()]{0,20}\)|\((?:bitte )?ausw[äa]hlen\)|\((?:elegir|escoger)[^()]{0,20}\)|"
    rf"\(v[æa]lg [^()]{{0,20}}\)|\(pilih [^()]{{0,20}}\)|[(\[*]\)? ?(?:{_STRUCK})[^()\[\]\n]{{0,20}}[)\]]?|"
    rf"(?:^|(?<=[.!?] ))(?:{_STRUCK})(?=[.!]|$)",
    re.IGNORECASE,
)
# Two forms of address at once: which of them is hers was left to somebody.
_BOTH: Final = re.compile(
    r"(?<![\w/])(?:[Dd]eres ?/ ?(?:din|dit|dine)|(?:[Dd]in|[Dd]it|[Dd]ine) ?/ ?Deres|De ?/ ?du|[Dd]u ?/ ?De|Dem ?/ ?dig|"
    r"[Dd]ig ?/ ?Dem|Sie ?/ ?[Dd]u|[Dd]u ?/ ?Sie|Ihnen ?/ ?[Dd]ir|[Dd]ir ?/ ?Ihnen|Ihre? ?/ ?[Dd]eine?|"
    r"[Dd]eine? ?/ ?Ihre?|[Uu]sted ?/ ?[Tt]ú|[Tt]ú ?/ ?[Uu]sted|[Ss]u ?/ ?[Tt]u|[Tt]u ?/ ?[Ss]u|Anda ?/ ?[Kk]amu|"
    r"[Kk]amu ?/ ?Anda)(?![\w/])"
)
# Polite where nobody's name is known, and a form nobody filled in where it is. Before a name, Bapak/Ibu is no choice.
_ANYBODY: Final = re.compile(
    r"(?<!\w)(?:dear|hello) (?:sir|madam|sirs|ma'am) ?(?:/|or|and) ?(?:sir|madam|ma'am)s?(?= ?[,:;!/]|$| (?-i:[A-Z]))|"
    r"(?<!\w)(?:kepada(?: yth\.?)?|yth\.?|halo|hai|dengan hormat,?|selamat (?:pagi|siang|sore|malam),?) "
    r"(?:bapak ?/ ?ibu|ibu ?/ ?bapak|pak ?/ ?bu)(?= ?[,:;!.]|$)",
    re.IGNORECASE,
)

Span = tuple[int, int]


def choices(plain: str, facts: Facts) -> Iterator[Span]:
    """Where a normalised text leaves to its reader what its writer had to choose."""
    for pattern in (_CHOICES, _BOTH, *((_ANYBODY,) if facts.customer_name else ())):
        yield from (match.span() for match in pattern.finditer(plain) if not spoken_of(plain, match.span()))
