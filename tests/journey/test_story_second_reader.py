"""The second reader: what everybody will read is read by a colleague first, and nobody waits in vain for it (D05, D22).

Mira writes and keeps case and inbox; Ana works the same inbox and was never invited to the case. Everything is pressed
at the desk, while the clock goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from ombud.access.links import customer_url
from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.cases.rules import Status, status
from ombud.conversations.models import Message
from ombud.inboxes.models import Seat
from ombud.journey.circle import change_owner
from ombud.journey.release import release
from ombud.promises.models import DUE, Breach, Owe, Promise
from ombud.replies.models import Draft
from ombud.replies.waiting import Waiting
from ombud.team.models import Role
from ombud.web.asking import ProfileForm
from tests.doors.desk import at, at_the_desk, signed_in
from tests.journey.second_reader import (
    UNDO,
    by_a_person,
    local,
    on_the_square,
    owed_to_her,
    page,
    read,
    reading,
    said_in_public,
    seen_on,
    send,
    words,
)
from tests.world import CUSTOMERS, RENATE, Customer, World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with at_the_desk() as world:
        yield on_the_square(world, monkeypatch)


@pytest.mark.parametrize("who", CUSTOMERS, ids=lambda who: who.language)
def test_in_five_languages_what_everybody_reads_leaves_as_a_colleague_has_read_it(world: World, who: Customer) -> None:
    case = said_in_public(world, who)
    text = words(who, world.mira)
    assert send(world, case, world.mira, text).status_code == 302
    world.pass_time(HOUR / 2)
    assert by_a_person(world, who) == [], "nothing leaves unread, however long it waits"
    assert reading().keeper == world.ana, "who works the inbox, and not the one who wrote it"
    assert owed_to_her(case) == {"answer"}, "what waits keeps no promise and makes none"
    with at(world):
        assert "read a colleague" in signed_in(world.ana).get("/").content.decode()
    assert text.splitlines()[0] in page(world, case, world.ana), "who owes a reading can open what is to be read"
    assert "Nobody lets her own words pass." in read(world, world.mira, **{"pass": "1"})
    assert "leaves as it stands" in read(world, world.ana, **{"pass": "1"})
    world.pass_time(UNDO)
    (letter,) = by_a_person(world, who)
    assert (letter.text, letter.public, letter.language) == (text, True, who.language)
    case = world.again(case)
    assert owed_to_her(case) == {"next_word"}
    assert case.next_update_by == Waiting.objects.get().next_word_by
    assert not Breach.objects.filter(case=case).exists()


def test_handed_back_with_words_it_is_written_anew_and_read_anew(world: World) -> None:
    case = said_in_public(world)
    text = words(RENATE, world.mira)
    send(world, case, world.mira, text)
    world.pass_time(HOUR)
    assert "with your words" in read(world, world.ana, words="Say which lamp, please")
    assert Draft.objects.get(member=world.mira).text == text
    assert "Say which lamp, please" in page(world, case, world.mira)
    assert any("Say which lamp, please" in letter.text for letter in world.letters(world.mira))
    better = text.replace("Ihre Lampe", "Ihre Tischlampe")
    assert send(world, case, world.mira, better).status_code == 302
    world.pass_time(HOUR)
    assert by_a_person(world, RENATE) == []
    assert reading().keeper == world.ana
    read(world, world.ana, **{"pass": "1"})
    world.pass_time(UNDO)
    assert [letter.text for letter in by_a_person(world, RENATE)] == [better]


def test_who_is_to_read_is_told_before_it_is_late_and_once_it_is_so_are_others(world: World) -> None:
    clara = world.member("Clara", Role.COMMUNITY_MANAGER)
    Seat.objects.create(inbox=world.inbox, member=clara)
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira))
    due = reading().due_at
    answer = Promise.objects.get(DUE, owe=Owe.ANSWER, case=case)
    assert due <= answer.due_at, "read in time to be of use to her"
    world.pass_time(due)
    (asked,) = world.letters(world.ana)
    assert "Por leer a más tardar el lunes 23" in asked.subject
    assert f"/cases/{case.pk}/#write" in asked.text
    assert "kaputt" not in asked.text, "what is told of the case stands on its page"
    assert world.letters(clara) == []
    world.pass_time(HOUR)
    assert "Not read yet" in world.letters(clara)[-1].subject
    assert "Sin leer todavía" in world.letters(world.ana)[-1].subject
    # Nobody reads it. The customer's promise is as it was: its keeper is warned, and it breaks on record.
    world.pass_time(timedelta(days=1))
    told = [letter.subject for letter in world.letters(world.mira)]
    assert any("Promised by" in subject for subject in told)
    assert any("Promise missed" in subject for subject in told)
    assert set(Breach.objects.filter(case=case).values_list("promise__owe", flat=True)) >= {"answer", "read"}
    assert world.again(case).urgency == 2
    assert "leaves as it stands" in read(world, clara, **{"pass": "1"}), "whoever of them is the first"
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1
    assert owed_to_her(case) == {"next_word"}


def test_a_promise_that_is_near_is_not_outlived_by_the_reading(world: World) -> None:
    """A word by eleven was promised; what answers it is to be read by then, not by the afternoon."""
    world.mira.take_on(Role.SPOKESPERSON)
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira), days=2 / 24)
    world.pass_time(UNDO)
    world.mira.posts.filter(role=Role.SPOKESPERSON).delete()
    case = world.again(case)
    send(world, case, world.mira, words(RENATE, world.mira))
    assert reading().due_at == case.next_update_by


def test_a_date_that_has_passed_is_told_to_who_lets_it_pass(world: World) -> None:
    case = said_in_public(world)
    text = words(RENATE, world.mira)
    send(world, case, world.mira, text, days=3 / 24)
    world.pass_time(4 * HOUR)
    assert "names no date for the next word that still lies ahead" in read(world, world.ana, **{"pass": "1"})
    waiting = Waiting.objects.get()
    assert waiting.live
    assert waiting.approved_by is None
    assert owed_to_her(case) == {"answer"}
    assert "with your words" in read(world, world.ana, words="A new date, please")
    send(world, case, world.mira, text)
    read(world, world.ana, **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1


def test_what_she_writes_meanwhile_is_read_first_and_stays_owed(world: World) -> None:
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira))
    opened = page(world, case, world.ana)
    assert "has written since" not in opened
    world.pass_time(HOUR)
    said_in_public(world, text="Und jetzt riecht sie nach Rauch!", remote_id="post.2", answers=("post.1",))
    assert "wrote after you opened this" in read(world, world.ana, seen_on(opened), **{"pass": "1"})
    assert Waiting.objects.get().approved_by is None
    shown = page(world, case, world.ana)
    assert "Renate Vogel has written since" in shown
    assert "leaves as it stands" in read(world, world.ana, seen_on(shown), **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1
    first, second = Message.objects.filter(direction="in").order_by("pk")
    assert not first.owed
    assert second.owed, "a reply from before it answers nothing of it"
    promise = Promise.objects.get(DUE, owe=Owe.ANSWER, case=case)
    assert promise.message == second
    case = world.again(case)
    assert status(case, world.now) is Status.OPEN
    assert case.next_update_by is not None
    assert case.next_update_by <= promise.due_at


def test_what_she_writes_in_the_seconds_for_undoing_stays_owed(world: World) -> None:
    """The same without a reader: ten seconds are enough for a word of hers."""
    world.inbox.channel = "mail"
    world.inbox.save()
    case = world.complaint(RENATE)
    send(world, case, world.mira, words(RENATE, world.mira))
    world.pass_time(timedelta(seconds=5))
    (second,) = world.hear(world.mail(RENATE, "Und der Schirm fehlt auch.", to=world.letters(RENATE)[0]))
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1
    second.refresh_from_db()
    assert second.owed
    assert owed_to_her(case) == {"answer", "next_word"}
    world.answer(case.opener.conversation, words(RENATE, world.mira))
    second.refresh_from_db()
    assert not second.owed
    assert status(world.again(case), world.now) is Status.WAITING_CUSTOMER


def test_the_case_goes_to_who_wrote_it_and_somebody_else_still_reads(world: World) -> None:
    case = said_in_public(world)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    send(world, case, world.ana, words(RENATE, world.ana))
    assert reading().keeper == world.mira
    change_owner(case, to=world.ana, by=world.mira, now=world.now)
    assert reading().keeper == world.mira, "never the one who wrote it"
    change_owner(case, to=world.tomas, by=world.ana, now=world.now)
    assert reading().keeper == world.tomas, "who keeps the case reads what leaves in it"
    assert "leaves as it stands" in read(world, world.tomas, **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1


def test_who_leaves_the_team_or_may_no_longer_read_hands_the_reading_on(world: World) -> None:
    clara = world.member("Clara", Role.COMMUNITY_MANAGER)
    Seat.objects.create(inbox=world.inbox, member=clara)
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira))
    assert reading().keeper == world.ana
    with at(world):
        admin = signed_in(world.mira)
        helper = ProfileForm.known(world.ana) | {"roles": ["handler"]}
        assert admin.post(f"/team/{world.ana.pk}/", helper).status_code == 302
    assert reading().keeper == clara
    with at(world):
        assert admin.post(f"/team/{clara.pk}/leaving/").status_code == 302
    assert reading().keeper == world.tomas, "nobody of the inbox is left: anybody who may, and not its author"
    assert "leaves as it stands" in read(world, world.tomas, **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1


def test_who_changes_a_word_has_written_it_and_somebody_else_reads_that(world: World) -> None:
    """The text that waits cannot be changed. A reader who knows better words sends her own, which wait in turn."""
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira))
    shown = page(world, case, world.ana)
    read(world, world.ana, words="I send it with the model's name", text="Something else")
    hers = words(RENATE, world.ana).replace("Ihre Lampe", "Ihre Tischlampe")
    assert send(world, case, world.ana, hers, seen=seen_on(shown)).status_code == 302
    assert reading().keeper == world.mira
    assert "Nobody lets her own words pass." in read(world, world.ana, **{"pass": "1"})
    world.pass_time(HOUR)
    assert by_a_person(world, RENATE) == []
    read(world, world.mira, **{"pass": "1"})
    world.pass_time(UNDO)
    assert [letter.text for letter in by_a_person(world, RENATE)] == [hers]


def test_the_case_ends_meanwhile_and_the_reader_decides(world: World) -> None:
    """She says that it is solved. What waits neither goes by itself nor lies there owed by nobody."""
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira))
    world.pass_time(HOUR)
    with at(world):
        place = customer_url(case).removeprefix("http://127.0.0.1:8000")
        Client().post(f"{place}answer/", {"key": uuid4().hex, "solved": "all", "words": "Sie leuchtet wieder, danke!"})
    assert not world.again(case).open
    world.pass_time(HOUR)
    assert by_a_person(world, RENATE) == []
    assert reading().keeper == world.ana
    shown = page(world, case, world.ana)
    assert "Renate Vogel has written since" in shown
    assert "with your words" in read(world, world.ana, words="She says that it works again. Thank her instead.")
    assert not Promise.objects.filter(DUE, owe=Owe.READ).exists()
    assert not world.again(case).open


def test_merged_into_another_case_it_is_read_and_seen_there(world: World) -> None:
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira))
    other = said_in_public(world, text="Die zweite Lampe kam ohne Schirm an, ich bin enttäuscht.", remote_id="post.9")
    assert other.pk != case.pk
    release(case, because="merged", into=other, by=world.mira, now=world.now)
    assert reading().case_id == other.pk
    assert "Let it pass" in page(world, other, world.ana)
    assert "leaves as it stands" in read(world, world.ana, **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1
    assert Case.objects.filter(ended_at=None).count() == 1


def test_wanted_at_a_time_it_is_read_before_that_time(world: World) -> None:
    case = said_in_public(world)
    send(world, case, world.mira, words(RENATE, world.mira), goes=local(world.now + 2 * HOUR))
    assert reading().due_at == world.now + 2 * HOUR
    read(world, world.ana, **{"pass": "1"})
    world.pass_time(HOUR)
    assert by_a_person(world, RENATE) == []
    world.pass_time(HOUR)
    assert len(by_a_person(world, RENATE)) == 1
