"""Open lines for sending, one an inbox and thread, renewed when the inbox's settings change."""

from __future__ import annotations

import contextlib

from pydantic import ValidationError

from ombud.channels.contract import Permanent, Post
from ombud.channels.registry import Unknown, get
from ombud.inboxes.models import Inbox
from ombud.privacy.sealing import Unsealable


class Lines:
    """Lines of one thread. `connect` is what the step `send` asks for."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[str, Post]] = {}

    def connect(self, inbox: Inbox) -> Post | None:
        """An open line for `inbox`; None if nothing is set up to send with. Raises `Permanent` for broken settings."""
        if not inbox.settings or inbox.paused_at:
            return None
        known = self._open.get(inbox.pk)
        if known and known[0] == inbox.settings:
            return known[1]
        if known:
            known[1].close()
        try:
            channel = get(inbox.channel)
            post = channel.post(channel.Settings.model_validate(inbox.credentials))
        except (ValidationError, Unknown, Unsealable, ValueError) as error:
            raise Permanent("settings", type(error).__name__) from None
        self._open[inbox.pk] = (inbox.settings, post)
        return post

    def close(self) -> None:
        """Hang up."""
        for _, post in self._open.values():
            with contextlib.suppress(Exception):
                post.close()
        self._open.clear()
