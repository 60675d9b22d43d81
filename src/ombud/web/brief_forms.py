"""The forms of a brief. They read and check what was typed; whether it may be sent the journey says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.access.circle import cases_seen_by
from ombud.advocacy.figures import cases_of
from ombud.advocacy.models import Brief
from ombud.journey.tell_outcome import waiting
from ombud.replies.texts import LANGUAGES as TEXTS
from ombud.team.models import Member, Role

from .act_forms import Written as Plain
from .act_forms import words
from .names import language_name
from .people import PeopleChoice, for_incident
from .said import plain, quoted

Typed = Mapping[str, Any] | None
OFFERED = 60
ANSWER_IN = timedelta(days=7)


class Day(forms.DateField):
    """A day, as browsers send it."""

    def __init__(self, label: str, *, required: bool = False, hint: str = "", earliest: datetime | None = None) -> None:
        widget = forms.DateInput({"type": "date", "class": "field field-short"}, format="%Y-%m-%d")
        if earliest:
            widget.attrs["min"] = timezone.localtime(earliest).date().isoformat()
        super().__init__(label=label, required=required, widget=widget, help_text=hint, input_formats=["%Y-%m-%d"])


def line(label: str, longest: int, *, hint: str = "", short: bool = False) -> forms.CharField:
    """A field for one line of ours."""
    widget = forms.TextInput({"class": "field field-short" if short else "field", "dir": "auto"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, help_text=hint)


class Quoting(forms.Form):
    """Whose words, and which."""

    def __init__(self, brief: Brief, by: Member, typed: Typed) -> None:
        super().__init__(typed)
        hers = cases_seen_by(by).filter(pk__in=cases_of(brief).order_by().values("pk")).select_related("person")
        self._cases = {str(case.pk): case for case in hers.order_by("-pk")[:OFFERED]}
        self.fields["case"] = forms.ChoiceField(
            label=_("Whose words"), widget=forms.RadioSelect,
            choices=[
                (key, f"{plain(one.person.called)} {quoted(one.topic, one.language, 90)}")
                for key, one in self._cases.items()
            ],
            error_messages={"required": _("Choose whose words they are. Only cases that you are on are offered.")},
        )  # fmt: skip
        self.fields["words"] = words(
            _("The words, as they stand in the message"), rows=4,
            hint=_(
                "Copy them from the message; “[…]” leaves something out. Names, addresses and numbers are taken out "
                "before anybody is asked: look at places yourself."
            ),
        )  # fmt: skip

    def clean_case(self) -> Any:
        """The case itself."""
        return self._cases[self.cleaned_data["case"]]


class PutIn(forms.Form):
    """Cases that speak for the brief, by number."""

    numbers = forms.CharField(max_length=400)

    def __init__(self, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["numbers"] = forms.CharField(
            label=_("Numbers of cases that you are on"), max_length=400, widget=forms.TextInput({"class": "field"}),
            help_text=_("With blanks or commas between them: 12, 31, 44. Their people are told what comes of it."),
        )  # fmt: skip

    def clean_numbers(self) -> list[int]:
        """Their numbers."""
        parts = self.cleaned_data["numbers"].replace(",", " ").replace("#", " ").split()
        if not all(part.isascii() and part.isdigit() and len(part) < 15 for part in parts):
            raise forms.ValidationError(_("Write numbers only: 12, 31, 44."))
        return [int(part) for part in parts]


class Owner(forms.Form):
    """Who owns it from here."""

    def __init__(self, brief: Brief, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["to"] = PeopleChoice(_("Owner"), for_incident())
        self.initial["to"] = str(brief.owner_id)


class Again(forms.Form):
    """Where the fresh letter goes; a member's address is on the team page."""

    def __init__(self, brief: Brief, typed: Typed) -> None:
        super().__init__(typed)
        if brief.to is None:
            self.fields["address"] = forms.EmailField(
                label=_("Mail address"), initial=brief.to_address, widget=forms.EmailInput({"class": "field"})
            )


class Answering(forms.Form):
    """The leader's answer, at the desk."""

    def __init__(self, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["said"] = forms.ChoiceField(
            label=_("What do you say?"), widget=forms.RadioSelect,
            choices=[
                ("yes", _("Yes: we do what is asked")), ("no", _("No, with your reasons")),
                ("later", _("Later, with a date")),
            ],
            error_messages={"required": _("Choose yes, no or later.")},
        )  # fmt: skip
        self.fields["until"] = Day(_("If later: by when?"), earliest=now)
        self.fields["words"] = words(_("In your own words"), required=False, rows=4)


class OutcomeForm(forms.Form):
    """What came of it, in each language in which somebody waits."""

    def __init__(self, brief: Brief, typed: Typed) -> None:
        super().__init__(typed)
        known = dict(brief.outcomes.values_list("language", "words"))
        self._languages = waiting(brief)
        for code, people in self._languages.items():
            label = _("%(language)s · %(people)s") % {"language": language_name(code), "people": people}
            field = Plain(
                label=label, required=False, max_length=4000, help_text="" if code in TEXTS else _(
                    "Ombud has no letter of its own in this language: write all of it, greeting included. The link to "
                    "her page and your name stand below."
                ),
                widget=forms.Textarea({"class": "field", "rows": 4, "lang": code, "dir": "auto"}),
            )  # fmt: skip
            self.fields[f"in_{code}"] = field
            self.initial[f"in_{code}"] = known.get(code, "")

    def clean(self) -> dict[str, Any]:
        """The words by language, as `words`."""
        said = super().clean() or self.cleaned_data
        said["words"] = {code: said.get(f"in_{code}", "") for code in self._languages}
        return said


def leaders() -> list[Member]:
    """Who decides here, by name."""
    found = Member.objects.filter(left_at=None, posts__role=Role.LEADER)
    return list(found.prefetch_related("posts").distinct().order_by("name"))


LANGUAGES = settings.LANGUAGES
