"""Giving out a file of a message: only what the page itself shows, and never so that a browser runs it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from ombud.conversations import store
from ombud.conversations.models import Attachment

SHOWN_AS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"})


def give(attachment: Attachment | None) -> HttpResponse:
    """The file, to be saved. Raises Http404 where it is not (or not hers)."""
    if attachment is None:
        raise Http404
    try:
        content = store.fetch(attachment.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    kind = attachment.type if attachment.type in SHOWN_AS else "application/octet-stream"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, attachment.name) or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
