"""R18: what was left undone in a draft without any sign of a placeholder: a name that nobody filled in, a choice not
made, a sentence with a hole, a note to oneself (D35)."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard.choices import choices
from ombud.replies.guard.greeted import nameless
from ombud.replies.guard.verdict import Facts

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
# What was to be written, or to be found out, beside the word that it is to be.
_THINGS: Final = (
    r"(?:(?:first|last|full)?[ _-]?name|vorname|nachname|nombre|navn|nama|date|datum|fecha|dato|tanggal|amount|betrag|summe|"
    r"importe|beløb|jumlah|number|nummer|n[úu]mero|nomor|reason|grund|motivo|årsag|alasan|link|enlace|tautan|time|uhrzeit|"
    r"hora|tidspunkt|jam|price|preis|precio|pris|harga|text|texto|tekst|teks)"
)
_FILLED: Final = (
    r"add|fill in|insert|enter|to be (?:added|completed|filled in|confirmed)|missing|erg[äa]nzen|einsetzen|einf[üu]gen|"
    r"nachtragen|fehlt noch|completar|rellenar|a[ñn]adir|poner|pendiente|falta|udfyld|udfyldes|tilf[øo]j|inds[æa]t|"
    r"mangler|(?:di)?isi|(?:di)?lengkapi|tambahkan"
)
_ASKED: Final = r"please|pls|bitte|por favor|venligst|mohon|harap|tolong|still|noch|todav[íi]a|stadig|a|skal|por"
_UNFILLED: Final = re.compile(
    rf"(?<!\w)(?:(?:{_ASKED}) ){{0,2}}(?:{_FILLED}) ?: ?{_THINGS}(?=[.!;]|$)|"
    rf"(?:^|(?<=[.!?:] ))(?:der |die |das |el |la )?{_THINGS} (?:(?:{_ASKED}) ){{1,2}}(?:{_FILLED})(?=[.!;,]|$)|"
    rf"(?<!\w){_THINGS} ?: ?(?:(?:{_ASKED}) ){{0,2}}(?:{_FILLED})(?: (?:later|sp[äa]ter|senere|nanti|m[áa]s tarde))?(?=[.!;,]|$)|"
    rf"[(\[](?:(?:{_ASKED}) ){{0,2}}(?:{_FILLED})(?: (?:the |el |la |later|senere|nanti|sp[äa]ter|here))?(?: ?{_THINGS})?[)\]]|"
    rf"\((?:{_THINGS}) (?:to follow|folgt(?: noch)?|følger|menyusul)\)|\({_THINGS} hier (?:einf[üu]gen|einsetzen)\)|"
    r"(?-i:(?<!\w)(?:FILL IN|TO BE (?:ADDED|FILLED IN|COMPLETED|CONFIRMED)|BITTE ERGÄNZEN|COMPLETAR|RELLENAR|UDFYLDES|DIISI|"
    r"HARAP DIISI)(?!\w)|(?<!\w)PENDIENTE:)|"
    rf"(?:^|(?<=[.!?] ))todo ?: ?[^.!?]{{0,60}}\b(?:{_ASKS}|{_FILLED}|{_THINGS})\b|"
    r"(?-i:(?:(?<= is )|(?<=: )|(?<=\())(?:TBC|TBA|tbc|tba|t\.b\.[acd]\.?)(?!\w))|"
    r"(?:EUR|USD|GBP|DKK|€|\$|£|kr\.?|Rp\.?) ?\?{2,6}|(?<![\w?])\?{2,6} ?(?:EUR|€|euros?|kr\b|%|Uhr)",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"(?<!\w)N\. ?N\.(?= [a-zäöüæøå(]|[,;]|$)|(?:(?<= is )|(?<= ist )|(?<= er )|(?<= es )|(?<= adalah )|(?<= von )|"
    r"(?<= durch ))(?:NN|n\. ?n\.|N\. ?N\.)(?=[.,; )]|$)|(?<!\w)(?:Fulan[oa] de Tal|(?:Max|Erika) Mustermann)(?= [a-zäöüæøå])"
)
_SHOUTED: Final = re.compile(
    r"(?<![\w@/.#-])(?:[A-Z]+_)*(?:NAME|NAMA|NOMBRE|NAVN|PETUGAS|KUNDE|CUSTOMER|CLIENTE|PELANGGAN|DATE|DATUM|FECHA|DATO|"
    r"TANGGAL|NUMBER|NUMMER|NUMERO|NOMOR|LINK)(?:_[A-Z]+)+(?!\w)|(?<![\w@/.#-])(?:[A-Z]+_)+(?:NAME|NAMA|NOMBRE|NAVN|PETUGAS|"
    r"KUNDE|CUSTOMER|CLIENTE|PELANGGAN|DATE|DATUM|FECHA|DATO|TANGGAL|NUMBER|NUMMER|NUMERO|NOMOR|LINK)(?!\w)"
)


_KINDS: Final = (
    ("open_sentence", (_BEFORE_A_STOP, _UNSAID)),
    ("note_to_oneself", (_NOTES, _UNFILLED)),
    ("open_placeholder", (_NOBODY, _SHOUTED)),
)

Left = tuple[str, int, int]


def leftovers(plain: str, seen: str, facts: Facts) -> Iterator[Left]:
    """What kind of thing a normalised text leaves undone, and where. `seen` is the text with its blanks as they were
    typed: between two that stand beside each other a word is missing where something had to come."""
    for kind, patterns in _KINDS:
        yield from ((kind, *match.span()) for pattern in patterns for match in pattern.finditer(plain))
    yield from (("nobodys_name", *span) for span in nameless(plain, facts))
    yield from (("choice_not_made", *span) for span in choices(plain, facts))
    for match in _WIDE.finditer(seen):
        words = f"{match.group(1)} {match.group(2)}"
        if (at := plain.find(words)) >= 0:
            yield "open_sentence", at, at + len(words)
