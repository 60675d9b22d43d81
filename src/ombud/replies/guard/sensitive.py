"""R12: what the case calls sensitive, without saying what it is: a number, an address, a date, an employer, a name.

Each is looked for in the ways in which people repeat it: digits grouped otherwise or said in words, the last four of
them, a date in another order, a name in other letters or by its initials, an employer by the word that tells it apart.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ombud.languages.spoken import ranked
from ombud.replies.guard import dates
from ombud.replies.guard.digits import Read, number
from ombud.replies.guard.hinted import hinted
from ombud.replies.guard.leaks import gathered
from ombud.replies.guard.living import told_of_living
from ombud.replies.guard.normal import fold
from ombud.replies.guard.sounding import heard_in
from ombud.replies.guard.spelling import begins_in, skeleton, sounds
from ombud.replies.guard.states import told_states
from ombud.replies.guard.streets import on_a_street
from ombud.replies.guard.sums import sum_told
from ombud.replies.guard.verdict import Facts

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words that tell nobody apart: kinds of places, trades and forms of companies, and small words.
_COMMON: Final = frozenset(
    """street road avenue lane square court flat apartment house floor block unit postcode city town village county
    strasse weg platz allee gasse hausnummer wohnung stock stadt calle avenida plaza paseo piso puerta barrio ciudad
    codigo postal vej gade alle torv etage sal by jalan gang blok nomor kota kelurahan kecamatan kabupaten perumahan
    hospital clinic klinik klinikum krankenhaus klinika sygehus rumah sakit school schule escuela colegio skole sekolah
    university universitat universidad universitet universitas bank banco savings sparkasse company firma empresa
    perusahaan gmbh ltd inc llc plc corp group gruppe grupo group and und with y og dan the der die das los las el la
    von van de del di at in en for fur works work working employer employed arbeitet arbeitgeber beschaftigt trabaja
    empleador arbejder arbejdsgiver bekerja kantor phone telephone telefon telefono mobile handy movil nummer number
    numero order bestellung pedido ordre pesanan address adresse direccion alamat name nombre navn nama mail email
    account konto cuenta customer kunde cliente pelanggan born geboren nacido fodt lahir date birth birthday case fall
    caso sag kasus herr frau senor senora bapak ibu pak bu mbak mas dona don doctor insurance versicherung seguro
    police station hotel museum church kirche iglesia office buro oficina kontor department abteilung team service
    night shift nurse doctor teacher driver manager assistant since from her his their husband wife son daughter mother
    father member user profile contract vertrag contrato kontrakt invoice rechnung factura faktura city council
    mr mrs ms miss her you your""".split()
)
_BIRTHDAY: Final = r"\b(?:birthday|geburtstag|cumpleanos|fodselsdag|ulang tahun|ultah)\b[^.!?\d]{{0,20}}\b0?{0}(?:st|nd|rd|th|\.)?(?![\d:])"
_LONG: Final = 9
_TOWN: Final = re.compile(r"(\d{4,5}) [^\W\d_]+(?: [^\W\d_]+){0,2}$")
_KIND: Final = re.compile(r"[^\W\d_]+ [\d#]")  # "ticket 800-4417": the word says what the number is
_LONGEST: Final = 20_000
_HOUSE_AFTER: Final = re.compile(r",? ?(?:no\.? ?|nr\.? ?|number |nummer )?(\d{1,4})(?!\d)", re.IGNORECASE)
_HOUSE_BEFORE: Final = re.compile(r"(?<![\d.,/])(\d{1,4})[a-z]?,? $")
_TOKEN: Final = re.compile(r"[^\W_]+")


def told(plain: str, typed: str, facts: Facts) -> Iterator[tuple[str, int, int]]:
    """What of `facts.sensitive` a normalised public text tells: what kind it is, and where. `typed` is the same text
    with its letters as they are, since a name may stand there in another script."""
    text, folded = typed[:_LONGEST], fold(plain[:_LONGEST])
    yield from (("state", *spot) for spot in told_states(text, facts))
    yield from (("word", *spot) for spot in told_of_living(text, facts))
    yield from (("word", *spot) for sum_ in facts.incomes if (spot := sum_told(f"salary {sum_}", folded)))
    counts = (*facts.phones, *facts.numbers, *facts.order_numbers)
    addresses = [address for address in facts.addresses if begins_in(_telling(address), folded)]
    if not (facts.sensitive or addresses or counts):
        return
    read = Read.of(folded)
    yield from (("number", *spot) for count in counts if (spot := number(count, read)))
    if not (facts.sensitive or addresses):
        return
    known = {fold(w) for n in (facts.customer_name, *facts.named, facts.author_name) for w in _WORD.findall(n)}
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded)]
    words = [(sounds(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    counted = list(_counted(tokens))
    for address in addresses:
        if spot := _lived_at(address, counted, words, text, folded, known):
            yield "address", *spot
    for fact in facts.sensitive:
        if spot := number(fact, read) or sum_told(fact, folded) or _date(fact, text):
            yield "number", *spot
        elif any(char.isdigit() for char in fact) and (
            spot := on_a_street(fact, text, folded) or _place(fact, counted, text, known)
        ):
            yield "address", *spot
        elif (
            spot := _words(fact, words, known, text)
            or _other_script(fact, text)
            or _initials(fact, text, known)
            or heard_in(_names(fact, known), text, known)
        ) or (spot := hinted(fact, text, (facts.customer_name, facts.author_name, *facts.named))):
            yield "word", *spot


def _lived_at(
    address: str, counted: list[tuple[str, int, int]], words: list[tuple[frozenset[str], int, int]], text: str,
    folded: str, known: set[str],
) -> tuple[int, int] | None:  # fmt: skip
    """Where a text tells an address of hers: its street, or its postcode; its town alone tells nothing."""
    if not any(char.isdigit() for char in address):
        return None
    if town := _TOWN.match(address):
        code = re.search(rf"(?<!\d){town.group(1)}(?!\d)", folded)
        return code.span() if code else None
    return on_a_street(address, text, folded) or _place(address, counted, text, known) or _words(
        address, words, known, text)  # fmt: skip


def _counted(tokens: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Words with numbers as figures: "lantai dua belas" as "lantai 12"."""
    at = 0
    while at < len(tokens):
        for count in (2, 1):
            some = tokens[at : at + count]
            if len(some) == count and len(some[-1][0]) > 2 and (number := ranked(*(w for w, _, _ in some))):
                yield str(number), some[0][1], some[-1][2]
                break
        else:
            count = 1
            yield tokens[at]
        at += count


