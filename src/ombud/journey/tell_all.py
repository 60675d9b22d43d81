"""weigh_update, tell_person: the work of one word to everybody. First each letter is looked at, then each is sent,
in her own thread, once (D24, D33, I6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case, Event
from ombud.incidents.affected import not_yet_told
from ombud.incidents.models import LeftOut, Membership, Recipient, Rendering
from ombud.replies.guard import Verdict
from ombud.replies.models import Outgoing
from ombud.work.queue import enqueue

from .answer import promise_next_word, settle
from .begin import lock, log
from .deliver import deliver, spokesperson_only
from .her_letter import Hers, her_letter, thread_of, whole, words_of
from .incident import hold
from .note import not_a_note
from .put_together import tell
from .refused import Refused
from .send_update import WEIGH, let_go, looked_at, on_their_way, take_down
from .stop_sending import as_written, call_back

CHUNK = 50


def weigh_ahead(rendering_ids: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """Look at the next letters outside any transaction: the guard takes its time. Returns what is to be written."""
    found: dict[int, tuple[Rendering, list[Hers]]] = {}
    for rendering in _pressed(rendering_ids):
        found[rendering.pk] = (rendering, looked_at(rendering, CHUNK))
    return lambda ids, then: _weighed(ids, found, then)


def weigh_update(rendering_ids: Sequence[int], now: datetime) -> None:
    """`weigh_ahead` and what follows from it, in one."""
    weigh_ahead(rendering_ids, now)(rendering_ids, now)


def _pressed(rendering_ids: Sequence[int]) -> list[Rendering]:
    found = Rendering.objects.filter(pk__in=rendering_ids, pressed_at__isnull=False, stopped_at=None)
    return list(found.select_related("update__incident", "pressed_by"))


def _weighed(ids: Sequence[int], found: dict[int, tuple[Rendering, list[Hers]]], now: datetime) -> None:
    for number in sorted(set(ids) & set(found)):
        was, letters = found[number]
        incident = hold(was.update.incident)
        rendering = Rendering.objects.select_related("update__incident", "pressed_by").get(pk=number)
        if rendering.pressed_at != was.pressed_at or rendering.text != was.text:
            continue  # stopped meanwhile: it was written again, and is looked at again when it is pressed
        if not incident.open:
            call_back(incident, by=None, now=now)
            continue
        if rendering.stopped_at is not None:
            continue
        _take(rendering, letters, now)


def _take(rendering: Rendering, looked: list[Hers], now: datetime) -> None:
    here = set(
        not_yet_told(rendering.update).filter(pk__in=[hers.case.pk for hers in looked]).values_list("pk", flat=True)
    )
    letters = [hers for hers in looked if hers.case.pk in here]  # who left the incident meanwhile is told there
    stopped = [hers for hers in letters if hers.unconfirmed(rendering.confirmed)]
    if stopped and rendering.checked_at is None:
        _stop(rendering, stopped[0], now)
        return
    # Who came later and whose letter is stopped holds up nobody: the others have had theirs.
    take_down(rendering, [hers.case for hers in stopped], now, left_out=LeftOut.GUARD)
    take_down(rendering, [hers.case for hers in letters if hers not in stopped], now)
    if len(looked) == CHUNK:
        last = looked[-1].case.pk
        enqueue(WEIGH, [rendering.pk], now, tag=f"{int(now.timestamp())}:{last}")
    elif rendering.checked_at is None:
        if Recipient.objects.filter(rendering=rendering).exists():
            let_go(rendering, now)
        else:
            as_written(rendering, now)  # nobody who reads it is left in the incident
        return
    if rendering.checked_at is not None:
        on_their_way(rendering, now)


def _stop(rendering: Rendering, hers: Hers, now: datetime) -> None:
    """It goes to nobody, and whoever opens the page sees why."""
    Recipient.objects.filter(rendering=rendering, letter=None).delete()
    rendering.stop = hers.unconfirmed(rendering.confirmed)[0].as_kept
    rendering.pressed_at = rendering.pressed_by = rendering.ready_at = None
    rendering.save()
    tell(rendering.update.incident, "update_stopped", now, language=rendering.language)


def tell_ahead(recipient_ids: Sequence[int], now: datetime) -> Callable[[Sequence[int], datetime], None]:
    """Write the letters and have them looked at outside any transaction. Returns what sends them."""
    found: dict[int, Hers] = {}
    waiting = Recipient.objects.filter(pk__in=recipient_ids, letter=None, left_out="")
    rows = list(waiting.select_related("rendering__pressed_by"))
    cases = {case.pk: case for case in whole(Case.objects.filter(pk__in={one.case_id for one in rows}))}
    for one in rows:
        found[one.pk] = her_letter(cases[one.case_id], words_of(one.rendering))
    return lambda ids, then: _tell(ids, found, then)


def tell_person(recipient_ids: Sequence[int], now: datetime) -> None:
    """`tell_ahead` and what follows from it, in one."""
    tell_ahead(recipient_ids, now)(recipient_ids, now)


def _tell(ids: Sequence[int], found: dict[int, Hers], now: datetime) -> None:
    waiting = Recipient.objects.filter(pk__in=ids, letter=None, left_out="").order_by("case")
    for number, case_id in list(waiting.values_list("pk", "case_id")):
        case = lock(Case(pk=case_id))
        held = Recipient.objects.select_for_update(of=("self",)).select_related(
            "rendering__pressed_by", "update__incident"
        )
        recipient = held.filter(pk=number, letter=None, left_out="").first()
        if recipient is None:
            continue  # somebody else was quicker, and the case was held until it stood
        out = _why_not(recipient, case, now)
        if not out:
            out = _send(recipient, case, found.get(recipient.pk), now)
        if out:
            Recipient.objects.filter(pk=recipient.pk).update(left_out=out)


def _why_not(recipient: Recipient, case: Case, now: datetime) -> str:
    """What has changed since she was written down; a press enquiry is a spokesperson's to answer (D13)."""
    rendering = recipient.rendering
    if not recipient.update.incident.open:
        return LeftOut.STOPPED
    if case.ended_at is not None:
        return LeftOut.ENDED
    if not Membership.objects.filter(case=case, incident=recipient.update.incident_id, left_at=None).exists():
        return LeftOut.LEFT
    if rendering.next_update_by is None or rendering.next_update_by <= now:
        return LeftOut.LATE
    try:
        spokesperson_only(thread_of(case), case, words_of(rendering).by)
    except Refused:
        return LeftOut.PRESS
    return ""


