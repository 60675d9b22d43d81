"""One word to everybody is sent: to the languages that are ready, once each letter was looked at (D24, D33, I6).

Sent in every language that somebody reads, it keeps the promise of the next word and names the next. A few people are
looked at while the sender waits; of more the rest is work, in batches, and none goes before the last was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction

from ombud.cases.models import Case
from ombud.incidents.affected import last_update, not_yet_told, reading, rendering_of, tongue
from ombud.incidents.filling import unknown
from ombud.incidents.models import Incident, Membership, Recipient, Rendering, Update
from ombud.team.models import Member
from ombud.work.queue import enqueue
from ombud.work.rows import insert

from .her_letter import Hers, Stop, her_letter, whole, words_of
from .incident import confirmed_only, hold
from .pledge import keep_once_said_to_all, pledge
from .put_together import tell
from .refused import Refused

SAMPLE = 20  # people whose letters are looked at while the sender waits
WEIGH, TELL = "weigh_update", "tell_person"


class UpdateStopped(Refused):
    """The guard stops an update in somebody's letter: the words as they were written, their language, the places."""

    def __init__(self, rendering: Rendering, stops: list[Stop]) -> None:
        blocks = any(one.severity == "block" for one in stops)
        super().__init__("guard_stops" if blocks else "guard_asks")
        self.rendering, self.stops = rendering, stops


@transaction.atomic
def send_update(
    incident: Incident, *, next_update_by: datetime, by: Member, now: datetime,
    confirm: Mapping[str, AbstractSet[str]] | None = None,
) -> list[Rendering]:  # fmt: skip
    """Send what is ready, naming the date of the next word. Returns the languages that go; pressed again, none. What
    nobody reads who is not told waits until somebody does. `confirm` names by language what its sender has looked at.

    Raises `Refused` (not_confirmed, until_past, nothing_ready, nobody_to_tell, unknown_hole, …) or `UpdateStopped`:
    nothing is sent.
    """
    incident = hold(incident)
    confirmed_only(incident)
    if next_update_by <= now:
        raise Refused("until_past")
    update = last_update(incident)
    ready = Rendering.objects.filter(update=update, ready_at__isnull=False, pressed_at=None).order_by("pk")
    going = list(ready.select_for_update(of=("self",)).select_related("update")) if update else []
    if not going and update and update.renderings.filter(pressed_at__isnull=False).exists():
        return []
    if not going:
        raise Refused("nothing_ready")
    going = [one for one in going if not_yet_told(one.update).filter(reading(one.language)).exists()]
    if not going:
        raise Refused("nobody_to_tell")
    for rendering in going:
        if holes := unknown(rendering.text):
            raise Refused("unknown_hole", names=", ".join(holes), language=rendering.language)
        rendering.pressed_at, rendering.pressed_by, rendering.next_update_by = now, by, next_update_by
        rendering.confirmed, rendering.stop = _looked_at(rendering, confirm), {}
        letters = looked_at(rendering, SAMPLE)
        if stops := [stop for hers in letters for stop in hers.unconfirmed(rendering.confirmed)]:
            raise UpdateStopped(rendering, stops)
        rendering.save()
        take_down(rendering, [hers.case for hers in letters], now)
        if len(letters) < SAMPLE:
            let_go(rendering, now)
        else:
            enqueue(WEIGH, [rendering.pk], now, tag=f"{int(now.timestamp())}")
    return going


def _looked_at(rendering: Rendering, confirm: Mapping[str, AbstractSet[str]] | None) -> list[str]:
    """What was confirmed of these words, in their language alone."""
    return sorted({*rendering.confirmed, *(confirm or {}).get(rendering.language, ())})


def looked_at(rendering: Rendering, most: int) -> list[Hers]:
    """The next letters of this language that nobody has looked at yet."""
    words = words_of(rendering)
    cases = whole(not_yet_told(rendering.update).filter(reading(rendering.language)).order_by("pk"))[:most]
    return [her_letter(case, words) for case in cases]


