"""One word to all: who is not written to and why it shows, what comes back, and what cannot be written or asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.cases.models import Case
from ombud.channels.contract import Undeliverable
from ombud.conversations.models import Message
from ombud.incidents.affected import counts, languages, last_update, not_yet_told
from ombud.incidents.models import Incident, LeftOut, Recipient
from ombud.journey import let_go, note, release, tell_all
from ombud.journey.refused import Refused
from ombud.journey.regroup import split_off
from ombud.journey.send_update import send_update, tell_latecomers
from ombud.journey.tell_all import tell_person
from ombud.journey.write_update import ask_to_write, begin_update, write_update
from ombud.replies.guard import Verdict
from ombud.replies.models import Outgoing
from tests.alike import by_mark
from tests.journey.one_word import KNOWN, an_account, case_of, going_on, sent, written
from tests.journey.test_incidents import DAY, lamps, taken_on
from tests.world import HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def test_a_letter_that_comes_back_is_counted_and_owed_again(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    written(world, incident, "en", "de")
    world.post.refuses[RENATE.address] = Undeliverable("no_such_mailbox")
    sent(world, incident)
    update = last_update(incident)
    assert update is not None
    assert (counts(update)["de"].told, counts(update)["de"].failed) == (1, 1)
    assert Message.objects.get(pk=case_of(RENATE).opener_id).owed, "what it answered is owed again"
    world.hear(world.bounce(world.letters(HANNAH)[-1]))
    assert counts(update)["en"].failed == 1
    assert Message.objects.get(pk=case_of(HANNAH).opener_id).owed


def test_who_is_settled_gone_or_a_journalist_is_not_written_to_and_it_shows(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ombud.journey.send_update.enqueue", lambda *_args, **_more: None)
    anna, bo, cleo = (Customer(f"{name} Kern", f"{name.lower()}@kern.example", "en") for name in ("Anna", "Bo", "Cleo"))
    incident = going_on(world, HANNAH, RENATE, SIGNE, anna, bo, cleo)
    release.stop_writing(case_of(cleo), key=world.key(), now=world.now)
    written(world, incident, "en")
    sent(world, incident)
    assert set(Recipient.objects.values_list("person__name", flat=True)) == {HANNAH.name, anna.name, bo.name}
    release.stop_writing(case_of(anna), key=world.key(), now=world.now)
    split_off(incident, [case_of(bo).pk], title="Other", by=world.mira, now=world.now)
    Case.objects.filter(pk=case_of(HANNAH).pk).update(kind="press")
    letters = len(world.letters())
    tell_person(list(Recipient.objects.values_list("pk", flat=True)), world.now)
    world.work()
    assert len(world.letters()) == letters
    assert dict(Recipient.objects.values_list("person__name", "left_out")) == {
        HANNAH.name: LeftOut.PRESS, anna.name: LeftOut.ENDED, bo.name: LeftOut.LEFT,
    }  # fmt: skip
    update = last_update(incident)
    assert update is not None
    assert counts(update)["en"].left_out == 3


def test_words_that_are_a_note_on_one_case_stay_there_and_hold_up_nobody(world: World) -> None:
    anna = Customer("Anna Kern", "anna@kern.example", "en")
    incident = going_on(world, HANNAH, RENATE, SIGNE, anna)
    text = f"Hello,\n\n{KNOWN['en']} We write to you again by Friday."
    note.write(case_of(HANNAH), by=world.ana, text=text, now=world.now)
    write_update(incident, "en", text, by=world.mira, now=world.now, ready=True)
    sent(world, incident)
    assert dict(Recipient.objects.values_list("person__name", "left_out")) == {HANNAH.name: LeftOut.NOTE, anna.name: ""}
    assert KNOWN["en"] in world.letters(anna)[-1].text


def test_what_is_on_its_way_is_not_rewritten_and_the_next_one_begins_after_it(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    first = begin_update(incident, by=world.mira, now=world.now)
    assert begin_update(incident, by=world.ana, now=world.now) == first, "one is written at a time"
    written(world, incident, "en")
    sent(world, incident)
    with pytest.raises(Refused, match="update_on_its_way"):
        write_update(incident, "en", "Other words", by=world.mira, now=world.now)
    second = begin_update(incident, by=world.mira, now=world.now)
    assert second != first
    assert not_yet_told(second).count() == 3, "the next word is for everybody again"
    world.now += DAY
    written(world, incident, "en", "de")
    assert sent(world, incident) == ["en", "de"]
    assert len([one for one in world.letters(HANNAH) if KNOWN["en"] in one.text]) == 2


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"until": timedelta(0)}, "until_past"),
        ({"of": "jonas"}, "cannot_write"),
        ({"of": "gone"}, "left"),
        ({"of": "ana"}, "does_not_speak"),
    ],
)
def test_a_colleague_is_asked_who_can_write_it_by_a_date_that_lies_ahead(
    world: World, values: dict[str, Any], code: str
) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    gone = world.member("Ole", languages=("da",))
    gone.left_at = world.now
    gone.save()
    of = {"jonas": world.jonas, "gone": gone}.get(values.get("of", ""), an_account(world.ana))
    until = world.now + values.get("until", DAY)
    with pytest.raises(Refused, match=code):
        ask_to_write(incident, "da", of=of, until=until, by=world.mira, now=world.now)


def test_nothing_is_written_of_what_nobody_has_confirmed(world: World) -> None:
    lamps(world, HANNAH, RENATE, SIGNE)
    incident = Incident.objects.get()
    with pytest.raises(Refused, match="not_confirmed"):
        write_update(incident, "en", "x", by=world.mira, now=world.now)
    taken_on(world, incident)
    with pytest.raises(Refused, match="nothing_ready"):
        send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="nothing_sent"):
        tell_latecomers(incident, by=world.mira, now=world.now)


def test_who_said_that_it_is_solved_needs_no_more_words(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    let_go.solved(case_of(HANNAH), concerns=None, words="", key=world.key(), now=world.now)
    assert languages(incident) == {"da": 1, "de": 1}


def test_a_crash_in_the_middle_of_a_batch_tells_nobody_twice_and_holds_up_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = going_on(world, RENATE, SIGNE, LUCIA, HANNAH)
    written(world, incident, "en", "de", "es")
    whole, poisoned = tell_all._letter, case_of(RENATE).pk

    def breaks(recipient: Recipient, case: Case, text: str, verdict: Verdict, now: datetime) -> Outgoing:
        letter = whole(recipient, case, text, verdict, now)
        if case.pk == poisoned:
            raise RuntimeError("the lights went out")
        return letter

    monkeypatch.setattr(tell_all, "_letter", breaks)
    before = {who: len(world.letters(who)) for who in (RENATE, LUCIA, HANNAH)}
    with pytest.raises(AssertionError, match="tell_person"):
        sent(world, incident)
    assert [len(world.letters(who)) - before[who] for who in (RENATE, LUCIA, HANNAH)] == [0, 1, 1]
    update = last_update(incident)
    assert update is not None
    assert counts(update)["de"].waiting == 1, "she is still to be told"
    monkeypatch.setattr(tell_all, "_letter", whole)
    world.now += timedelta(minutes=5)
    world.work()
    assert [len(world.letters(who)) - before[who] for who in (RENATE, LUCIA, HANNAH)] == [1, 1, 1]
