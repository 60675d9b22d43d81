"""The customer's page: what happens now, is it solved, what was said, and room to add something.

GET only shows. Each press is one step of the journey with the form's own key, then a redirect, so that a reload presses
nothing again (D10, D31; mail scanners follow links and change nothing).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ombud.access.links import open_customer
from ombud.cases.models import Case, Concern
from ombud.conversations.models import Attachment
from ombud.journey import add, let_go, release
from ombud.journey.refused import Refused
from ombud.replies.texts import greeting_name

from . import quoting, told
from .door import LONGEST, attempt, calmly, door, key_of, words_of
from .speech import Speech, speak
from .standing import standing
from .stored import give
from .thread import customers_messages, folded, lines
from .uploads import MOST_FILES, files_of, megabytes


@door
@require_GET
def page(request: HttpRequest, word: str) -> HttpResponse:
    """The page itself. `said` in the address is a code of what was just done."""
    now = timezone.now()
    case, speech = _open(request, word, now)
    return _shown(request, word, case, speech, now, done=told.done(request.GET.get("said", ""), owner=case.owner.name))


@door
@require_POST
def answer(request: HttpRequest, word: str) -> HttpResponse:
    """She says of all concerns, or of one, that it is solved or not yet."""

    def step(case: Case, now: datetime) -> str:
        key, words = key_of(request), words_of(request)
        open_concerns = list(case.concerns.filter(satisfaction=None))
        named = request.POST.get("solved") or request.POST.get("not_yet") or ""
        chosen = [c for c in open_concerns if str(c.pk) == named] if named.isdigit() else open_concerns
        if "not_yet" in request.POST:
            let_go.not_yet(case, words=_about(chosen, open_concerns, words), key=key, now=now)
            return "not_yet"
        if let_go.solved(case, concerns=chosen if named.isdigit() else None, words=words, key=key, now=now):
            return "solved"
        settled = Concern.objects.filter(pk__in=[c.pk for c in chosen], satisfaction__isnull=False).exists()
        return "partly" if settled else "unsure"

    return _pressed(request, word, step, "answer")


@door
@require_POST
def messages(request: HttpRequest, word: str) -> HttpResponse:
    """She adds words and files. On an ended case this opens it again."""

    def step(case: Case, now: datetime) -> str:
        key, words, files = key_of(request), words_of(request), files_of(request)
        if not words and not files:
            raise Refused("empty")
        add.add_words(case, words=words, files=list(files), key=key, now=now)
        return "added"

    return _pressed(request, word, step, "add")


@door
@require_POST
def silence(request: HttpRequest, word: str) -> HttpResponse:
    """She wants no more mail about this."""

    def step(case: Case, now: datetime) -> str:
        release.stop_writing(case, key=key_of(request), now=now)
        return "silent"

    return _pressed(request, word, step, "silence")


@door
@require_POST
def quote(request: HttpRequest, word: str) -> HttpResponse:
    """She says whether words of hers may be shown to those who decide, or takes it back."""
    return _pressed(request, word, lambda case, now: quoting.says(request, case, now), "quote")


@door
@require_GET
def file(request: HttpRequest, word: str, pk: int) -> HttpResponse:
    """A file of a message that the page shows."""
    case = open_customer(word, timezone.now())
    return give(Attachment.objects.filter(pk=pk, message__in=customers_messages(case)).first())


def _open(request: HttpRequest, word: str, now: datetime) -> tuple[Case, Speech]:
    case = open_customer(word, now)
    return case, speak(request, case.language, case.inbox.zone)


def _pressed(request: HttpRequest, word: str, step: Callable[[Case, datetime], str], form: str) -> HttpResponse:
    now = timezone.now()
    case, speech = _open(request, word, now)
    said, why = attempt(lambda: step(case, now)) if calmly(f"c{case.pk}") else ("", Refused("too_often"))
    if why is None:
        query = {"said": said, **({"lang": speech.language} if speech.chosen else {})}
        return redirect(f"{reverse('portal:case', args=[word])}?{urlencode(query)}")
    case = open_customer(word, now)
    return _shown(request, word, case, speech, now, refused=told.refused(why), form=form, status=422)


def _about(chosen: list[Concern], among: list[Concern], words: str) -> str:
    """Her words, led by which of several concerns she pressed "not yet" at."""
    if len(chosen) == 1 and len(among) > 1:
        led = _("Not yet: “%(concern)s”") % {"concern": chosen[0].words}
        return f"{led}\n\n{words}".strip()
    return words


def _shown(
    request: HttpRequest, word: str, case: Case, speech: Speech, now: datetime,
    *, done: str = "", refused: str = "", form: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    events = case.events.filter(shown=True).select_related("by").order_by("id")
    earlier, recent = folded(lines(customers_messages(case), events, "customer", speech, now))
    shown = {
        "case": case,
        "brand": case.inbox.brand,
        "word": word,
        "speech": speech,
        "name": greeting_name(case.person.name),
        "now": standing(case, speech, now),
        "earlier": earlier,
        "recent": recent,
        "quotes": quoting.asked_of(case),
        "done": done,
        "refused": refused,
        "form": form,
        "words": request.POST.get("words", "")[:LONGEST],
        "keys": {name: uuid4().hex for name in ("answer", "add", "silence", "quote")},
        "longest": LONGEST,
        "megabytes": megabytes(),
        "most_files": MOST_FILES,
    }
    return render(request, "portal/case.html", shown, status=status)
