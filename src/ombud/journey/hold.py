"""hold: a person's reply waits before it goes: some seconds for second thoughts, until a date, or for a second reader.

What it will settle stays owed until it has left. It leaves by `answer`, once, and the guard reads it again as it does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from ombud.cases.models import Case, Event
from ombud.conversations.models import Conversation, Message
from ombud.replies.enclosures import Enclosure
from ombud.replies.models import Draft
from ombud.replies.outbox import sha256_of
from ombud.replies.waiting import LIVE, Waiting, Why
from ombud.replies.windows import Piece, kept, pieces, unknown
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .answer import Written, answer, hold_still, judged, may_answer, waits_for_reader
from .came_back import came_back, known, piece_of, unseen
from .deliver import NO_WORDS
from .enclose import chosen, give_back_files
from .refused import Refused
from .second_reader import ask_for_reading, check_reader, let_pass, read_no_more
from .tell_author import tell_author
from .words import signed


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest message and waiting reply that somebody had before her eyes when she began."""

    message: int = 0
    waiting: int = 0


@transaction.atomic
def hold(
    conversation: Conversation, *, by: Member, text: str, key: str, now: datetime,
    next_word_by: datetime | None = None, confirm: AbstractSet[str] = frozenset(),
    because: Mapping[str, str] = NO_WORDS, at: datetime | None = None, unless_heard: bool = False,
    seen: Seen | None = None, files: Collection[int] = (), back: Collection[int] | None = None,
    since: Collection[str] | None = None,
) -> Waiting:  # fmt: skip
    """Take a reply on: checked as if it left now, it goes after the seconds for undoing, or `at` a date.

    `seen`: what came after it is shown before anything is sent. `back` are the replies whose words she has again before
    her eyes, and `files` the enclosures; they go with it. What another window of hers has kept beyond the words
    `since`, with which this one was opened, stays her draft. Raises as `answer` does, and `Refused` (newer, came_back,
    until_past, later_than_promised, files_changed). The same `key` gives the same reply.
    """
    text = text.strip()
    if not text:
        raise Refused("empty")
    case, conversation = hold_still(conversation)
    before = Waiting.objects.filter(key=f"answer:{key}", by=by).first()
    if before:
        return before
    if seen is not None:
        came = came_since(conversation, case, by, seen)
        if came:
            raise Refused("newer", name=came.name)
    returned = came_back(conversation, by)
    if unseen(returned, back, key):
        raise Refused("came_back")
    if at is not None and at <= now:
        raise Refused("until_past")
    if at and case and case.open and case.next_update_by and now < case.next_update_by < at:
        raise Refused("later_than_promised", until=case.next_update_by)
    may_answer(conversation, case, by, next_word_by, at or now)
    enclosed = chosen(conversation, by, files)
    judged(conversation, case, by, text, confirm, because, read=True)
    reader = waits_for_reader(conversation, by)
    words = signed(text, by, conversation.inbox) if conversation.person_id else text
    waiting = Waiting.objects.create(
        key=f"answer:{key}", conversation=conversation, case=case, by=by,
        why=Why.READER if reader else Why.LATER if at else Why.UNDO,
        text=words, text_sha256=sha256_of(words), next_word_by=next_word_by, because=dict(because), made_at=now,
        wanted_at=at, go_at=None if reader else at or now + timedelta(seconds=settings.UNDO),
        unless_heard=unless_heard and at is not None,
        after=newest(conversation, case).message, files=len(enclosed),
    )  # fmt: skip
    Enclosure.objects.filter(pk__in=[file.pk for file in enclosed]).update(waiting=waiting)
    if reader:
        ask_for_reading(waiting, now)
    elif at:
        _log(waiting, "sends_later", now, by, until=at.isoformat())
    _sent(conversation, by, text, since, known(returned, (), key))
    start(waiting)
    return waiting


def _sent(
    conversation: Conversation, by: Member, text: str, since: Collection[str] | None, hers: Collection[str]
) -> None:  # fmt: skip
    """Her draft without what was sent: what a window of hers keeps that this one has never shown stays."""
    draft = Draft.objects.filter(conversation=conversation, member=by).first()
    left = unknown(pieces(draft), text, since, hers)
    Draft.objects.filter(conversation=conversation, member=by).update(**kept(left), machine_at=None)


