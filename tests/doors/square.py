"""Square: a channel where people speak before everybody and to one person alone, as on the open networks."""

from __future__ import annotations

from datetime import UTC, datetime

from ombud.channels.contract import Address, Arrival, Can
from ombud.channels.mail import MailChannel
from ombud.inboxes.models import Inbox
from ombud.journey.hear import hear


class Square(MailChannel):
    """It goes by mail here; what counts is what it can do."""

    name = "square"
    label = "Square"
    can = frozenset((Can.FETCH, Can.SEND, Can.PRIVATE, Can.PUBLIC))


class Wall(MailChannel):
    """Nobody is spoken to alone here."""

    name = "wall"
    label = "Wall"
    can = frozenset((Can.FETCH, Can.SEND, Can.PUBLIC))


def called_out(
    inbox: Inbox, sender: str, text: str, at: datetime, *, name: str = "Renate Vogel", remote_id: str = "post.1",
    answers: tuple[str, ...] = (), public: bool = True,
) -> int:  # fmt: skip
    """What somebody said there is heard; its message."""
    arrival = Arrival(
        remote_id=remote_id, sender=Address(name, sender), subject="", text=text, full_text=text,
        at=at.astimezone(UTC), raw=text.encode(), answers=answers, public=public,
    )  # fmt: skip
    return hear(inbox, [arrival], now=at)[0]
