"""IBAN, card and other bank numbers, by length and check digits."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.triage.personal import checks
from ombud.triage.personal.span import Personal

# How long an IBAN is in each country.
_IBAN: Final = {
    code: length
    for length, codes in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ LT LU XK MN", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM TL SO", 24: "AD CZ ES MD PK RO SA SE SK TN VG DZ",
        25: "PT LY ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HU LB PL SV NI HN",
        29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for code in codes.split()
}  # fmt: skip
# Looked for from its check digits, which are rarer in a text than two letters.
_HEAD: Final = re.compile(r"\d\d(?=[ .-]{0,2}[A-Za-z0-9])(?:(?<=[A-Za-z]{2}\d\d)|(?<=[A-Za-z]{2} \d\d))")
_WORD_BEFORE: Final = re.compile(r"\biban\b[^\w\n]{0,4}(?:[^\W\d_]{1,8}[^\w\n]{1,3}){0,3}$", re.IGNORECASE)
_SIGN: Final = re.compile(r"[A-Za-z0-9]")
_CARDS: Final = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01]|720)\d{12,13}|3[47]\d{13}|3(?:0[0-59]"
    r"|[689]\d)\d{11}"
    r"|3(?:0[0-59]|[689]\d)\d{13}|6(?:011|4[4-9]|5)\d{12,16}|35\d{14}|(?:2131|1800)\d{11}|(?:50|5[6-9]|6)\d{10,17}"
    r"|62\d{14,17}"
)


def ibans(text: str) -> Iterator[Personal]:
    """IBANs of all countries, with blanks and in small letters too; with the word beside it, a mistyped one as well."""
    for head in _HEAD.finditer(text):
        start = head.start() - (3 if text[head.start() - 1] == " " else 2)
        length = _IBAN.get(text[start : start + 2].upper())
        if length is None or (start and _SIGN.match(text[start - 1])):
            continue
        signs: list[str] = []
        gap, place, end = 0, start, start
        while place < len(text) and len(signs) < length and gap < 4:
            if _SIGN.match(text[place]):
                signs.append(text[place])
                gap, end = 0, place + 1
            elif text[place] in " .-\n":
                gap += 1
            else:
                break
            place += 1
        code = "".join(signs).upper()
        if len(code) != length or (end < len(text) and _SIGN.match(text[end])):
            continue
        sure = checks.mod97(code)
        if sure or _WORD_BEFORE.search(text[max(0, start - 40) : start]):
            yield Personal(start, end, "iban")


def card(digits: str) -> bool:
    """Whether these digits are a payment card's: a known beginning, the right length, the check digit."""
    return 11 < len(digits) < 20 and len(set(digits)) > 2 and bool(_CARDS.fullmatch(digits)) and checks.luhn(digits)


def clabe(digits: str) -> bool:
    """Whether these are the 18 digits of a Mexican CLABE."""
    if len(digits) != 18:
        return False
    total = sum(int(d) * w % 10 for d, w in zip(digits, (3, 7, 1) * 6, strict=False))
    return len(set(digits)) > 3 and total % 10 == 0
