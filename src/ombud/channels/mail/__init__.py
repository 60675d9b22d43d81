"""The mail channel: IMAP in, SMTP out, and everything that makes a mail readable.

Whoever only reads mails (`ombud mail parse`) loads neither the settings nor the IMAP library: the adapter comes when
named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ombud.channels.mail.channel import MailChannel

__all__ = ["MailChannel"]


def __getattr__(name: str) -> Any:
    if name == "MailChannel":
        from ombud.channels.mail.channel import MailChannel

        return MailChannel
    raise AttributeError(name)
