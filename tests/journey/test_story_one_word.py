"""One word to all: written once a language, sent to each in her own thread with her own details, counted (D24, D33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.incidents.affected import counts, languages, last_update, not_yet_told, rendering_of, summed
from ombud.incidents.models import Happening, Recipient
from ombud.journey.her_letter import frame
from ombud.journey.refused import Refused
from ombud.journey.send_update import UpdateStopped, send_update, tell_latecomers
from ombud.journey.tell_all import tell_person
from ombud.journey.write_update import ask_to_write, write_update
from ombud.promises.models import DUE, Promise
from tests.alike import by_mark
from tests.journey.one_word import KNOWN, an_account, case_of, going_on, sent, written
from tests.journey.test_incidents import DAY, TEXTS
from tests.rooms.truths import against
from tests.world import BUDI, CUSTOMERS, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def test_each_is_told_in_her_language_with_her_own_details_and_what_is_missing_is_asked_for(world: World) -> None:
    incident = going_on(world)
    assert languages(incident) == dict.fromkeys(("da", "de", "en", "es", "id"), 1)
    old = Promise.objects.get(DUE, pledge__incident=incident)
    written(world, incident, "en", "de")
    ask_to_write(
        incident, "es", of=an_account(world.ana), until=world.now + timedelta(hours=4), by=world.mira, now=world.now
    )  # fmt: skip
    world.work()
    (asked,) = [one for one in world.letters(world.ana) if "español" in one.subject]
    assert f"/incidents/{incident.pk}/?language=es#word" in asked.text
    before = {who: len(world.letters(who)) for who in CUSTOMERS}
    assert sent(world, incident) == ["en", "de"]
    for who in CUSTOMERS:
        assert len(world.letters(who)) == before[who] + (who in (HANNAH, RENATE)), who.name
    for who, words in ((HANNAH, KNOWN["en"]), (RENATE, KNOWN["de"])):
        case, letter = case_of(who), world.letters(who)[-1]
        assert words in letter.text
        assert who.name in letter.text
        assert f" {case.pk}" in letter.text
        assert case.topic in letter.text
        assert "/c/" in letter.text, "her own page"
        assert "{" not in letter.text
        assert letter.subject.startswith("Re: "), "in her own thread"
        assert not letter.automatic
        assert case.next_update_by == world.now + 2 * DAY, "she hears again when everybody does"
        assert case.opener.answered_by is not None
        assert case.events.filter(what="incident_update").count() == 1
    update = last_update(incident)
    assert update is not None
    assert summed(counts(update).values()).told == 2
    assert {case.person.name for case in not_yet_told(update)} == {BUDI.name, SIGNE.name, LUCIA.name}
    written(world, incident, "es", by=world.ana)
    assert sent(world, incident) == ["es"]
    assert KNOWN["es"] in world.letters(LUCIA)[-1].text
    assert not_yet_told(update).count() == 2, "nobody is left out in silence"
    assert Promise.objects.get(DUE, pledge__incident=incident) == old, "and the word is owed as long as they wait"
    assert against(world.now) == {}


def test_pressed_twice_or_done_again_nobody_is_told_twice(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    written(world, incident, "en", "de")
    sent(world, incident)
    letters = len(world.letters())
    assert sent(world, incident) == [], "a second click sends nothing"
    tell_person(list(Recipient.objects.values_list("pk", flat=True)), world.now)
    assert tell_latecomers(incident, by=world.mira, now=world.now, case=case_of(HANNAH)) == 0
    world.work()
    assert len(world.letters()) == letters


def test_one_person_with_two_cases_is_told_once(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    second = world.complaint(HANNAH, "My other lamp is broken too and nobody answers me about it.", subject="Other")
    assert incident.memberships.filter(case=second).exists()
    written(world, incident, "en")
    before = len(world.letters(HANNAH))
    sent(world, incident)
    assert len(world.letters(HANNAH)) == before + 1


def test_a_hole_that_stands_for_nothing_cannot_be_sent(world: World) -> None:
    incident = going_on(world)
    write_update(incident, "en", frame(incident, "en"), by=world.mira, now=world.now, ready=True)
    for text, code in (
        (frame(incident, "en"), "unknown_hole"),
        ("Hello {customer_name},\n\nyour order {order_number} is late.", "unknown_hole"),
    ):
        write_update(incident, "en", text, by=world.mira, now=world.now, ready=True)
        with pytest.raises(Refused, match=code):
            sent(world, incident)
    with pytest.raises(Refused, match="empty"):
        write_update(incident, "de", "  ", by=world.mira, now=world.now, ready=True)
    assert not Recipient.objects.exists()


def test_a_block_in_one_letter_stops_it_for_all(world: World) -> None:
    incident = going_on(world)
    text = "Hello {customer_name},\n\ncalm down, it is only a lamp. Case {case_number}, by {next_update_by}. Mira"
    write_update(incident, "en", text, by=world.mira, now=world.now, ready=True)
    written(world, incident, "de")
    letters = len(world.letters())
    with pytest.raises(UpdateStopped) as stopped:
        send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now)
    block = next(stop for stop in stopped.value.stops if stop.severity == "block")
    assert "calm down" in text[block.start : block.end], "the finding stands at its place in what was written"
    world.work()
    assert len(world.letters()) == letters, "not even the other language goes"
    rendering = rendering_of(last_update(incident), "de")
    assert rendering is not None
    assert rendering.pressed_at is None


def test_warnings_have_to_be_confirmed(world: World) -> None:
    incident = going_on(world)
    write_update(incident, "en", "Hello {customer_name},\n\nmore soon.", by=world.mira, now=world.now, ready=True)
    with pytest.raises(UpdateStopped, match="guard_asks") as stopped:
        send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now)
    entries = frozenset(stop.entry for stop in stopped.value.stops)
    assert send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now, confirm={"en": entries})


def test_many_are_looked_at_before_the_first_letter_goes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ombud.journey.send_update.SAMPLE", 2)
    monkeypatch.setattr("ombud.journey.tell_all.CHUNK", 2)
    more = [Customer(f"Guest {letter}", f"guest{letter}@many.example", "en") for letter in "ABCDE"]
    incident = going_on(world, RENATE, SIGNE, LUCIA, *more)
    last = case_of(more[-1])
    Case.objects.filter(pk=last.pk).update(topic="")
    written(world, incident, "en")
    letters = len(world.letters())
    assert sent(world, incident) == ["en"], "nobody waits for five to be looked at"
    assert len(world.letters()) == letters, "one letter has a hole, so none goes"
    rendering = rendering_of(last_update(incident), "en")
    assert rendering is not None
    assert rendering.pressed_at is None
    assert rendering.stop["case"] == last.pk
    assert rendering.text[rendering.stop["start"] : rendering.stop["end"]] == "{topic}"
    assert not Recipient.objects.exists()
    assert Happening.objects.filter(incident=incident, what="update_stopped").exists()
    text = rendering.text.replace("about “{topic}” ", "")
    write_update(incident, "en", text, by=world.mira, now=world.now, ready=True)
    world.now += timedelta(minutes=1)
    assert sent(world, incident) == ["en"]
    assert len(world.letters()) == letters + 5
    assert all("Guest" in letter.text for letter in world.letters()[-5:])


def test_who_came_later_is_shown_as_not_told_and_told_by_one_click(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    written(world, incident, "en")
    sent(world, incident)
    ida = Customer("Ida Kern", "ida@kern.example", "en")
    late = world.complaint(ida, TEXTS["en"].replace("Monday", "Tuesday"), subject="Ida 1")
    update = last_update(incident)
    assert update is not None
    assert late in not_yet_told(update)
    assert counts(update)["en"].later == 1
    with pytest.raises(Refused, match="not_in_this_language"):
        tell_latecomers(incident, by=world.mira, now=world.now, case=case_of(RENATE))
    assert tell_latecomers(incident, by=world.mira, now=world.now) == 1
    world.work()
    assert KNOWN["en"] in world.letters(ida)[-1].text
    assert counts(update)["en"].told == 2
    with pytest.raises(Refused, match="nobody_waits"):
        tell_latecomers(incident, by=world.mira, now=world.now)
    world.complaint(BUDI, TEXTS["id"], subject="Budi 9")
    world.pass_time(3 * DAY)
    later = world.complaint(Customer("Olga K", "olga@kern.example", "en"), TEXTS["en"], subject="Olga")
    with pytest.raises(Refused, match="update_past"):
        tell_latecomers(incident, by=world.mira, now=world.now, case=later)
