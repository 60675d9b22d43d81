"""How sign-in behaves here: nobody signs up by herself, no mail is sent, and nothing is announced that one can see."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

QUIET = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class Closed(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by an admin or at the first start."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not go together. Look at both once more."),
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, or use a passkey."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, *_: Any, **__: Any) -> None:
        """Nothing leaves by this way: an admin hands on a link instead."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *rest: Any, **more: Any
    ) -> None:
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *rest, **more)
