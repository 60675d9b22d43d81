"""crowds: incidents of which so many tell that they fill each other's circles, by what the tables say now."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from django.db.models import Exists, OuterRef

from .checked import Telling
from .circles import CROWD, NOBODY, Numbers
from .index import Index
from .models import Incident, Membership


class Crowds:
    """Of tellings, by their numbers in the index, the incident that is a crowd. Each is looked up once, so this is for
    one piece of work in which nobody joins or leaves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[int, int] = {NOBODY: NOBODY}

    def __call__(self, numbers: Numbers) -> Numbers:
        """The crowd of each; -1 where it is of none."""
        asked = numbers.tolist()
        if new := set(asked) - self._known.keys():
            self._look_up(new)
        return np.array([self._known[number] for number in asked], np.int32)

    def _look_up(self, numbers: Collection[int]) -> None:
        rows = {self._index.row(number): number for number in numbers}
        inside = Telling.objects.filter(
            pk__in=rows, case__memberships__left_at=None, case__memberships__incident__isnull=False
        ).values_list("pk", "case__memberships__incident")
        incidents = dict(inside)
        last = Membership.objects.filter(incident=OuterRef("pk"), left_at=None).order_by("pk")[CROWD - 1 : CROWD]
        large = set(
            Incident.objects.filter(Exists(last), pk__in=set(incidents.values())).values_list("pk", flat=True)
        )  # fmt: skip
        for row, number in rows.items():
            incident = incidents.get(row, NOBODY)
            self._known[number] = incident if incident in large else NOBODY
