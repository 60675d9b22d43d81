"""What the receiving server found about the sender (RFC 8601), believed only where the receiving server itself wrote
it.

A sender can put a header of that name into a mail. So only the configured server's lines count or, with none
configured, the topmost one, which the last server in the chain has written.
"""

from __future__ import annotations

import re

from ombud.channels.contract import Authentic
from ombud.channels.mail.headers import Head

_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_RESULT = re.compile(r"(?:^|;)\s*dmarc\s*(?:/\s*\d+\s*)?=\s*([a-z]+)([^;]*)", re.IGNORECASE)
_DOMAIN = re.compile(r"header\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)


def read(head: Head, sender: str, authserv_id: str = "") -> Authentic:
    """The DMARC verdict for the domain of `sender`; unknown where the server said nothing of it."""
    for value in head.all(b"authentication-results"):
        bare = _without_comments(value)
        name = bare.partition(";")[0].strip().partition(" ")[0].strip('"').lower()
        if authserv_id and name != authserv_id.lower():
            continue
        verdict = _verdict(bare, sender.rpartition("@")[2])
        if verdict is not Authentic.UNKNOWN or not authserv_id:
            return verdict
    return Authentic.UNKNOWN


def _verdict(value: str, domain: str) -> Authentic:
    found = _RESULT.search(value, value.find(";") if ";" in value else 0)
    if found is None:
        return Authentic.UNKNOWN
    result = found[1].lower()
    if result == "fail":
        return Authentic.FAILED
    if result != "pass":
        return Authentic.UNKNOWN
    about = _DOMAIN.search(found[2])
    if about and about[1].lower().rpartition("@")[2].rstrip(".") != domain:
        return Authentic.FAILED  # it vouches for somebody else than the person shown
    return Authentic.PASSED


def _without_comments(value: str) -> str:
    for _ in range(5):
        shorter = _COMMENT.sub(" ", value)
        if shorter == value:
            break
        value = shorter
    return value
