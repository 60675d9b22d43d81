"""/cases/12/near/15/: is it the same trouble? A person says so on one key, and takes it back on another (D32)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ombud.access.rules import may
from ombud.journey.refused import Refused
from ombud.journey.say_same import say_not_same, say_same, undo_said
from ombud.team.models import Member
from ombud.web.door import NotHers, desk
from ombud.web.reach import case_for
from ombud.web.refusals import by_the_database, sentence


@require_POST
@desk
def same(request: HttpRequest, member: Member, number: int, other: int) -> HttpResponse:
    """POST: the same trouble."""
    return _say(request, member, number, other, say_same, _("Noted: the same trouble as case no. %(no)d."))


@require_POST
@desk
def not_same(request: HttpRequest, member: Member, number: int, other: int) -> HttpResponse:
    """POST: not the same, for good."""
    done = _("Noted: not the same as case no. %(no)d. The two stay apart.")
    return _say(request, member, number, other, say_not_same, done)


@require_POST
@desk
def undo(request: HttpRequest, member: Member, number: int, other: int) -> HttpResponse:
    """POST: what was said of the two is taken back."""
    done = _("Taken back what was said of case no. %(no)d.")
    return _say(request, member, number, other, undo_said, done, undo=False)


def _say(
    request: HttpRequest, member: Member, number: int, other: int, step: Callable[..., None], done: str, *,
    undo: bool = True,
) -> HttpResponse:  # fmt: skip
    """Only who is on both cases can say anything of the two (D23)."""
    case, another = case_for(member, number), case_for(member, other)
    if not may(member.roles, "reply"):
        raise NotHers("reply")
    try:
        step(case, another, by=member, now=timezone.now())
    except Refused as error:
        messages.error(request, sentence(error))
    except IntegrityError as error:
        messages.error(request, by_the_database(error))
    else:
        back = reverse("near-undo", kwargs={"number": case.pk, "other": another.pk})
        messages.success(request, done % {"no": another.pk}, extra_tags=back if undo else "")
    return redirect(reverse("case", args=[case.pk]) + "#near")
