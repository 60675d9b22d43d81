"""enclose: a file is added to what somebody writes, or taken out again. It stays with her draft, whatever others do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ombud.channels.contract import Carries
from ombud.channels.filenames import safe
from ombud.channels.registry import Unknown, get
from ombud.conversations import store
from ombud.conversations.models import Conversation
from ombud.inboxes.models import Inbox
from ombud.replies.carrying import Room, Sized, does_not_fit
from ombud.replies.enclosures import WITH_DRAFT, Enclosure
from ombud.replies.models import Waiting
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .refused import Refused

# A draft that nobody has touched for so long loses its files; what was taken out can be needed by a reply elsewhere
# that is being sent just now, so its content stays a while longer.
ABANDONED = timedelta(days=30)
TAKEN_OUT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that somebody brings. `type` is what her browser says it is, `read` gives its content, once."""

    name: str
    type: str
    size: int
    read: Callable[[], bytes]


def carries_of(inbox: Inbox) -> Carries:
    """What a message in `inbox` can take along; of a channel that is not installed, words alone."""
    try:
        return get(inbox.channel).carries
    except Unknown:
        return Carries()


def room_of(inbox: Inbox) -> Room:
    """The room for files in one reply there."""
    ours = Room(settings.REPLY_FILES, settings.REPLY_FILE_SIZE, settings.REPLY_FILES_SIZE)
    return ours.within(carries_of(inbox))


def with_draft(conversation: Conversation, by: Member) -> list[Enclosure]:
    """The files that are with her draft, in the order in which she added them."""
    return list(Enclosure.objects.filter(WITH_DRAFT, conversation=conversation, by=by).order_by("pk"))


@transaction.atomic
def enclose(conversation: Conversation, *, by: Member, file: Brought, now: datetime, key: str = "") -> Enclosure | None:
    """Add `file` to what she writes there. The same file again is the one that is there.

    `key` is that of the form it came with: once that form is sent, nothing more is added by it. Raises `Refused`
    (no_files_here, file_empty, file_over, file_of_kind, files_too_many, files_over), OSError if it cannot be kept.
    """
    # Held, so that two windows together do not bring more than fits.
    conversation = Conversation.objects.select_for_update(of=("self",)).select_related("inbox").get(pk=conversation.pk)
    if key and Waiting.objects.filter(key=f"answer:{key}").exists():
        return None
    there = with_draft(conversation, by)
    name = safe(file.name, file.type)
    fits([file], conversation.inbox)
    content = file.read()
    sha256 = store.name_of(content)
    before = next((one for one in there if (one.sha256, one.name) == (sha256, name)), None)
    if before:
        return before
    fits([*there, file], conversation.inbox)
    store.keep(content)
    added = Enclosure.objects.create(
        conversation=conversation, by=by, name=name, type=file.type[:120], size=len(content), sha256=sha256, at=now
    )
    enqueue("put_away", [added.pk], now + ABANDONED)
    return added


@transaction.atomic
def take_out(enclosure: Enclosure, *, by: Member, now: datetime) -> None:
    """She does not want to send it after all. Raises `Refused` (not_yours, gone_out); again is harmless."""
    fresh = Enclosure.objects.select_for_update(of=("self",)).get(pk=enclosure.pk)
    if fresh.by_id != by.pk:
        raise Refused("not_yours")
    if fresh.waiting_id:
        raise Refused("gone_out")
    if fresh.taken_out_at is None:
        fresh.taken_out_at = now
        fresh.save(update_fields=["taken_out_at"])
        enqueue("put_away", [fresh.pk], now + TAKEN_OUT, tag="taken_out")


def chosen(conversation: Conversation, by: Member, seen: Collection[int]) -> list[Enclosure]:
    """The files that go with what she sends now: those with her draft, if they are what she has before her eyes.

    Raises `Refused` (files_changed, and as `enclose` does).
    """
    here = Enclosure.objects.filter(WITH_DRAFT, conversation=conversation, by=by)
    there = list(here.select_for_update(of=("self",)).order_by("pk"))
    if {one.pk for one in there} != set(seen):
        raise Refused("files_changed")
    fits(there, conversation.inbox)
    return there


def fits(files: Collection[Sized], inbox: Inbox) -> None:
    """Raises `Refused` for what cannot go with one reply."""
    no = does_not_fit(list(files), room_of(inbox))
    if no:
        names = ", ".join(safe(name) for name in no.names)
        params = {"channel": inbox.channel, "names": names, "bound": no.bound, "possible": ", ".join(no.possible)}
        raise Refused(no.code, **params)


def give_back_files(waiting: Waiting, now: datetime) -> None:
    """What waited with a reply is with its author's draft again, beside what she has added since."""
    for file in waiting.enclosures.order_by("pk"):
        again, fresh = Enclosure.objects.filter(WITH_DRAFT).get_or_create(
            conversation_id=file.conversation_id, by_id=file.by_id, sha256=file.sha256, name=file.name,
            defaults={"type": file.type, "size": file.size, "at": now},
        )  # fmt: skip
        if fresh:
            enqueue("put_away", [again.pk], now + ABANDONED)
