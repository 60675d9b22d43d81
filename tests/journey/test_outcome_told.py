"""Who has been told what came of a brief (D16): not by a letter that was lost, not before she came, not in a guess."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.advocacy import lists
from ombud.advocacy.models import Brief, Voice
from ombud.advocacy.rules import Status, status
from ombud.cases.models import Case
from ombud.journey import decide, hint, release
from ombud.journey.refused import Refused
from ombud.journey.tell_outcome import close, tell_everybody, waiting
from ombud.people.models import Person
from ombud.promises.models import DUE, Owe, Promise
from ombud.replies.models import Outgoing
from ombud.team.models import Member
from tests.alike import by_mark
from tests.journey.briefs import OUTCOME, again, incident, lamps, sent
from tests.world import HANNAH, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def decided(world: World) -> tuple[Brief, dict[Customer, Case]]:
    found, cases = incident(world)
    whole = sent(world, found)
    decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    return again(whole), cases


def tell(world: World, whole: Brief, **words: str) -> None:
    tell_everybody(again(whole), words or OUTCOME, by=world.mira, now=world.now)
    world.work()


def outcomes(world: World, who: Customer) -> int:
    return sum(OUTCOME[who.language] in letter.text for letter in world.letters(who))


def test_a_letter_that_came_back_has_told_nobody(world: World) -> None:
    whole, cases = decided(world)
    tell(world, whole)
    assert lists.told([whole.pk]) == {whole.pk: (3, 0, 0)}
    world.hear(world.bounce(world.letters(RENATE)[-1]))
    assert lists.told([whole.pk]) == {whole.pk: (2, 1, 0)}
    with pytest.raises(Refused, match="not_all_told") as refused:
        close(again(whole), by=world.mira, now=world.now)
    assert refused.value.params["number"] == 1
    moved = Customer(RENATE.name, "renate@neu.example", "de")
    (new,) = world.hear(world.mail(moved, "Das ist meine neue Adresse.", to=world.letters(RENATE)[-1]))
    hint.join(new, by=world.mira, now=world.now)
    more = Case.objects.get(opener=new)
    release.release(more, because="merged", into=world.again(cases[RENATE]), by=world.mira, now=world.now)
    world.work()
    tell(world, whole)
    assert outcomes(world, moved) == 1, "where she writes from now"
    assert lists.told([whole.pk]) == {whole.pk: (3, 0, 0)}
    close(again(whole), by=world.mira, now=world.now)
    assert status(again(whole)) is Status.CLOSED


def test_whose_only_address_sends_back_what_we_write_cannot_be_reached(world: World) -> None:
    whole, cases = decided(world)
    tell(world, whole)
    world.hear(world.bounce(world.letters(RENATE)[-1]))
    before = len(world.letters(RENATE))
    tell(world, whole)
    assert len(world.letters(RENATE)) == before, "nobody writes to a dead address twice"
    assert Voice.objects.get(case=cases[RENATE]).spared == "no_address"
    assert lists.told([whole.pk]) == {whole.pk: (2, 0, 1)}
    assert outcomes(world, SIGNE) == 1, "who knows is left in peace"
    close(again(whole), by=world.mira, now=world.now)


def test_a_letter_that_could_not_be_sent_is_written_once_more(world: World) -> None:
    whole, cases = decided(world)
    tell(world, whole)
    voice = Voice.objects.get(case=cases[RENATE])
    assert voice.letter_id
    Outgoing.objects.filter(pk=voice.letter_id).update(sent_at=None, failed_at=world.now, trouble="refused")
    with pytest.raises(Refused, match="not_all_told"):
        close(again(whole), by=world.mira, now=world.now)
    tell(world, whole)
    assert Voice.objects.get(case=cases[RENATE]).letter_id != voice.letter_id
    assert (outcomes(world, RENATE), outcomes(world, SIGNE)) == (2, 1)
    close(again(whole), by=world.mira, now=world.now)


def owed(world: World) -> list[Promise]:
    return list(Promise.objects.filter(DUE, owe=Owe.TELL_OUTCOME))


def test_what_comes_back_once_it_is_closed_opens_it_again(world: World) -> None:
    whole, _cases = decided(world)
    tell(world, whole)
    close(again(whole), by=world.mira, now=world.now)
    assert owed(world) == []
    world.pass_time(timedelta(days=1))
    world.hear(world.bounce(world.letters(RENATE)[-1]))
    world.hear(world.bounce(world.letters(SIGNE)[-1]))
    assert status(again(whole)) is Status.YES
    (promise,) = owed(world)
    assert promise.keeper == world.mira
    assert again(whole).tell_promise == promise
    assert promise.due_at > world.now
    assert again(whole).happenings.filter(what="opened_again").count() == 1
    tell(world, whole)
    assert owed(world) == [], "neither can be reached, which is known now"
    close(again(whole), by=world.mira, now=world.now)
    assert status(again(whole)) is Status.CLOSED


def test_what_comes_back_before_it_is_closed_is_promised_anew(world: World) -> None:
    whole, _cases = decided(world)
    tell(world, whole)
    assert owed(world) == []
    world.hear(world.bounce(world.letters(RENATE)[-1]))
    assert [one.keeper for one in owed(world)] == [world.mira]


def test_of_what_opens_again_somebody_takes_care_though_its_owner_has_left(world: World) -> None:
    whole, _cases = decided(world)
    tell(world, whole)
    close(again(whole), by=world.mira, now=world.now)
    Brief.objects.filter(pk=whole.pk).update(owner=world.ana)
    Member.objects.filter(pk=world.ana.pk).update(left_at=world.now)
    world.hear(world.bounce(world.letters(RENATE)[-1]))
    assert again(whole).owner == again(whole).inbox.owner
    assert [one.keeper for one in owed(world)] == [again(whole).inbox.owner]


def test_who_came_after_the_telling_is_told_before_it_is_closed(world: World) -> None:
    whole, _cases = decided(world)
    tell(world, whole)
    world.pass_time(timedelta(hours=2))
    lamps(world, HANNAH)
    with pytest.raises(Refused, match="not_all_told"):
        close(again(whole), by=world.mira, now=world.now)
    assert waiting(whole) == {"en": 1}, "and from here on the page asks for her language"
    tell(world, whole)
    assert outcomes(world, HANNAH) == 1
    assert outcomes(world, RENATE) == 1
    close(again(whole), by=world.mira, now=world.now)


def test_a_language_that_is_none_of_ours_is_asked_for_and_not_guessed(world: World) -> None:
    whole, cases = decided(world)
    Person.objects.filter(pk=cases[SIGNE].person_id).update(language="fr")
    assert waiting(whole) == {"de": 1, "id": 1, "fr": 1}
    with pytest.raises(Refused, match="outcome_missing") as lacks:
        tell(world, whole)
    assert lacks.value.params["languages"] == ["fr"]
    french = "Bonjour Signe,\n\nC'est décidé : chaque lampe de la livraison d'octobre est remplacée avant fin janvier."
    tell(world, whole, **OUTCOME, fr=french)
    letter = world.letters(SIGNE)[-1]
    assert letter.language == "fr"
    assert letter.text.startswith(french)
    assert "/c/" in letter.text, "her page"
    assert "Mira" in letter.text
    assert "Hej" not in letter.text, "nothing of ours in another language around it"
    close(again(whole), by=world.mira, now=world.now)
