"""In which language a page speaks, and how it says a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest
from django.utils import formats, translation
from django.utils.translation import get_language_from_request

from ombud.replies.texts import LANGUAGES, say_day, say_when


@dataclass(frozen=True, slots=True)
class Speech:
    """The reader's language, whether she chose it by a link at the foot, and the zone that times are told in."""

    language: str
    chosen: bool
    zone: str

    @property
    def query(self) -> str:
        """What every link and form of the page carries along, so that a choice stays without a cookie."""
        return f"?{urlencode({'lang': self.language})}" if self.chosen else ""

    @property
    def place(self) -> str:
        """Where the clock hangs: "Copenhagen" for Europe/Copenhagen."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other languages, each by its code and its own name."""
        return [(code, name) for code, name in settings.LANGUAGES if code != self.language]

    def when(self, moment: datetime, now: datetime) -> str:
        """Day and minute in words; with its year, without the weekday, where it is long ago."""
        if abs(now - moment).days < 180:
            return say_when(moment, self.zone, self.language)
        return formats.date_format(moment.astimezone(ZoneInfo(self.zone)), "DATETIME_FORMAT")

    def day(self, moment: datetime, now: datetime) -> str:
        """The day in words."""
        if abs(now - moment).days < 180:
            return say_day(moment, self.zone, self.language)
        return formats.date_format(moment.astimezone(ZoneInfo(self.zone)), "DATE_FORMAT")


def speak(request: HttpRequest, language: str = "", zone: str = "UTC") -> Speech:
    """Her choice by link; else `language` as we know it of her; else what her browser asks for; else English.

    Activates the language for this request.
    """
    chosen = request.GET.get("lang", "")
    asked = get_language_from_request(request).partition("-")[0]
    found = next((code for code in (chosen, language, asked) if code in LANGUAGES), "en")
    translation.activate(found)
    return Speech(found, chosen in LANGUAGES, zone if _known(zone) else "UTC")


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
