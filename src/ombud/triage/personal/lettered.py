"""National numbers that hold letters: NINO, PPS, PAN, DNI, NIE, CURP, RFC, RUT with K, social insurance, passports."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from ombud.triage.personal import checks, cues
from ombud.triage.personal.span import Personal

_EDGE: Final = r"(?<![A-Za-z0-9_/-])"
_STOP: Final = r"(?![A-Za-z0-9_]|[-/]\w)"
_GAPS: Final = re.compile(r"[ .\-/]")


def _ddmm(code: str, at: int) -> bool:
    """A date written YYMMDD from `at` on."""
    return code[at : at + 6].isdigit() and checks.day_month(code[at + 4 : at + 6], code[at + 2 : at + 4])


def _dni(code: str) -> bool:
    return checks.dni(code[:-1], code[-1])


def _nie(code: str) -> bool:
    return checks.dni(str("XYZ".index(code[0].upper())) + code[1:-1], code[-1])


def _pps(code: str) -> bool:
    return checks.pps(code[:7], code[7:])


def _rut(code: str) -> bool:
    return checks.rut(code[:-1], code[-1])


def _born_5(code: str) -> bool:
    return _ddmm(code, 4)


def _rfc(code: str) -> bool:
    return _ddmm(code, len(code) - 9) and len(code) == 13


def _clave(code: str) -> bool:
    return _ddmm(code, 6)


def _never(code: str) -> bool:
    """Too common a form to be taken without a word beside it."""
    return False


def _capitals(code: str) -> bool:
    return code.upper() == code


# Shape, and whether it holds; with a word like "DNI" beside it, the shape is enough.
_FORMS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    # Britain: NINO (QQ is the letters' example of the authorities). India: PAN. Ireland: PPS.
    (r"[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NP-TW-Z](?P<a>[ -]?)\d\d(?P=a)\d\d(?P=a)\d\d(?P=a)[A-D]", lambda code: True),
    (r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", _capitals),
    (r"\d{7} ?[A-W][A-IW]?", _pps),
    # Spain: DNI, NIE. Chile: RUT with K.
    (r"(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z]", _dni),
    (r"[XYZ][ -]?(?:\d{7}|\d\.\d{3}\.\d{3})[ -]?[A-HJ-NP-TV-Z]", _nie),
    (r"\d{1,2}\.?\d{3}\.?\d{3}-K", _rut),
    # Mexico: CURP, RFC, voter's number.
    (r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", _born_5),
    (r"[A-ZÑ&]{3,4}(?P<b>[ -]?)\d{6}(?P=b)[A-Z0-9]{3}", _rfc),
    (r"[A-Z]{6}\d{8}[HM]\d{3}", _clave),
    # Germany: social insurance number.
    (r"\d\d[ -]?\d{6}[ -]?[A-Z][ -]?\d{3}", checks.sv_nummer),
    # Identity cards, passports, driving licences: by the word beside them alone. Venezuela puts a letter first.
    (r"(?=[A-Z]{0,5}\d)[A-Z0-9]{7,16}", _never),
    (r"[VE]-?\d{1,2}\.?\d{3}\.?\d{3}", _never),
)
_ONE: Final = re.compile(
    _EDGE
    + r"(?=[A-ZÑ&]{0,6}[ -]?\d)(?:"
    + "|".join(f"(?P<f{number}>{shape})" for number, (shape, _) in enumerate(_FORMS))
    + ")"
    + _STOP,
    re.IGNORECASE,
)


_HOLDS: Final = tuple((re.compile(shape, re.IGNORECASE), holds) for shape, holds in _FORMS)


def lettered(text: str) -> Iterator[Personal]:
    """National numbers with letters in a plain text."""
    match = _ONE.search(text)
    while match:
        found = _holds(text, match)
        if found:
            yield Personal(*match.span(), "national_id")
        match = _ONE.search(text, match.end() if found else match.start() + 1)


def _holds(text: str, match: re.Match[str]) -> bool:
    raw = match.group()
    if raw.isdigit() or (raw[-2:-1] == " " and raw[-1].islower()):
        return False
    cue = cues.before(text, match.start())
    if cue.means in ("order", "other") and cue.near:
        return False
    code = _GAPS.sub("", raw)
    shapes = [holds for shape, holds in _HOLDS if shape.fullmatch(raw)]
    # Beside the word for it a slip in the check digit is forgiven; letters and a year are no passport.
    named = cue.means == "id" and (shapes[0] is not _never or sum(map(str.isdigit, raw)) > 4)
    return named or any(holds(code) for holds in shapes)
