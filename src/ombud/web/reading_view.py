"""What a message was read as, with the reasons, for the eye; and what is personal in it, marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.conversations.models import Message
from ombud.triage.models import Kind, Reading

from .names import kind_name, language_name
from .reading_names import personal_name, scenario_name, sentiment_name, urgency_name, why_name

# What one looks for in a message in order to help; a name or a date of birth marked would only be in the way.
SOUGHT = {"order_number", "phone", "mail", "iban", "account", "card", "address"}


@dataclass(frozen=True, slots=True)
class ReadingView:
    """`head` says it in a few words; `rows` are titles with words; `reasons` are why. `unsure` asks for a person."""

    head: str
    unsure: bool
    rows: list[tuple[str, str]]
    reasons: list[str]


def reading_view(message: Message) -> ReadingView | None:
    """The reading of a message; None while it waits to be read."""
    reading: Reading | None = getattr(message, "reading", None)
    if reading is None:
        return None
    return ReadingView(_head(reading), reading.unsure, list(_rows(reading)), [why_name(code) for code in reading.why])


def _head(reading: Reading) -> str:
    parts = [kind_name(reading.kind), _languages(reading)]
    if reading.anger:
        parts.append(_("angry, which is no abuse") if reading.kind != Kind.ABUSE else _("angry"))
    return " · ".join(parts)


def _languages(reading: Reading) -> str:
    first = language_name(reading.language)
    if not reading.second_language:
        return first
    return _("%(first)s and %(second)s") % {"first": first, "second": language_name(reading.second_language)}


def _rows(reading: Reading) -> Iterable[tuple[str, str]]:
    yield _("Kind"), kind_name(reading.kind)
    about = [scenario_name(code) for code in (reading.scenario, *reading.secondary) if code != "none"]
    if about:
        yield _("About"), ", ".join(about)
    yield _("Urgency"), urgency_name(reading.urgency)
    yield _("Language"), _languages(reading)
    yield _("Feeling"), _feeling(reading)
    number = sum(1 for part in reading.concerns if part[2] == Kind.COMPLAINT)
    if number > 1 or (number and reading.kind != Kind.COMPLAINT):
        yield _("Concerns"), ngettext("%(n)d found in it", "%(n)d found in it", number) % {"n": number}
    found = dict.fromkeys(personal_name(kind) for _start, _end, kind in reading.personal)
    if found:
        yield _("Personal"), ", ".join(found)
    yield _("How sure"), _sure(reading)


def _feeling(reading: Reading) -> str:
    degree = reading.anger_degree if reading.anger else 0
    anger = _("very angry") if degree >= 0.8 else _("angry") if reading.anger else ""
    return ", ".join(filter(None, [sentiment_name(reading.sentiment), anger]))


def _sure(reading: Reading) -> str:
    if reading.corrected_by_id:
        return _("a person said so")
    percent = _("%(n)d in 100 for the kind") % {"n": round(100 * reading.confidence)}
    if reading.unsure:
        return _("unsure, %(percent)s: look yourself") % {"percent": percent}
    hasty = _("read quickly, to be read again") if reading.tier == "fast" else ""
    return ", ".join(filter(None, [percent, hasty]))


def with_facts(shown: str, message: Message) -> str | SafeString:
    """`shown`, the message's words, with the numbers and addresses that one looks for in them marked."""
    reading: Reading | None = getattr(message, "reading", None)
    places = reading.personal if reading else []
    words = {message.text[start:end].strip() for start, end, kind in places if kind in SOUGHT}
    words = {word for word in words if len(word) > 3 and "\n" not in word}
    if not words:
        return shown
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    parts, at = [], 0
    for found in pattern.finditer(shown):
        parts += [escape(shown[at : found.start()]), format_html('<mark class="fact">{}</mark>', found[0])]
        at = found.end()
    return mark_safe("".join([*parts, escape(shown[at:])]))  # noqa: S308  # every part is escaped above