def _place(fact: str, tokens: list[tuple[str, int, int]], text: str, known: set[str]) -> tuple[int, int] | None:
    """Two words of an address near each other, one of which tells it apart; not another house of its street."""
    spot = gathered(fact, tokens, 2)
    if spot is None:
        return None
    said = text[spot[0] : spot[1]]
    telling = {fold(word) for word in _telling(fact)} - known
    apart = [word for word in _WORD.findall(said) if any(_same(sounds(word), sounds(one)) for one in telling)]
    numbers = set(re.findall(r"\d+", fact))
    if not apart or not (any(word[0].isupper() for word in apart) or numbers & set(re.findall(r"\d+", said))):
        return None
    return None if _another_house(text, *spot, numbers) else spot


def _another_house(text: str, start: int, end: int, numbers: set[str]) -> bool:
    """Whether a number stands beside the place that is not of the address."""
    beside = _HOUSE_AFTER.match(text, end) or _HOUSE_BEFORE.search(text[max(0, start - 6) : start])
    return beside is not None and beside.group(1) not in numbers


def _said(word: str, known: set[str]) -> bool:
    """Whether a word of a fact is of a name that may be said, in whatever letters."""
    return fold(word) in known or not sounds(word).isdisjoint(known)


def _date(fact: str, text: str) -> tuple[int, int] | None:
    """A day that the fact names, written in any way; of a birthday day and month are enough."""
    for day in dates.days(fact):
        for other in dates.days(text):
            if (day.day, day.month) == (other.day, other.month):
                return other.start, other.end
        if match := re.search(_BIRTHDAY.format(day.day), fold(text)):
            return match.span()
    return None


def _telling(fact: str) -> list[str]:
    """The words that tell the fact apart from others. Names have capitals; where nothing has, long words count."""
    words = [w for w in _WORD.findall(fact) if len(w) >= 3 and fold(w) not in _COMMON and not dates.month(w)]
    proper = [word for word in words if word[0].isupper()]
    return proper or [word for word in words if len(word) >= 6 and not _KIND.match(fact)]


def _words(
    fact: str, words: list[tuple[frozenset[str], int, int]], known: set[str], text: str
) -> tuple[int, int] | None:
    telling = [sounds(word) for word in _telling(fact) if not _said(word, known)]
    if not telling:
        return None
    found = [(start, end) for forms in telling for said, start, end in words if _same(forms, said)]
    # Of an address the town alone tells nothing; its street does.
    if any(char.isdigit() for char in fact) and not any(_same(telling[0], said) for said, _, _ in words):
        return None
    numbers = set(re.findall(r"\d+", fact))
    # Of a street "Garden" is its name and "garden" a word.
    return next(
        (
            (start, end)
            for start, end in found
            if not numbers
            or ((text[start].isupper() or end - start >= _LONG) and not _another_house(text, start, end, numbers))
        ),
        None,
    )


def _names(fact: str, known: set[str]) -> list[str]:
    """The names in a fact that holds no number: words with a capital, and those in a script that has none."""
    if any(char.isdigit() for char in fact):
        return []
    return [word for word in _telling(fact) if word[0].isupper() and not _said(word, known)] + [
        word for word in _WORD.findall(fact) if not word.isascii() and word == word.upper() == word.lower()
        and not _said(word, known)
    ]  # fmt: skip


def _other_script(fact: str, text: str) -> tuple[int, int] | None:
    """A name in a script without vowels, written here in Latin letters; two of its words, or its only one."""
    bones = {skeleton(word) for word in _WORD.findall(fact) if unicodedata.bidirectional(word[0]) in ("AL", "R")}
    bones = {one for one in bones if len(one) >= 3}
    if not bones:
        return None
    found = [
        match.span()
        for match in _WORD.finditer(text)
        if match.group()[0].isupper() and skeleton(match.group()) in bones
    ]
    return (found[0][0], found[-1][1]) if len(found) >= min(2, len(bones)) else None


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one.isdisjoint(other):
        return True
    # Endings differ from case to case: Stadtwerke, Stadtwerken; Hansens, Hansen.
    return any(len(a) >= 6 and len(b) >= 6 and a[:-1] == b[: len(a) - 1] and len(b) - len(a) <= 2
               for a in one for b in other)  # fmt: skip


def _initials(fact: str, text: str, known: set[str]) -> tuple[int, int] | None:
    names = [word for word in _WORD.findall(fact) if word[0].isupper()]
    if not 2 <= len(names) <= 3 or any(char.isdigit() for char in fact) or any(fold(n) in _COMMON for n in names):
        return None
    if all(fold(name) in known for name in names):
        return None
    dotted = r"\s?".join(rf"{re.escape(name[0])}\." for name in names)
    if match := re.search(rf"(?<!\w){dotted}", text):
        return match.span()
    return None
