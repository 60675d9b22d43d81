"""The forms of perks: a new pool, and a file of codes whose preview carries them sealed, never in clear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ombud.privacy.sealing import Unsealable, seal, unseal
from ombud.thanks.models import Pool
from ombud.thanks.perks import Sort
from ombud.thanks.rules import Reason

from .act_forms import LocalMoment
from .perk_names import reason_name, sort_name

Typed = Mapping[str, Any] | None
MOST_VALUE = Decimal(1_000_000)
A_SEASON = timedelta(days=90)
# How long a preview may lie before it is confirmed.
PREVIEW = timedelta(hours=1)


def _money(label: str, hint: str = "", *, required: bool = True) -> forms.DecimalField:
    widget = forms.NumberInput({"class": "field field-short", "step": "0.01", "min": "0"})
    return forms.DecimalField(
        label=label, help_text=hint, required=required, min_value=0, max_value=MOST_VALUE, decimal_places=2,
        widget=widget,
    )  # fmt: skip


class PoolForm(forms.Form):
    """What one perk is, for what, until when, and how much all of them may come to."""

    def __init__(self, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.fields["name"] = forms.CharField(
            label=_("Name"), max_length=80, widget=forms.TextInput({"class": "field"}),
            help_text=_("For us alone: “Winter thanks 2026”."),
        )  # fmt: skip
        self.fields["reason"] = forms.ChoiceField(
            label=_("For what"), choices=[(r.value, reason_name(r)) for r in Reason], widget=forms.RadioSelect,
            initial=Reason.PRAISE.value,
        )  # fmt: skip
        self.fields["sort"] = forms.ChoiceField(
            label=_("What one is"), choices=[(s.value, sort_name(s)) for s in Sort], widget=forms.RadioSelect,
            initial=Sort.PERCENT.value,
        )  # fmt: skip
        self.fields["value"] = _money(_("How much"), _("Per cent, or the amount; empty for delivery."), required=False)
        self.fields["currency"] = forms.RegexField(
            r"^[A-Z]{3}$", label=_("Currency"), initial="EUR", help_text=_("Three capitals: EUR, IDR, DKK."),
            widget=forms.TextInput({"class": "field field-short", "size": 4}),
        )  # fmt: skip
        self.fields["worth"] = _money(_("What one costs us at most"))
        self.fields["budget"] = _money(_("Budget for all of them"))
        self.fields["most_a_month"] = forms.IntegerField(
            label=_("Most in a month"), min_value=1, max_value=100_000, initial=50,
            widget=forms.NumberInput({"class": "field field-short"}),
        )  # fmt: skip
        self.fields["valid_from"] = LocalMoment(_("Valid from"), now)
        self.fields["valid_until"] = LocalMoment(
            _("Valid until"), now + A_SEASON, _("The last day stands in the letter, so let it be when the codes end.")
        )

    def clean(self) -> dict[str, Any]:
        """Raises nothing; what does not fit together is said beside its field."""
        said = super().clean() or self.cleaned_data
        value, sort = said.get("value") or Decimal(0), said.get("sort")
        if sort in (Sort.PERCENT, Sort.AMOUNT) and not value:
            self.add_error("value", _("Say how much."))
        if sort == Sort.PERCENT and value > 100:
            self.add_error("value", _("At most 100 per cent."))
        worth, budget = said.get("worth"), said.get("budget")
        if worth is not None and not worth:
            self.add_error("worth", _("A perk costs something: the budget is counted by it."))
        if worth and budget is not None and budget < worth:
            self.add_error("budget", _("It has to be enough for one at least."))
        begin, end = said.get("valid_from"), said.get("valid_until")
        if begin and end and end <= begin:
            self.add_error("valid_until", _("The end has to come after the beginning."))
        return said

    def pool(self) -> Pool:
        """The pool as it was filled in, not yet written."""
        said = self.cleaned_data
        sort = said["sort"]
        return Pool(
            name=said["name"].strip(), reason=said["reason"], sort=sort, currency=said["currency"],
            value=0 if sort == Sort.DELIVERY else int(said["value"] * 100), worth=int(said["worth"] * 100),
            budget=int(said["budget"] * 100), most_a_month=said["most_a_month"], valid_from=said["valid_from"],
            valid_until=said["valid_until"],
        )  # fmt: skip


def carried(pool: Pool, codes: list[str], now: datetime) -> str:
    """Codes on their way from the preview to the pool they were shown for: sealed, and good for an hour."""
    return seal(json.dumps({"pool": pool.pk, "until": (now + PREVIEW).timestamp(), "codes": codes}))


def brought(pool: Pool, sealed: str, now: datetime) -> list[str] | None:
    """The codes again; None where they were sealed for another pool, too long ago, or not by us."""
    try:
        said = json.loads(unseal(sealed))
        right = said["pool"] == pool.pk and said["until"] > now.timestamp()
        return [str(code) for code in said["codes"]] if right else None
    except (Unsealable, ValueError, KeyError, TypeError):
        return None
