"""Whose words somebody else reads before they leave (D22)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

TRAINEE: Final = "trainee"
SPOKESPERSON: Final = "spokesperson"


def needs_reader(roles: Collection[str], waits: Collection[str], *, public: bool) -> bool:
    """Whether a reply of somebody with `roles` waits for a second reader.

    A trainee's always does. In private, so does that of anybody whose every role is among `waits`, which the inbox
    says; in public everybody's but the spokesperson's.
    """
    if TRAINEE in roles:
        return True
    if public:
        return SPOKESPERSON not in roles
    return bool(roles) and set(roles) <= set(waits)
