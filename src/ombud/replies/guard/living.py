"""R12: what she told of her living and may not stand in public: her employer, and the day on which she was born.

Both are looked for more carefully than what a case calls sensitive: nobody said that they are. A company's single word
tells where the sentence speaks of work, a day where it has its year or is called a birthday.
"""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard import dates
from ombud.replies.guard.normal import fold
from ombud.replies.guard.spelling import begins_in, sounds
from ombud.replies.guard.verdict import Facts

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[^.!?\n]+")
_WORK: Final = re.compile(
    r"\b(?:employer|employed|(?:at|your) work|work(?:ing|s)? (?:at|for)|colleagues?|company|your job|boss|"
    r"your shift|your office|"
    r"arbeit\w*|kolleg\w*|firma|chef\w*|dienst|trabaj\w*|empresa|companer\w*|colegas?|jef[ea]|emplea\w*|arbejd\w*|job|"
    r"bekerja|kerja|pekerjaan|kantor|rekan|perusahaan|bos|atasan)\b"
)
_BORN: Final = re.compile(
    r"\b(?:born|birth\w*|geboren|geburts\w*|nacid[oa]|nacio|nacimiento|cumple\w*|"
    r"fodt|fodsels\w*|lahir|ulang tahun|ultah)\b"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SMALL: Final = frozenset(
    (
        "the",
        "of",
        "and",
        "der",
        "die",
        "das",
        "und",
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "og",
        "i",
        "dan",
        "for",
    )
)
_LONG: Final = 4  # letters of a word that tells a company apart
_INITIALS: Final = 2
# What many companies are called.
_KINDS: Final = frozenset(
    re.findall(
        r"\w+",
        """bank sparkasse hospital clinic klinik klinikum krankenhaus sygehus rumah sakit school schule colegio
        skole sekolah university universitat universidad universitet group gruppe grupo company city stadt
        rathaus danske deutsche british american nacional national energy services service supermarket hotel
        museum""",
    )
)


def told_of_living(text: str, facts: Facts) -> Iterator[tuple[int, int]]:
    """Where a public text, its letters as they are, tells her employer or the day of her birth."""
    folded = fold(text)
    named = [name for name in facts.employers if _short_form(name) in text or begins_in(_parts(name), folded)]
    if named:
        words = ((match.group(), match.start(), match.end()) for match in _WORD.finditer(text))
        said = [(sounds(word), start, end, word) for word, start, end in words if word.lower() not in _SMALL]
        for name in named:
            if spot := _employer(name, said, text):
                yield spot
    for birth in facts.births:
        if spot := _birth(birth, text):
            yield spot


def _parts(name: str) -> list[str]:
    return [word for word in _WORD.findall(name) if fold(word) not in _SMALL]


def _short_form(name: str) -> str:
    """The first letters of a name of two words or more; of another a sign that stands in no text."""
    letters = "".join(part[0] for part in _parts(name))
    return letters if len(letters) >= _INITIALS else "\0"


def _employer(name: str, said: list[tuple[frozenset[str], int, int, str]], text: str) -> tuple[int, int] | None:
    parts = _parts(name)
    forms = [sounds(part) for part in parts]
    if len(parts) > 1:
        for at in range(len(said) - len(forms) + 1):
            some = said[at : at + len(forms)]
            if (
                all(not form.isdisjoint(one[0]) for form, one in zip(forms, some, strict=True))
                and some[0][3][0].isupper()
            ):
                return some[0][1], some[-1][2]
    telling = [form for part, form in zip(parts, forms, strict=True) if len(part) >= _LONG and fold(part) not in _KINDS]
    short = _short_form(name)
    for form, start, end, word in said:
        if not word[0].isupper():
            continue
        if (word == short or any(not form.isdisjoint(one) for one in telling)) and _of_work(text, start):
            return start, end
    return None


def _of_work(text: str, at: int) -> bool:
    begins = max(text.rfind(sign, 0, at) for sign in ".!?\n") + 1
    sentence = _SENTENCE.match(text, begins)
    return sentence is not None and _WORK.search(fold(sentence.group())) is not None


def _birth(birth: str, text: str) -> tuple[int, int] | None:
    born = {(day.day, day.month) for day in dates.days(birth)}
    years = set(_YEAR.findall(birth))
    for day in dates.days(text):
        if (day.day, day.month) not in born:
            continue
        begins = max(text.rfind(sign, 0, day.start) for sign in "!?\n") + 1
        around = fold(text[max(begins, day.start - 60) : day.end + 40])
        if years & set(_YEAR.findall(around)) or _BORN.search(around):
            return day.start, day.end
    return None
