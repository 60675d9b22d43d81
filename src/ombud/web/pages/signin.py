"""What allauth leaves to us: the first start, links to choose a password, and that nobody signs up by herself."""

from __future__ import annotations

from allauth.account.views import login as sign_in
from django.contrib import messages
from django.contrib.auth import login as come_in
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ombud.journey import staffing
from ombud.journey.refused import Refused
from ombud.team.links import account_of
from ombud.team.models import Account, Member
from ombud.web import setup_word
from ombud.web.asking import SetupForm, WelcomeForm, zones

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TRIES, SPAN = 30, 600


def login(request: HttpRequest) -> HttpResponseBase:
    """/account/login/, or the first start while nobody has an account."""
    if not Account.objects.exists():
        return redirect("setup")
    shown: HttpResponseBase = sign_in(request)
    return shown


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """/setup/: the first member, for whoever has the word from the terminal. Gone once somebody has an account."""
    if Account.objects.exists():
        return redirect("account_login")
    form = SetupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not _calmly(request):
            form.add_error("word", _("That was tried too often. Wait ten minutes."))
        elif not setup_word.is_it(form.cleaned_data["word"]):
            form.add_error("word", _("That is not the word. It stands in the terminal in which Ombud runs."))
        else:
            return _begun(request, form)
    return _unlogged(
        render(request, "web/keeping/setup.html", {"form": form, "zones": zones()}, status=422 if form.errors else 200)
    )


def _begun(request: HttpRequest, form: SetupForm) -> HttpResponse:
    try:
        member = staffing.begin(form.profile(), password=form.cleaned_data["password"], now=timezone.now())
    except Refused:
        return redirect("account_login")
    setup_word.used()
    come_in(request, member.account, backend=BACKEND)
    messages.success(request, _("Welcome, %(name)s. Now the first inbox.") % {"name": member.name})
    return redirect("inbox-new")


@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, word: str) -> HttpResponse:
    """/welcome/<word>/: choose a password. Looking changes nothing; choosing uses the link up.

    Looks are not counted: the word is signed, so nobody guesses it, and a whole office may come from one address.
    """
    account = account_of(word)
    if account is None:
        return _unlogged(render(request, "web/keeping/no_welcome.html", status=410))
    form = WelcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        account.set_password(form.cleaned_data["password"])
        account.save(update_fields=["password"])
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    member = Member.objects.filter(account=account).first()
    shown = {"form": form, "email": account.email, "name": member.name if member else ""}
    return _unlogged(render(request, "web/keeping/welcome.html", shown, status=422 if form.errors else 200))


@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    """/account/password/reset/: no mail is sent; an admin hands on a link."""
    return render(request, "web/keeping/forgotten.html")


def closed(request: HttpRequest) -> HttpResponse:
    """/account/signup/ and what else allauth offers to strangers."""
    return render(request, "web/keeping/closed.html", status=403)


def _calmly(request: HttpRequest) -> bool:
    """Whether this address asked no more often than a person does."""
    key = f"signin-tries:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, SPAN)
    try:
        return cache.incr(key) <= TRIES
    except ValueError:
        return True


def _unlogged(response: HttpResponse) -> HttpResponse:
    """The address is a key here: it lands in no log, no cache and no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django logs addresses of refused requests
    return response
