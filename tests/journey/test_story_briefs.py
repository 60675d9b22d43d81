"""Briefs from the first line to the last word: refused, quoted, answered, followed up, and told to everyone (D11 to
D16)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ombud.advocacy import lists, rules
from ombud.advocacy.figures import figures
from ombud.advocacy.models import Answer, Brief, Voice
from ombud.advocacy.rules import Status, status
from ombud.cases.models import Event
from ombud.journey import decide, quote, raise_concern, release
from ombud.journey.refused import Refused
from ombud.journey.tell_outcome import close, tell_everybody, waiting
from ombud.promises.models import Breach, Promise
from tests.alike import by_mark
from tests.doors.desk import at
from tests.journey.briefs import OUTCOME, again, allow, asked, brief, incident, lamps, sent, written
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def way(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/[bc]/[\w-]+/)", text)
    assert found, text
    return found[1]


def told_in(world: World, who: Customer, words: str) -> int:
    return sum(words in letter.text for letter in world.letters(who))


def test_the_brief_that_was_answered_no_is_told_to_everyone_in_her_own_language(world: World) -> None:
    found, cases = incident(world, RENATE, BUDI, SIGNE, LUCIA, HANNAH)
    whole = sent(world, found)
    (letter,) = world.letters(world.tomas)
    assert "Lamps that stay lit" in letter.text
    client = Client()
    with at(world):
        page = client.get(way(letter.text))
        assert page.status_code == 200
        form = {"said": "no", "words": "The supplier pays from next year on.", "key": "a" * 32}
        assert client.post(f"{way(letter.text)}answer/", form).status_code == 302
        assert client.post(f"{way(letter.text)}answer/", form).status_code == 302, "the same press is one answer"
    whole = again(whole)
    assert status(whole) is Status.NO
    assert Answer.objects.get().words == "The supplier pays from next year on."
    assert whole.tell_promise is not None
    assert whole.tell_promise.keeper == world.mira
    with pytest.raises(Refused, match="not_all_told"):
        close(whole, by=world.mira, now=world.now)
    assert waiting(whole) == dict.fromkeys(("de", "id", "da", "es", "en"), 1)
    with pytest.raises(Refused, match="outcome_missing") as lacks:
        tell_everybody(whole, {"de": OUTCOME["de"], "en": OUTCOME["en"]}, by=world.mira, now=world.now)
    assert lacks.value.params["languages"] == ["da", "es", "id"], "asked for, not guessed"
    for _twice in range(2):
        tell_everybody(whole, OUTCOME, by=world.mira, now=world.now)
        world.work()
    for who, case in cases.items():
        assert told_in(world, who, OUTCOME[who.language]) == 1, who.name
        told = Voice.objects.get(brief=whole, case=case)
        assert told.letter is not None
        assert told.letter.message is not None
        assert told.letter.message.conversation == case.opener.conversation, "in her own thread"
        assert world.again(case).open, "her case goes on: only she ends it"
    assert again(whole).tell_promise.kept_at == world.now  # type: ignore[union-attr]
    close(whole, by=world.mira, now=world.now)
    assert status(again(whole)) is Status.CLOSED


def test_later_comes_again_is_reminded_and_rings_when_it_is_late(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    first = whole.answer_promise
    until = (world.now + timedelta(days=10)).date()
    decide.answer(whole, said="later", words="", until=until, key="later", now=world.now, by=world.tomas)
    whole = again(whole)
    assert status(whole) is Status.LATER
    assert Promise.objects.get(pk=first.pk).kept_at == world.now  # type: ignore[union-attr]
    assert whole.answer_promise != first
    assert whole.answer_by is not None
    assert whole.answer_by.date() == until
    before = len(world.letters(world.tomas))
    world.pass_time(whole.answer_by - timedelta(minutes=1))
    assert len(world.letters(world.tomas)) == before + 1
    assert "automatic reminder" in world.letters(world.tomas)[-1].text
    assert not Breach.objects.filter(promise=whole.answer_promise).exists()
    world.pass_time(timedelta(hours=1))
    assert Breach.objects.filter(promise=whole.answer_promise).exists()
    assert "still waiting" in world.letters(world.tomas)[-1].text
    assert "has not answered" in world.letters(world.mira)[-1].text
    world.pass_time(timedelta(days=20))
    late = [letter for letter in world.letters(world.tomas) if "still waiting" in letter.text]
    assert len(late) == 1 + rules.REMINDERS, "then it is Mira's to speak to her"
    decide.answer(again(whole), said="yes", words="", until=None, key="yes", now=world.now, by=world.tomas)
    assert status(again(whole)) is Status.YES
    assert Promise.objects.get(pk=whole.answer_promise.pk).broken_at is not None  # type: ignore[union-attr]


def test_nothing_leaves_without_evidence_ask_addressee_and_date(world: World) -> None:
    lacks: dict[str, dict[str, Any]] = {
        "no_title": {"title": " "}, "no_claim": {"claim": ""}, "no_evidence": {"evidence": ()},
        "no_ask": {"pleas": ()}, "no_addressee": {"to": None}, "no_date": {"answer_on": None},
        "date_past": {"answer_on": (world.now - timedelta(days=1)).date()},
        "not_weighed": {"counters": (("It is dear.", ""),)},
    }  # fmt: skip
    whole = brief(world, None)
    for code, other in lacks.items():
        raise_concern.write_down(whole, written(world, **other), by=world.mira, now=world.now)
        with pytest.raises(Refused) as refused:
            raise_concern.send(whole, by=world.mira, now=world.now)
        assert refused.value.code == code
    empty = raise_concern.draft(by=world.mira, now=world.now)
    with pytest.raises(Refused) as refused:
        raise_concern.send(empty, by=world.mira, now=world.now)
    assert refused.value.params["codes"] == (
        "no_title", "no_claim", "no_evidence", "no_ask", "no_addressee", "no_date"
    )  # fmt: skip
    world.work()
    assert not world.letters(world.tomas)
    assert not Brief.objects.exclude(sent_at=None).exists()


def test_a_rule_judged_unfair_needs_no_incident_and_may_go_to_somebody_outside(world: World) -> None:
    case = world.complaint(RENATE)
    whole = brief(
        world, None, to=None, to_name="Inge Krüger", to_address="inge@board.example", to_language="de", evidence=()
    )
    assert raise_concern.put_in(whole, [case.pk], by=world.mira, now=world.now) == 1
    with pytest.raises(Refused, match="nothing_chosen"):
        raise_concern.put_in(whole, [case.pk], by=world.ana, now=world.now)
    raise_concern.send(whole, by=world.mira, now=world.now)
    world.work()
    (letter,) = [letter for letter in world.letters() if letter.to.address == "inge@board.example"]
    assert letter.subject.startswith("Ihre Antwort, bitte")
    assert letter.language == "de"


def test_consent_is_hers_and_taken_back_before_sending_it_takes_the_quote_out(world: World) -> None:
    found, cases = incident(world)
    whole = brief(world, found)
    hers, his = asked(world, whole, cases[RENATE]), asked(world, whole, cases[BUDI])
    letter = world.letters(RENATE)[-1]
    assert "Darf ich" in letter.text
    assert not lists.allowed(whole).exists(), "silence is no yes"
    with at(world):
        client = Client()
        assert client.get(way(letter.text)).status_code == 200
        assert not lists.allowed(whole).exists(), "looking is no yes"
        form = {"quote": hers, "allows": "yes", "key": "b" * 32}
        assert client.post(f"{way(letter.text)}quote/", form).status_code == 302
        wrong = client.post(f"{way(letter.text)}quote/", {"quote": his, "allows": "yes", "key": "c" * 32})
        assert wrong.status_code == 422, "somebody else's words are not hers to give"
    assert [one.pk for one in lists.allowed(whole)] == [hers]
    allow(world, cases[BUDI], his)
    allow(world, cases[BUDI], his, allows=False)
    raise_concern.send(whole, by=world.mira, now=world.now)
    whole = again(whole)
    assert [one.pk for one in lists.allowed(whole)] == [hers]
    allow(world, cases[RENATE], hers, allows=False)
    assert not lists.allowed(whole).exists(), "a yes can be taken back from a brief that was sent"
    world.now += timedelta(hours=1)
    allow(world, cases[BUDI], his)
    assert not lists.allowed(whole).exists(), "what was sent stands still: nothing comes in afterwards"
    assert set(Event.objects.filter(case=cases[RENATE]).values_list("what", flat=True)) >= {
        "quote_asked", "quote_allowed", "quote_taken_back"
    }  # fmt: skip


def test_a_quote_is_hers_word_for_word_without_what_is_personal(world: World) -> None:
    case = world.complaint(
        RENATE, "Meine Lampe ist kaputt. Ich bin Renate Vogel, Tel. 0170 1234567, und lebe von einer kleinen Rente. "
        "Bitte helfen Sie mir, ich bin enttäuscht.",
    )  # fmt: skip
    whole = brief(world, None)
    said = "Ich bin Renate Vogel, Tel. 0170 1234567, und lebe von einer kleinen Rente."
    found = quote.ask_to_quote(whole, case, words=said, by=world.mira, key="q", now=world.now)
    assert "kleinen Rente" in found.words
    for personal in ("Renate", "Vogel", "0170", "1234567"):
        assert personal not in found.words
    for words in ("Ich bin sehr zufrieden mit allem.", "Rente", "kaputt. Ich werde klagen"):
        with pytest.raises(Refused, match="not_her_words"):
            quote.ask_to_quote(whole, case, words=words, by=world.mira, key=world.key(), now=world.now)
    left_out = quote.ask_to_quote(
        whole, case, words="Meine Lampe ist kaputt. […] lebe von einer kleinen Rente", by=world.mira, key="r",
        now=world.now,
    )  # fmt: skip
    assert "[…]" in left_out.words
    with pytest.raises(Refused, match="not_on_case"):
        quote.ask_to_quote(whole, case, words=said, by=world.ana, key="s", now=world.now)


def test_her_words_may_hurt_in_the_letter_that_asks_for_them_however_long_ago_she_wrote_them(world: World) -> None:
    said = "Man sagte mir, beruhigen Sie sich, das sei doch halb so wild"
    case = world.complaint(RENATE, f"Meine Lampe ist kaputt. {said}. Bitte helfen Sie mir, ich bin enttäuscht.")
    for number in range(4):
        world.hear(world.mail(RENATE, f"Das ist meine Erinnerung Nummer {number}.", to=world.letters(RENATE)[-1]))
    asked(world, brief(world, None), case, said)
    assert f"> {said}" in world.letters(RENATE)[-1].text


def test_figures_stand_still_once_it_is_sent_and_whoever_comes_later_is_told_all_the_same(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    assert figures(whole, world.now).people == 3
    assert figures(whole, world.now).languages == {"da": 1, "de": 1, "id": 1}
    world.pass_time(timedelta(days=1))
    lamps(world, HANNAH)
    assert figures(again(whole), world.now).people == 3
    decide.answer(whole, said="yes", words="We do.", until=None, key="k", now=world.now, by=world.tomas)
    assert waiting(whole)["en"] == 1, "she complained, so she hears of it"
    assert figures(again(whole), world.now).people == 3


def test_who_asked_us_to_stop_is_spared_and_who_has_no_words_waits(world: World) -> None:
    found, cases = incident(world)
    release.stop_writing(cases[SIGNE], key=world.key(), now=world.now)
    whole = sent(world, found)
    decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    before = len(world.letters(SIGNE))
    tell_everybody(again(whole), OUTCOME, by=world.mira, now=world.now)
    world.work()
    assert len(world.letters(SIGNE)) == before
    assert Voice.objects.get(brief=whole, case=cases[SIGNE]).spared == "stopped"
    assert lists.told([whole.pk]) == {whole.pk: (2, 0, 1)}
    close(again(whole), by=world.mira, now=world.now)


def test_telling_late_is_a_breach_of_its_owners(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    decide.answer(whole, said="no", words="Too dear.", until=None, key="k", now=world.now, by=world.tomas)
    promise = again(whole).tell_promise
    assert promise is not None
    hours = timezone.localtime(promise.due_at) - world.now
    assert hours >= timedelta(days=3), "three working days"
    world.pass_time(promise.due_at - timedelta(minutes=1))
    assert "Not all of them have been told yet" in world.letters(world.mira)[-1].text
    assert not Breach.objects.filter(promise=promise).exists()
    world.pass_time(timedelta(hours=1))
    assert Breach.objects.filter(promise=promise).exists()
    tell_everybody(again(whole), OUTCOME, by=world.mira, now=world.now)
    world.work()
    assert Promise.objects.get(pk=promise.pk).kept_at is not None
    assert Promise.objects.get(pk=promise.pk).broken_at is not None


def test_withdrawn_its_link_opens_nothing_and_nothing_is_owed(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    address = way(world.letters(world.tomas)[-1].text)
    raise_concern.withdraw(whole, words="Solved in the meantime.", by=world.mira, now=world.now)
    with at(world):
        assert Client().get(address).status_code == 410
    with pytest.raises(Refused, match="brief_withdrawn"):
        decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    before = len(world.letters(world.tomas))
    world.pass_time(timedelta(days=30))
    assert len(world.letters(world.tomas)) == before


def test_a_fresh_link_closes_the_one_before(world: World) -> None:
    found, _cases = incident(world)
    whole = sent(world, found)
    old = way(world.letters(world.tomas)[-1].text)
    raise_concern.send_again(whole, address="", by=world.mira, now=world.now)
    world.work()
    new = way(world.letters(world.tomas)[-1].text)
    with at(world):
        assert (Client().get(old).status_code, Client().get(new).status_code) == (410, 200)
    with pytest.raises(Refused, match="too_soon"):
        raise_concern.send_again(again(whole), address="", by=world.mira, now=world.now)
