"""/thanks/: praise that waits, and who was thanked; /messages/7/thank/: the thanks themselves."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ombud.access.rules import may
from ombud.cases.models import Case, Strand
from ombud.conversations.models import Message
from ombud.journey import thank as thanking
from ombud.journey.perk import without_perk
from ombud.journey.refused import Refused, Stopped
from ombud.journey.thanking import praise_of
from ombud.promises import owed
from ombud.team.models import Member
from ombud.thanks import lists
from ombud.thanks.models import Thanks
from ombud.web.door import NotHers, desk
from ombud.web.findings import Look, look
from ombud.web.listing import only_rows, read_key, titled, written
from ombud.web.reach import message_for
from ombud.web.refusals import by_the_database, sentence
from ombud.web.rows import owed_rows
from ombud.web.said import lang, plain, shortened
from ombud.web.thank_form import ThankForm, may_be_thanked
from ombud.web.thanked_rows import thanked_rows

from .chosen import chosen_pane


@require_GET
@desk
def lane(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /thanks/: praise of the team's inboxes that nobody has thanked for, what is due first first."""
    now = timezone.now()
    key = read_key(request.GET.get("after", ""))
    page = owed.page(owed.mates(member), owed.After(*key) if key else None, among=lists.STILL_OWED)
    rows = owed_rows(page.promises, member, now)
    more = ""
    if page.more:
        more = "?" + urlencode({"after": written(page.more.due_at, page.more.id), "group": rows[-1].group})
    groups = titled(rows, request.GET.get("group", ""))
    if only_rows(request):
        return render(request, "web/parts/rows.html", {"groups": groups, "more": more})
    wanted = request.GET.get("open", "")
    chosen = next((r for r in rows if r.key == wanted), None) or next((r for r in rows if r.pane), None)
    shown = {"groups": groups, "more": more, "open_key": chosen.key if chosen else ""}
    return render(request, "web/thanks/lane.html", shown | chosen_pane(request, member, chosen, now))


@require_GET
@desk
def said(request: HttpRequest, member: Member) -> HttpResponse:
    """GET /thanks/said/: who was thanked, for which words, by whom, and who was told of them."""
    below = request.GET.get("below", "")
    start = int(below) if below.isascii() and below.isdigit() and len(below) < 18 else 0
    found = lists.thanked(member, start)
    rows = thanked_rows(found[: lists.PAGE], timezone.now())
    more = f"?below={found[lists.PAGE - 1].pk}" if len(found) > lists.PAGE else ""
    return render(request, "web/thanks/said.html", {"rows": rows, "more": more})


def _home(message: Message) -> str:
    strand: Strand | None = getattr(message.conversation, "strand", None)
    url = reverse("case", args=[strand.case_id]) if strand else reverse("message", args=[message.pk])
    return f"{url}#m{message.pk}"


@require_http_methods(["GET", "POST"])
@desk
def thank(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET /messages/7/thank/ shows the draft; POST sends it, or says why not with everything that was typed."""
    message, now = message_for(member, number), timezone.now()
    strand: Strand | None = getattr(message.conversation, "strand", None)
    case = Case.objects.select_related("inbox", "owner", "person").get(pk=strand.case_id) if strand else None
    if not may(member.roles, "reply", owner=bool(case and case.owner_id == member.pk)):
        raise NotHers("reply")
    before = lists.of_message(message)
    if before is None and not may_be_thanked(message):
        raise Http404
    praise = praise_of(message)
    form = ThankForm(praise, case, member, now, request.POST if request.method == "POST" else None)
    key = request.POST.get("key", "")[:64] or uuid.uuid4().hex
    act, refused, found = request.POST.get("act", ""), "", None
    if request.method == "POST" and act == "draft":
        form = _written_again(form, request)
    elif request.method == "POST" and (form.is_valid() or act == "already"):
        try:
            done = _do(form, message, member, f"{message.pk}:{key}", act)
        except Stopped as stopped:
            refused, found = sentence(stopped), _seen(stopped, form)
        except Refused as error:
            refused = sentence(error)
        except IntegrityError as error:
            refused = by_the_database(error)
        else:
            messages.success(request, _told(done, plain(message.person.called) if message.person else ""))
            return redirect(_home(message))
    elif request.method == "GET" and before is not None:
        refused = sentence(Refused("thanked_before", name=before.by.name))
    name = plain(message.person.called) if message.person else plain(message.address)
    reading = getattr(message, "reading", None)
    shown = {
        "form": form, "key": key, "refused": refused, "found": found, "action": request.path, "name": name,
        "title": _("Thank %(name)s") % {"name": name}, "back": _home(message), "said": shortened(message.text, 900),
        "lang": lang(reading.language if reading else ""), "stone": praise.stone,
        "answered": message.answered_by_id is not None and before is None, "done": before is not None,
    }  # fmt: skip
    only_form = request.headers.get("HX-Request") == "true"
    template = "web/thanks/thank_form.html" if only_form else "web/thanks/thank.html"
    return render(
        request, template, shown, status=422 if request.method == "POST" and (refused or form.errors) else 200
    )


def _written_again(form: ThankForm, request: HttpRequest) -> ThankForm:
    """Our text for those who are chosen now, in place of what stood there."""
    form.is_valid()
    chosen = request.POST.getlist("tell")
    typed = request.POST.copy()
    perk = bool(form.cleaned_data.get("perk"))
    typed["text"] = form.drafted(form.members(chosen), perk, form.cleaned_data.get("next_word_by"))
    again = ThankForm(form.praise, form.case, form.by, form.now, typed)
    again.is_valid()
    return again


def _do(form: ThankForm, message: Message, member: Member, key: str, act: str) -> Thanks:
    now, tell = timezone.now(), form.members(form.told)
    if act == "already":
        return thanking.thanked_already(message, by=member, key=key, now=now, tell=tell)
    return thanking.thank(
        message, by=member, text=form.cleaned_data["text"], key=key, now=now, tell=tell,
        next_word_by=form.cleaned_data.get("next_word_by"), confirm=frozenset(form.cleaned_data["confirm"]),
        perk=bool(form.cleaned_data.get("perk")),
    )  # fmt: skip


def _seen(stopped: Stopped, form: ThankForm) -> Look:
    text = without_perk(str(form.cleaned_data.get("text", "")))
    return look(stopped.verdict, text, form.cleaned_data.get("confirm", ()))


def _told(done: Thanks, name: str) -> str:
    names = [credit.member.name for credit in done.credits.select_related("member").order_by("pk")]
    words = _("%(name)s is thanked.") % {"name": name}
    if names:
        told = ngettext("%(names)s is told, too.", "%(names)s are told, too.", len(names))
        words = f"{words} {told % {'names': ', '.join(names)}}"
    return words
