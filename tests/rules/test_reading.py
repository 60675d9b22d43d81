"""Whose words somebody else reads before they leave."""

from __future__ import annotations

import pytest

from ombud.replies.reading import needs_reader


@pytest.mark.parametrize(
    ("roles", "waits", "public", "needs"),
    [
        ({"trainee"}, (), False, True),
        ({"trainee", "community_manager"}, (), False, True),
        ({"community_manager"}, ("trainee",), False, False),
        ({"handler"}, ("trainee", "handler"), False, True),
        ({"handler", "community_manager"}, ("handler",), False, False),
        ({"community_manager", "admin"}, (), True, True),
        ({"spokesperson"}, ("spokesperson",), True, False),
        ({"spokesperson", "trainee"}, (), True, True),
        (set(), ("trainee",), False, False),
    ],
)
def test_who_is_read(roles: set[str], waits: tuple[str, ...], public: bool, needs: bool) -> None:
    assert needs_reader(roles, waits, public=public) is needs
