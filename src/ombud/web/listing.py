"""What the pages with a list share: groups of rows, the key of the next page, and the preview of what is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from .row import Row
from .when import Group


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading; an empty title shows none."""

    key: str
    title: str
    rows: list[Row]


def titled(rows: Iterable[Row], already: str = "") -> list[RowGroup]:
    """The rows in their groups, in order; the group `already` shown on the page before gets no heading again."""
    titles = {
        Group.LATE: _("Late"),
        Group.SOON: _("Within two hours"),
        Group.TODAY: _("Later today"),
        Group.LATER: _("Tomorrow and after"),
    }
    return [
        RowGroup(key, "" if key == already else titles[Group(key)], list(members))
        for key, members in groupby(rows, key=lambda row: row.group)
    ]


def untitled(rows: list[Row]) -> list[RowGroup]:
    """All rows in one group without a heading; nothing where there are none."""
    return [RowGroup("all", "", rows)] if rows else []


def written(at: datetime, number: int) -> str:
    """A page's key as it stands in an address."""
    return f"{at.isoformat()}_{number}"


def read_key(text: str) -> tuple[datetime, int] | None:
    """A page's key as it was written; None for anything else."""
    moment, _sep, number = text.partition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return at, int(number)


def only_rows(request: HttpRequest) -> bool:
    """Whether the page only wants more rows to add to its list."""
    return request.headers.get("HX-Request") == "true"


def beside_list(request: HttpRequest) -> dict[str, object]:
    """For a pane that came beside a list: that it did, and which list to go back to once something is sent."""
    parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    back_to = parts.path + (f"?{parts.query}" if parts.query else "")
    return {"beside": True, "back_to": back_to if parts.path.startswith("/") else "/"}
