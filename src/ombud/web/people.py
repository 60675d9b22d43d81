"""The name picker: everybody, with who cannot be asked struck through and why. Nobody is chosen by a number alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.access.rules import may
from ombud.cases.models import Case
from ombud.handoffs.models import Failure
from ombud.handoffs.rules import why_not
from ombud.journey.incident import OWNERS
from ombud.team.models import Member, Role

from . import signs
from .names import language_name, role_name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One name; `cannot` says why it cannot be chosen."""

    member: Member
    sign: SafeString
    line: str
    cannot: str


def _rows(cannot: Callable[[Member], str]) -> list[PersonRow]:
    found = Member.objects.filter(left_at=None).prefetch_related("posts").order_by("name")
    rows = [PersonRow(m, signs.who(m.name, "ours"), _line(m), cannot(m)) for m in found]
    return sorted(rows, key=lambda r: bool(r.cannot))


def _line(member: Member) -> str:
    parts = [member.helps_with or ", ".join(role_name(r) for r in sorted(member.roles))]
    parts.append(", ".join(language_name(code) for code in member.languages))
    if member.account_id is None:
        parts.append(_("no account: by link"))
    return " · ".join(p for p in parts if p)


def for_handoff(case: Case, *, owner_too: bool = False) -> list[PersonRow]:
    """Who can be asked to help with `case`; who failed this customer never again (D45)."""
    failed = set(Failure.objects.filter(case=case).values_list("member_id", flat=True))
    words = {
        "failed_before": _("could not help before, cannot be asked again on this case"),
        "is_owner": _("owns the case"),
        "left": _("has left"),
    }

    def cannot(member: Member) -> str:
        owner = 0 if owner_too else case.owner_id
        why = why_not(member.pk, owner=owner, failed=failed, left=False)
        return words[why] if why else ""

    return _rows(cannot)


def for_owner(case: Case) -> list[PersonRow]:
    """Who can own `case`."""
    failed = set(Failure.objects.filter(case=case).values_list("member_id", flat=True))
    owns = {Role.COMMUNITY_MANAGER, Role.ADMIN, Role.LEADER, Role.SPOKESPERSON}

    def cannot(member: Member) -> str:
        if member.pk == case.owner_id:
            return _("owns it now")
        if member.pk in failed:
            return _("could not help before")
        if member.pk == case.handler_id:
            return _("helps with it; take it back first")
        return "" if member.roles & owns else _("has no role that owns cases")

    return _rows(cannot)


def for_incident() -> list[PersonRow]:
    """Who can own an incident."""
    return _rows(lambda member: "" if member.roles & set(OWNERS) else _("has no role that owns incidents"))


def for_writing(language: str) -> list[PersonRow]:
    """Who can write a word to everybody in this language: whoever speaks it and may see incidents here."""

    def cannot(member: Member) -> str:
        if language not in member.languages:
            return _("does not speak it, as far as the team page knows")
        if member.account_id is None:
            return _("has no account to write it with")
        return "" if may(member.roles, "see_incidents") else _("has no role that sees incidents")

    return _rows(cannot)


def for_invitation(case: Case) -> list[PersonRow]:
    """Who is not on `case` yet and could read it here."""
    on_it = set(case.places.values_list("member_id", flat=True))

    def cannot(member: Member) -> str:
        if member.pk in on_it:
            return _("is on it")
        return "" if member.account_id else _("has no account to read it with")

    return _rows(cannot)


class PeopleChoice(forms.ChoiceField):
    """A field of names; its value is the member."""

    def __init__(self, label: str, people: list[PersonRow]) -> None:
        self.people = people
        self._free = {str(p.member.pk): p.member for p in people if not p.cannot}
        super().__init__(label=label, choices=[(k, m.name) for k, m in self._free.items()], widget=forms.RadioSelect)
        self.error_messages["required"] = _("Choose a name.")
        self.error_messages["invalid_choice"] = _("This name cannot be chosen.")

    def clean(self, value: Any) -> Member:
        """The member. Raises ValidationError."""
        return self._free[super().clean(value)]
