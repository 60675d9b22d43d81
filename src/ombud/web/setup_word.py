"""The one-time word for the first sign-in: whoever reads the terminal of a new desk may set it up, and nobody else."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from ombud.team.models import Account


def _file() -> Path:
    return Path(settings.HOME) / "setup-word"


def setup_word() -> str:
    """The word, made at the first call and readable by this user alone until it is used."""
    file = _file()
    try:
        file.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        pass
    else:
        file.write_text(secrets.token_hex(8))
    return file.read_text().strip()


def is_it(word: str) -> bool:
    """Whether `word` is the one; never if there is none."""
    file = _file()
    known = file.read_text().strip() if file.exists() else ""
    return bool(known) and hmac.compare_digest(known.encode(), word.strip().encode())


def used() -> None:
    """It has done its work."""
    _file().unlink(missing_ok=True)


def announce(say: Callable[[str], object]) -> None:
    """Tell the terminal where to begin, if nobody has an account yet; else where the desk is."""
    if Account.objects.exists():
        say(f"The desk is open at {settings.PUBLIC_URL}/")
        return
    say(f"Nobody can sign in yet. Open {settings.PUBLIC_URL}/setup/ and give this word, once: {setup_word()}")
