"""What a bounce says (RFC 3464): which of our mails came back, and for good or for now."""

from __future__ import annotations

import re

from ombud.channels.mail.headers import split
from ombud.channels.mail.structure import Part

_ID = re.compile(r"<([^<>\s]{3,500})>")
_ID_LINE = re.compile(r"(?im)^[> \t]*message-id:\s*<([^<>\s]{3,500})>")
_ACTION = re.compile(r"(?im)^action:\s*([a-z]+)")
_STATUS = re.compile(r"(?im)^status:\s*([245])\.\d{1,3}\.\d{1,3}")
_LOOSE_STATUS = re.compile(r"(?<![\d.])(?:#?([45])\.\d{1,3}\.\d{1,3}(?![\d.])|([45])[0-5]\d(?=[ -][#A-Za-z0-9<]))")
_ARRIVED = frozenset(("delivered", "relayed", "expanded"))
_DELAYED = re.compile(
    r"delay|warning|will (?:be retried|keep trying|retry)|verzöger|noch nicht|retras|forsink|tertunda", re.IGNORECASE
)


def read(root: Part, text: str, subject: str) -> tuple[tuple[str, ...], bool]:
    """The ids of the mails that came back, and whether for good. A mail that did arrive after all has not come back."""
    ids: list[str] = []
    verdicts: list[bool] = []
    delivered = False
    for part in root.walk():
        if part.type == "message/delivery-status":
            report = part.content()[:200_000].decode("utf-8", "replace")
            actions = [action.lower() for action in _ACTION.findall(report)]
            statuses = _STATUS.findall(report)
            delivered = delivered or (bool(actions) and _ARRIVED.issuperset(actions))
            verdicts.append("failed" in actions and ("5" in statuses or not statuses))
        elif part.type in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            ids.extend(_ID.findall(split(part.content())[0].text(b"message-id")))
    if not ids:
        ids.extend(_ID_LINE.findall(text[:200_000]))
    if not ids:
        ids.extend(_ID.findall(root.head.text(b"in-reply-to") + root.head.text(b"references")))
    if not verdicts:
        first = _LOOSE_STATUS.search(text[:200_000])
        verdicts.append((first[1] or first[2]) == "5" if first else not _DELAYED.search(subject))
    return (() if delivered else tuple(dict.fromkeys(ids))), any(verdicts) and not delivered