def _send(recipient: Recipient, case: Case, looked: Hers | None, now: datetime) -> str:
    """Her letter goes; returns why it cannot. It is looked at again where the case has changed since it was."""
    rendering = recipient.rendering
    hers = her_letter(case, words_of(rendering)) if looked is None or _changed(looked.case, case) else looked
    if hers.verdict is None or hers.unconfirmed(rendering.confirmed):
        return LeftOut.GUARD
    try:
        with transaction.atomic():
            letter = _letter(recipient, case, hers.text, hers.verdict, now)
    except Refused as refused:
        return LeftOut.NOTE if refused.code == "words_of_note" else LeftOut.NO_ADDRESS
    Recipient.objects.filter(pk=recipient.pk).update(letter=letter)
    return ""


def _changed(was: Case, case: Case) -> bool:
    return _told_by(was) != _told_by(case)


def _told_by(case: Case) -> tuple[object, ...]:
    hers = (case.person.name, case.topic, case.kind, case.round, case.edition)
    return *hers, case.owner_id, case.handler_id, case.answered_at


def _letter(recipient: Recipient, case: Case, text: str, verdict: Verdict, now: datetime) -> Outgoing:
    words, conversation = words_of(recipient.rendering), thread_of(case)
    not_a_note(case, text, by=words.by, inbox=conversation.inbox)
    letter = deliver(
        conversation, case, by=words.by, text=text, verdict=verdict, language=words.language,
        key=f"update:{recipient.update_id}:{recipient.person_id}", now=now,
    )  # fmt: skip
    settle(conversation, case, letter, now)
    promise_next_word(case, letter, words.until, now)
    Event.objects.create(
        case=case, what="answered", by=words.by, params={"message": letter.message_id}, shown=True, at=now
    )
    log(case, "incident_update", now, by=words.by, number=recipient.update.incident_id)
    return letter
