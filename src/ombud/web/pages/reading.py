"""/messages/7/reading/: why it is read so, and what it really is, said by a person; one key takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.conversations.models import Message
from ombud.journey.correct import correct
from ombud.team.models import Member
from ombud.triage.kinds import Scenario
from ombud.triage.models import Correction, Field, Kind, Reading
from ombud.web.door import desk
from ombud.web.names import kind_name, language_name
from ombud.web.reach import message_for
from ombud.web.reading_names import scenario_name, urgency_name
from ombud.web.reading_view import reading_view
from ombud.web.said import plain, shortened
from ombud.web.writing import Choice

from .message_acts import home

# Offered to whoever says in which language it is; any other that was found stays offered beside them.
OFFERED = (
    "en",
    "de",
    "es",
    "da",
    "id",
    "fr",
    "it",
    "nl",
    "pl",
    "pt",
    "sv",
    "no",
    "fi",
    "tr",
    "ru",
    "uk",
    "ar",
    "zh",
    "ja",
)


@require_http_methods(["GET", "POST"])
@desk
def reading(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The reading with its reasons; POST says what it really is, and what follows from that follows at once."""
    message = message_for(member, number)
    read: Reading | None = getattr(message, "reading", None)
    if read is None:
        return redirect(home(message))
    if request.method == "POST":
        _corrected(request, member, message, read)
        return redirect(home(message))
    shown = {
        "title": _("What is it really?"), "said": shortened(message.text, 400), "action": request.path,
        "reading": reading_view(message), "was": _state(read), "back": home(message),
        "name": plain(message.person.called) if message.person else message.address,
        "kinds": [Choice(k.value, kind_name(k.value), k.value == read.kind) for k in Kind],
        "urgencies": [Choice(str(n), urgency_name(n), n == read.urgency) for n in (1, 2, 3, 4)],
        "scenarios": [Choice(s.value, scenario_name(s.value), s.value == read.scenario) for s in Scenario],
        "languages": [
            Choice(code, language_name(code), code == read.language)
            for code in dict.fromkeys([read.language, *OFFERED])
        ],
    }  # fmt: skip
    only = request.headers.get("HX-Request") == "true"
    return render(request, "web/message/reading_form.html" if only else "web/message/reading.html", shown)


@require_POST
@desk
def back(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST /messages/7/reading/back/: the last correction is taken back, by a correction of its own."""
    message = message_for(member, number)
    last = Correction.objects.filter(reading__message=message, field=Field.KIND).order_by("-id").first()
    if last is not None and last.was != last.becomes:
        correct(message, by=member, now=timezone.now(), kind=last.was)
        messages.success(request, _("Read as %(kind)s again.") % {"kind": kind_name(last.was).lower()})
    return redirect(home(message))


def _state(read: Reading) -> str:
    """What the form showed, so that only what she changed in it is a correction."""
    return "|".join([read.kind, str(read.urgency), read.scenario, read.language])


def _corrected(request: HttpRequest, member: Member, message: Message, read: Reading) -> None:
    allowed = {
        "kind": {kind.value for kind in Kind}, "urgency": {"1", "2", "3", "4"},
        "scenario": {scenario.value for scenario in Scenario}, "language": {*OFFERED, read.language},
    }  # fmt: skip
    said = {field: request.POST.get(field, "") for field in allowed}
    if any(value and value not in allowed[field] for field, value in said.items()):
        return
    shown = dict(zip(("kind", "urgency", "scenario", "language"), request.POST.get("was", "").split("|"), strict=False))
    changed = {f: value for f, value in said.items() if value and (f == "kind" or value != shown.get(f))}
    if not changed:
        return
    urgency = int(changed.pop("urgency", 0))
    now_read = correct(message, by=member, now=timezone.now(), urgency=urgency, **changed)
    undo = reverse("reading-back", args=[message.pk]) if now_read.kind != read.kind else ""
    done = _("Read as %(kind)s now.") % {"kind": kind_name(now_read.kind).lower()}
    messages.success(request, done, extra_tags=undo)
