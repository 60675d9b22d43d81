"""The page on which a brief is written: as many lines as there are, and some more to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.advocacy.models import Brief
from ombud.journey.raise_concern import Asked, Written

from .act_forms import words
from .brief_forms import ANSWER_IN, LANGUAGES, Day, Typed, leaders, line

MOST = 12  # lines of a kind; a page has room for fewer
OUTSIDE = "outside"
ROWS = {"evidence": ("figure", "words"), "counter": ("against", "weighed"), "plea": ("what", "of", "by", "cost")}


class Writing(forms.Form):
    """The whole brief. What is empty is left for later; only sending asks for all of it."""

    def __init__(self, brief: Brief, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["title"] = line(
            _("What should be true"), 120, hint=_("As a headline: “Charge once, or not at all”.")
        )
        self.fields["claim"] = words(
            _("The claim"), required=False, rows=5,
            hint=_("What happens, to whom, and what you ask for, in two or three sentences."),
        )  # fmt: skip
        self.fields["language"] = forms.ChoiceField(
            label=_("Written in"), choices=LANGUAGES, widget=forms.Select({"class": "field field-short"})
        )
        self.fields["leaving"] = line(_("Cost of leaving it"), 400, hint=_("What it costs to do nothing."))
        self._rows()
        self._whom(now)
        self._begin(brief, now)
        self._lines = self._count(brief)
        for kind, count in self._lines.items():
            for number in range(count):
                self._line(kind, number)

    def _rows(self) -> None:
        self._made: dict[str, Callable[[], forms.Field]] = {
            "figure": lambda: line(_("Figure"), 16, short=True),
            "words": lambda: line(_("What it counts, or says"), 240),
            "against": lambda: line(_("Against"), 240), "weighed": lambda: line(_("Weighed"), 400),
            "what": lambda: line(_("What is asked"), 240), "of": lambda: line(_("Of whom"), 120),
            "by": lambda: Day(_("By when")), "cost": lambda: line(_("Cost"), 120),
        }  # fmt: skip

    def _whom(self, now: datetime) -> None:
        people = [(str(one.pk), one.name) for one in leaders()]
        self.fields["to"] = forms.ChoiceField(
            label=_("Who is to answer it"), widget=forms.RadioSelect, required=False,
            choices=[*people, (OUTSIDE, _("Somebody outside, by a link in a mail"))],
        )  # fmt: skip
        self.fields["to_name"] = line(_("Name"), 120)
        self.fields["to_address"] = forms.EmailField(
            label=_("Mail address"), required=False, widget=forms.EmailInput({"class": "field"})
        )
        self.fields["to_language"] = forms.ChoiceField(
            label=_("We write in"),
            choices=LANGUAGES,
            required=False,
            widget=forms.Select({"class": "field field-short"}),
        )
        self.fields["answer_on"] = Day(_("Answer by"), hint=_("The end of that working day."), earliest=now)

    def _begin(self, brief: Brief, now: datetime) -> None:
        begun = bool(brief.claim or brief.pleas.exists())
        first = leaders()[:1]
        to = str(brief.to_id or "") or (OUTSIDE if brief.to_name or brief.to_address else "")
        first_values: dict[str, Any] = {
            "title": brief.title, "claim": brief.claim, "language": brief.language, "leaving": brief.leaving,
            "to": to or ("" if begun else str(first[0].pk) if first else OUTSIDE), "to_name": brief.to_name,
            "to_address": brief.to_address, "to_language": brief.to_language or "en",
            "answer_on": timezone.localtime(brief.answer_by or now + ANSWER_IN).date(),
        }  # fmt: skip
        self.initial.update(first_values)
        kept = {"evidence": brief.evidence.all(), "counter": brief.counters.all(), "plea": brief.pleas.all()}
        for kind, rows in kept.items():
            for number, row in enumerate(rows):
                for name in ROWS[kind]:
                    self.initial[f"{kind}{number}_{name}"] = getattr(row, name)

    def _count(self, brief: Brief) -> dict[str, int]:
        """How many lines of each kind: those there are and two more, or as many as were sent."""
        there = {"evidence": brief.evidence.count(), "counter": brief.counters.count(), "plea": brief.pleas.count()}
        if self.is_bound:
            sent = {kind: sum(f"{kind}{n}_{ROWS[kind][-1]}" in self.data for n in range(MOST)) for kind in ROWS}
            return {kind: min(MOST, count) for kind, count in sent.items()}
        return {kind: min(MOST, max(2, count + 1)) for kind, count in there.items()}

    def _line(self, kind: str, number: int) -> None:
        for name in ROWS[kind]:
            self.fields[f"{kind}{number}_{name}"] = self._made[name]()

    def lines_of(self, kind: str) -> Iterator[list[forms.BoundField]]:
        """The lines of a kind, each with its fields."""
        for number in range(self._lines[kind]):
            yield [self[f"{kind}{number}_{name}"] for name in ROWS[kind]]

    @property
    def evidence(self) -> list[list[forms.BoundField]]:
        """What we know besides the voices."""
        return list(self.lines_of("evidence"))

    @property
    def counters(self) -> list[list[forms.BoundField]]:
        """What speaks against it."""
        return list(self.lines_of("counter"))

    @property
    def pleas(self) -> list[list[forms.BoundField]]:
        """What is asked."""
        return list(self.lines_of("plea"))

    def _filled(self, kind: str) -> Iterator[tuple[Any, ...]]:
        """What was typed into the lines of a kind; a line without its main words is none, and says so."""
        for number in range(self._lines[kind]):
            yield tuple(self.cleaned_data.get(f"{kind}{number}_{name}") for name in ROWS[kind])

    def clean(self) -> dict[str, Any]:
        """A line that has only its side words is asked for its main ones, so that nothing typed is lost."""
        said = super().clean() or self.cleaned_data
        needs = {"evidence": 1, "counter": 0, "plea": 0}
        for kind, main in needs.items():
            for number, row in enumerate(self._filled(kind)):
                if any(row) and not row[main]:
                    self.add_error(f"{kind}{number}_{ROWS[kind][main]}", _("Say it in words, or empty the line."))
        return said

    def written(self) -> Written:
        """All of it. Only after `is_valid`."""
        said = self.cleaned_data
        to = next((one for one in leaders() if str(one.pk) == said["to"]), None)
        outside = said["to"] == OUTSIDE
        return Written(
            said["title"], said["claim"], said["language"], said["leaving"], to, said["to_name"] if outside else "",
            said["to_address"] if outside else "", said["to_language"] if outside else "", said["answer_on"],
            tuple((figure, words) for figure, words in self._filled("evidence") if words),
            tuple((against, weighed) for against, weighed in self._filled("counter") if against),
            tuple(Asked(what, of, by, cost) for what, of, by, cost in self._filled("plea") if what),
        )  # fmt: skip
