"""Choosing cases of an incident: the newest are offered, every other is found by name or words, or page by page, and
what was chosen before stays chosen. Without scripts: looking on is a press of a button of the same form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ombud.cases.models import Case

from .said import plain, quoted

Typed = Mapping[str, Any] | None
OFFERED: Final = 60
MOST: Final = 500  # that can be chosen at once
_WORDS: Final = 5  # that are looked for


class OfCases(forms.Form):
    """A form that asks which cases, of those among `hers`."""

    def __init__(self, hers: QuerySet[Case], typed: Typed) -> None:
        sought = " ".join(str(typed.get("find", "")).replace("\x00", "").split())[:100] if typed else ""
        chosen = _numbers(typed)
        looks = typed is not None and ("below" in typed or typed.get("act") == "find")
        initial = {"find": sought, "cases": [str(number) for number in chosen]}
        if looks and typed:
            initial["title"] = str(typed.get("title", ""))
        # Who only looks on is told of nothing that is missing yet.
        super().__init__(None if looks else typed, initial=initial)
        below = _number(str(typed.get("below", ""))) if typed else 0
        shown = hers.select_related("person").order_by("-pk")
        found = _found(shown, sought).exclude(pk__in=chosen)
        page = list((found.filter(pk__lt=below) if below else found)[: OFFERED + 1])
        more = page[OFFERED - 1].pk if len(page) > OFFERED else 0
        kept = list(shown.filter(pk__in=chosen)) if chosen else []
        if more or sought or below:
            self.fields["find"] = forms.CharField(
                label=_("Find by name or words"), required=False, max_length=100,
                widget=forms.TextInput({"class": "field", "type": "search", "dir": "auto", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields["find"].finds = True  # type: ignore[attr-defined]
        cases = forms.MultipleChoiceField(
            label=_("Cases that you are on"), choices=[_choice(case) for case in (*kept, *page[:OFFERED])],
            widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose one case at least.")},
        )  # fmt: skip
        cases.more, cases.none = more, sought and not page  # type: ignore[attr-defined]
        self.fields["cases"] = cases

    def clean_cases(self) -> list[int]:
        """Their numbers."""
        return [int(number) for number in self.cleaned_data["cases"]]


def _numbers(typed: Typed) -> list[int]:
    """Those that were chosen, wherever they were offered."""
    if typed is None:
        return []
    said = typed.getlist("cases") if hasattr(typed, "getlist") else typed.get("cases", [])
    return list(dict.fromkeys(number for one in said[:MOST] if (number := _number(str(one)))))


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0


def _found(cases: QuerySet[Case], sought: str) -> QuerySet[Case]:
    """Those in which each word stands: in the name, in what it is about, or in what she wrote."""
    for word in sought.split()[:_WORDS]:
        named = Q(person__name__icontains=word) | Q(topic__icontains=word)
        cases = cases.filter(named | Q(opener__text__icontains=word))
    return cases


def _choice(case: Case) -> tuple[str, str]:
    name = plain(case.person.called) or _("Somebody without a name")
    return str(case.pk), f"{name} {quoted(case.topic, case.language, 80)}"
