"""The forms of the acts on an incident. They read and check what was typed; whether it may be done the journey says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ombud.access.circle import cases_seen_by
from ombud.incidents import lists
from ombud.incidents.models import Incident, Surge
from ombud.incidents.surges import to_look_through
from ombud.team.models import Member

from .act_forms import LocalMoment, words
from .incident_choice import OFFERED, OfCases
from .incident_names import title_of
from .incident_rows import people_of
from .people import PeopleChoice, for_incident, for_writing

Typed = Mapping[str, Any] | None
MOST = 500  # cases of a surge, of which those that she is on are offered
# Proposed for the next word: where somebody may be hurt, and otherwise (D05).
AT_RISK, LATER = timedelta(hours=4), timedelta(days=2)


class Confirm(forms.Form):
    """A name, an owner, and the date of the next word."""

    def __init__(self, incident: Incident, by: Member, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["title"] = forms.CharField(
            label=_("What people have"), max_length=160, initial=incident.title,
            widget=forms.TextInput({"class": "field", "dir": "auto"}),
            help_text=_("Without anybody's name or details: “Charged twice for the November box”."),
        )  # fmt: skip
        until = incident.next_update_by if incident.next_update_by and incident.next_update_by > now else None
        self.fields["until"] = LocalMoment(
            _("Next word to those affected by"), until or now + (AT_RISK if incident.safety_at else LATER)
        )
        self.fields["to"] = PeopleChoice(_("Owner"), for_incident())
        self.initial["to"] = str((incident.owner or by).pk)


class Words(forms.Form):
    """A few words that stay on record."""

    def __init__(self, label: str, proposed: str, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["words"] = words(label, rows=4)
        self.initial["words"] = proposed


class NextWord(forms.Form):
    """Until when."""

    def __init__(self, incident: Incident, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["until"] = LocalMoment(_("By"), incident.next_update_by)


class Draw(OfCases):
    """Which of the cases that a surge is made of, of those that she is on, have the incident's trouble."""

    def __init__(self, incident: Incident, by: Member, typed: Typed) -> None:
        surge = Surge.objects.filter(incident=incident).first()
        loose = list(to_look_through(surge).values_list("pk", flat=True)[:MOST]) if surge else []
        super().__init__(cases_seen_by(by).filter(pk__in=loose), typed)


class Split(OfCases):
    """Which cases, of those that she is on, and what to call what they have."""

    def __init__(self, incident: Incident, by: Member, typed: Typed) -> None:
        inside = cases_seen_by(by).filter(memberships__incident=incident, memberships__left_at=None)
        super().__init__(inside, typed)
        self.fields["title"] = forms.CharField(
            label=_("What they have instead"), max_length=160, required=False,
            widget=forms.TextInput({"class": "field", "dir": "auto"}),
            help_text=_("Without anybody's name or details. It can be left for later."),
        )  # fmt: skip


class Merge(forms.Form):
    """Into which other one that goes on."""

    def __init__(self, incident: Incident, typed: Typed) -> None:
        super().__init__(typed)
        others = [*lists.going_on()[:OFFERED], *lists.proposed()[:OFFERED]]
        self._others = {str(one.pk): one for one in others if one.pk != incident.pk}
        counted = lists.figures([one.pk for one in self._others.values()])
        self.fields["into"] = forms.ChoiceField(
            label=_("Into"), widget=forms.RadioSelect,
            choices=[
                (key, f"{title_of(one)} · {people_of(counted[one.pk].people)}") for key, one in self._others.items()
            ],
            error_messages={"required": _("Choose an incident. If there is no other, there is nothing to merge with.")},
        )  # fmt: skip

    def clean_into(self) -> Incident:
        """The incident itself."""
        return self._others[self.cleaned_data["into"]]


class AskToWrite(forms.Form):
    """Of whom, until when."""

    def __init__(self, language: str, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["of"] = PeopleChoice(_("Who speaks it"), for_writing(language))
        self.fields["until"] = LocalMoment(_("By"), now + AT_RISK)
