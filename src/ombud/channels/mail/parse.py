"""A mail understood as far as mail goes: `parse` for every mail, fast; `whole` when a person wants to see all of it.

Never raises: what cannot be read is named by a problem code, and the raw mail is kept beside it (D03: every message
counts).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime

from ombud.channels.contract import Address, Arrival, Auto, Whole
from ombud.channels.mail import addresses, autos, body, bounces, dates, quotes, sender, structure, token
from ombud.channels.mail.autos import Own
from ombud.channels.mail.charsets import clean
from ombud.channels.mail.headers import Head, decode_words
from ombud.channels.mail.structure import Part

MAX_SUBJECT = 1000
MAX_REFERENCES = 100
_ID = re.compile(r"<([^<>]{1,900})>")
_LOOSE_ID = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")
_SPACE = re.compile(r"\s+")
NOBODY = Own()


@dataclass(frozen=True, slots=True)
class Parsed:
    """An arrival, and what mail alone knows about it: its ids, without `<>`, as they stand in the head."""

    arrival: Arrival
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    dated: bool


def parse(raw: bytes, *, own: Own | None = None, received: datetime | None = None) -> Parsed:
    """The mail in `raw`. `own` tells what is ours (tokens, loops, whose verdicts count), `received` when it came in."""
    try:
        return _parse(raw, own or NOBODY, received)
    except Exception as error:  # noqa: BLE001 - the last net under hostile input: kept raw, shown as unread
        return _unread(raw, received, type(error).__name__)


def whole(raw: bytes) -> Whole:
    """What a person sees who opens the whole mail. Costs more than `parse`, so only then."""
    from ombud.channels.mail.sanitise import safe_html

    letter = body.read(structure.read(raw))
    html = letter.html()
    return Whole(letter.text().strip("\n"), safe_html(html) if html else "")


def fingerprint(writer: str, date: str, content: bytes) -> str:
    """What tells two mails under one Message-ID apart: 16 hex digits over author, Date field and content."""
    return hashlib.sha256(f"{writer}\n{date}\n".encode("utf-8", "replace") + content).hexdigest()[:16]


def ids(text: str) -> tuple[str, ...]:
    """Message ids of a field, without `<>`, in their order, each once."""
    if not text:
        return ()
    found = _ID.findall(text) or _LOOSE_ID.findall(text)
    return tuple(dict.fromkeys(_SPACE.sub("", clean(one)) for one in found if one.strip()))


def _parse(raw: bytes, own: Own, received: datetime | None) -> Parsed:
    root = structure.read(raw)
    head = root.head
    letter = body.read(root)
    problems = letter.problems
    if not raw.strip():
        problems.append("empty")
    writer, authentic, problem = sender.read(head, own)
    if problem:
        problems.append(problem)
    subject = head.words(b"subject")[:MAX_SUBJECT]
    at, problem = dates.read(head, received)
    if problem:
        problems.append(problem)
    full_text = letter.text()
    found = body.files(letter)
    report = root.parameters.get("report-type", "").lower() if root.type == "multipart/report" else ""
    auto = autos.judge(head, writer.address, subject, own, report)
    bounced: tuple[str, ...] = ()
    final = False
    if auto is Auto.BOUNCE:
        bounced, final = bounces.read(root, full_text, subject)
        if own.domain:
            bounced = tuple(one for one in bounced if one.lower().endswith("@" + own.domain))
    message_id = (ids(head.text(b"message-id")) or ("",))[0]
    in_reply_to = ids(head.text(b"in-reply-to"))
    references = _thread(head)
    arrival = Arrival(
        remote_id=message_id or content_id(raw),
        sender=writer,
        subject=subject,
        text=quotes.strip(full_text),
        full_text=full_text.strip("\n"),
        at=at,
        raw=raw,
        to=_list(head, b"to"),
        cc=_list(head, b"cc"),
        reply_to=_list(head, b"reply-to"),
        answers=tuple(dict.fromkeys(in_reply_to + references[::-1])),
        tokens=token.candidates(head, own),
        attachments=found,
        auto=auto,
        authentic=authentic,
        bounced=bounced,
        bounce_final=final,
        problems=tuple(dict.fromkeys(problems)),
        fingerprint=fingerprint(writer.address, head.text(b"date"), root.body),
    )
    return Parsed(arrival, message_id, in_reply_to, references, at is not dates.NEVER)


def content_id(raw: bytes) -> str:
    """The id of a mail that has none: the same mail has it again, another mail never."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def _list(head: Head, name: bytes) -> tuple[Address, ...]:
    values = head.fields.get(name)
    if not values:
        return ()
    return addresses.parse(head.text(name) if len(values) == 1 else ", ".join(head.all(name)[:20]))


def _thread(head: Head) -> tuple[str, ...]:
    """References, oldest first; of an endless chain its root and its end."""
    found = ids(head.text(b"references"))
    return found if len(found) <= MAX_REFERENCES else found[:1] + found[1 - MAX_REFERENCES :]


def _unread(raw: bytes, received: datetime | None, what: str) -> Parsed:
    text = clean(raw[:20_000].decode("utf-8", "replace"))
    subject = decode_words(next((line[8:] for line in text.split("\n") if line[:8].lower() == "subject:"), ""))
    arrival = Arrival(
        remote_id=content_id(raw),
        sender=Address("", ""),
        subject=subject[:MAX_SUBJECT].strip(),
        text=text,
        full_text=text,
        at=received or dates.NEVER,
        raw=raw,
        problems=("unreadable", f"unreadable_{what.lower()}"),
    )
    return Parsed(arrival, "", (), (), received is not None)


def with_problem(parsed: Parsed, problem: str) -> Parsed:
    """The same with one more problem code."""
    arrival = replace(parsed.arrival, problems=(*parsed.arrival.problems, problem))
    return replace(parsed, arrival=arrival)


def part_of(raw: bytes) -> Part:
    """The tree of a mail, for who needs more than the letter."""
    return structure.read(raw)
