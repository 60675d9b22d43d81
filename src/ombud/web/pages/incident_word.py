"""/incidents/3/word/de/: one word to everybody who has it. Written once a language, looked at, sent, counted."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ombud.access.rules import may
from ombud.incidents.affected import counts, languages, last_update, rendering_of, summed
from ombud.incidents.models import Incident
from ombud.journey.her_letter import Words, her_letter
from ombud.journey.refused import Refused
from ombud.journey.send_update import UpdateStopped, send_update, tell_latecomers
from ombud.journey.stop_sending import stop_sending
from ombud.journey.write_update import LONGEST, Form, ask_to_write, begin_update, write_update
from ombud.replies.texts import LANGUAGES
from ombud.team.models import Member
from ombud.web.dates import read_local
from ombud.web.door import NotHers, desk_for
from ombud.web.incident_forms import AskToWrite
from ombud.web.incident_names import title_of
from ombud.web.incident_view import incident_view
from ombud.web.names import language_name
from ombud.web.reach import case_for
from ombud.web.refusals import by_the_database, sentence
from ombud.web.said import lang, lines, plain
from ombud.web.when import moment
from ombud.web.word_became import progress
from ombud.web.word_look import hers_marked, holes, known, named_by, read_so_far, shown, signature_of
from ombud.web.word_view import Typed

from .incident import incident_for


def _place(incident: Incident, language: str = "") -> str:
    query = f"?language={language}" if language else ""
    return f"{reverse('incident', args=[incident.pk])}{query}#word"


def _language(incident: Incident, code: str) -> str:
    """A language that somebody reads, or that it is written in, or one of ours. Raises `Http404`."""
    if code in LANGUAGES or code in languages(incident) or rendering_of(last_update(incident), code):
        return code
    raise Http404


def _may_write(incident: Incident, language: str, member: Member) -> None:
    """Who keeps incidents writes in every language, who was asked in hers. Raises `NotHers`."""
    rendering = rendering_of(last_update(incident), language)
    if not may(member.roles, "keep_incidents") and not (rendering and rendering.asked_of_id == member.pk):
        raise NotHers("keep_incidents")


@require_POST
@desk_for("see_incidents")
def word(request: HttpRequest, member: Member, number: int, language: str) -> HttpResponse:
    """POST: keep what is written; `act` says that it is ready, or sends what is, or shows it as one of them gets it."""
    incident, now = incident_for(number), timezone.now()
    language = _language(incident, language)
    _may_write(incident, language, member)
    post, act = request.POST, request.POST.get("act", "")
    typed = Typed(
        lines(post.get("text", ""))[:LONGEST], post.get("next_word_by", "")[:32], frozenset(post.getlist("confirm")),
        Form(post["key"][:32], post.get("since", "")[:32]) if post.get("key") else None,
    )  # fmt: skip
    try:
        ready = act in ("ready", "send")
        confirm = typed.confirm if act else None  # a draft that keeps itself says nothing of what was looked at
        write_update(incident, language, typed.text, by=member, now=now, ready=ready, confirm=confirm, form=typed.form)
        if act == "send":
            return _send(request, member, incident, language, typed)
    except UpdateStopped as stopped:
        return _stopped(request, member, incident, language, typed, stopped)
    except Refused as error:
        if not act and request.headers.get("HX-Request") == "true":
            return render(request, "web/case/kept.html", {"refused": _not_kept(error)})
        return _again(request, member, incident, language, typed, sentence(error))
    except IntegrityError as error:
        return _again(request, member, incident, language, typed, by_the_database(error))
    if act == "preview":
        return redirect(reverse("incident-word-preview", args=[number, language]))
    if act == "ready":
        messages.success(request, _("%(language)s is ready.") % {"language": language_name(language)})
    elif request.headers.get("HX-Request") == "true":
        return render(request, "web/case/kept.html", {"at": timezone.localtime(now)})
    return redirect(_place(incident, language))


@require_POST
@desk_for("see_incidents")
def word_look(request: HttpRequest, member: Member, number: int, language: str) -> HttpResponse:
    """POST: what the guard says of the words so far, in the letter of one of its people. Nothing is kept."""
    incident = incident_for(number)
    language = _language(incident, language)
    _may_write(incident, language, member)
    text, confirm = lines(request.POST.get("text", ""))[:LONGEST], request.POST.getlist("confirm")
    found = read_so_far(incident, language, text, confirm, by=member, now=timezone.now())
    return render(request, "web/case/looked.html", {"found": found or shown((), text)})


def _not_kept(error: Refused) -> str:
    """Why a draft did not keep itself. The words stay in the field."""
    if error.code != "written_meanwhile":
        return sentence(error)
    said = _("%(name)s wrote here after you had opened this, so your words are not kept. “Preview” shows you both.")
    return said % {"name": error.params["name"]}


def _send(request: HttpRequest, member: Member, incident: Incident, language: str, typed: Typed) -> HttpResponse:
    if not may(member.roles, "keep_incidents"):
        raise NotHers("keep_incidents")
    now, until = timezone.now(), read_local(typed.next_word_by)
    if until is None:
        raise Refused("next_word_needed")
    going = send_update(incident, next_update_by=until, by=member, now=now, confirm={language: typed.confirm})
    if going:
        names = ", ".join(language_name(one.language) for one in going)
        said = _("On its way: %(names)s. They hear again by %(when)s.") % {"names": names, "when": moment(until, now)}
        messages.success(request, said)
    return redirect(_place(incident, language))


def _stopped(
    request: HttpRequest, member: Member, incident: Incident, language: str, typed: Typed, stopped: UpdateStopped
) -> HttpResponse:
    """What stops it, in the language in which it does. What was typed is kept in its own."""
    where, now = stopped.rendering.language, timezone.now()
    write_update(incident, language, typed.text, by=member, now=now, ready=True, confirm=typed.confirm, form=typed.form)
    confirm = typed.confirm if where == language else frozenset(stopped.rendering.confirmed)
    text = typed.text if where == language else stopped.rendering.text
    found = shown(stopped.stops, text, confirm)
    again = Typed(text, typed.next_word_by, confirm)
    return _again(request, member, incident, where, again, sentence(stopped), found=found)


def _again(
    request: HttpRequest, member: Member, incident: Incident, language: str, typed: Typed, refused: str, **more: object
) -> HttpResponse:
    view = incident_view(
        incident, member, timezone.now(), language=language, typed=typed, refused=refused, **more  # type: ignore[arg-type]
    )  # fmt: skip
    return render(request, "web/incidents/page.html", {"incident": view, "word": view.word}, status=422)


@require_GET
@desk_for("see_incidents")
def preview(request: HttpRequest, member: Member, number: int, language: str) -> HttpResponse:
    """GET: exactly what one of its people would get; of those alone whose cases she is on (D23)."""
    incident, now = incident_for(number), timezone.now()
    rendering = rendering_of(last_update(incident), language)
    if rendering is None or not rendering.text:
        raise Http404
    cases = known(incident, language, member)
    wanted = request.GET.get("case", "")
    case = next((one for one in cases if str(one.pk) == wanted), cases[0] if cases else None)
    until = rendering.next_update_by if rendering.pressed_at else None
    words = Words(rendering.text, language, rendering.pressed_by or member, until or named_by(incident, now))
    hers = her_letter(case, words) if case else None
    shown_words = {
        "incident": incident, "name": title_of(incident), "back": _place(incident, language), "language": language,
        "language_name": language_name(language), "lang": lang(language), "case": case,
        "person": plain(case.person.called) if case else "", "cut": bool(hers and hers.filled is None),
        "pieces": hers_marked(hers.filled) if hers and hers.filled else holes(rendering.text),
        "signature": signature_of(hers.filled.text, hers.text) if hers and hers.filled else "",
        "others": [(one.pk, plain(one.person.called) or f"no. {one.pk}", one == case) for one in cases],
    }  # fmt: skip
    return render(request, "web/incidents/preview.html", shown_words)


@require_http_methods(["GET", "POST"])
@desk_for("keep_incidents")
def ask(request: HttpRequest, member: Member, number: int, language: str) -> HttpResponse:
    """Ask a colleague who speaks it: GET whom and until when, POST asks."""
    incident, now = incident_for(number), timezone.now()
    language = _language(incident, language)
    form, refused = AskToWrite(language, now, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ask_to_write(incident, language, of=said["of"], until=said["until"], by=member, now=now)
        except Refused as error:
            refused = sentence(error)
        else:
            messages.success(request, _("%(name)s is asked, by mail.") % {"name": said["of"].name})
            return redirect(_place(incident, language))
    name = language_name(language)
    shown_words = {
        "incident": incident, "name": title_of(incident), "act": {"button": _("Ask")},
        "title": _("Who writes it in %(language)s?") % {"language": name}, "form": form, "refused": refused,
        "intro": _("What you wrote is shown beside it. Until it is written, those who read %(language)s are shown as "
                   "not yet told.") % {"language": name}, "action": request.path,
    }  # fmt: skip
    template = "web/acts/form.html" if request.headers.get("HX-Request") == "true" else "web/incidents/act.html"
    return render(request, template, shown_words, status=422 if refused or form.errors else 200)


@require_POST
@desk_for("keep_incidents")
def begin(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: the next word to everybody is begun."""
    incident = incident_for(number)
    try:
        begin_update(incident, by=member, now=timezone.now())
    except Refused as error:
        messages.error(request, sentence(error))
    return redirect(_place(incident))


