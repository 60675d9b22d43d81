"""Rows of the team page, prepared so that the template only prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.journey.staffing import lacking
from ombud.team.models import Member, Role

from .names import language_name, role_name
from .when import moment


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One member: her roles and languages in words, how she gets in."""

    number: int
    name: str
    email: str
    roles: str
    languages: str
    helps_with: str
    way_in: str


def row(member: Member) -> TeamRow:
    """The row of `member`, whose posts and account are at hand."""
    order = [role.value for role in Role]
    return TeamRow(
        member.pk,
        member.name,
        member.email,
        ", ".join(role_name(role) for role in sorted(member.roles, key=order.index)),
        ", ".join(language_name(code) for code in member.languages),
        member.helps_with,
        _way_in(member),
    )


def _way_in(member: Member) -> str:
    now = timezone.now()
    if member.left_at:
        return _("left %(when)s") % {"when": moment(member.left_at, now)}
    if member.account is None:
        return _("by links in mails")
    if member.account.last_login is None:
        return _("has not signed in yet") if member.account.has_usable_password() else _("invited, no password yet")
    return _("signed in last %(when)s") % {"when": moment(member.account.last_login, now)}


def missing_roles(here: Sequence[Member]) -> list[str]:
    """Whom it would help to name, each as a sentence that says for what."""
    says = {
        Role.HANDLER: _(
            "Nobody puts things right when asked. Name a handler: somebody who can repair, refund, look it up."
        ),
        Role.LEADER: _("Nobody decides or hears a threat besides you. Name a leader, inside or outside."),
        Role.SPOKESPERSON: _("Nobody may answer the press. Name a spokesperson."),
    }
    return [says[role] for role in lacking(here)]
