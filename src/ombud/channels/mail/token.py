"""What may be threading tokens of ours in a mail: under our domain in an id, or behind the plus of our address."""

from __future__ import annotations

import re

from ombud.channels.mail.autos import Own
from ombud.channels.mail.headers import Head
from ombud.channels.token import SHAPE

_ID = re.compile(r"<?([^<>\s@,]{1,200})@([^<>\s@,]{1,255})>?")
_ADDRESS_FIELDS = (b"delivered-to", b"x-original-to", b"envelope-to", b"x-delivered-to", b"to", b"cc")


def candidates(head: Head, own: Own) -> tuple[str, ...]:
    """What may be tokens of ours in a mail, not yet verified: ids under our domain, `+tags` on our addresses."""
    found: dict[str, None] = {}
    if own.domain:
        mark = "@" + own.domain
        for name in (b"in-reply-to", b"references", b"message-id"):
            value = head.text(name).lower()
            if mark in value:
                for local, domain in reversed(_ID.findall(value)):
                    if domain == own.domain and SHAPE.fullmatch(token := local.partition(".")[0]):
                        found[token] = None
    if own.addresses:
        for name in _ADDRESS_FIELDS:
            for value in head.all(name):
                if "+" in value:
                    for local, domain in _ID.findall(value.lower()):
                        base, plus, tag = local.rpartition("+")
                        if plus and f"{base}@{domain}" in own.addresses and SHAPE.fullmatch(tag):
                            found[tag] = None
    return tuple(found)[:20]
