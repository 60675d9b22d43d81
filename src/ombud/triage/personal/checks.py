"""Check digits and built-in dates: whether a number can be the one it looks like."""

from typing import Final

_VERHOEFF_D: Final = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_P: Final = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_MONTH_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DNI: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_PPS: Final = "WABCDEFGHIJKLMNOPQRSTUV"


def weighed(digits: str, weights: tuple[int, ...]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def luhn(digits: str) -> bool:
    """Cards, Canadian SIN."""
    odd = sum(map(int, digits[-1::-2]))
    even = sum((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[int(digit)] for digit in digits[-2::-2])
    return (odd + even) % 10 == 0


def verhoeff(digits: str) -> bool:
    """Indian Aadhaar."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF_D[check][int(_VERHOEFF_P[place % 8][int(digit)])])
    return check == 0


def iso7064(digits: str) -> bool:
    """Modulus 11,10: German Steuer-ID."""
    product = 10
    for digit in digits[:-1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


def mod97(code: str) -> bool:
    """IBAN: capital letters and digits without blanks."""
    turned = code[4:] + code[:4]
    return int("".join([str(int(char, 36)) for char in turned])) % 97 == 1


def ean(digits: str) -> bool:
    """Swiss AHV, and EAN-13."""
    return weighed(digits, (1, 3) * 7) % 10 == 0


def day_month(day: str, month: str) -> bool:
    """Whether there is such a day."""
    return 1 <= int(month) <= 12 and 1 <= int(day) <= _MONTH_DAYS[int(month)]


def steuer_id(digits: str) -> bool:
    """German tax ID: one digit of the first ten stands there twice or thrice, the others at most once."""
    counts = sorted(digits[:10].count(digit) for digit in set(digits[:10]))
    return digits[0] != "0" and counts[-1] in (2, 3) and counts[-2:-1] != [counts[-1]] and iso7064(digits)


def nhs(digits: str) -> bool:
    """British NHS number."""
    return (11 - weighed(digits, (10, 9, 8, 7, 6, 5, 4, 3, 2))) % 11 == int(digits[9])


def svnr(digits: str) -> bool:
    """Austrian social insurance number: a running number, a check digit, a birth date."""
    check = weighed(digits, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11
    return digits[0] != "0" and check == int(digits[3]) and day_month(digits[4:6], digits[6:8])


def cpr(digits: str) -> bool:
    """Danish CPR number: a birth date and four digits. The check digit has not been compulsory since 2007."""
    return len(digits) == 10 and day_month(digits[:2], digits[2:4])


def nik(digits: str) -> bool:
    """Indonesian NIK: province, town, district, birth date (a woman's day is 40 more), running number."""
    day = int(digits[6:8])
    born = f"{day - 40 if day > 40 else day:02}"
    return 11 <= int(digits[:2]) <= 97 and day_month(born, digits[8:10]) and digits[12:] != "0000"


def cuit(digits: str) -> bool:
    """Argentine CUIT or CUIL."""
    check = 11 - weighed(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return {11: 0, 10: 9}.get(check, check) == int(digits[10])


def rut(digits: str, check: str) -> bool:
    """Chilean RUT or RUN: a number and its check digit, which may be K."""
    left = 11 - weighed(digits[::-1], (2, 3, 4, 5, 6, 7, 2, 3, 4)) % 11
    return {11: "0", 10: "K"}.get(left, str(left)) == check.upper()


def dni(digits: str, letter: str) -> bool:
    """Spanish DNI; an NIE with its first letter as 0, 1 or 2."""
    return _DNI[int(digits) % 23] == letter.upper()


def pps(digits: str, letters: str) -> bool:
    """Irish PPS number: seven digits and one or two letters."""
    second = ord(letters[1].upper()) - 64 if len(letters) > 1 and letters[1].upper() != "W" else 0
    return _PPS[(weighed(digits, (8, 7, 6, 5, 4, 3, 2)) + 9 * second) % 23] == letters[0].upper()


def sv_nummer(code: str) -> bool:
    """German social insurance number: two digits, a birth date, a letter, three digits. The day may be 50 more."""
    digits = code[:8] + f"{ord(code[8].upper()) - 64:02}" + code[9:]
    total = sum(
        int(d) * w // 10 + int(d) * w % 10 for d, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=False)
    )
    day = int(code[2:4])
    return total % 10 == int(code[11]) and day_month(f"{day - 50 if day > 50 else day:02}", code[4:6])


def ausweis(code: str) -> bool:
    """German identity card or passport: nine signs and their check digit."""
    return sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(code[:9].upper())) % 10 == int(code[9])
