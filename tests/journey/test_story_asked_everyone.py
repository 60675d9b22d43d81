"""Put right: each is asked whether it is solved for her, and only her own yes settles her case (D10, D31, D33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.incidents.lists import endings, to_ask
from ombud.incidents.models import Incident
from ombud.incidents.rules import Status, status
from ombud.journey import let_go
from ombud.journey.ask_everyone import ask_everyone, ask_person
from ombud.journey.incident import end, note_fix
from ombud.journey.refused import Refused
from tests.alike import by_mark
from tests.journey.one_word import case_of, going_on, sent, written
from tests.journey.test_incidents import DAY, TEXTS
from tests.rooms.truths import against
from tests.world import BUDI, CUSTOMERS, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
SOLVED = {
    "en": "Is it solved to your satisfaction?", "de": "Sind Sie mit der Lösung zufrieden?",
    "es": "¿Quedó resuelto a su satisfacción?", "da": "Er du tilfreds med løsningen?",
    "id": "Apakah hasilnya sudah memuaskan menurut Anda?",
}  # fmt: skip


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def put_right(world: World, *who: Customer) -> Incident:
    incident = going_on(world, *who)
    note_fix(incident, words="Batch 47 is recalled, Jonas pays", by=world.mira, now=world.now)
    incident.refresh_from_db()
    return incident


def test_each_is_asked_in_her_language_and_only_her_yes_settles_her_case(world: World) -> None:
    incident = put_right(world)
    written(world, incident, "en")
    sent(world, incident)
    world.now += timedelta(hours=2)
    assert ask_everyone(incident, by=world.mira, now=world.now) == 5
    world.work()
    for who in CUSTOMERS:
        letter = world.letters(who)[-1]
        assert SOLVED[who.language] in letter.text
        assert "/c/" in letter.text, "the two answers are on her own page"
        assert "Batch 47" not in letter.text, "our own record goes to nobody"
        assert not letter.automatic
    assert all(case.open for case in Case.objects.all()), "nothing ends by our click"
    assert endings(incident) == {"confirmed": 0, "asked": 5, "not_yet": 0, "open": 0, "silent": 0, "released": 0}
    for who in (HANNAH, RENATE):
        let_go.solved(case_of(who), concerns=None, words="", key=world.key(), now=world.now)
    let_go.not_yet(case_of(BUDI), words="Masih rusak.", key=world.key(), now=world.now)
    world.work()
    assert endings(incident) == {"confirmed": 2, "asked": 2, "not_yet": 1, "open": 0, "silent": 0, "released": 0}
    back = case_of(BUDI)
    assert back.open
    assert back.round == 2
    assert any("Masih rusak." in letter.text for letter in world.letters(world.mira)), "her owner is told"
    with pytest.raises(Refused, match="cases_open"):
        end(incident, by=world.mira, now=world.now)
    with pytest.raises(Refused, match="nobody_to_ask"):
        ask_everyone(incident, by=world.mira, now=world.now)
    for who in (BUDI, SIGNE, LUCIA):
        let_go.solved(case_of(who), concerns=None, words="", key=world.key(), now=world.now)
    end(incident, by=world.mira, now=world.now)
    incident.refresh_from_db()
    assert status(incident) is Status.ENDED
    assert against(world.now) == {}


def test_nobody_is_asked_twice_however_often_it_is_done(world: World) -> None:
    incident = put_right(world, HANNAH, RENATE, SIGNE)
    ask_everyone(incident, by=world.mira, now=world.now)
    world.work()
    letters, hers = len(world.letters()), len(world.letters(HANNAH))
    ask_person(list(Case.objects.values_list("pk", flat=True)), world.now)
    world.work()
    assert len(world.letters()) == letters
    late = world.complaint(Customer("Ida Kern", "ida@kern.example", "en"), TEXTS["en"] + " Really.", subject="Ida")
    assert list(to_ask(incident)) == [late]
    world.now += timedelta(minutes=5)
    assert ask_everyone(incident, by=world.mira, now=world.now) == 1
    world.work()
    assert len(world.letters(HANNAH)) == hers, "who was asked is not asked again with others"
    assert SOLVED["en"] in world.letters()[-1].text
    assert Case.objects.get(pk=late.pk).asked_at == world.now


def test_it_is_put_right_first_and_who_cannot_be_asked_today_stays_to_be_asked(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    with pytest.raises(Refused, match="not_fixed"):
        ask_everyone(incident, by=world.mira, now=world.now)
    note_fix(incident, words="New bulbs", by=world.mira, now=world.now)
    incident.refresh_from_db()
    case = case_of(HANNAH)
    case.person.identities.all().delete()
    case.opener.conversation.messages.update(address="")
    ask_everyone(incident, by=world.mira, now=world.now)
    world.work()
    assert [one.person.name for one in to_ask(incident)] == [HANNAH.name], "she is shown, not passed over"
    assert not case.actions.exists()


def test_silence_after_two_asks_rests_and_the_incident_can_end(world: World) -> None:
    incident = put_right(world, HANNAH, RENATE, SIGNE)
    ask_everyone(incident, by=world.mira, now=world.now)
    world.work()
    world.pass_time(12 * DAY)
    assert endings(incident)["silent"] == 3
    end(incident, by=world.mira, now=world.now)
