"""The sheet as PDF, on one page of A4 as long as that can be read. Needs the extra `ombud[pdf]`; without it, print.

What people wrote goes in as JSON and is set as it stands: it is never read as the language that the page is written in.
No file beside the page's own can be opened, and nothing is fetched.
"""

from __future__ import annotations

import json
import tempfile
import zoneinfo
from datetime import datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .sheet import Sheet


class NoPaper(Exception):
    """This machine makes no PDF: the extra `ombud[pdf]` is missing, or the page could not be set."""


def can_be_made() -> bool:
    """Whether the extra is there."""
    return find_spec("typst") is not None


def pdf(sheet: Sheet, zone: str) -> bytes:
    """The sheet as PDF, in the language that is spoken now, by the clock of `zone`. Raises `NoPaper`."""
    try:
        import typst
    except ImportError as error:
        raise NoPaper from error
    said = json.dumps(_said(sheet, zone), ensure_ascii=False)
    with tempfile.TemporaryDirectory(prefix="ombud-paper-") as folder:
        page = Path(folder) / "sheet.typ"
        page.write_bytes(files(__package__).joinpath("sheet.typ").read_bytes())
        try:
            made: bytes = typst.compile(str(page), root=folder, format="pdf", sys_inputs={"sheet": said})
        except RuntimeError as error:  # its own class for errors of the page is one
            raise NoPaper from error
    return made


def _said(sheet: Sheet, zone: str) -> dict[str, Any]:
    """All words on the page, in the reader's language where they are ours."""
    with timezone.override(zoneinfo.ZoneInfo(zone)):
        return {
            "lang": (translation.get_language() or "en")[:2], "own": sheet.lang, "title": sheet.title,
            "author": sheet.author,
            "kind": _("A concern from the community · Brief %(number)s") % {"number": sheet.number},
            "parties": [
                [_("For"), sheet.leader or "–"], [_("From"), f"{sheet.author}, {sheet.brand}"],
                [_("Written") if sheet.sent else _("Draft"), _day(sheet.written)],
                [_("Answer by"), _day(sheet.answer_by) if sheet.answer_by else "–"],
            ],
            "claim": [part.strip() for part in sheet.claim.split("\n") if part.strip()],
            "known": _("What we know"), "figures": _figures(sheet),
            "bars": [
                {"day": date_format(bar.day, "j" if sheet.unit != "month" else "M"), "new": str(bar.new),
                 "month": date_format(bar.day, "M") if bar.says_month and sheet.unit != "month" else "",
                 "total": str(bar.total), "share": bar.share}
                for bar in sheet.bars
            ],
            "new": _("New people"), "total": _("Total"), "caption": _caption(sheet),
            "quotes": [[q.words, q.lang, q.translation, _allowed(q.since, q.allowed)] for q in sheet.quotes],
            "against": [_("What speaks against it, weighed"), _("Against"), _("Weighed")],
            "counters": [[against, weighed or "–"] for against, weighed in sheet.counters],
            "ask": [_("What we ask"), _("Ask"), _("Of whom"), _("By when"), _("Cost")],
            "pleas": [
                [p.what, p.of or sheet.leader or "–", date_format(p.by, "D j M") if p.by else "–", p.cost or "–"]
                for p in sheet.pleas
            ],
            "leaving": [_("Cost of leaving it:"), sheet.leaving] if sheet.leaving else [],
        }  # fmt: skip


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "D j M Y")


def _allowed(since: datetime, allowed: datetime) -> str:
    values = {
        "year": date_format(timezone.localtime(since), "Y"),
        "day": date_format(timezone.localtime(allowed), "j M"),
    }
    return _("With us since %(year)s · allowed %(day)s") % values


def _figures(sheet: Sheet) -> list[list[str]]:
    known, found = sheet.figures, []
    if known.people and known.first:
        told = ngettext(
            "person has told us, on %(day)s", "people have told us since %(day)s", known.people
        ) % {"day": date_format(timezone.localtime(known.first), "j M Y")}  # fmt: skip
        found.append([str(known.people), told])
        if known.cases != known.people:
            found.append([str(known.cases), ngettext("case of theirs", "cases of theirs", known.cases)])
        names = ngettext("language: %(names)s", "languages: %(names)s", len(known.languages))
        found.append([str(len(known.languages)), names % {"names": sheet.languages}])
        if known.breaches:
            broken = ngettext(
                "promise to them that we did not keep in time", "promises to them that we did not keep in time",
                known.breaches,
            )  # fmt: skip
            found.append([str(known.breaches), broken])
    return [*found, *([figure, words] for figure, words in sheet.evidence)]


def _caption(sheet: Sheet) -> str:
    per = {
        "day": _("New people per day."),
        "week": _("New people per week, from Monday."),
        "month": _("New people per month."),
    }[sheet.unit]
    before = ngettext("%(n)s person before.", "%(n)s people before.", sheet.before) % {"n": sheet.before}
    when = date_format(timezone.localtime(sheet.figures.as_of), "D j M Y, H:i")
    as_of = _("As of %(when)s.") % {"when": when}
    return " ".join([per, *([before] if sheet.before else []), as_of])
