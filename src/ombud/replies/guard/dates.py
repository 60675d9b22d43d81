"""Days and times as people write them in five languages: found in a text, and compared with a day that was promised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ombud.languages.spoken import ranked
from ombud.replies.guard.normal import fold

_MONTHS: Final = (
    "january|januar|enero|januari|jan|ene", "february|februar|febrero|februari|feb|peb", "march|marz|maerz|marzo|marts|maret|mar",
    "april|abril|apr|abr", "may|mai|mayo|maj|mei", "june|juni|junio|jun", "july|juli|julio|jul",
    "august|agosto|agustus|aug|ago|agu|agt", "september|septiembre|setiembre|sept|sep",
    "october|oktober|octubre|oct|okt", "november|noviembre|nov|nopember", "december|dezember|diciembre|desember|dec|dez|dic|des",
)  # fmt: skip
_MONTH: Final = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split("|")}
_DAYS: Final = (
    "monday|montags?|lunes|mandag|senin|mon", "tuesday|dienstags?|martes|tirsdag|selasa|tues?",
    "wednesday|mittwochs?|miercoles|onsdag|rabu|wed", "thursday|donnerstags?|jueves|torsdag|kamis|thurs?",
    "friday|freitags?|viernes|fredag|jum'?at|fri", "saturday|samstags?|sonnabend|sabado|lordag|sabtu",
    "sunday|sonntags?|domingo|sondag|minggu",
)  # fmt: skip
_NAME: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_WRITTEN: Final = re.compile(
    rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|º)? ?(?:of |de |del |den |ende )?(?P<month>{_NAME})\b|"
    rf"\b(?P<month2>{_NAME})\.? (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]|[.,]\d)"
)
_BARE_MONTH: Final = re.compile(rf"\b(?:{_NAME})\b")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OF: Final = frozenset({"of", "de", "del", "den", "the", "el"})
_FIGURES: Final = re.compile(
    r"(?<![\d.,/-])(?:(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<one>\d{1,2})[./-] ?(?P<two>\d{1,2})(?:[./-] ?(?:\d{4}|\d\d))?\.?)(?![\d/-])"
)
_WEEKDAY: Final = re.compile("|".join(rf"(?P<w{number}>\b(?:{words})\b)" for number, words in enumerate(_DAYS)))
# A time of the day, or a stretch that ends at a known hour or day.
_CLOCK: Final = re.compile(
    r"\b(?:at|by|before|until|around|from) (?:about )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock)?(?![\d%€$]| ?(?:euros?|percent|per cent|people|orders))|"
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock|uhr|h)\b|\b\d{1,2}:\d\d\b|\b(?:kl|klokken|pukul|jam)\.? ?\d{1,2}|"
    r"\b(?:at|by|before|until|half past|quarter (?:to|past)) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! (?:of|more|times|people))|"
    r"\b(?:um|bis|gegen|vor) (?:eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)\b(?: uhr)?(?! \w+en\b)|"
    r"\b(?:klokken|kl\.|inden|senest) (?:et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv)\b|"
    r"\b(?:jam|pukul|pkl\.?) (?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|setengah)\b|"
    r"\b(?:a|de|antes de|sobre) las? (?:\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b|\b(?:noon|midday|midnight|mittags?|mediodia|middag|tengah hari)\b"
)
_NUMBERED: Final = (
    r"(?:\d+|an?|one|two|three|four|five|six|ten|twelve|twenty-four|forty-eight|half an|the (?:next )?|einer|einem|eines|zwei|drei|vier|funf|"
    r"zwolf|una?|dos|tres|cuatro|cinco|seis|doce|veinticuatro|cuarenta y ocho|en|et|to|tre|fire|fem|seks|"
    r"satu|dua|tiga|empat|lima|enam)"
)
_WITHIN: Final = re.compile(
    rf"\b(?:within|in|innerhalb(?: von| der nachsten)?|binnen|dentro de|en(?: las| los)?(?: proximas| proximos)?|inden for|om|i lobet af|"
    rf"dalam(?: waktu)?|paling lama|in den nachsten|over the next|in the next|for the next) {_NUMBERED} ?(?:x )?(?:working |business |full |werk|habiles |arbejds|hver)?"
    rf"(?:hours?|minutes?|days?|weeks?|stunden?|minuten|tagen?|werktagen?|arbeitstagen?|wochen?|horas?|minutos|dias?|semanas?|timer?|"
    rf"minutter|dage?|hverdage?|uger?|jam|menit|hari|pekan|minggu)\b"
)
_NEAR: Final = re.compile(
    r"\b(?:(?:before|by|over|after) the weekend|(?:vor|bis|zum|nach) (?:dem |zum )?wochenende|antes del fin de semana|(?:inden|for) weekenden|"
    r"(?:um|gegen) halb \w+|halv (?:et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv)|mittagszeit|middagstid|"
    r"(?:the )?end of (?:the month|january|february|march|april|may|june|july|august|september|october|november|december)|monatsende|ende des monats|"
    r"fin(?:al)? de mes|slutningen af maneden|akhir bulan|(?:i lobet af|im laufe) (?:dagen|ugen|des tages|der woche)|"
    r"today|tomorrow|tonight|this (?:afternoon|evening|morning|week)|(?:by |at )?the end of (?:the|this|next) (?:day|week|working day|month)|"
    r"end of (?:day|business|week)|next week|first thing|heute|morgen|ubermorgen|(?:bis )?(?:ende|anfang) (?:der|dieser|nachster) woche|"
    r"nachste woche|diese woche|hoy|manana|pasado manana|esta (?:tarde|noche|semana|manana)|(?:a )?final(?:es)? de (?:esta |la )?semana|"
    r"la (?:proxima semana|semana que viene)|i dag|i morgen|i aften|i eftermiddag|i overmorgen|i formiddag|"
    r"(?:inden|for) ugen er omme|i denne uge|naste uge|hari ini|besok|lusa|nanti (?:sore|malam|siang)|sore ini|malam ini|siang ini|"
    r"minggu (?:ini|depan)|pekan (?:ini|depan)|akhir (?:pekan|minggu|hari)|(?:by|before|after|on) the \d{1,2}(?:st|nd|rd|th)|"
    r"in der nachsten (?:halben |viertel)?stunde|(?:hasta|antes|despues)(?: de)?l dia \d{1,2})\b|"
    r"\b(?:(?:bis|vor|nach) (?:zum|dem)|(?:senest|inden) den) \d{1,2}\.(?![\d.])"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and month that stand in a text, and where."""

    day: int
    month: int
    start: int
    end: int


