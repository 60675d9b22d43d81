"""The leader's link leads to one brief and nothing else; a preview shows its author the same page, without answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from ombud.access.links import NoWay, read_word
from ombud.privacy.signing import sign

from .models import Brief

GOOD_FOR = timedelta(days=90)
PREVIEW = timedelta(hours=2)


def brief_url(brief: Brief, now: datetime) -> str:
    """The whole address of the leader's page, good for ninety days and as long as `edition` is not withdrawn."""
    return f"{settings.PUBLIC_URL}/b/{sign('brief', brief.pk, brief.edition, now + GOOD_FOR)}/"


def preview_url(brief: Brief, now: datetime) -> str:
    """The address of the page as its leader will see it, for whoever writes it."""
    return f"/b/{sign('preview', brief.pk, brief.edition, now + PREVIEW)}/"


def open_brief(word: str, now: datetime) -> tuple[Brief, bool]:
    """The brief behind a link, and whether it is only a preview. Raises `NoWay`."""
    try:
        said, preview = read_word(word, "brief", now), False
    except NoWay as no:
        if no.code != "tampered":
            raise
        said, preview = read_word(word, "preview", now), True
    found = Brief.objects.select_related("to", "owner", "inbox", "decision", "incident").filter(pk=said.subject).first()
    if found is None:
        raise NoWay("tampered")
    if found.edition != said.edition or found.withdrawn_at or (not preview and found.sent_at is None):
        raise NoWay("withdrawn")
    if found.to and found.to.left_at:
        raise NoWay("withdrawn")
    return found, preview
