"""Somebody asks to be forgotten: her vectors and her words in briefs go, from all her cases; that she was there
counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from ombud.advocacy import lists
from ombud.advocacy.figures import figures
from ombud.advocacy.models import Brief, Quote, Voice
from ombud.advocacy.sheet import sheet_of
from ombud.cases.endings import Because
from ombud.cases.models import Case, Release
from ombud.incidents.models import Membership, Telling
from ombud.journey import decide, fix, let_go, notice_pattern, quote, raise_concern, release
from ombud.journey.refused import Refused
from ombud.journey.tell_outcome import tell_everybody
from tests.alike import by_mark
from tests.doors.desk import at, signed_in
from tests.journey.briefs import OUTCOME, again, allow, asked, brief, incident, lamps
from tests.journey.test_story_briefs import way
from tests.world import BUDI, RENATE, World

pytestmark = pytest.mark.django_db
HERS = "Meine Lampe ist seit Montag kaputt"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World()


def quoting(world: World) -> tuple[Brief, Case]:
    """Renate is quoted in a brief that was sent, with what her words mean beside them; Budi, too."""
    found, cases = incident(world)
    whole = brief(world, found)
    for who in (RENATE, BUDI):
        number = asked(world, whole, cases[who])
        allow(world, cases[who], number)
        quote.translate(Quote.objects.get(pk=number), words=f"What {who.first} means", by=world.mira)
    raise_concern.send(whole, by=world.mira, now=world.now)
    world.work()
    return again(whole), cases[RENATE]


def forget(world: World, case: Case, because: Because = Because.FORGOTTEN) -> Release:
    return release.release(world.again(case), because=because, words="She asked us to.", by=world.mira, now=world.now)


def gone(world: World, whole: Brief) -> None:
    """Nothing of her words stands in any view; Budi's do, and everything counts as before."""
    with at(world):
        leader, pages = Client(), []
        link = way(world.letters(world.tomas)[-1].text)
        pages.append(leader.get(link).content.decode())
        pages += [signed_in(who).get(f"/briefs/{whole.pk}/").content.decode() for who in (world.mira, world.tomas)]
    for shown in pages:
        assert HERS not in shown
        assert "What Renate means" not in shown
        assert "What Budi means" in shown
    assert len(sheet_of(whole, world.now).quotes) == 1, "what the PDF is made of"
    assert not Telling.objects.filter(case__person__name="Renate Vogel").exists()
    assert figures(whole, world.now).people == 3
    assert whole.voices.count() == 3
    assert whole.quotes.count() == 2, "that she was asked stays"
    assert not Quote.objects.exclude(forgotten_at=None).exclude(words="", translation="").exists()
    assert Membership.objects.filter(left_at=None).values("case__person").distinct().count() == 3


def test_from_a_brief_that_was_sent_her_words_go_in_every_view_and_the_counts_stay(world: World) -> None:
    whole, case = quoting(world)
    with at(world):
        assert HERS in Client().get(way(world.letters(world.tomas)[-1].text)).content.decode()
    forget(world, case)
    gone(world, whole)


def test_whichever_case_she_says_it_in_all_her_cases_are_meant(world: World) -> None:
    whole, case = quoting(world)
    other = world.complaint(RENATE, "Die Rechnung ist falsch, bitte korrigieren Sie das.", subject="Rechnung")
    assert other.pk != case.pk
    forget(world, other)
    gone(world, whole)
    assert world.again(case).open, "that one goes on"
    notice_pattern.notice_pattern([case.pk], world.now)
    assert not Telling.objects.filter(case=case).exists(), "nobody makes anew what is forgotten"
    with pytest.raises(Refused, match="asked_us_to_stop"):
        asked(world, brief(world, None), world.again(case), HERS)


def test_what_was_put_together_goes_with_the_case_that_goes_on(world: World) -> None:
    whole, case = quoting(world)
    other = world.complaint(RENATE, "Die Rechnung ist falsch, bitte korrigieren Sie das.", subject="Rechnung")
    release.release(case, because=Because.MERGED, into=other, by=world.mira, now=world.now)
    world.work()
    forget(world, other)
    gone(world, whole)


def test_a_case_that_has_ended_is_forgotten_and_stays_ended_as_it_was(world: World) -> None:
    whole, case = quoting(world)
    fix.fix(case, by=world.mira, what="A new bulb went out.", key=world.key(), now=world.now)
    let_go.solved(world.again(case), concerns=None, words="Danke, es ist gut.", key=world.key(), now=world.now)
    assert not world.again(case).open
    forget(world, case)
    gone(world, whole)
    after = world.again(case)
    assert after.satisfaction_id, "that she was satisfied counts"
    assert after.release_id is None
    with at(world):
        page = Client().get(way(world.letters(RENATE)[-1].text)).content.decode()
    assert "erased" in page or "gelöscht" in page
    assert HERS not in page
    with pytest.raises(Refused, match="ended"):
        forget(world, case)
    with pytest.raises(Refused, match="ended"):
        forget(world, case, because=Because.MISTAKE)


def test_who_is_forgotten_hears_nothing_of_what_came_of_it(world: World) -> None:
    whole, case = quoting(world)
    other = world.complaint(RENATE, "Die Rechnung ist falsch, bitte korrigieren Sie das.", subject="Rechnung")
    forget(world, other)
    decide.answer(whole, said="yes", words="", until=None, key="k", now=world.now, by=world.tomas)
    before = len(world.letters(RENATE))
    tell_everybody(again(whole), OUTCOME, by=world.mira, now=world.now)
    world.work()
    assert len(world.letters(RENATE)) == before
    assert Voice.objects.get(brief=whole, case=case).spared == "forgotten"


def test_who_comes_back_is_heard_and_may_be_asked_about_what_she_says_now(world: World) -> None:
    _whole, case = quoting(world)
    forget(world, case)
    world.pass_time(timedelta(days=2))
    back = lamps(world, RENATE)[RENATE]
    assert Telling.objects.filter(case=back).exists()
    assert asked(world, brief(world, None), back, HERS)


def test_a_yes_is_taken_back_on_the_page_of_the_case_that_goes_on(world: World) -> None:
    whole, case = quoting(world)
    other = world.complaint(RENATE, "Die Rechnung ist falsch, bitte korrigieren Sie das.", subject="Rechnung")
    release.release(case, because=Because.MERGED, into=other, by=world.mira, now=world.now)
    world.work()
    hers = Quote.objects.get(case=case)
    quote.say_of_quote(world.again(other), hers.pk, allows=False, key=world.key(), now=world.now)
    assert [one.case_id for one in lists.allowed(whole)] == [Quote.objects.exclude(pk=hers.pk).get().case_id]


def test_what_was_sent_can_still_be_left_out(world: World) -> None:
    whole, case = quoting(world)
    quote.drop_quote(Quote.objects.get(case=case), by=world.mira, now=world.now)
    assert [one.words for one in sheet_of(whole, world.now).quotes] == [Quote.objects.exclude(case=case).get().words]
