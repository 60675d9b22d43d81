"""The page of somebody who was asked to help: what is asked, until when, the customer's own words, and five answers.

She needs no account. Whoever no longer has the case in hand sees that, kindly, and nothing of the case (D45, D23).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ombud.access.links import NoWay, read_word
from ombud.conversations.models import Attachment, Message
from ombud.handoffs.links import open_handler
from ombud.handoffs.models import Handoff
from ombud.journey import help as helping
from ombud.journey.refused import Refused

from . import told
from .door import LONGEST, attempt, calmly, door, key_of, words_of
from .speech import Speech, speak
from .standing import clock_of
from .stored import give
from .thread import customers_messages, folded, handlers_messages, initials, lines
from .uploads import MOST_FILES, files_of, megabytes

type Step = Callable[[Handoff, datetime], str]


@door
@require_GET
def page(request: HttpRequest, word: str) -> HttpResponse:
    """The page itself. `said` in the address is a code of what was just done."""
    now = timezone.now()
    handoff, speech = _open(request, word, now)
    return _shown(request, word, handoff, speech, now, said=request.GET.get("said", ""))


@door
@require_POST
def acceptance(request: HttpRequest, word: str) -> HttpResponse:
    """She takes it on."""

    def step(handoff: Handoff, now: datetime) -> str:
        key_of(request)
        helping.accept(handoff, now=now)
        return "accepted"

    return _pressed(request, word, step, "acceptance")


@door
@require_POST
def refusal(request: HttpRequest, word: str) -> HttpResponse:
    """She cannot take it on, or not any longer, and says why."""

    def step(handoff: Handoff, now: datetime) -> str:
        key_of(request)
        helping.decline(handoff, words=_some(request), now=now)
        return "declined"

    return _pressed(request, word, step, "refusal")


@door
@require_POST
def words(request: HttpRequest, word: str) -> HttpResponse:
    """She asks the owner something, or answers her."""

    def step(handoff: Handoff, now: datetime) -> str:
        key, said, files = key_of(request), words_of(request), files_of(request)
        helping.ask_back(handoff, words=said, key=key, now=now, files=files)
        return "asked"

    return _pressed(request, word, step, "words")


@door
@require_POST
def report(request: HttpRequest, word: str) -> HttpResponse:
    """She reports what she did. The case stays open: only the customer ends it."""

    def step(handoff: Handoff, now: datetime) -> str:
        key_of(request)
        helping.report_done(handoff, words=_some(request), now=now)
        return "reported"

    return _pressed(request, word, step, "report")


@door
@require_GET
def file(request: HttpRequest, word: str, pk: int) -> HttpResponse:
    """A file of a message that the page shows."""
    handoff = _opened(word, timezone.now())
    if not _hers(handoff):
        raise Http404
    return give(Attachment.objects.filter(pk=pk, message__in=_readable(handoff)).first())


def _opened(word: str, now: datetime) -> Handoff:
    try:
        handoff = open_handler(word, now)
    except NoWay as no:
        handoff = _returned(word, no, now)
    if handoff.handler.left_at is not None:
        raise NoWay("withdrawn")
    return handoff


def _returned(word: str, no: NoWay, now: datetime) -> Handoff:
    """The hand-off whose link was withdrawn because it came back: she is told that alone. Else raises `no`."""
    said = read_word(word, "handler", now) if no.code == "withdrawn" else None
    found = Handoff.objects.select_related("case__person", "case__owner", "case__inbox", "handler")
    handoff = found.filter(action=said.subject, returned_at__isnull=False).first() if said else None
    if handoff is None:
        raise no
    return handoff


def _open(request: HttpRequest, word: str, now: datetime) -> tuple[Handoff, Speech]:
    handoff = _opened(word, now)
    language = (handoff.handler.languages or [""])[0]
    return handoff, speak(request, language, handoff.handler.zone)


def _readable(handoff: Handoff) -> QuerySet[Message]:
    return customers_messages(handoff.case) | handlers_messages(handoff.case, handoff.handler_id)


def _between(handoff: Handoff) -> QuerySet[Message]:
    """Her thread with us, without the letter that says what the page itself says."""
    return handlers_messages(handoff.case, handoff.handler_id).exclude(outgoing=handoff.letter_id)


def _hers(handoff: Handoff) -> bool:
    """Whether she may still read the case: she has it in hand, or did what was asked and nobody found it wanting."""
    return handoff.returned_at is None and not handoff.case.failures.filter(member=handoff.handler_id).exists()


def _some(request: HttpRequest) -> str:
    said = words_of(request)
    if not said:
        raise Refused("empty")
    return said


def _pressed(request: HttpRequest, word: str, step: Step, form: str) -> HttpResponse:
    now = timezone.now()
    handoff, speech = _open(request, word, now)
    if not _hers(handoff):
        return _shown(request, word, handoff, speech, now)
    said, why = attempt(lambda: step(handoff, now)) if calmly(f"h{handoff.pk}") else ("", Refused("too_often"))
    if why is None:
        query = {"said": said, **({"lang": speech.language} if speech.chosen else {})}
        return redirect(f"{reverse('portal:handoff', args=[word])}?{urlencode(query)}")
    handoff = _opened(word, now)
    return _shown(request, word, handoff, speech, now, refused=told.refused(why), form=form, status=422)


def _shown(
    request: HttpRequest, word: str, handoff: Handoff, speech: Speech, now: datetime,
    *, said: str = "", refused: str = "", form: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    case = handoff.case
    done = told.done(said, owner=case.owner.name, customer=case.person.called)
    shown: dict[str, object] = {
        "handoff": handoff, "speech": speech, "word": word, "brand": case.inbox.brand, "owner": case.owner.name,
        "owner_initials": initials(case.owner.name), "done": done,
    }  # fmt: skip
    if not _hers(handoff):
        return render(request, "portal/elsewhere.html", shown, status=410)
    earlier, recent = folded(lines(customers_messages(case), (), "none", speech, now))
    shown |= {
        "case": case,
        "customer": case.person.called,
        "customer_initials": initials(case.person.called),
        "clock": clock_of(handoff.at, handoff.until, speech, now),
        "until": speech.when(handoff.until, now),
        "late": now > handoff.until and handoff.in_hand,
        "done_on": speech.day(handoff.done_at, now) if handoff.done_at else "",
        "earlier": earlier,
        "recent": recent,
        "between": lines(_between(handoff), (), "handler", speech, now),
        "refused": refused,
        "form": form,
        "words": request.POST.get("words", "")[:LONGEST],
        "keys": {name: uuid4().hex for name in ("acceptance", "refusal", "words", "report")},
        "longest": LONGEST,
        "megabytes": megabytes(),
        "most_files": MOST_FILES,
    }
    return render(request, "portal/handoff.html", shown, status=status)
