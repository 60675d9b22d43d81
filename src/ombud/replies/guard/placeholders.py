"""R18: a text with a hole in it never leaves, whatever the hole is written like."""

import re
from typing import Final

from ombud.languages.alike import unaccented
from ombud.replies.guard.shown import Shown
from ombud.replies.texts.own import HOLES

# What stands in a hole, in five languages; with other words around it, it is one all the same: [name of the customer].
_NAMED: Final = (
    "(?:first|last|full|your|customer|client|agent|brand|shop|product|company|order|case|ticket)?[ _-]?names?|vorname|"
    "nachname|kundenname|anrede|kunde|kundin|customer|client|cliente|nombre|apellidos?|kundens? navn|fornavn|"
    "efternavn|navn|kundenavn|nama(?: pelanggan)?|pelanggan|dates?|day|datum|tag|fecha|d[ií]a|dato|tanggal|hari|time|"
    "uhrzeit|hora|klokkeslæt|tidspunkt|jam|(?:order|case|ticket|phone|customer|invoice)[ _-]?(?:number|no|id)|"
    "bestellnummer|fallnummer|kundennummer|rechnungsnummer|pedido|n[úu]mero de [a-zé]+|ordrenummer|sagsnummer|nomor"
    "(?: pesanan| kasus| tiket)?|link|url|enlace|tautan|placeholder|platzhalter|pladsholder|product|produkt|producto|"
    "produk|company|firma|empresa|perusahaan|agent[e]?|asesor|medarbejder|petugas|amount|betrag|importe|beløb|jumlah|department|abteilung|topic|thema|"
    "tema|topik|signature|unterschrift|firma|underskrift|reason|grund|motivo|årsag|alasan|handler|colleague|kollegin|"
    "kollege|kollega|rekan|address|adresse|alamat|direcci[óo]n"
)
_TOLD: Final = r"insert|enter|add|fill in|please fill|your|einfügen|einsetzen|eintragen|hier|insertar|poner|indsæt|skriv|isi|masukkan|tulis"  # fmt: skip
_BRACKETED: Final = re.compile(
    rf"\[\[?(?!\d+\])(?:[^\[\]\n]{{0,30}}\b(?:{_NAMED}|{_TOLD})\b[^\[\]\n]{{0,30}}|"
    r"(?-i:(?!(?:PDF|DOCX?|XLSX?|CSV|ZIP|JPE?G|PNG|MP[34]|VIDEO|FOTO|AUDIO|HTML|NEU|NEW|UPDATE)\])[A-ZÄÖÜÆØÅÉÍÓÚÑ][A-ZÄÖÜÆØÅÉÍÓÚÑ0-9 _./-]{1,40}|[a-z]+_[a-z_]+)|[xX_\-? ]{2,20}|%[^%\]]{1,30}%)\]?\](?!\()",
    re.IGNORECASE,
)
_ANGLED: Final = re.compile(
    rf"[<‹][<‹]?(?:[^<>\n]{{0,30}}\b(?:{_NAMED}|{_TOLD})\b[^<>\n]{{0,30}}|(?-i:[A-ZÄÖÜÆØÅ][A-ZÄÖÜÆØÅ0-9 _-]{{2,40}}|"
    r"[a-z]+_[a-z_]+)|%=?[^<>%]{1,40}%)[>›][>›]?|‹[^‹›\n]{1,40}›",
    re.IGNORECASE,
)
_ROUND: Final = re.compile(
    rf"\(\(?(?:(?:{_TOLD}) [^()\n]{{0,20}}\b(?:{_NAMED})\b[^()\n]{{0,20}}|(?-i:{_NAMED.upper()})|"
    rf"(?:{_NAMED}) (?:einsetzen|einfügen|eintragen|here|aquí|her|di sini))\)\)?",
    re.IGNORECASE,
)
_SNAKED: Final = (
    r"(?:customer|client|first|last|full|agent|handler|owner|order|case|ticket|portal|product|next_update|team|brand|"
    r"user|company)_(?:name|number|no|id|url|by|date|link)"
)
# What is short enough to stand alone between any two signs, or in round brackets: *name*, |FNAME|, (date).
_ALONE: Final = (
    r"(?:(?:(?:your|first|last|customer|ihr|dein|mi|su|tu|dit|deres|nama)[ _-]?)?(?:f?name|lname|nombre|navn|nama|date|"
    r"datum|fecha|dato|tanggal|link|enlace|tautan)|(?:vor|nach|kunden)name|(?:for|efter|kunde)navn)"
)
# Between doubled or distant signs: %nummer%, __BETRAG__.
_FIELD: Final = rf"(?:{_NAMED}|nummer|n[úu]mero|number|nomor|summe|total|price|preis|precio|pris|harga|user|owner)"
_GREETED: Final = (
    r"hallo|hello|hi|hey|dear|liebe[rs]?|guten tag|hej|kære|hola|estimad[oa]s?|querid[oa]s?|halo|kak|yth\."
)
# Spanish shouts TODO where it means "everything".
_EVERYTHING: Final = r"(?![^.:]{0,60}\b(?:el|la|los|las|que|y|su|le|del|mal|bien|salió)\b)(?! (?:el|la|los?|las|sus?|tus?|mis?|un|una|esto|eso|está|ha|es|va|nuestro|cuanto|lo)\b)"
# Each kind of hole, after the signs without which it cannot be there.
_HOLES: Final = (
    (("{",), re.compile(r"\{\{?[^{}\n]{0,60}\}\}?|\{%[^{}\n]{0,60}%\}")),
    (("[",), _BRACKETED),
    (("<", "‹"), _ANGLED),
    (("(",), _ROUND),
    (("$", "%", "#"), re.compile(
        r"\$\{\w{1,40}\}|\$[a-z]+(?:_[a-z]+)*\b(?!\$)|\$[A-Z]+_[A-Z_]+\b|%\((?:\w{1,40})\)s|%[A-Z_]{3,40}%|"
        rf"%[a-z]+_[a-z_]+%|(?<!\d)%{{1,2}}(?i:{_FIELD})%{{1,2}}|(?<!\d)%[A-Za-z]\w{{0,30}}(?:[.-]\w{{1,30}})+%|"
        r"\$[a-z]{1,20}(?:[A-Z][a-z]{1,20}){1,3}\b|(?<![\d%])(?<!\d )%(?:\d\$)?[sd]\b|##?[A-Z]+(?:_[A-Z]+)*##?(?<=#)|##[^#\n]{2,80}##|"
        r"(?<!\w)#{3,}(?=[.,;)]|$)|(?i:\b(?:number|case|order|ticket|nummer|fall|pedido|caso|sag|ordre|nomor|kasus|pesanan)) #{3,}(?!\w)")),
    (("@@",), re.compile(r"@@[^@\n]{1,60}@@")),
    (("TODO", "TBD", "FIXME", "XX", "__", "tbd"), re.compile(
        rf"(?<!\w)(?:(?<![»«„“\"'])TODO{_EVERYTHING}|TBD|tbd|FIXME|XXX+|"
        rf"(?<!iglo )(?<!s\. )(?<!bad )(?<![IVX-])XX(?![IVX]|\. (?:centur|jahrhundert|århundred))|_{{2,}})(?!\w)|"
        r"(?<!\w)XX[./-]XX(?:[./-]X+)?|_{4,}")),
    (("__",), re.compile(rf"(?<![\w.])__(?:(?i:{_FIELD})|[A-Z]+(?:_[A-Z]+)+)__(?!\w)")),
    (("xx",), re.compile(r"(?<!\w)(?:xxx+|xx[./:-]xx(?:[./-]x+)?)(?!\w)")),
    (("NAME", "NAMA", "NAVN", "NOMBRE", "DATUM", "FECHA"), re.compile(
        r"(?<![^\W_])(?:(?:VOR|NACH|KUNDEN|FIRST[ _]|LAST[ _]|CUSTOMER[ _])?NAME|NAMA|NAVN|NOMBRE|DATUM|FECHA)"
        r"(?=[,.!:;)]|$)")),
    (("DD", "TT", "dd", "tt", "YYYY", "JJJJ", "HH", "hh:", "00.00"), re.compile(
        r"(?<!\w)(?:DD|TT|dd|tt|MM|mm)[./-](?:MM|mm|DD|dd)(?:[./-](?:YYYY|JJJJ|AAAA|ÅÅÅÅ|yyyy|jjjj|aaaa|åååå|YY|yy))?(?!\w)|"
        r"(?<!\w)HH/BB/TTTT(?!\w)|\b(?:HH:MM|hh:mm)\b|(?<![\d.])00\.00\.(?:0000|00)?(?!\d)")),
    (("_",), re.compile(rf"(?<![\w@/.]){_SNAKED}(?!\w)", re.IGNORECASE)),
    (("NN", "N.N", "N. N"), re.compile(r"\b(?:Frau|Herrn?|Fru|Hr\.|Mr\.?|Ms\.?|Hallo|Hej) (?:NN|N\. ?N\.)(?!\w)")),
    (("??",), re.compile(r"(?<=\s)\?{3,}(?=[\s,.])")),
    (("@", "|", "*", "~", "=", "§", "/", "(", "#", "$", "¤"), re.compile(
        rf"(?<![\w:/.@=])(?:\*\|{_ALONE}\|\*|([@|*~=§/#$¤]){_ALONE}\1|\({_ALONE}\))(?![\w/=])", re.IGNORECASE)),
    # A sign that somebody took away on one side: {name, betrag}.
    (("{", "["), re.compile(
        rf"[$#]?[{{\[]{{1,2}} ?(?:{_ALONE}|{_FIELD})(?=[,.!?;: ]|$)(?![^{{}}\[\]\n]{{0,80}}[}}\]])", re.IGNORECASE)),
    (("}", "]"), re.compile(rf"(?:^|(?<=[ ,(]))(?:{_ALONE}|{_FIELD}) ?[}}\]]{{1,2}}", re.IGNORECASE)),
    ((" ,",), re.compile(rf"(?:^|(?<=[.!?] ))(?:{_GREETED})(?: (?:kak|bapak|ibu|frau|herrn?|fru|hr|mr|ms|sra?)\.?)? ,", re.IGNORECASE)),
    (("....",), re.compile(
        r"(?:bapak/ibu|frau|herrn?|mr|mrs|ms|fru|hr|sr|sra|señora?|kak|kære|dear|hallo|hello|hej|hola|halo)\.? ?\.{4,}",
        re.IGNORECASE)),
    (("NAVN", "NAME", "NAMA", "NOMBRE", "#NN", "Name", "name"), re.compile(
        r"(?<!\w)(?:FORNAVN|EFTERNAVN|APELLIDO|NAME HERE|YOUR NAME|Your Name Here|#N{3,})(?!\w)|(?:Dear|Hello|Hi) (?:Customer|Client) Name")),
    ((" here", "ier ", "aquí", " her", "di sini"), re.compile(
        r"\bhier (?:bitte )?(?:den |die |das |ihren? )?(?:text|namen?|datum|betrag|link|unterschrift) (?:einfügen|einsetzen|eintragen)\b|"
        r"\b(?:insert|add|paste|enter) (?:your )?text here\b|\b(?:insertar|poner|pegar) (?:el )?texto aquí|\bindsæt teks?t her\b|"
        r"\b(?:masukkan|isi) teks di sini|"
        rf"\b(?:insert|add|paste|enter) (?:the |a )?{_ALONE} here\b|\b{_ALONE} hier (?:einfügen|einsetzen|eintragen)\b|"
        rf"\b(?:insertar|poner|pegar) (?:el |la )?{_ALONE} aquí|\bindsæt {_ALONE} her\b|\b(?:masukkan|isi) {_ALONE} di sini",
        re.IGNORECASE)),
    (("ipsum", "Ipsum", "IPSUM"), re.compile(r"\blorem ipsum\b", re.IGNORECASE)),
)  # fmt: skip

