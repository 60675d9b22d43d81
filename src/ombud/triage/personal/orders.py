"""Numbers of a customer's matter that hold letters or hyphens: ORD-2231-77, "pedido A48213", "Bestellnr. K/2231"."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal import cues
from ombud.triage.personal.span import Personal

# A word of letters and digits, parts joined by hyphens and the like, at least one digit in it.
_CODE: Final = re.compile(
    r"(?<![\w@./-])(?=[A-Za-z/_-]{0,40}\d)[A-Za-z0-9]{1,40}(?:[-_/][A-Za-z0-9]{1,24}){0,6}(?![\w@])"
)
_PREFIX: Final = re.compile(
    r"(?:(?:ORD|ORDER|INV|RMA|FAK|TRX|BKG|TKT|CASE|INC|REQ|INVOICE|BOOKING)[-_/]?|(?:RE|PED|PO|SO|SR|RES|REF|BEST)[-_/])"
    r"\d{3}[\dA-Z/_-]*", re.IGNORECASE
)  # fmt: skip
_HASH: Final = re.compile(r"(?<![\w&/])# ?(\d{5,12})(?![\w-])")
# Words that carriers and shops use for what a parcel is found by.
_PARCEL: Final = re.compile(
    r"1Z[A-Z0-9]{16}|[A-Z]{2}\d{9}[A-Z]{2}|JJD\d{10,20}|(?:JNE|JNT|JP|JX|SPX|TLJR|TBA)[A-Z0-9]{8,18}"
)
_UNIT: Final = re.compile(r"\d+(?:x|st|nd|rd|th|pcs|gb|mb|kg|cm|mm|km|ml|am|pm|kr|k|h|m|s|er|e|mal|min|std|uhr|jt|rb)")


def orders(text: str) -> Iterator[Personal]:
    """Order, booking, invoice, parcel and case numbers in a plain text that are not digits alone."""
    for match in _CODE.finditer(text):
        raw = match.group()
        digits = sum(map(str.isdigit, raw))
        if not digits or len(raw) < 4 or not any(map(str.isalpha, raw)):
            continue
        typical = _PREFIX.fullmatch(raw) or _PARCEL.fullmatch(raw)
        if typical or (digits >= 2 and not _UNIT.fullmatch(raw.lower()) and _named(text, match)):
            yield Personal(*match.span(), "order_number")
    for match in _HASH.finditer(text):
        cue = cues.before(text, match.start())
        if cue.means in ("", "order", "number"):
            yield Personal(*match.span(1), "order_number")


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether the words right before it say that it is an order's number or the like."""
    cue = cues.before(text, match.start())
    if cue.means != "order" or not cue.near:
        return False
    raw = match.group()
    return any(char.isupper() for char in raw) or sum(map(str.isdigit, raw)) >= 4
