"""One row of a list, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.team.models import Member

from . import signs


@dataclass(frozen=True, slots=True)
class Row:
    """One row: who, what, when, her words, where it was said and who has it. `url` opens it, `pane` is its preview.

    `state` is late, soon or empty; `said` is quoted already and `lang` its language; `flag` is a word of alarm.
    """

    key: str
    url: str
    pane: str
    group: str
    state: str
    clock: SafeString
    name: str
    what: str
    when: str
    said: str
    lang: str
    icon: SafeString
    meta: str
    flag: str
    has: str
    has_sign: SafeString
    case: int = 0
    message: int = 0


def has(keeper: Member, member: Member) -> tuple[str, SafeString]:
    """Who keeps it, in words and as a sign."""
    return (_("you") if keeper.pk == member.pk else keeper.name), signs.who(keeper.name, "ours", "small")