def start(waiting: Waiting) -> None:
    """It goes when its time has come; each date that it is given is a piece of work of its own."""
    if waiting.go_at:
        enqueue("go_out", [waiting.pk], waiting.go_at, tag=f"{waiting.go_at.timestamp():.3f}")


def go_out(waiting_ids: Sequence[int], now: datetime) -> None:
    """Let what has waited long enough leave; what cannot leave any more is given back to its author, who reads why."""
    for pk in waiting_ids:
        waiting = _held(pk)
        if not waiting.live or waiting.go_at is None or waiting.go_at > now:
            continue
        if waiting.unless_heard and _heard_since(waiting):
            give_back(waiting, "heard", now)
            continue
        try:
            with transaction.atomic():
                waiting.outgoing = answer(
                    waiting.conversation, by=waiting.by, text=waiting.text, key=waiting.key.removeprefix("answer:"),
                    now=now, next_word_by=waiting.next_word_by, confirm=None, because=waiting.because,
                    read=waiting.approved_by_id is not None, files=list(waiting.enclosures.order_by("pk")),
                    written=Written(waiting.made_at, waiting.after),
                )  # fmt: skip
        except Refused as refused:
            waiting.outgoing = None
            give_back(waiting, refused.code, now)
        except IntegrityError:  # what no check foresaw and the database will not take is no reason to try for ever
            waiting.outgoing = None
            give_back(waiting, "refused", now)
        else:
            waiting.save(update_fields=["outgoing"])


@transaction.atomic
def withdraw(waiting: Waiting, *, by: Member, now: datetime) -> None:
    """Take it back before it goes: its author has her words again. Raises `Refused("gone_out")`; again is harmless."""
    waiting = _held(waiting.pk)
    if waiting.outgoing_id:
        raise Refused("gone_out")
    if waiting.live:
        give_back(waiting, "undone", now, by=by)


@transaction.atomic
def approve(waiting: Waiting, *, by: Member, now: datetime, seen: Seen | None = None) -> None:
    """A second reader lets it pass; it leaves as she read it, and what came after what she has `seen` is shown first.
    Raises as `let_pass` does, and `Refused("news_for_reader")`."""
    waiting = _held(waiting.pk)
    came = came_since(waiting.conversation, waiting.case, by, seen) if seen else None
    if came and waiting.live:
        raise Refused("news_for_reader", name=came.name)
    start(let_pass(waiting, by=by, now=now))


@transaction.atomic
def send_back(waiting: Waiting, *, by: Member, words: str, now: datetime) -> None:
    """A second reader has something to say first: it is its author's draft again, who reads her words. Raises as
    `check_reader` does."""
    waiting = _held(waiting.pk)
    give_back(waiting, "sent_back", now, by=by, words=check_reader(waiting, by=by, words=words))


@transaction.atomic
def change_date(waiting: Waiting, *, by: Member, at: datetime, now: datetime) -> None:
    """Let it go at another time. Raises `Refused` (gone_out, until_past, next_word_past, later_than_promised)."""
    waiting = _held(waiting.pk)
    if not waiting.live or waiting.why == Why.UNDO:
        raise Refused("gone_out")
    case = waiting.case
    if at < now:
        raise Refused("until_past")
    if waiting.next_word_by and waiting.next_word_by <= at:
        raise Refused("next_word_past")
    if case and case.open and case.next_update_by and now < case.next_update_by < at:
        raise Refused("later_than_promised", until=case.next_update_by)
    waiting.wanted_at = at
    if waiting.go_at:
        waiting.go_at = at
    waiting.save(update_fields=["wanted_at", "go_at"])
    _log(waiting, "sends_later", now, by, until=at.isoformat())
    start(waiting)


