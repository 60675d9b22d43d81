"""How a promised time is said in each language, so that it reads well after "by", "bis", "a más tardar el", "senest"
and "paling lambat" (D04, D05, R06). Written out by us: a locale of the machine must not change what a customer reads.
"""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

_DAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
}
_MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
           "november", "december"),
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember"),
}  # fmt: skip


def _local(when: datetime, tz: tzinfo | str) -> datetime:
    if when.tzinfo is None:
        raise ValueError("a promised time needs a time zone")
    return when.astimezone(ZoneInfo(tz) if isinstance(tz, str) else tz)


def _day(local: datetime, language: str) -> str:
    day, month = _DAYS[language][local.weekday()], _MONTHS[language][local.month - 1]
    if language == "es":
        return f"{day} {local.day} de {month}"
    if language == "de":
        return f"{day}, {local.day}. {month}"
    if language == "da":
        return f"{day} den {local.day}. {month}"
    return f"{day}, {local.day} {month}"


def say_day(when: datetime, tz: tzinfo | str, language: str) -> str:
    """The local day of `when` in words, without a year: "Freitag, 27. November". An unknown language gets English."""
    return _day(_local(when, tz), language if language in _DAYS else "en")


def say_when(when: datetime, tz: tzinfo | str, language: str) -> str:
    """The local day and minute of `when` (an aware datetime) in words: "fredag den 27. november kl. 12".

    A language we do not speak gets English. Raises ValueError for a datetime without a zone, ZoneInfoNotFoundError
    for an unknown zone.
    """
    language = language if language in _DAYS else "en"
    local = _local(when, tz)
    day, hour, minute = _day(local, language), local.hour, local.minute
    if language == "de":
        return f"{day}, {hour}:{minute:02} Uhr" if minute else f"{day}, {hour} Uhr"
    if language == "es":
        return f"{day} a {'la' if hour == 1 else 'las'} {hour}:{minute:02}"
    if language == "da":
        return f"{day} kl. {hour}.{minute:02}" if minute else f"{day} kl. {hour}"
    if language == "id":
        return f"{day} pukul {hour:02}.{minute:02}"
    return f"{day}, {hour:02}:{minute:02}"
