"""save_text: a reply is saved for the next time, changed, or no longer offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from ombud.access.rules import may
from ombud.replies.saved import Saved
from ombud.replies.texts import LANGUAGES, registers
from ombud.replies.texts.own import unknown_holes
from ombud.team.models import Member

from .refused import Refused

LONGEST = 8_000


@transaction.atomic
def save_text(
    saved: Saved | None, *, by: Member, name: str, texts: Mapping[str, Mapping[str, str]], now: datetime,
    replaces: str = "",
) -> Saved:  # fmt: skip
    """Save it, new or changed. Raises `Refused` (not_yours, empty, text_too_long, unknown_holes, saved_name_taken)."""
    if not may(by.roles, "keep_texts"):
        raise Refused("not_yours")
    kept = {
        language: {r: texts.get(language, {}).get(r, "").strip() for r in registers(language)} for language in LANGUAGES
    }
    every = [text for by_register in kept.values() for text in by_register.values()]
    if not name.strip() or not any(every):
        raise Refused("empty")
    if max(map(len, every)) > LONGEST:
        raise Refused("text_too_long", number=LONGEST)
    holes = sorted({hole for text in every for hole in unknown_holes(text)})
    if holes:
        raise Refused("unknown_holes", names=", ".join(f"{{{hole}}}" for hole in holes))
    row = Saved.objects.select_for_update().get(pk=saved.pk) if saved else Saved(replaces=replaces)
    row.name, row.texts, row.by, row.at = name.strip()[:80], kept, by, now
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused("saved_name_taken", name=row.name) from error
    return row


@transaction.atomic
def offer_no_more(saved: Saved, *, by: Member, now: datetime) -> None:
    """It is no longer offered; one of ours that it replaced is back. Again is harmless."""
    if not may(by.roles, "keep_texts"):
        raise Refused("not_yours")
    Saved.objects.filter(pk=saved.pk, left_at=None).update(left_at=now, by=by)
