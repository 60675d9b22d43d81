"""The page of a leader who was rung for: why an incident may boil over, and one button that says she has seen it (D12).

No customer's word stands on it: what people wrote is in the desk, for those on the cases.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ombud.incidents.alarm_links import open_alarm
from ombud.incidents.heat import SHARES, Heat, Part, heat
from ombud.incidents.heating import shown_by
from ombud.incidents.models import Alarm, Ring
from ombud.journey.pledge import inbox_of
from ombud.journey.refused import Refused
from ombud.journey.ring import heed

from . import told
from .door import LONGEST, attempt, calmly, door, key_of, words_of
from .speech import Speech, speak


@door
@require_GET
def page(request: HttpRequest, word: str) -> HttpResponse:
    """Why it warns. `said` in the address is a code of what was just done."""
    now = timezone.now()
    ring, speech = _open(request, word, now)
    return _shown(request, word, ring, speech, now, done=told.done(request.GET.get("said", "")))


@door
@require_POST
def heeding(request: HttpRequest, word: str) -> HttpResponse:
    """She has seen it, perhaps with what she does."""
    now = timezone.now()
    ring, speech = _open(request, word, now)

    def step() -> str:
        key_of(request)
        heed(_newest(ring), by=ring.whom, words=words_of(request), now=now)
        return "heeded"

    said, why = attempt(step) if calmly(f"a{ring.pk}") else ("", Refused("too_often"))
    if why is None:
        query = {"said": said, **({"lang": speech.language} if speech.chosen else {})}
        return redirect(f"{reverse('portal:alarm', args=[word])}?{urlencode(query)}")
    return _shown(request, word, ring, speech, now, refused=told.refused(why), status=422)


def _open(request: HttpRequest, word: str, now: datetime) -> tuple[Ring, Speech]:
    ring = open_alarm(word, now)
    zone = ring.whom.zone if ring.whom.zone != "UTC" else inbox_of(ring.alarm.incident).zone
    return ring, speak(request, (ring.whom.languages or [""])[0], zone)


def _newest(ring: Ring) -> Alarm:
    """The highest alarm of the incident: an older mail leads to what rings now, as far as she was rung for it."""
    rung = Alarm.objects.filter(incident=ring.alarm.incident_id, rings__whom=ring.whom)
    return rung.select_related("incident", "heeded__by").order_by("-level")[0]


def _shown(
    request: HttpRequest, word: str, ring: Ring, speech: Speech, now: datetime, *, done: str = "", refused: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    alarm, inbox = _newest(ring), inbox_of(ring.alarm.incident)
    incident = alarm.incident
    signs = shown_by(incident, now).signs
    people = signs.people
    heeded = getattr(alarm, "heeded", None)
    shown = {
        "speech": speech, "word": word, "brand": inbox.brand, "leader": ring.whom.name, "score": alarm.score,
        "name": incident.title or _("Incident no. %(number)s") % {"number": incident.pk},
        "since": speech.when(alarm.at, now), "high": alarm.level > 1, "reasons": _reasons(heat(signs)),
        "people": ngettext("%(n)s person has it", "%(n)s people have it", people) % {"n": people},
        "heeded": heeded, "heeded_at": speech.when(heeded.at, now) if heeded else "",
        "heeded_by": heeded.by.name if heeded else "", "over": not incident.open,
        "desk": f"{settings.PUBLIC_URL}/incidents/{incident.pk}/", "key": uuid4().hex, "longest": 2000,
        "words": request.POST.get("words", "")[:LONGEST], "done": done, "refused": refused,
    }  # fmt: skip
    return render(request, "portal/alarm.html", shown, status=status)


def _reasons(found: Heat) -> list[tuple[str, str]]:
    """Why it warns now, in plain words, the strongest reason first, each with its share."""
    words = {
        Part.GROWTH: _("More new people come than before."),
        Part.PRESS: _("The press asks about it."),
        Part.SAFETY: _("Somebody may be hurt."),
        Part.ANGER: _("People are angry."),
        Part.REACH: _("It is told where others read along."),
    }
    of = _("%(points)s of %(most)s")
    return [(words[part], of % {"points": found.points[part], "most": SHARES[part]}) for part in found.reasons]
