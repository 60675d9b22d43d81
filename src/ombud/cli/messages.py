"""A record as a message to be read. Whatever can be read is read; what had to be left aside is said."""

from __future__ import annotations

from datetime import UTC, datetime

from ombud.cli.lines import Line, complain
from ombud.cli.records import Malformed, Record, record
from ombud.triage.reading import Heard


def take(line: Line) -> tuple[Record, Heard] | None:
    """The record of a line and its message; None, with a word on standard error, for a line that holds none."""
    try:
        its = record(line)
        message, remarks = heard(its)
    except Malformed as wrong:
        complain(f"line {line.number} {wrong}; skipped")
        return None
    for remark in remarks:
        complain(f"line {line.number}: {remark}")
    return its, message


def heard(its: Record) -> tuple[Heard, tuple[str, ...]]:
    """The message of a record (`text`, and `subject, channel, visibility, author, at` if there; an author may be a
    number), and remarks in plain words on fields that could not be used. Raises Malformed without a text."""
    text = its.values.get("text")
    if not isinstance(text, str):
        raise Malformed('has no "text"' if text is None else '"text" is not a string')
    remarks: list[str] = []

    def words(name: str) -> str:
        value = its.values.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        remarks.append(f'"{name}" is not a string; read without it')
        return ""

    author = its.values.get("author")
    numbered = isinstance(author, int | float) and not isinstance(author, bool)
    message = Heard(
        text=text,
        subject=words("subject"),
        channel=words("channel"),
        public=words("visibility").strip().casefold() == "public",
        author=str(author) if numbered else words("author"),
        at=_time(words("at"), remarks),
    )
    return message, tuple(remarks)


def _time(written: str, remarks: list[str]) -> datetime | None:
    if not written.strip():
        return None
    try:
        at = datetime.fromisoformat(written.strip())
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        remarks.append('"at" is not a time (ISO 8601); read without it')
        return None
