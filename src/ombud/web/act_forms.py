"""The forms of the acts. They read and check what was typed; whether it may be done is the journey's to say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ombud.access.circle import cases_seen_by
from ombud.cases.endings import Because
from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.journey import let_go
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.team.models import Member

from .dates import LOCAL, write_local
from .names import because_name
from .people import PeopleChoice, for_handoff, for_invitation, for_owner
from .said import lines, plain, shortened

Typed = Mapping[str, Any] | None
WORDS = 5_000


class LocalMoment(forms.DateTimeField):
    """A date and time in the reader's zone."""

    def __init__(
        self, label: str, proposed: datetime | None = None, hint: str = "", latest: datetime | None = None
    ) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local", "class": "field field-short"}, format=LOCAL)
        if latest:
            widget.attrs["max"] = write_local(latest)
        super().__init__(
            label=label, widget=widget, initial=proposed, help_text=hint, input_formats=[LOCAL, "iso-8601"]
        )


class Written(forms.CharField):
    """Words of ours, with plain line ends."""

    def to_python(self, value: Any) -> str:
        """The words as they stood in the field."""
        return lines(super().to_python(value) or "")


def words(label: str, *, required: bool = True, hint: str = "", rows: int = 3) -> forms.CharField:
    """A field for words of ours."""
    widget = forms.Textarea({"class": "field", "rows": rows, "dir": "auto"})
    return Written(label=label, required=required, help_text=hint, widget=widget, max_length=WORDS)


class Confirming(forms.Form):
    """A form whose words the guard reads: `confirm` names the findings that were looked at."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        getlist = getattr(self.data, "getlist", None)
        said["confirm"] = getlist("confirm") if getlist else []
        return said


class HandOff(Confirming):
    """Who, what, until when, and the word to the customer."""

    def __init__(self, case: Case, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        until = due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
        self.fields["to"] = PeopleChoice(_("Who"), for_handoff(case))
        self.fields["what"] = words(
            _("What is asked"), hint=_("The handler reads this together with the customer's words.")
        )
        self.fields["until"] = LocalMoment(_("Until"), until, _("The customer hears from you by then, too."))
        self.fields["notice"] = words(
            _("The word to the customer"), required=False, rows=6,
            hint=_("Left empty, it is written for you in the customer's language. “Preview” shows it."),
        )  # fmt: skip


class Enquiry(Confirming):
    """Of whom, what, until when, and perhaps a word to the customer."""

    def __init__(self, case: Case, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        until = due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
        self.fields["of"] = PeopleChoice(_("Of whom"), for_handoff(case, owner_too=True))
        self.fields["what"] = words(_("What do you want to know?"))
        self.fields["until"] = LocalMoment(_("Answer by"), until)
        self.fields["tell"] = words(
            _("A word to the customer"), required=False, rows=4,
            hint=_("Sent at once if you write one; it sets the same date.")
        )  # fmt: skip


class Fix(forms.Form):
    """What was put right."""

    what = words(gettext_lazy("What you did"))  # type: ignore[arg-type]  # a lazy text is one


class AskIfSolved(Confirming):
    """The question, ready to be changed."""

    def __init__(self, case: Case, by: Member, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["text"] = words(_("Your words"), rows=8)
        if typed is None and case.actions.filter(round=case.round).exists():
            self.initial["text"] = let_go.ask_text(case, by=by)


class Snooze(forms.Form):
    """Until when."""

    def __init__(self, case: Case, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["until"] = LocalMoment(_("Until"), case.next_update_by, latest=case.next_update_by)


class Owner(forms.Form):
    """Who owns it from here, and why."""

    def __init__(self, case: Case, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["to"] = PeopleChoice(_("Who"), for_owner(case))
        self.fields["words"] = words(_("Why"), required=False, rows=2)


class Invite(forms.Form):
    """Who may read it."""

    def __init__(self, case: Case, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["member"] = PeopleChoice(_("Who"), for_invitation(case))


class Words(forms.Form):
    """A few words that stay on record."""

    def __init__(self, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["words"] = words(_("Why"), required=False, rows=2)


class Needed(forms.Form):
    """The customer's words, which there have to be."""

    def __init__(self, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["words"] = words(_("In the customer's words"), rows=2)


class Release(forms.Form):
    """One reason of the closed list; her own message where the reason is hers."""

    def __init__(self, case: Case, typed: Typed) -> None:
        super().__init__(typed)
        # One that has ended can still be forgotten, and nothing else.
        reasons = [b for b in Because if b is not Because.MERGED] if case.open else [Because.FORGOTTEN]
        self.fields["because"] = forms.ChoiceField(
            label=_("Because"),
            choices=[(b.value, because_name(b).capitalize()) for b in reasons],
            widget=forms.RadioSelect,
        )
        hers = Message.objects.filter(
            conversation__strand__case=case,
            direction="in",
            voice="customer",
            person=case.person,
            auto="no",
            forged=False,
        ).order_by("-id")[:20]
        self._hers = {str(m.pk): m for m in hers}
        choices = [("", "–")] + [(k, shortened(m.text or m.subject, 80)) for k, m in self._hers.items()]
        self.fields["message"] = forms.ChoiceField(
            label=_("The message in which the customer says so"), choices=choices, required=False,
            widget=forms.Select({"class": "field"}), help_text=_("Needed where the wish is the customer's."),
        )  # fmt: skip
        self.fields["words"] = words(
            _("Your words"), required=False, rows=2, hint=_("Needed for a mistake or an erasure; they stay on record.")
        )

    def clean_message(self) -> Message | None:
        """The message itself."""
        return self._hers.get(str(self.cleaned_data.get("message", "")))


class Merge(forms.Form):
    """Into which open case of the same person."""

    def __init__(self, case: Case, by: Member, typed: Typed) -> None:
        super().__init__(typed)
        others = cases_seen_by(by).filter(person=case.person, ended_at=None).exclude(pk=case.pk).order_by("-id")[:20]
        self._others = {str(c.pk): c for c in others}
        self.fields["into"] = forms.ChoiceField(
            label=_("Into"), choices=[(k, f"{plain(c.topic)} · {k}") for k, c in self._others.items()],
            widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields["words"] = words(_("Why"), required=False, rows=2)

    def clean_into(self) -> Case | None:
        """The case itself."""
        return self._others.get(str(self.cleaned_data.get("into", "")))
