"""Rows of what was said in praise: her words, who thanked, who was told. Shown to whoever may read where she wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.cases.models import Strand
from ombud.thanks.models import Thanks

from . import signs
from .said import lang, plain, quoted
from .when import moment

LONGEST = 320


@dataclass(frozen=True, slots=True)
class ThankedRow:
    """One who was thanked. `told` is a sentence, empty where the words praise nobody by name."""

    name: str
    sign: SafeString
    url: str
    words: str
    lang: str
    by: str
    told: str


def thanked_rows(found: Iterable[Thanks], now: datetime) -> list[ThankedRow]:
    """The rows, in the order they come."""
    return [_row(one, now) for one in found]


def _row(one: Thanks, now: datetime) -> ThankedRow:
    strand: Strand | None = getattr(one.message.conversation, "strand", None)
    url = reverse("case", args=[strand.case_id]) if strand else reverse("message", args=[one.message_id])
    reading = getattr(one.message, "reading", None)
    language = reading.language if reading else ""
    name = plain(one.person.called) or _("Somebody without a name")
    values = {"name": one.by.name, "when": moment(one.at, now)}
    return ThankedRow(
        name, signs.who(name), f"{url}#m{one.message_id}", quoted(one.quoted, language, LONGEST), lang(language),
        _("Thanked by %(name)s, %(when)s") % values, told_line([credit.member.name for credit in one.credits.all()]),
    )  # fmt: skip


def told_line(names: list[str]) -> str:
    """Who was told of it; empty for nobody."""
    if not names:
        return ""
    return ngettext("%(names)s was told", "%(names)s were told", len(names)) % {"names": ", ".join(names)}
