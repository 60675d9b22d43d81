"""Birth dates: a date with the word for it before it."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal.span import Personal

_MONTH: Final = (
    r"(?:jan|feb|febr|mar|mär|märz|apr|may|mai|maj|mei|mayo|jun|jul|aug|agu|agosto|sep|sept|oct|okt|nov|dec|dez"
    r"|des|dic|ene"
    r"|abr|ago)[^\W\d_]{0,8}\.?"
)
_DATE: Final = (
    rf"(?:\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?(?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of| de)? {_MONTH},?(?: de| del)? (?:19|20)?\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)"
)
_BIRTH: Final = re.compile(
    rf"\b(?:born|d\.?o\.?b\.?|date of birth|birth ?date|birthday|geboren|geb\.?|geburtsdatum|geburtstag|nacid[oa]"
    rf"|nac[ií]"
    rf"|nacimiento|født|fødselsdato|fødselsdag|lahir)\b"
    rf"[:.,]?(?: (?:on|is|was|am|ist|el|es|den|er|tanggal|tgl|saya"
    rf"|di [^\W\d_]{{1,20}},?)){{0,3}} ?[:.]? ?({_DATE})(?!\w)",
    re.IGNORECASE,
)


_WORDS: Final = ("born", "birth", "dob", "d.o", "geb", "nac", "fød", "lahir")


def births(text: str) -> Iterator[Personal]:
    """Birth dates in a plain text."""
    low = text.lower()
    if not any(word in low for word in _WORDS):
        return
    for match in _BIRTH.finditer(text):
        yield Personal(*match.span(1), "birth_date")
