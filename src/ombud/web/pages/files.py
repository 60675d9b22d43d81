"""The whole of a mail, safe to look at, and the files that came with it. Neither may do anything in our pages."""

from __future__ import annotations

import unicodedata

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

from ombud.cases.models import Strand
from ombud.channels.contract import Whole
from ombud.channels.registry import get
from ombud.conversations import store
from ombud.conversations.models import Message, Raw
from ombud.team.models import Member
from ombud.web.door import desk
from ombud.web.reach import attachment_for, message_for
from ombud.web.said import plain

NOTHING = {"default-src": ["'none'"], "sandbox": ["allow-downloads"]}
MOST_TEXT = 200_000


@require_GET
@desk
def whole(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET /messages/7/whole/: everything that came, quotes and signature too; its HTML in a frame without powers."""
    message = message_for(member, number)
    strand: Strand | None = getattr(message.conversation, "strand", None)
    content, trouble = _content(message)
    shown = {
        "message": message, "name": plain(message.person.called) if message.person else message.address,
        "text": content.full_text[:MOST_TEXT], "html": content.html[:MOST_TEXT], "trouble": trouble,
        "back": reverse("case", args=[strand.case_id]) if strand else reverse("message", args=[message.pk]),
        "raw": Raw.objects.filter(message=message).exists(),
    }  # fmt: skip
    return render(request, "web/message/whole.html", shown)


def _content(message: Message) -> tuple[Whole, str]:
    """All of it for reading; what cannot be parsed is shown as the plain text we have, and said so."""
    raw = Raw.objects.filter(message=message).first()
    plainly = Whole(full_text=message.text, html="")
    if raw is None:
        return plainly, ""
    try:
        return get(message.inbox.channel).whole(store.whole(raw)), ""
    except OSError:
        return plainly, _("The stored mail cannot be found on this machine. What we read of it stands below.")
    except Exception:  # noqa: BLE001  # a hostile mail may break any parser; its text is still shown
        return plainly, _("This mail is broken beyond what we can read. What we read of it stands below.")


@require_GET
@csp_override(NOTHING)
@desk
def raw(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET /messages/7/raw/: the mail as it came, to be kept, never to be opened by the browser."""
    message = message_for(member, number)
    found = Raw.objects.filter(message=message).first()
    if found is None:
        raise Http404
    return download(store.whole(found), f"message-{message.pk}.eml", "application/octet-stream")


@require_GET
@csp_override(NOTHING)
@desk
def file(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """GET /files/3/: an attachment, always saved and never opened, whatever it claims to be."""
    found = attachment_for(member, number)
    return saved(found.sha256, found.name)


def saved(sha256: str, name: str) -> HttpResponse:
    """A kept file, to be saved and never opened, whatever it claims to be."""
    try:
        content = store.fetch(sha256)
    except OSError as error:
        raise Http404 from error
    return download(content, safe_name(name), "application/octet-stream")


def download(content: bytes, name: str, type_: str) -> HttpResponse:
    """The content, to be saved under `name`, kept by nobody on its way and run by no browser."""
    answer = HttpResponse(content, content_type=type_)
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer.headers["Content-Disposition"] = disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def safe_name(name: str) -> str:
    """A file name without folders, control characters and tricks of direction; never empty, never hidden."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf") and c not in '<>:"|?*')
    return kept.strip(". ")[-120:] or "file"
