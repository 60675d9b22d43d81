"""The mail adapter: `Channel` as the registry names it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel

from ombud.channels.contract import Arrival, Can, Carries, Check, Link, Post, Whole
from ombud.channels.mail.settings import MailSettings


class MailChannel:
    """Mail, private by nature: IMAP with IDLE in, SMTP out."""

    name = "mail"
    label = "E-mail"
    can = frozenset((Can.FETCH, Can.WAIT, Can.SEND, Can.PRIVATE))
    # A mail has no bounds of its own. The servers on its way have: few take more than 50 MB, and a file that travels as
    # text is a third larger than it was.
    carries = Carries(longest=100_000, files=100, file_size=30_000_000, files_size=30_000_000)
    Settings: type[BaseModel] = MailSettings

    def listen(self, settings: BaseModel) -> Link:
        """A link to the inbox; it connects at its first use."""
        from ombud.channels.mail.fetch import MailLink

        return MailLink(_mail(settings))

    def post(self, settings: BaseModel) -> Post:
        """A line for sending; it connects at its first mail."""
        from ombud.channels.mail.deliver import MailPost

        return MailPost(_mail(settings))

    def read(self, raw: bytes, address: str, received: datetime | None = None) -> Arrival:
        """A mail in hand, heard by the inbox `address`: from a file, or from what was kept."""
        from ombud.channels.mail.autos import Own
        from ombud.channels.mail.parse import parse

        own = Own(frozenset(filter(None, (address.lower(),))), address.lower().rpartition("@")[2])
        return parse(raw, own=own, received=received).arrival

    def whole(self, raw: bytes) -> Whole:
        """All of a mail for reading: its text with all it quotes, and HTML that is safe to show."""
        from ombud.channels.mail.parse import whole

        return whole(raw)

    def check(self, settings: BaseModel) -> Iterable[Check]:
        """One line after the other of the connection test."""
        from ombud.channels.mail.check import check

        return check(_mail(settings))

    def explain(self, reason: str, detail: str = "") -> str:
        """What a reason code means, and what to do about it."""
        from ombud.channels.mail.reasons import sentence

        return sentence(reason, detail)


def _mail(settings: BaseModel) -> MailSettings:
    if not isinstance(settings, MailSettings):
        raise TypeError("the mail channel takes MailSettings")
    return settings
