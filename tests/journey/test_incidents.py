"""What follows from a likeness: who proposes, what people's words do, what can be undone, who is told (D32, D33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.incidents.models import Check, Happening, Incident, Membership, Telling, Verdict
from ombud.incidents.nearby import isolated
from ombud.incidents.rules import Status, status
from ombud.incidents.standing import last_words, members, tellers_of
from ombud.journey import correct, release
from ombud.journey.concern import add_concern
from ombud.journey.incident import confirm, dismiss, end, note_cause, note_fix, set_next_update
from ombud.journey.notice_pattern import notice_pattern
from ombud.journey.refused import Refused
from ombud.journey.say_same import say_not_same, say_same, undo_said
from tests.alike import by_mark
from tests.rooms.breaking import photograph
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TEXTS = {
    "de": "Meine Lampe ist seit Montag kaputt und niemand hilft mir. Ich bin enttäuscht.",
    "id": "Lampu saya rusak sejak Senin dan belum ada yang menjawab. Tolong dibantu, saya kecewa.",
    "da": "Min lampe er gået i stykker, og ingen svarer. Jeg er skuffet over det her.",
    "es": "Mi lámpara está rota desde el lunes y nadie contesta. Ayúdenme, por favor.",
    "en": "My lamp has been broken since Monday and nobody has answered me. Please help.",
}
KETTLE = "Your kettle arrived broken and nobody answers me. I am very disappointed, please help."


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def lamps(world: World, *who: Customer) -> list[Case]:
    """Each writes of her lamp, in her own language."""
    found = []
    for one in who:
        world.now += timedelta(minutes=5)
        found.append(world.complaint(one, TEXTS[one.language], subject=f"{one.first} 1"))
    return found


def inside(incident: Incident) -> set[int]:
    return set(members(incident).values_list("case_id", flat=True))


def told(what: str) -> int:
    return Happening.objects.filter(what=what).count()


def taken_on(world: World, incident: Incident, title: str = "Lamps go out") -> Incident:
    confirm(incident, owner=world.mira, title=title, next_update_by=world.now + DAY, by=world.mira, now=world.now)
    incident.refresh_from_db()
    return incident


def test_each_complaint_is_held_against_all_others_at_once(world: World) -> None:
    (first,) = lamps(world, RENATE)
    assert isolated(first) is True
    assert Check.objects.get(case=first).near == 0
    (second,) = lamps(world, BUDI)
    assert isolated(first) is False, "whoever comes later is near her, too"
    assert isolated(second) is False
    telling = Telling.objects.get(case=second)
    for word in (b"lampu", b"Lampu", b"rusak"):
        assert word not in bytes(telling.packed), "a telling holds no words"


def test_words_that_say_nothing_are_not_called_isolated(world: World) -> None:
    case = world.complaint(HANNAH, "It is broken again and nobody answers me. I am very disappointed.", subject="x")
    assert Telling.objects.get(case=case).place is None
    assert isolated(case) is None


def test_the_third_person_makes_an_incident(world: World) -> None:
    cases = lamps(world, RENATE, BUDI)
    assert not Incident.objects.exists()
    cases += lamps(world, SIGNE)
    incident = Incident.objects.get()
    assert status(incident) is Status.PROPOSED
    assert inside(incident) == {case.pk for case in cases}
    cases += lamps(world, LUCIA)
    assert inside(incident) == {case.pk for case in cases}
    assert Incident.objects.count() == 1
    for case in cases:
        assert case.events.filter(what="incident_joined").count() == 1


def test_one_person_however_often_she_writes_is_one(world: World) -> None:
    for number in range(4):
        world.complaint(
            RENATE, f"Meine Lampe ist kaputt, nun schon zum {number}. Mal. Bitte helfen Sie mir!", f"L{number}"
        )
    lamps(world, BUDI)
    assert not Incident.objects.exists()


def test_forty_copies_are_answered_and_make_no_incident(world: World) -> None:
    text = TEXTS["en"]
    copies = [Customer(f"Troll {n}", f"troll{n}@farm.example", "en") for n in range(40)]
    mails = [world.mail(who, text, subject=f"Lamp {n}") for n, who in enumerate(copies)]
    heard = world.hear(*mails)
    assert Case.objects.filter(opener__in=heard).count() == 40
    assert not Incident.objects.exists()
    assert all(message.owed for message in Message.objects.filter(pk__in=[m.pk for m in heard])), "each is answered"
    lamps(world, RENATE, BUDI)
    incident = Incident.objects.get()
    tellers = tellers_of(list(inside(incident)))
    assert len(tellers) > len({teller.wording for teller in tellers}), "the page can say that texts are copied"


def test_few_words_from_many_accounts_make_no_incident_and_join_one_that_stands(world: World) -> None:
    copies = [Customer(f"Troll {n}", f"troll{n}@farm.example", "en") for n in range(20)]
    heard = world.hear(*(world.mail(who, "My lamp is broken!", subject="") for who in copies[:19]))
    cases = {case.pk for case in Case.objects.filter(opener__in=heard)}
    assert len(cases) == 19
    assert not Incident.objects.exists()
    lamps(world, RENATE)
    assert not Incident.objects.exists(), "two voices, however many copies"
    lamps(world, BUDI)
    incident = Incident.objects.get()
    assert cases < inside(incident), "what was sent in the same words is in it, too"
    (word,) = world.hear(world.mail(copies[19], "Lamp!!", subject=""))
    if not Case.objects.filter(opener=word).exists():
        correct.correct(word, by=world.mira, now=world.now, kind="complaint")
        world.work()
    assert Case.objects.get(opener=word).pk in inside(incident), "a lone word joins"


def test_safety_needs_two_and_a_lone_one_is_told_to_a_person_at_once(world: World) -> None:
    hot = "The lamp caught fire and burned my hand! I had to go to hospital."
    case = world.complaint(HANNAH, hot, subject="Fire")
    alarms = [letter for letter in world.letters() if "danger" in letter.text]
    assert {letter.to.address for letter in alarms} == {world.mira.email, world.tomas.email}
    for letter in alarms:
        assert "somebody may be hurt" in letter.subject
        assert "no threat" in letter.text
        assert f"/cases/{case.pk}/" in letter.text, "and it leads to the case"
    assert not Incident.objects.exists()
    receipts = len(world.letters(HANNAH))
    notice_pattern([case.pk], world.now)
    world.work()
    assert len([letter for letter in world.letters() if "danger" in letter.text]) == len(alarms), "once"
    lamps(world, RENATE)
    incident = Incident.objects.get()
    assert incident.safety_at is not None
    assert len(world.letters(HANNAH)) == receipts, "she is sent nothing by it"
    other = Customer("Otto Kern", "otto@kern.example", "en")
    world.complaint(other, "My lamp exploded, there was a fire, and I am injured. Help!", subject="Help")
    assert len([letter for letter in world.letters() if "danger" in letter.text]) == len(alarms), "somebody knows"


def test_doing_it_again_changes_nothing(world: World) -> None:
    cases = lamps(world, RENATE, BUDI, SIGNE, LUCIA)
    before = photograph()
    notice_pattern([cases[-1].pk], world.now)
    assert photograph() == before
    notice_pattern([case.pk for case in cases], world.now)
    before = photograph()
    notice_pattern([case.pk for case in cases], world.now)
    assert photograph() == before, "who is looked at anew is near to more, once"


def test_a_complaint_hidden_in_praise_counts(world: World) -> None:
    lamps(world, RENATE, BUDI)
    text = (
        "Thank you so much for the wonderful service, your team is lovely! Unfortunately the lamp is broken and does "
        "not work any more. Kind regards, Hannah"
    )
    (message,) = world.hear(world.mail(HANNAH, text, subject="Thanks"))
    assert Case.objects.get(opener=message).pk in inside(Incident.objects.get())


def test_a_no_separates_for_good(world: World) -> None:
    first, second, third = lamps(world, RENATE, BUDI, SIGNE)
    incident = Incident.objects.get()
    say_not_same(third, first, by=world.mira, now=world.now)
    world.work()
    assert inside(incident) == {first.pk, second.pk}
    assert last_words([third.pk]) == {(first.pk, third.pk): False}
    notice_pattern([third.pk], world.now)
    add_concern(third, words="The lamp again", by=world.mira, now=world.now)
    world.work()
    assert inside(incident) == {first.pk, second.pk}, "no likeness brings her back"
    with pytest.raises(Refused, match="kept_apart"):
        say_same(third, second, by=world.mira, now=world.now)
    undo_said(third, first, by=world.mira, now=world.now)
    assert inside(incident) == {first.pk, second.pk, third.pk}, "taking it back puts her where she was"
    assert [v.said for v in Verdict.objects.order_by("pk")] == ["not_same", "undone"]
    assert Membership.objects.filter(case=third).count() == 2, "that she had left stays on record"


def test_a_no_before_anything_is_proposed_keeps_the_two_apart(world: World) -> None:
    first, second = lamps(world, RENATE, BUDI)
    say_not_same(first, second, by=world.mira, now=world.now)
    lamps(world, SIGNE, LUCIA)
    incident = Incident.objects.get()
    assert len(inside(incident) & {first.pk, second.pk}) == 1


def test_a_yes_draws_in_what_no_likeness_finds(world: World) -> None:
    lamps(world, RENATE, BUDI, SIGNE)
    incident = Incident.objects.get()
    odd = world.complaint(HANNAH, KETTLE, subject="Kettle")
    assert odd.pk not in inside(incident)
    say_same(odd, Case.objects.get(person__name=RENATE.name), by=world.mira, now=world.now)
    assert odd.pk in inside(incident)
    say_same(odd, Case.objects.get(person__name=RENATE.name), by=world.mira, now=world.now)
    assert Verdict.objects.count() == 1, "again is harmless"
    undo_said(odd, Case.objects.get(person__name=RENATE.name), by=world.mira, now=world.now)
    assert odd.pk not in inside(incident)


def test_people_alone_can_draw_three_together(world: World) -> None:
    texts = {RENATE: TEXTS["de"], HANNAH: KETTLE, SIGNE: "Min radio er gået i stykker, og ingen svarer. Hjælp mig!"}
    lamp, kettle, radio = (world.complaint(who, text, subject=who.first) for who, text in texts.items())
    say_same(kettle, lamp, by=world.mira, now=world.now)
    assert not Incident.objects.exists()
    say_same(kettle, radio, by=world.ana, now=world.now)
    assert inside(Incident.objects.get()) == {lamp.pk, kettle.pk, radio.pk}


def test_an_incident_is_owned_and_dated_or_it_is_none(world: World) -> None:
    lamps(world, RENATE, BUDI, SIGNE)
    incident = Incident.objects.get()
    for wrong, code in (
        ({"title": " "}, "needs_title"),
        ({"next_update_by": world.now}, "until_past"),
        ({"owner": world.jonas}, "cannot_own"),
    ):
        asked = {"title": "Lamps", "next_update_by": world.now + DAY, "owner": world.mira} | wrong
        with pytest.raises(Refused, match=code):
            confirm(incident, by=world.mira, now=world.now, **asked)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="not_confirmed"):
        note_cause(incident, words="A bad batch", by=world.mira, now=world.now)
    taken_on(world, incident)
    assert status(incident) is Status.CONFIRMED
    set_next_update(incident, until=world.now + 2 * DAY, by=world.mira, now=world.now)
    note_cause(incident, words="A bad batch", by=world.mira, now=world.now)
    note_cause(incident, words="A bad batch", by=world.mira, now=world.now)
    assert told("cause_found") == 1
    with pytest.raises(Refused, match="not_fixed"):
        end(incident, by=world.mira, now=world.now)
    note_fix(incident, words="New bulbs are on their way", by=world.mira, now=world.now)
    incident.refresh_from_db()
    assert status(incident) is Status.FIXED
    with pytest.raises(Refused, match="cases_open"):
        end(incident, by=world.mira, now=world.now)
    for case in Case.objects.filter(pk__in=inside(incident)):
        release.release(case, because="mistake", by=world.mira, words="A test", now=world.now)
    end(incident, by=world.mira, now=world.now)
    incident.refresh_from_db()
    assert status(incident) is Status.ENDED
    (later,) = lamps(world, HANNAH)
    assert later.pk not in inside(incident)


def test_what_is_dismissed_takes_in_what_comes_and_asks_nobody_again(world: World) -> None:
    lamps(world, RENATE, BUDI, SIGNE)
    incident = Incident.objects.get()
    with pytest.raises(Refused, match="needs_words"):
        dismiss(incident, words=" ", by=world.mira, now=world.now)
    dismiss(incident, words="Another brand's lamps", by=world.mira, now=world.now)
    (later,) = lamps(world, LUCIA)
    assert Incident.objects.count() == 1
    assert later.pk in inside(incident)
    assert status(taken_on(world, incident)) is Status.CONFIRMED, "and it can still be confirmed"