def days(text: str) -> Iterator[Day]:
    """Every day with its month in a text. 3/12 is both the third of December and March the twelfth."""
    folded = fold(text)
    for match in _WRITTEN.finditer(folded):
        day, month = int(match["day"] or match["day2"]), _MONTH[match["month"] or match["month2"]]
        if 1 <= day <= 31:
            yield Day(day, month, *match.span())
    yield from _in_words(folded)
    for match in _FIGURES.finditer(folded):
        if match["year"]:
            yield Day(int(match["d"]), int(match["m"]), *match.span())
            continue
        one, two = int(match["one"]), int(match["two"])
        for day, month in {(one, two), (two, one)}:
            if 1 <= day <= 31 and 1 <= month <= 12:
                yield Day(day, month, *match.span())


def _in_words(folded: str) -> Iterator[Day]:
    """The fourteenth of March; March the fourteenth."""
    for match in _BARE_MONTH.finditer(folded):
        before = [
            word for word in _LETTERS.findall(folded[max(0, match.start() - 40) : match.start()]) if word not in _OF
        ]
        after = [word for word in _LETTERS.findall(folded[match.end() : match.end() + 30]) if word not in _OF]
        for words in (*(before[-count:] for count in (4, 3, 2, 1)), *(after[:count] for count in (2, 1))):
            if words and (day := ranked(*words)) and day <= 31:
                yield Day(day, _MONTH[match.group()], *match.span())
                break


def month(word: str) -> int | None:
    """The number of the month that a word names."""
    return _MONTH.get(fold(word))


def weekdays(text: str) -> set[int]:
    """The weekdays named in a text, Monday 0."""
    return {int(match.lastgroup[1:]) for match in _WEEKDAY.finditer(fold(text)) if match.lastgroup}


def concrete(text: str) -> bool:
    """Whether a text names a day or an hour that somebody can wait for."""
    folded = fold(text)
    return bool(any(days(text)) or _WEEKDAY.search(folded) or any(p.search(folded) for p in (_CLOCK, _WITHIN, _NEAR)))


def moment(written: str) -> datetime | date | None:
    """The moment that an ISO 8601 string says; None where it is words."""
    try:
        return datetime.fromisoformat(written.strip())
    except ValueError:
        return None


def names(text: str, when: datetime | date) -> bool:
    """Whether a text names that day, by its date or its weekday."""
    return any((one.day, one.month) == (when.day, when.month) for one in days(text)) or when.weekday() in weekdays(text)