def heard(messages: Sequence[Message], now: datetime) -> None:
    """She wrote: replies that were to go unless she did are withdrawn, and shown to who wrote them."""
    hers = {m.conversation_id for m in messages if m.direction == "in" and m.auto == "no" and m.voice == "customer"}
    if not hers:
        return
    live = Waiting.objects.filter(LIVE, unless_heard=True)
    here = Q(conversation__in=hers) | Q(case__strands__conversation__in=hers)
    for pk in list(live.filter(here).distinct().values_list("pk", flat=True)):
        waiting = _held(pk)
        if waiting.live and _heard_since(waiting):
            give_back(waiting, "heard", now)


def newest(conversation: Conversation, case: Case | None) -> Seen:
    """The newest message and waiting reply that anybody has before her eyes now."""
    here = Q(conversation__strand__case=case) if case else Q(conversation=conversation)
    message = Message.objects.filter(here).aggregate(Max("pk"))["pk__max"] or 0
    waits = Waiting.objects.filter(here)
    return Seen(message, waits.aggregate(Max("pk"))["pk__max"] or 0)


@dataclass(frozen=True, slots=True)
class Came:
    """A word that came while somebody wrote: whose, and when."""

    name: str
    at: datetime


def came_since(conversation: Conversation, case: Case | None, by: Member, seen: Seen) -> Came | None:
    """The first word of the customer, a handler or a colleague that `by` has not had before her eyes."""
    here = Q(conversation__strand__case=case) if case else Q(conversation=conversation)
    news = Message.objects.filter(here, pk__gt=seen.message, auto="no").exclude(voice="machine")
    message = news.exclude(direction="out", by=by).select_related("by", "person").order_by("pk").first()
    if message:
        person = message.person.called if message.person else ""
        return Came(message.by.name if message.by else person, message.heard_at)
    waits = Waiting.objects.filter(LIVE, here, pk__gt=seen.waiting)
    other = waits.exclude(by=by).select_related("by").order_by("pk").first()
    return Came(other.by.name, other.made_at) if other else None


def _held(pk: int) -> Waiting:
    """The waiting reply as it is now, its case and conversation held in the order in which every step holds them."""
    waiting = Waiting.objects.select_related("conversation").get(pk=pk)
    case, conversation = hold_still(waiting.conversation)
    fresh = Waiting.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    fresh.case, fresh.conversation = case or fresh.case, conversation
    return fresh


def _heard_since(waiting: Waiting) -> bool:
    here = Q(conversation__strand__case=waiting.case_id) if waiting.case_id else Q(conversation=waiting.conversation_id)
    return Message.objects.filter(here, pk__gt=waiting.after, direction="in", auto="no", voice="customer").exists()


def give_back(waiting: Waiting, why: str, now: datetime, *, by: Member | None = None, words: str = "") -> None:
    """It does not go: `why` is a code; its words and files are its author's draft again, with what she has begun
    since."""
    waiting.withdrawn, waiting.withdrawn_at, waiting.withdrawn_by, waiting.words = why, now, by, words[:2000]
    waiting.save(update_fields=["withdrawn", "withdrawn_at", "withdrawn_by", "words"])
    if waiting.why == Why.READER:
        read_no_more(waiting, now)
    tell_author(waiting, now)
    draft_again(waiting, now)
    if waiting.why != Why.UNDO or why != "undone":
        _log(waiting, "held_back", now, by, because=why, name=waiting.by.name, words=words)


def draft_again(waiting: Waiting, now: datetime) -> None:
    """Its words and files are its author's draft once more, above what she has begun since. Done again, they stand
    there once."""
    draft, _ = Draft.objects.get_or_create(
        conversation=waiting.conversation, member=waiting.by, defaults={"text": "", "at": now}
    )
    if waiting.text not in draft.text:
        found = [Piece(piece_of(waiting), waiting.text), *pieces(draft)]
        Draft.objects.filter(pk=draft.pk).update(**kept(found), at=now)
    give_back_files(waiting, now)


def _log(waiting: Waiting, what: str, now: datetime, by: Member | None, **params: str) -> None:
    if waiting.case_id:
        Event.objects.create(case_id=waiting.case_id, what=what, by=by, params=params, at=now)
