"""Somebody changes what she wrote, or takes it back: what was heard stays, what is compared is what she says now.

Mail cannot change what was sent; the channels that can tell it as these arrivals do.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ombud.cases.models import Case, Event
from ombud.channels.contract import Arrival
from ombud.channels.registry import get
from ombud.conversations.models import Message, Replaced
from ombud.incidents.models import Dropped, Incident, Telling
from ombud.incidents.nearby import alike
from ombud.incidents.standing import members
from ombud.journey.hear import hear
from tests.alike import by_mark
from tests.doors.desk import signed_in
from tests.journey.test_incidents import TEXTS
from tests.world import BUDI, CARE, HANNAH, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
LAMP = "Meine Lampe ist seit Montag kaputt und niemand hilft mir. Ich bin enttäuscht."
KETTLE = "Mein Kettle kam zerbrochen an und niemand hilft mir. Ich bin enttäuscht."


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def changed(world: World, case: Case, text: str, who: Customer = RENATE, **facts: object) -> list[Message]:
    """An arrival that says it takes the place of the message that opened the case."""
    world.now += timedelta(minutes=5)
    arrival: Arrival = get("mail").read(world.mail(who, text or "-"), CARE, world.now)
    arrival = replace(arrival, text=text, replaces=case.opener.remote_id, **facts)  # type: ignore[arg-type]
    ids = hear(world.inbox, [arrival], now=world.now)
    world.work()
    return list(Message.objects.filter(pk__in=ids))


def test_changed_words_are_a_message_and_compared_instead_of_the_old_ones(world: World) -> None:
    case = world.complaint(RENATE, LAMP)
    before = Telling.objects.get(case=case).wording
    (message,) = changed(world, case, KETTLE)
    row = Replaced.objects.get(message=case.opener)
    assert row.by == message
    assert message.conversation_id == case.opener.conversation_id
    assert message.owed, "what she says now is owed an answer like any word of hers"
    case.opener.refresh_from_db()
    assert case.opener.text == LAMP, "what was heard stays: somebody may have answered it"
    assert before not in Telling.objects.filter(case=case).values_list("wording", flat=True)
    assert Dropped.objects.exists()
    page = signed_in(world.mira).get(f"/cases/{case.pk}/").content.decode()
    assert "Changed by its writer" in page
    assert "changed what she wrote" in page


def test_why_a_case_is_near_is_said_in_her_newest_words_and_in_none_that_she_took_back(world: World) -> None:
    first = world.complaint(RENATE, "Meine Lampe flackert und knistert seit Montag, und niemand hilft mir.")
    ida = Customer("Ida Kern", "ida@kern.example", "de")
    other = world.complaint(ida, "Meine Lampe flackert seit Montag. Ich bin enttäuscht.")
    assert "flackert" in alike(first, [other.pk])[other.pk].shared.words
    changed(world, other, "Meine Lampe knistert seit Montag. Ich bin enttäuscht.", ida)
    words = alike(first, [other.pk])[other.pk].shared.words
    assert "knistert" in words
    assert "flackert" not in words
    Replaced.objects.create(message=first.opener, at=world.now)  # taken back, and its telling not gone yet
    assert not alike(first, [other.pk])[other.pk].shared.words


def test_what_is_taken_back_is_compared_with_nothing_and_still_counts(world: World) -> None:
    cases = [world.complaint(who, TEXTS[who.language]) for who in (RENATE, BUDI, SIGNE)]
    incident = Incident.objects.get()
    assert changed(world, cases[0], "") == []
    assert Replaced.objects.get(message=cases[0].opener).by is None
    assert not Telling.objects.filter(case=cases[0]).exists()
    assert members(incident).count() == 3, "that she was one of them stays on record"
    case = world.again(cases[0])
    assert case.open, "nobody on our side takes it for solved"
    assert Event.objects.filter(case=case, what="words_taken_back").count() == 1
    assert "Taken back by its writer" in signed_in(world.mira).get(f"/cases/{case.pk}/").content.decode()


def test_heard_twice_it_is_changed_once(world: World) -> None:
    case = world.complaint(RENATE, LAMP)
    changed(world, case, "")
    changed(world, case, "")
    assert Replaced.objects.count() == 1
    assert Event.objects.filter(case=case, what="words_taken_back").count() == 1


@pytest.mark.parametrize("text", ["", KETTLE])
def test_nobody_else_changes_her_words(world: World, text: str) -> None:
    case = world.complaint(RENATE, LAMP)
    changed(world, case, text, who=HANNAH)
    assert not Replaced.objects.exists()
    assert Telling.objects.filter(case=case).exists()


def test_a_forged_change_is_none(world: World) -> None:
    case = world.complaint(RENATE, LAMP)
    changed(world, case, "", authentic="failed")
    changed(world, case, KETTLE, authentic="failed")
    assert not Replaced.objects.exists()


def test_a_change_of_what_nobody_heard_is_a_message_of_its_own(world: World) -> None:
    arrival = get("mail").read(world.mail(RENATE, LAMP), CARE, world.now)
    ids = hear(world.inbox, [replace(arrival, replaces="<nobody@heard.example>")], now=world.now)
    assert len(ids) == 1
    assert hear(world.inbox, [replace(arrival, remote_id="x", text="", replaces="<no@x>")], now=world.now) == []
