"""What somebody says now of what she said first: words are changed, changed again, and taken back."""

from __future__ import annotations

from collections.abc import Collection

from .models import Replaced


def newest(messages: Collection[int]) -> dict[int, int | None]:
    """For each of these messages the one that its writer changed it into at last: itself as long as she did not, none
    once she took it back."""
    later: dict[int, int | None] = {}
    asked, known = set(messages), set(messages)
    while asked:
        later |= dict(Replaced.objects.filter(message__in=asked).values_list("message_id", "by_id"))
        asked = {by for by in later.values() if by is not None} - known
        known |= asked
    return {one: _last(one, later) for one in messages}


def _last(message: int, later: dict[int, int | None]) -> int | None:
    last: int | None = message
    for _ in later:
        if last is not None:
            last = later.get(last, last)
    return last


def all_before(messages: Collection[int]) -> dict[int, set[int]]:
    """Each of these messages with all that its writer said before she changed it into this one."""
    found: dict[int, set[int]] = {one: {one} for one in messages}
    asked = {one: one for one in messages}  # from a message back to the one that is asked about
    while asked:
        earlier = Replaced.objects.filter(by__in=asked).values_list("message_id", "by_id")
        asked = {message: asked[by] for message, by in earlier if by and message not in found[asked[by]]}
        for message, one in asked.items():
            found[one].add(message)
    return found
