"""R18: what was left undone in a draft without any sign of a placeholder: a sentence with a hole, a choice not made, a
note to oneself (D35)."""

import re
from collections.abc import Iterator
from typing import Final

# What waits for a word: nothing ends after these, and nobody stops after them.
_WAITS: Final = (
    r"is|by|until|till|on|at|number|reference|the|ist|lautet|bis|um|am|bis zum|nummer|es|el|antes del?|antes de las|a las|"
    r"n[úu]mero|er|den|klokken|kl\.|inden|senest|adalah|pukul|jam|hari|tanggal|nomor|sebelum"
)
_BEFORE_A_STOP: Final = re.compile(
    r"\b(?:is|are|by|until|number is|ist|lautet|bis|um|es|el|er|den|klokken|inden|adalah|pukul|jam|tanggal) (?=[.,;](?:\s|$))",
    re.IGNORECASE,
)
_UNSAID: Final = re.compile(rf"\b(?:{_WAITS}) (?:\.{{3}}|…)(?=[\s,.;)]|$)", re.IGNORECASE)
# What goes on after something; where it follows two blanks, that something is not there.
_GOES_ON: Final = (
    r"at|and|or|with|for|to|in|sp[äa]testens|und|oder|mit|f[üu]r|y|e|o|con|como|para|a m[áa]s|og|eller|med|senest|til|dan|atau|"
    r"dengan|untuk|paling"
)
_WIDE: Final = re.compile(rf"\b((?:{_WAITS}))[ \u00a0]{{2,4}}((?:{_GOES_ON})\b)", re.IGNORECASE)

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
_CHOICES: Final = re.compile(
    rf"\b(?:{_DAYS}) ?/ ?(?:{_DAYS})\b|\b(?:{_REMEDIES}) ?/ ?(?:[\w ]{{1,20}} ?/ ?)?(?:{_REMEDIES})\b"
    r"|\b(?:sehr geehrte/r|sehr geehrter?/sehr geehrte|liebe/r|lieber/liebe|liebe\(r\)|herr/frau|frau/herr|herrn/frau|"
    r"estimad[oa](?:/[ao]|\([ao]\))|querid[oa](?:/[ao]|\([ao]\))|se[ñn]or(?:/a|\(a\))|sr\.?/sra\.?|hr\.?/fru|mr\.?/m(?:r?s)\.?)"
    r"(?!\w)|\((?:pick|choose|delete) (?:one|as)[^()]{0,20}\)|\((?:bitte )?ausw[äa]hlen\)|\((?:elegir|escoger)[^()]{0,20}\)|"
    r"\(v[æa]lg [^()]{0,20}\)|\(pilih [^()]{0,20}\)",
    re.IGNORECASE,
)
# Whom or what one wanted to ask before it leaves.
_ASKS: Final = (
    r"check|ask|confirm|verify|clear|run|kl[äa]ren|abkl[äa]ren|pr[üu]fen|erfragen|nachfragen|nachsehen|erg[äa]nzen|"
    r"preguntar|consultar|confirmar|comprobar|verificar|revisar|sp[øo]rg|tjek|vend|afklar|tanya(?:kan)?|cek|konfirmasi|pastikan"
)
_NOTES: Final = re.compile(
    rf"\((?:(?:ojo|nb|note|todo|notiz|merke|huskeseddel|husk|catatan|ingat|intern)\b ?[:!-]? ?[^()]{{3,80}}|"
    rf"[^()]{{0,40}}\b(?:noch|still|f[øo]rst|first|dulu|antes) (?:\w+ ){{0,3}}(?:{_ASKS})\b[^()]{{0,40}}|"
    rf"[^()]{{0,40}}\b(?:{_ASKS})\b[^()]{{0,40}}(?:\bfirst|\bbefore (?:sending|it goes)|\bvor (?:dem )?(?:versand|senden)|\bantes de enviar|\bsebelum (?:di)?kirim|\bdulu|\bf[øo]rst|\bantes|!!|\?)[^()]{{0,20}})\)"
    rf"|(?:(?<=[.!?] )|(?<=, )|^)(?:please |pls |bitte |por favor |lige |tolong )?(?:{_ASKS})\b[^.!?]{{2,60}}!!+"
    rf"|(?<=, )\w+ (?:bei|mit) \w+ (?:noch )?(?:erfragen|nachfragen|kl[äa]ren|abkl[äa]ren|pr[üu]fen)(?=,)"
    rf"|(?-i:\b(?:HUSK|NB|OBS|OJO|MERKE|INGAT|CATATAN|NOTE|NOTIZ|INTERN)\b): [^.!?]{{0,60}}\b(?:{_ASKS})\b[^.!?]{{0,60}}"
    r"|\[[^\[\]\n]{1,40}\?\]|(?<!\.)\.{6,}(?= \w)",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(r"(?<!\w)N\. ?N\.(?= [a-zäöüæøå(]|[,;]|$)")
_SHOUTED: Final = re.compile(
    r"(?<![\w@/.#-])(?:[A-Z]+_)*(?:NAME|NAMA|NOMBRE|NAVN|PETUGAS|KUNDE|CUSTOMER|CLIENTE|PELANGGAN|DATE|DATUM|FECHA|DATO|"
    r"TANGGAL|NUMBER|NUMMER|NUMERO|NOMOR|LINK)(?:_[A-Z]+)+(?!\w)|(?<![\w@/.#-])(?:[A-Z]+_)+(?:NAME|NAMA|NOMBRE|NAVN|PETUGAS|"
    r"KUNDE|CUSTOMER|CLIENTE|PELANGGAN|DATE|DATUM|FECHA|DATO|TANGGAL|NUMBER|NUMMER|NUMERO|NOMOR|LINK)(?!\w)"
)


def leftovers(plain: str, seen: str) -> Iterator[tuple[int, int]]:
    """Where a normalised text was left undone. `seen` is the text with its blanks as they were typed: between two that
    stand beside each other a word is missing where something had to come."""
    for pattern in (_BEFORE_A_STOP, _UNSAID, _CHOICES, _NOTES, _NOBODY, _SHOUTED):
        yield from (match.span() for match in pattern.finditer(plain))
    for match in _WIDE.finditer(seen):
        words = f"{match.group(1)} {match.group(2)}"
        if (at := plain.find(words)) >= 0:
            yield at, at + len(words)
