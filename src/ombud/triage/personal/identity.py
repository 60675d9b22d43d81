"""National numbers made of digits alone: recognised by their own form, or by the word beside them."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ombud.triage.personal import checks


class _Form(NamedTuple):
    """`shape` of the whole number as written; `holds` its check digit or date; `at` the languages it is at home in (the
    others need a word beside it); empty: everywhere."""

    shape: re.Pattern[str]
    holds: Callable[[str], bool]
    at: str = ""


def _ssn(digits: str) -> bool:
    return digits[:3] not in ("000", "666") and digits[0] != "9" and digits[3:5] != "00" and digits[5:] != "0000"


def _npwp(digits: str) -> bool:
    return digits[9:12] != "000"


def _plain_cpr(digits: str) -> bool:
    return checks.cpr(digits) and len(set(digits)) > 3


def _aadhaar(digits: str) -> bool:
    return digits[0] not in "01" and checks.verhoeff(digits)


_FORMS: Final = (
    _Form(re.compile(r"\d{3}-\d\d-\d{4}"), _ssn),
    _Form(re.compile(r"\d{6}-\d{4}"), checks.cpr, "da unknown en"),
    _Form(re.compile(r"\d{6}(?: | - |\.|/)\d{4}"), checks.cpr, "da"),
    _Form(re.compile(r"\d{10}"), _plain_cpr, "da"),
    _Form(re.compile(r"\d{4}([ -])\d{4}\1\d{4}"), _aadhaar, "en unknown"),
    _Form(re.compile(r"\d\d \d{3} \d{3} \d{3}"), checks.steuer_id),
    _Form(re.compile(r"\d{11}"), checks.steuer_id, "de"),
    _Form(re.compile(r"756\.?\d{4}\.?\d{4}\.?\d\d|756 \d{4} \d{4} \d\d"), checks.ean),
    _Form(re.compile(r"\d{4}[ -]\d{6}"), checks.svnr, "de"),
    _Form(re.compile(r"(?:2[0347]|3[034])([- ])\d\d?\.?\d{3}\.?\d{3}\1\d"), checks.cuit),
    _Form(
        re.compile(
            r"\d{16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{6}([ .-])\d{6}\2\d{4}|\d\d([ .])\d\d\3\d\d\3\d{6}\3\d{4}"
        ),
        checks.nik,
        "id unknown",
    ),
    _Form(re.compile(r"\d\d\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}"), _npwp),
)  # fmt: skip
_RUT: Final = re.compile(r"\d{1,2}\.?\d{3}\.?\d{3}-\d")
_DOTTED: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2}")


def typical(raw: str, digits: str, language: str) -> bool:
    """Whether `raw` is by its form and its check digit one of the national numbers that need no word beside them."""
    for form in _FORMS:
        if (not form.at or language in form.at.split()) and form.shape.fullmatch(raw) and form.holds(digits):
            return True
    return bool(_RUT.fullmatch(raw)) and checks.rut(digits[:-1], digits[-1])


def named(raw: str, digits: str, lengths: frozenset[int]) -> bool:
    """Whether `raw` can be the number that a word beside it names: an error in a check digit is still a person's."""
    return not lengths or len(digits) in lengths
