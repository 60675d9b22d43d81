"""put_away: files of a draft that was left alone for long go, and so does what was taken out of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ombud.conversations import store
from ombud.conversations.models import Attachment, Raw
from ombud.replies.enclosures import Enclosure
from ombud.replies.models import Draft
from ombud.work.queue import enqueue

from .enclose import ABANDONED, TAKEN_OUT


def put_away(enclosure_ids: Sequence[int], now: datetime) -> None:
    """Take out what is with a draft that nobody has touched for `ABANDONED`; what was taken out `TAKEN_OUT` ago goes.

    Its content goes from the store if no other row names it.
    """
    for pk in enclosure_ids:
        file = Enclosure.objects.select_for_update(of=("self",)).filter(pk=pk, waiting=None).first()
        if file is None:
            continue
        if file.taken_out_at is not None:
            _gone(file, now)
            continue
        draft = Draft.objects.filter(conversation=file.conversation_id, member=file.by_id).first()
        abandoned_at = max(file.at, draft.at if draft else file.at) + ABANDONED
        if abandoned_at > now:
            enqueue("put_away", [pk], abandoned_at, tag=f"{abandoned_at.timestamp():.0f}")
            continue
        file.taken_out_at = now
        file.save(update_fields=["taken_out_at"])
        enqueue("put_away", [pk], now + TAKEN_OUT, tag="taken_out")


def _gone(file: Enclosure, now: datetime) -> None:
    if file.taken_out_at is None or file.taken_out_at + TAKEN_OUT > now:
        return  # a date of its own is set for that
    wanted = (
        Enclosure.objects.filter(sha256=file.sha256).exclude(pk=file.pk).exists()
        or Attachment.objects.filter(sha256=file.sha256).exists()
        or Raw.objects.filter(sha256=file.sha256, content=b"").exists()
    )
    if not wanted:
        # Before its row: killed in between, the row is there for another try, and nobody reads what was taken out.
        store.drop(file.sha256, file.taken_out_at)
    file.delete()
