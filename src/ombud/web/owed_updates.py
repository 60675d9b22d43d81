"""The next word of an incident among what is owed: a row like the others, to everybody who has the same trouble."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.access.rules import may
from ombud.incidents import lists
from ombud.incidents.models import Pledge
from ombud.promises.models import Owe, Promise
from ombud.team.models import Member

from . import signs
from .incident_names import title_of
from .incident_rows import languages_of, people_of
from .names import owe_name
from .row import Row, has
from .when import due


def update_rows(promises: Iterable[Promise], member: Member, now: datetime) -> dict[int, Row]:
    """Rows of the next words of incidents, by the number of the promise: three queries if there is one, none if not."""
    wanted = {promise.pk: promise for promise in promises if promise.owe == Owe.UPDATE}
    if not wanted:
        return {}
    made = list(Pledge.objects.filter(promise__in=wanted).select_related("incident"))
    counted = lists.figures([one.incident_id for one in made])
    sees = may(member.roles, "see_incidents")
    rows = [_row(one, wanted[one.promise_id], counted[one.incident_id], member, now, sees) for one in made]
    return dict(zip([one.promise_id for one in made], rows, strict=True))


def _row(one: Pledge, promise: Promise, figures: lists.Figures, member: Member, now: datetime, sees: bool) -> Row:
    when = due(promise.due_at, promise.made_at, now)
    keeper, sign = has(promise.keeper, member)
    parts = [_("Incident"), people_of(figures.people), languages_of(figures)]
    return Row(
        f"p{promise.pk}", reverse("incident", args=[one.incident_id]) + "#word", "", when.group,
        when.clock if when.clock != "fine" else "", signs.clock(when.clock, when.left),
        title_of(one.incident) if sees else _("An incident"), owe_name(promise.owe), when.words, "", "",
        signs.icon("incident", "icon-small"), " · ".join(part for part in parts if part), "", keeper, sign,
    )  # fmt: skip
