"""The form of an inbox: whose it is, its hours and holidays, and what it says by itself."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ombud.inboxes.models import Inbox
from ombud.journey.set_up import Wish
from ombud.promises.holidays import UnknownCountry, public_holidays
from ombud.team.models import Member, Role

from .asking import ZoneField

SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[:.](\d{2})")
READ_BY_ANOTHER = [
    (Role.TRAINEE.value, gettext_lazy("Trainees")),
    (Role.HANDLER.value, gettext_lazy("Handlers")),
    (Role.COMMUNITY_MANAGER.value, gettext_lazy("Community managers")),
]
OWNERS = (Role.COMMUNITY_MANAGER, Role.ADMIN, Role.LEADER, Role.SPOKESPERSON)


def _clock(hour: str, minute: str) -> str | None:
    """HH:MM; midnight at the end of a day is 00:00, as `Inbox.week` has it. None for no time of day."""
    if (int(hour), int(minute)) == (24, 0):
        return "00:00"
    return f"{int(hour):02}:{minute}" if int(hour) < 24 and int(minute) < 60 else None


class DayField(forms.CharField):
    """The hours of one weekday, as people write them: "09:00-12:30, 13:30-17:00"; empty is closed."""

    def __init__(self, number: int) -> None:
        super().__init__(label=WEEKDAYS[number], required=False, max_length=120)

    def clean(self, value: Any) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for part in filter(None, re.split(r"[,;]\s*", str(value or "").strip())):
            span = SPAN.fullmatch(part.strip())
            begin, end = (_clock(span[1], span[2]), _clock(span[3], span[4])) if span else (None, None)
            if begin is None or end is None or (end <= begin and end != "00:00"):
                raise forms.ValidationError(_("Write it like 09:00-12:30, 13:30-17:00, the earlier time first."))
            found.append((begin, end))
        found.sort()
        if any(one[1] > two[0] or one[1] == "00:00" for one, two in pairwise(found)):
            raise forms.ValidationError(_("These hours overlap."))
        return tuple(found)


def days_of(inbox: Inbox | None) -> list[str]:
    """The seven lines that the form begins with."""
    week = inbox.week if inbox else Inbox._meta.get_field("week").get_default()
    return [", ".join(f"{a}-{b}" for a, b in day) for day in week]


class InboxForm(forms.Form):
    """Everything but the account itself."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("For us: it stands in the rail.")
    )
    brand = forms.CharField(
        label=gettext_lazy("Brand"), max_length=80, help_text=gettext_lazy("For customers: in whose name we write.")
    )
    owner = forms.ModelChoiceField(
        Member.objects.none(), label=gettext_lazy("Owner"), empty_label=None,
        help_text=gettext_lazy("Owes every message here an answer until somebody else takes it."),
    )  # fmt: skip
    seats = forms.ModelMultipleChoiceField(
        Member.objects.none(), label=gettext_lazy("Work here too"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES,
        help_text=gettext_lazy("For whoever writes in a language we do not speak."),
    )  # fmt: skip
    zone = ZoneField(label=gettext_lazy("Time zone"))
    country = forms.CharField(
        label=gettext_lazy("Country, for public holidays"), max_length=8, required=False,
        help_text=gettext_lazy("Two letters, or with a part of the country: DK, DE-BY. Empty for none."),
    )  # fmt: skip
    holidays = forms.CharField(
        label=gettext_lazy("More days off"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line, like 2026-12-24."),
    )  # fmt: skip
    receipts = forms.BooleanField(
        label=gettext_lazy("Send receipts"), required=False,
        help_text=gettext_lazy("They say at once who has it and by when. None for suspected spam, abuse or threats."),
    )  # fmt: skip
    second_reader = forms.MultipleChoiceField(
        label=gettext_lazy("A second reader lets pass what is written by"), required=False,
        widget=forms.CheckboxSelectMultiple, choices=READ_BY_ANOTHER,
        help_text=gettext_lazy("Who has none of these roles alone sends at once. Trainees never do."),
    )  # fmt: skip
    public = forms.BooleanField(
        label=gettext_lazy("Others read along"), required=False,
        help_text=gettext_lazy("An open list or group: what is said here reaches many, and an incident warns sooner."),
    )  # fmt: skip
    paused = forms.BooleanField(
        label=gettext_lazy("Pause"), required=False,
        help_text=gettext_lazy("Nothing is fetched or sent until you take this off. Nothing is lost meanwhile."),
    )  # fmt: skip

    def __init__(self, inbox: Inbox | None, by: Member, typed: Any = None) -> None:
        super().__init__(typed, initial=_initial(inbox, by))
        here = Member.objects.filter(left_at=None, account__isnull=False).distinct()
        self.fields["owner"].queryset = here.filter(posts__role__in=OWNERS)  # type: ignore[attr-defined]
        self.fields["seats"].queryset = here  # type: ignore[attr-defined]
        for name in ("seats", "second_reader"):
            self.fields[name].in_row = True  # type: ignore[attr-defined]
        for number, hours in enumerate(days_of(inbox)):
            self.fields[f"day{number}"] = DayField(number)
            self.initial[f"day{number}"] = hours

    @property
    def week(self) -> list[forms.BoundField]:
        """The seven questions about hours."""
        return [self[f"day{number}"] for number in range(7)]

    def clean_country(self) -> str:
        """A country whose holidays are known, or none."""
        code = str(self.cleaned_data["country"]).strip().upper()
        if code:
            try:
                public_holidays(*(code.partition("-")[::2]), years=(2026,))
            except UnknownCountry:
                raise forms.ValidationError(
                    _("No public holidays are known for that. Write it like DK or DE-BY.")
                ) from None
        return code

    def clean_holidays(self) -> tuple[str, ...]:
        """Days as ISO dates."""
        try:
            return tuple(
                sorted({date.fromisoformat(d).isoformat() for d in str(self.cleaned_data["holidays"]).split()})
            )
        except ValueError:
            raise forms.ValidationError(_("Write each day like 2026-12-24, one a line.")) from None

    def clean(self) -> dict[str, Any]:
        """Hours that never open would never let a promise come due."""
        said = self.cleaned_data
        if not self.errors and not any(said[f"day{number}"] for number in range(7)):
            self.add_error("day0", _("Somebody has to be there at some time. Give at least one day hours."))
        return said

    def wish(self, address: str, channel: str) -> Wish:
        """What was filled in. Only after `is_valid`."""
        said = self.cleaned_data
        return Wish(
            name=said["name"].strip(), brand=said["brand"].strip(), address=address, owner=said["owner"],
            channel=channel, language=said["language"], zone=said["zone"],
            week=tuple(said[f"day{n}"] for n in range(7)), country=said["country"], holidays=said["holidays"],
            receipts=said["receipts"], public=said["public"], second_reader=tuple(said["second_reader"]),
            paused=said["paused"], seats=tuple(m.pk for m in said["seats"]),
        )  # fmt: skip


def _initial(inbox: Inbox | None, by: Member) -> dict[str, Any]:
    if inbox is None:
        return {
            "owner": by.pk,
            "zone": by.zone,
            "receipts": True,
            "second_reader": [Role.TRAINEE.value],
            "language": (list(by.languages) or ["en"])[0],
        }
    return {
        "name": inbox.name, "brand": inbox.brand, "owner": inbox.owner_id, "language": inbox.language,
        "zone": inbox.zone, "country": inbox.country, "holidays": "\n".join(inbox.holidays),
        "receipts": inbox.receipts, "second_reader": inbox.second_reader, "public": inbox.public,
        "paused": inbox.paused_at is not None,
        "seats": list(inbox.seats.values_list("member", flat=True)),
    }  # fmt: skip