def take_down(rendering: Rendering, cases: list[Case], now: datetime, left_out: str = "") -> None:
    """These people are to get it. Whoever is written down already stays as she is."""
    rows = [
        Recipient(
            update_id=rendering.update_id, rendering=rendering, person_id=case.person_id, case=case, at=now,
            left_out=left_out,
        ) for case in cases
    ]  # fmt: skip
    insert(rows, once=True)


def let_go(rendering: Rendering, now: datetime) -> None:
    """Nothing stops a letter of it: they go. The last language that somebody waits for keeps what was promised."""
    incident = hold(rendering.update.incident)
    update = Update.objects.get(pk=rendering.update_id)  # as it is now: another language may have gone before
    rendering.checked_at = now
    rendering.save(update_fields=["checked_at"])
    if update.sent_at is None:
        update.sent_at = now
        update.save(update_fields=["sent_at"])
    if update.reached_at is None:
        keep_once_said_to_all(incident, update, now)
    elif rendering.next_update_by and incident.next_update_by and rendering.next_update_by < incident.next_update_by:
        incident.next_update_by = rendering.next_update_by  # these were promised it earlier than all others
        incident.save(update_fields=["next_update_by"])
        pledge(incident, now)
    until = rendering.next_update_by.isoformat() if rendering.next_update_by else ""
    people = Recipient.objects.filter(rendering=rendering).count()
    tell(
        incident, "update_sent", now, by=rendering.pressed_by, language=rendering.language, people=people, until=until
    )  # fmt: skip
    on_their_way(rendering, now)


def on_their_way(rendering: Rendering, now: datetime) -> None:
    """Work for each letter that is not written yet."""
    waiting = Recipient.objects.filter(rendering=rendering, letter=None, left_out="").order_by("pk")
    enqueue(TELL, waiting.values_list("pk", flat=True), now)


@transaction.atomic
def tell_latecomers(incident: Incident, *, by: Member, now: datetime, case: Case | None = None) -> int:
    """Send what was sent to everybody to who came later, or to one of them. Returns how many languages go, or 1.

    Raises `Refused` (nothing_sent, called_back, update_past, not_in_this_language) or, for one, `UpdateStopped`.
    """
    incident = hold(incident)
    confirmed_only(incident)
    update = last_update(incident)
    if update is None or update.sent_at is None:
        raise Refused("nothing_sent")
    fresh = not_yet_told(update)
    if case is not None:
        return _tell_one(incident, case, now)
    going = 0
    for rendering in Rendering.objects.filter(update=update, checked_at__isnull=False):
        if not fresh.filter(reading(rendering.language)).exists():
            continue
        if rendering.stopped_at is not None:
            raise Refused("called_back")
        if rendering.next_update_by is None or rendering.next_update_by <= now:
            raise Refused("update_past")
        enqueue(WEIGH, [rendering.pk], now, tag=f"later:{int(now.timestamp())}")
        going += 1
    if not going:
        raise Refused("nobody_waits")
    return going


def _tell_one(incident: Incident, case: Case, now: datetime) -> int:
    update = last_update(incident)
    before = Recipient.objects.filter(update=update, person=case.person_id).select_related("rendering").first()
    if before is not None and (before.letter_id or not before.left_out):
        return 0
    if not Membership.objects.filter(incident=incident, case=case, left_at=None).exists():
        raise Refused("nobody_waits")
    if case.ended_at is not None:
        raise Refused("ended")
    rendering = before.rendering if before else rendering_of(update, tongue(case.person.language, case.inbox.language))
    if rendering is None or rendering.checked_at is None:
        raise Refused("not_in_this_language")
    words = words_of(rendering)
    if words.until <= now:
        raise Refused("update_past")
    case = whole(Case.objects.filter(pk=case.pk)).get()
    hers = her_letter(case, words)
    if stops := hers.unconfirmed(rendering.confirmed):
        raise UpdateStopped(rendering, stops)
    if before is not None:
        Recipient.objects.filter(pk=before.pk).update(left_out="")
    else:
        take_down(rendering, [case], now)
    hers_now = Recipient.objects.filter(update=update, person=case.person_id)
    enqueue(TELL, hers_now.values_list("pk", flat=True), now, tag=f"{int(now.timestamp())}")
    return 1