@require_POST
@desk_for("keep_incidents")
def later(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: who came later is told what the others were; with `case` she alone, whose case the sender is on."""
    incident, now = incident_for(number), timezone.now()
    wanted = request.POST.get("case", "")
    case = case_for(member, int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else None
    try:
        going = tell_latecomers(incident, by=member, now=now, case=case)
    except UpdateStopped as stopped:
        look = shown(stopped.stops, stopped.rendering.text)
        titles = ", ".join(dict.fromkeys(item.title for item in look.findings))
        messages.error(request, _("Not sent, the guard stops it: %(what)s. Write it in the case.") % {"what": titles})
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        said = ngettext("On its way.", "On its way, in %(n)d languages.", going) % {"n": going}
        messages.success(request, said if going else _("Told already."))
    return redirect(_place(incident) if case is None else reverse("incident", args=[number]) + "#cases")


@require_POST
@desk_for("keep_incidents")
def stop(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """POST: nobody more gets what is on its way."""
    incident = incident_for(number)
    try:
        people = stop_sending(incident, by=member, now=timezone.now())
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        said = ngettext(
            "Called back: %(n)d person does not get it.", "Called back: %(n)d people do not get it.", people
        )
        messages.success(request, said % {"n": people})
    return redirect(_place(incident))


@require_GET
@desk_for("see_incidents")
def how_far(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET: how far the sending is; once it is done, the whole section is fetched anew by the page."""
    update = last_update(incident_for(number))
    words = progress(summed(counts(update).values())) if update else ""
    return render(request, "web/incidents/progress.html", {"progress": words, "number": number})
