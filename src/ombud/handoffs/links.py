"""The handler's link leads to one hand-off, named by its action: the letter is written before the hand-off is."""

from __future__ import annotations

from datetime import datetime

from ombud.access.links import NoWay, handler_url, read_word

from .models import Handoff


def url_of(handoff: Handoff, now: datetime) -> str:
    """The whole address of this hand-off's page for its handler."""
    return handler_url(handoff.action_id, handoff.edition, now)


def open_handler(word: str, now: datetime) -> Handoff:
    """The hand-off behind a handler's link. Raises `NoWay`."""
    said = read_word(word, "handler", now)
    found = (
        Handoff.objects.select_related("case__person", "case__owner", "case__inbox", "handler")
        .filter(action=said.subject)
        .first()
    )
    if found is None:
        raise NoWay("tampered")
    if found.edition != said.edition:
        raise NoWay("withdrawn")
    return found
