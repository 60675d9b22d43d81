"""Forms of what keeps the desk running: who somebody is, what she is for, where a password is chosen."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ombud.journey.staffing import Profile
from ombud.team.models import Member, Role

ROLES = [
    (Role.COMMUNITY_MANAGER, _("Community manager: answers, owns cases, sees them through")),
    (Role.HANDLER, _("Handler: puts things right when asked")),
    (Role.LEADER, _("Leader: decides, hears concerns, may step in with a reason")),
    (Role.SPOKESPERSON, _("Spokesperson: answers the press")),
    (Role.ADMIN, _("Admin: keeps the team and the inboxes")),
    (Role.TRAINEE, _("Trainee: answers; a second reader lets each reply pass")),
]


def zones() -> list[str]:
    """The time zones this machine knows, by name."""
    return sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone or zone == "UTC")


class ZoneField(forms.CharField):
    """A time zone by its name; the page offers a list to choose from."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"})
        super().__init__(max_length=64, widget=widget, **more)

    def clean(self, value: Any) -> str:
        zone = str(super().clean(value))
        try:
            zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise forms.ValidationError(_("There is no such time zone. Write it like Europe/Copenhagen.")) from None
        return zone


class PasswordField(forms.CharField):
    """A password being chosen: long enough, and not one that everybody tries first."""

    def __init__(self, **more: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(max_length=128, strip=False, widget=widget, **more)

    def clean(self, value: Any) -> str:
        password = str(super().clean(value))
        validate_password(password)
        return password


class RowField(forms.MultipleChoiceField):
    """Several of a few short words, beside each other."""

    in_row = True
    widget = forms.CheckboxSelectMultiple


class ProfileForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As customers read it."))
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    roles = forms.MultipleChoiceField(label=_("For what"), choices=ROLES, widget=forms.CheckboxSelectMultiple)
    helps_with = forms.CharField(
        label=_("Helps with"), max_length=200, required=False,
        help_text=_("One line for whoever looks for somebody to ask: refunds, firmware, who may decide."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("We write to her in"), choices=settings.LANGUAGES, help_text=_("Letters and her page by link.")
    )
    also = RowField(label=_("Also reads"), choices=settings.LANGUAGES, required=False)
    zone = ZoneField(label=_("Time zone"), initial="UTC")

    def profile(self) -> Profile:
        """What was filled in. Only after `is_valid`."""
        said = self.cleaned_data
        languages = dict.fromkeys([said["language"], *said["also"]])
        return Profile(
            said["name"].strip(), said["email"].lower(), frozenset(said["roles"]), tuple(languages),
            said["helps_with"].strip(), said["zone"],
        )  # fmt: skip

    @staticmethod
    def known(member: Member) -> dict[str, object]:
        """What the form begins with for somebody who is here."""
        languages = list(member.languages) or ["en"]
        return {
            "name": member.name, "email": member.email, "roles": sorted(member.roles), "helps_with": member.helps_with,
            "language": languages[0], "also": languages[1:], "zone": member.zone,
        }  # fmt: skip


class NewForm(ProfileForm):
    """Somebody new."""

    account = forms.BooleanField(
        label=_("Signs in to the desk"), required=False,
        help_text=_("Otherwise she takes part by links in mails, and sees only what she is asked about."),
    )  # fmt: skip


class SetupForm(forms.Form):
    """The first member, once."""

    word = forms.CharField(
        label=_("The word from the terminal"), max_length=64,
        help_text=_("Ombud printed it when it started. It shows that this desk is yours."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("As customers read it."))
    email = forms.EmailField(label=_("Your mail address"), help_text=_("You sign in with it."))
    password = PasswordField(label=_("A password"), help_text=_("At least eight signs; a whole sentence is best."))
    language = forms.ChoiceField(label=_("Your language"), choices=settings.LANGUAGES)
    zone = ZoneField(label=_("Your time zone"), initial="UTC")

    def profile(self) -> Profile:
        """What was filled in. Only after `is_valid`."""
        said = self.cleaned_data
        return Profile(
            said["name"].strip(), said["email"].lower(), frozenset(), (said["language"],), "", said["zone"]
        )  # fmt: skip


class WelcomeForm(forms.Form):
    """A password for an account that is there."""

    password = PasswordField(label=_("A password"), help_text=_("At least eight signs; a whole sentence is best."))
