"""One link for one member to choose a password: for who is new, and for who has forgotten hers.

It holds for a day, and once: choosing a password, or signing in, withdraws it. An admin hands it on herself.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from .models import Account


class _Welcome(PasswordResetTokenGenerator):
    """Tied to the password and the last sign-in, so either of them uses it up."""

    key_salt = "ombud.team.links"


_welcome = _Welcome()


def welcome_word(account: Account) -> str:
    """The word in the address of the page where `account` gets its password."""
    return f"{account.pk}-{_welcome.make_token(account)}"


def welcome_url(account: Account) -> str:
    """The whole address."""
    return f"{settings.PUBLIC_URL}/welcome/{welcome_word(account)}/"


def account_of(word: str) -> Account | None:
    """Whose password may be chosen by this word; None if it is not ours, used up, older than a day, or she has left."""
    number, _, token = word.partition("-")
    if not number.isdigit() or len(number) > 18:
        return None
    account = Account.objects.filter(pk=int(number), is_active=True).first()
    return account if account and _welcome.check_token(account, token) else None