_NAMING: Final = (_BRACKETED, _ANGLED, _ROUND)  # an accent on what they name hides nothing

_FAR: Final = 80  # characters between two brackets
_NAME: Final = re.compile(r"\W*(\w[\w -]*?)\W*s?")  # the s of %(name)s


def ours(hole: str) -> bool:
    """Whether this is a place of our own texts, which somebody or something was to fill."""
    found = _NAME.fullmatch(hole)
    return found is not None and re.sub(r"[ -]", "_", found.group(1).casefold()) in HOLES


def holes(plain: str) -> list[tuple[int, int]]:
    """The places of open placeholders in a normalised text, none inside another. What is shown as code is none, unless
    our own texts have it: that one was not filled, whatever else the text is about."""
    bare = unaccented(plain, "")
    found = sorted(
        {
            match.span()
            for signs, pattern in _HOLES
            if any(sign in plain for sign in signs)
            for text in ({plain, bare} if pattern in _NAMING else (plain,))
            for match in pattern.finditer(text)
        }
    )
    if not found:
        return []
    shown = Shown(plain)
    found = [span for span in found if not _opened(plain, span)]
    left = {span for span in _outermost(found) if not shown.holds(span)}
    return _outermost(sorted(left.union(span for span in found if ours(plain[slice(*span)]))))


def _outermost(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    reach, kept = 0, []
    for start, end in found:
        if end > reach:
            kept.append((start, end))
        reach = max(reach, end)
    return kept


def _opened(plain: str, span: tuple[int, int]) -> bool:
    """Whether what ends with a bracket began with it, farther to the left: [see the date] has no hole."""
    start, end = span
    if plain[end - 1] not in "}]" or not plain[start].isalpha():
        return False
    before = plain[max(0, start - _FAR) : start]
    return max(before.rfind("{"), before.rfind("[")) > max(before.rfind("}"), before.rfind("]"))
