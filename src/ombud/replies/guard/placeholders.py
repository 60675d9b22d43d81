"""R18: a text with a hole in it never leaves."""

import re
from typing import Final

_WORDS: Final = (
    "name|vorname|nachname|kunde|kundin|customer|first name|last name|your name|cliente|nombre|su nombre|navn|"
    "kundenavn|nama|date|datum|fecha|dato|tanggal|time|uhrzeit|hora|order(?: number)?|bestellnummer|pedido|"
    "ordrenummer|nomor|link|url|insert[^\\]>]{0,30}|einfügen|insertar|indsæt|isi|placeholder|product|produkt|"
    "producto|company|firma|empresa"
)
# Each kind of hole, after the signs without which it cannot be there.
_HOLES: Final = (
    (("{",), re.compile(r"\{\{?[^{}\n]{0,60}\}\}?|\{%[^{}\n]{0,60}%\}")),
    (("[", "<"), re.compile(rf"\[\[?(?:{_WORDS})\]?\]|<<?(?:{_WORDS})>?>", re.IGNORECASE)),
    (("$", "%"), re.compile(r"\$\{\w{1,40}\}|%\((?:\w{1,40})\)s|%[A-Z_]{3,40}%")),
    (("TODO", "TBD", "FIXME", "XXX", "____"), re.compile(r"(?<!\w)(?:TODO|TBD|FIXME|XXX+)(?!\w)|_{4,}")),
    (("ipsum", "Ipsum", "IPSUM"), re.compile(r"\blorem ipsum\b", re.IGNORECASE)),
)


def holes(plain: str) -> list[tuple[int, int]]:
    """The places of open placeholders in a normalised text."""
    return [
        match.span()
        for signs, pattern in _HOLES
        if any(sign in plain for sign in signs)
        for match in pattern.finditer(plain)
    ]
