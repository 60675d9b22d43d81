"""The sheet: a brief as it is read, whoever reads it. Drawn once, for the desk, the link and the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from .figures import Figures, figures
from .lists import allowed
from .models import Brief, Plea
from .trend import Column, Trend, Unit

HIGH = 56


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the picture: its first day, whether its month is to be said, the numbers, and the bar itself."""

    day: date
    says_month: bool
    new: int
    total: int
    share: int
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Words of a customer who allowed them, in her language; what they mean where somebody wrote it down."""

    words: str
    lang: str
    translation: str
    since: datetime
    allowed: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a brief says, in the order in which it is read."""

    number: int
    title: str
    claim: str
    lang: str
    leader: str
    author: str
    brand: str
    written: datetime
    answer_by: datetime | None
    figures: Figures
    languages: str
    unit: Unit
    bars: list[Bar]
    before: int
    evidence: list[tuple[str, str]]
    quotes: list[QuoteLine]
    counters: list[tuple[str, str]]
    pleas: list[Plea]
    leaving: str
    sent: bool

    @property
    def empty(self) -> bool:
        """Whether nothing is known yet."""
        return not (self.figures.people or self.evidence)


def sheet_of(brief: Brief, now: datetime) -> Sheet:
    """The sheet of a brief, in the language that is spoken now: as it was sent, of a draft as it would be."""
    known = figures(brief, now)
    quotes = [
        QuoteLine(q.words, q.language, q.translation, q.case.person.since, getattr(q, "said_at", q.asked_at))
        for q in allowed(brief)
    ]
    return Sheet(
        brief.pk, brief.title, brief.claim, brief.language, brief.leader_name, brief.owner.name, brief.inbox.brand,
        brief.sent_at or now, brief.answer_by, known, spoken(known.languages), known.trend.unit, bars(known.trend),
        known.trend.before, list(brief.evidence.values_list("figure", "words")), quotes,
        list(brief.counters.values_list("against", "weighed")), list(brief.pleas.all()), brief.leaving,
        brief.sent_at is not None,
    )  # fmt: skip


def spoken(languages: dict[str, int]) -> str:
    """The languages by their names, each with its people: "German 9, English 5"."""
    return ", ".join(f"{_name(code)} {people}" for code, people in languages.items())


def _name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return "?" if code in ("", "unknown") else code


def bars(trend: Trend) -> list[Bar]:
    """The picture, column by column; the month is said where it begins."""
    found, last = [], (0, 0)
    for column in trend.columns:
        month = (column.day.year, column.day.month)
        share = round(100 * column.new / trend.most)
        found.append(Bar(column.day, month != last, column.new, column.total, share, _bar(column, trend.most)))
        last = month
    return found


def _bar(column: Column, most: int) -> SafeString:
    """One bar, as high as its number is of the largest; decorative, the number stands in the table below it."""
    high = round(HIGH * column.new / most)
    return format_html(
        '<svg class="sheet-bar" viewBox="0 0 24 {}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect x="3" y="{}" width="18" height="{}"/></svg>',
        HIGH, HIGH - high, high,
    )  # fmt: skip
