"""Phone numbers: which groups of digits people write as one, in the countries where our languages are spoken."""

import re
from typing import Final

# Calling codes and how many digits follow them. Others: any code, seven to twelve digits.
_CODES: Final = {
    "1": (10, 10), "20": (8, 10), "27": (9, 9), "31": (9, 9), "32": (8, 9), "33": (9, 9), "34": (9, 9), "39": (8, 11),
    "41": (9, 9), "43": (7, 13), "44": (9, 10), "45": (8, 8), "46": (7, 10), "47": (8, 8), "48": (9, 9), "49": (7, 12),
    "51": (8, 9), "52": (10, 11), "54": (10, 11), "55": (10, 11), "56": (9, 9), "57": (10, 10), "58": (10, 10),
    "60": (8, 10), "61": (9, 10), "62": (8, 12), "63": (9, 10), "64": (8, 10), "65": (8, 8), "91": (10, 10),
    "353": (7, 9), "351": (9, 9), "358": (6, 11), "423": (7, 7), "502": (8, 8), "503": (8, 8), "504": (8, 8),
    "505": (8, 8), "506": (8, 8), "507": (7, 8), "591": (8, 8), "593": (8, 9), "595": (8, 9), "598": (7, 8),
}  # fmt: skip
_ANY_CODE: Final = (6, 12)

_S: Final = r"(?:[ .\-/]|[ ]?[-/][ ]?)"

# Without a plus: what is typical enough to need no word beside it. Whole candidates, in plain signs.
_HOME: Final = {
    "en": (
        rf"\(?[2-9]\d\d\)?{_S}?{_S}[2-9]\d\d{_S}\d{{4}}", rf"\([2-9]\d\d\) ?\d{{3}}{_S}?\d{{4}}",
        rf"1{_S}\(?[2-9]\d\d\)?{_S}?[2-9]\d\d{_S}?\d{{4}}", r"1[38]00[ -]\d{3}[ -]\d{3}",
        r"91[ -][6-9]\d{4}[ -]?\d{5}", r"44[ -]7\d{3}[ -]?\d{3}[ -]?\d{3}",
    ),
    "de": (rf"49{_S}1[567]\d{{1,2}}{_S}?\d{{7,8}}",),
    "es": (
        r"[6789]\d\d([ .-])\d{3}\1\d{3}", r"[6789]\d\d([ .-])\d\d\2\d\d\2\d\d", r"[89]\d([ .-])\d{3}\3\d\d\3\d\d",
        r"[679]\d{8}", r"3\d\d[ -]\d{7}", r"\(?[2-9]\d?\)?[ -]\d{4}[ -]\d{4}", r"\(?[2-9]\d\d\)?[ -]\d{3}[ -]\d{4}",
        r"[2-9]\d([ -])\d\d\4\d\d\4\d\d\4\d\d", r"9[ -]?\d{4}[ -]?\d{4}", r"\(?0\d{2,4}\)?[ -]15[ -]?\d{2,4}[ -]?\d{4}",
        r"\([2-9]\d{1,2}\)[ -]?\d{6,8}", r"15[ -]\d{4}[ -]\d{4}", r"9 11[ -]\d{4}[ -]?\d{4}",
    ),
    "da": (
        r"[2-9]\d([ .-])\d\d\1\d\d\1\d\d", r"[2-9]\d{3} \d{4}", r"[2-9]\d([ .])\d{3}\2\d{3}", r"[2-9]\d{7}",
        r"45 ?[2-9]\d ?\d\d ?\d\d ?\d\d", r"45 [2-9]\d{3} \d{4}",
    ),
    "id": (rf"62{_S}?8\d{{1,2}}{_S}?\d{{3,4}}{_S}?\d{{3,5}}", rf"62{_S}?8\d{{7,11}}", r"8\d\d-\d{4}-\d{3,5}"),
}  # fmt: skip
_TYPICAL: Final = {language: re.compile("|".join(shapes)) for language, shapes in _HOME.items()}
_EVERYWHERE: Final = re.compile(
    rf"\([2-9]\d\d\) ?\d{{3}}{_S}\d{{4}}|[2-9]\d\d-[2-9]\d\d-\d{{4}}|[6-9]\d{{4}} \d{{5}}|628\d{{8,10}}|447\d{{9}}"
)
# A zero before the area code: how long such numbers are, by language.
_TRUNK: Final = {"en": (9, 11), "de": (7, 13), "es": (9, 13), "id": (9, 13), "unknown": (9, 12)}
_YEARISH: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d")


def international(digits: str, raw: str) -> bool:
    """Whether a number with its calling code (after + or 00) can be one. `digits` begins with the code."""
    if not 8 <= len(digits) <= 15 or digits[0] == "0":
        return False
    code = next((digits[:n] for n in (3, 2, 1) if digits[:n] in _CODES), None)
    shortest, longest = _CODES[code] if code else _ANY_CODE
    rest = digits[len(code) if code else 2 :]
    if "(0)" in raw or (rest[:1] == "0" and code != "39"):
        rest = rest[1:]
    return shortest <= len(rest) <= longest


def _groups(raw: str) -> list[str]:
    return re.findall(r"\d+", raw)


def typical(raw: str, digits: str, language: str) -> bool:
    """Whether `raw` looks like a phone number and like nothing else, in a text in `language`."""
    if digits[0] == "0" and digits[1] != "0":
        shortest, longest = _TRUNK.get(language, _TRUNK["unknown"])
        groups = _groups(raw)
        tidy = len(groups) == 1 or (2 <= len(groups[0]) <= 6 and all(len(g) >= 2 for g in groups) and len(groups) < 7)
        shortest -= raw[0] == "("
        return language != "da" and shortest <= len(digits) <= longest and tidy and _alike(raw)
    shapes = _TYPICAL.get(language)
    if (shapes and shapes.fullmatch(raw)) or _EVERYWHERE.fullmatch(raw):
        return not _YEARISH.fullmatch(digits) and len(set(digits)) > 1
    return False


def _alike(raw: str) -> bool:
    """No dots mixed with hyphens: that is a version, a date or an invoice."""
    return not ("." in raw and "-" in raw)


def named(raw: str, digits: str, lengths: frozenset[int] = frozenset()) -> bool:
    """Whether `raw` can be the number that a word beside it calls a phone number."""
    return (
        (not lengths or len(digits) in lengths)
        and 7 <= len(digits) <= 15
        and len(_groups(raw)) < 8
        and len(set(digits)) > 1
        and not all(group.endswith("00") for group in _groups(raw))
    )
