"""The trainee: she writes to customers like everybody, and somebody else reads every word of it before it leaves (D22).

Nora learns. Mira keeps case and inbox and invites her; Ana works the same inbox. Everything is pressed at the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ombud.cases.models import Case
from ombud.handoffs.models import Failure
from ombud.inboxes.models import Seat
from ombud.journey.circle import invite
from ombud.journey.hand_off import hand_off
from ombud.journey.help import decline
from ombud.promises.models import DUE, Breach, Owe, Promise
from ombud.replies.models import Draft, Outgoing
from ombud.replies.waiting import Waiting
from ombud.team.models import Member, Role
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
    send,
    words,
)
from tests.journey.test_story_thanks import praise
from tests.world import CUSTOMERS, HANNAH, RENATE, Customer, World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def nora(world: World) -> Member:
    nora = world.member("Nora", Role.TRAINEE, languages=("de",))
    Seat.objects.create(inbox=world.inbox, member=nora)
    return nora


def with_her(world: World, nora: Member, who: Customer = RENATE) -> Case:
    """A complaint to whose case Mira has invited her."""
    case = world.complaint(who)
    invite(case, member=nora, by=world.mira, now=world.now)
    return case


def becomes(world: World, who: Member, *roles: Role) -> None:
    """An admin gives her other roles, on the team page."""
    with at(world):
        form = ProfileForm.known(who) | {"roles": [role.value for role in roles]}
        assert signed_in(world.mira).post(f"/team/{who.pk}/", form).status_code == 302


@pytest.mark.parametrize("who", CUSTOMERS, ids=lambda who: who.language)
def test_in_five_languages_her_words_wait_are_read_and_leave_in_her_name(
    world: World, nora: Member, who: Customer
) -> None:
    case = with_her(world, nora, who)
    with at(world):
        desk = signed_in(nora)
        place = f"/conversations/{case.opener.conversation_id}/draft/"
        desk.post(place, {"key": "d", "text": "I begin with"})
    assert "I begin with" in page(world, case, nora), "what she writes is kept, like everybody's"
    assert "A colleague reads this before it leaves." in page(world, case, nora)
    text = words(who, nora)
    assert send(world, case, nora, text).status_code == 302
    world.pass_time(HOUR / 2)
    assert by_a_person(world, who) == []
    assert (reading().keeper, owed_to_her(case)) == (world.mira, {"answer"})
    assert "with your words" in read(world, world.mira, words="Ask for the order number, too")
    assert Draft.objects.get(member=nora).text == text
    assert "Ask for the order number, too" in page(world, case, nora)
    (told,) = [letter for letter in world.letters(nora) if "Ask for the order number, too" in letter.text]
    assert told.language == "de", "she is told in the language she reads"
    assert send(world, case, nora, text).status_code == 302
    assert "leaves as it stands" in read(world, world.mira, **{"pass": "1"})
    world.pass_time(UNDO)
    (letter,) = by_a_person(world, who)
    assert (letter.text, letter.language) == (text, who.language)
    assert letter.sender.name.startswith("Nora")
    assert owed_to_her(case) == {"next_word"}
    assert world.again(case).owner == world.mira, "who answers for it is who keeps the case"
    assert not Breach.objects.filter(case=case, promise__owe__in=[Owe.ANSWER, Owe.READ]).exists()


def test_whatever_way_she_writes_to_a_customer_nothing_of_it_leaves_unread(
    world: World, nora: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thanks, what everybody reads, a reply for later, "let it go now": each waits, or says that it has to."""
    message = praise(world, HANNAH)
    text = "Hello Hannah,\n\nthank you! Jonas was so patient with you on the phone, I told him.\n\nNora"
    with at(world):
        answer = signed_in(nora).post(f"/messages/{message.pk}/thank/", {"key": "t", "text": text})
    assert answer.status_code == 422
    assert "is read by a colleague first" in answer.content.decode()
    case = with_her(world, nora)
    send(world, case, nora, words(RENATE, nora), goes=local(world.now + HOUR))
    with at(world):
        signed_in(nora).post(f"/waiting/{Waiting.objects.get().pk}/date/", {"now": "1"})
    on_the_square(world, monkeypatch)
    public = said_in_public(world, remote_id="post.1")
    invite(public, member=nora, by=world.mira, now=world.now)
    send(world, public, nora, words(RENATE, nora))
    for act in ("handoff", "enquiry", "ask", "owner"):
        with at(world):
            assert signed_in(nora).get(f"/cases/{case.pk}/{act}/").status_code == 403, act
    world.pass_time(2 * HOUR)
    assert Waiting.objects.filter(outgoing=None, withdrawn_at=None, why="reader").count() == 2
    assert not Outgoing.objects.filter(audience="customer", automatic=False).exists()


def test_she_lets_nothing_pass_not_even_a_colleagues(world: World, nora: Member) -> None:
    world.inbox.second_reader = ["community_manager", "admin"]
    world.inbox.save()
    case = with_her(world, nora)
    send(world, case, world.mira, words(RENATE, world.mira))
    assert reading().keeper == world.ana, "a trainee is nobody's reader"
    assert "Let it pass" not in page(world, case, nora)
    assert "Your role does not allow this." in read(world, nora, **{"pass": "1"})
    assert "Your role does not allow this." in read(world, nora, words="I would say it otherwise")
    # A community manager who learns something new here is a trainee all the same.
    becomes(world, nora, Role.TRAINEE, Role.COMMUNITY_MANAGER)
    assert "Let it pass" not in page(world, case, nora)
    assert "Your role does not allow this." in read(world, nora, **{"pass": "1"})
    world.pass_time(HOUR)
    assert by_a_person(world, RENATE) == []
    assert "leaves as it stands" in read(world, world.ana, **{"pass": "1"})
    send(world, case, nora, words(RENATE, nora))
    assert "Nobody lets her own words pass." in read(world, nora, **{"pass": "1"})


def test_what_she_may_not_promise_no_words_of_hers_lift(world: World, nora: Member) -> None:
    """What the guard stops a community manager may take on herself, in words. A trainee may not."""
    case = with_her(world, nora)
    curt = words(RENATE, nora).replace("Ich frage", "Das ist doch halb so schlimm. Ich frage")
    because: dict[str, Any] = {"because-R08": "Sie sagt es selbst"}
    answer = send(world, case, nora, curt, **because)
    assert answer.status_code == 422
    assert not Waiting.objects.exists()
    assert "halb so schlimm" in answer.content.decode(), "her words are still there"


def test_the_guard_reads_it_again_as_it_is_let_pass(world: World, nora: Member) -> None:
    """Jonas was to help as she wrote; he could not, and now her words would lead back to him."""
    case = with_her(world, nora)
    handoff = hand_off(
        case, by=world.mira, to=world.jonas, what="Lampe", until=world.now + timedelta(days=2), key="h", now=world.now
    )
    world.work()
    text = words(RENATE, nora).replace("Ich frage heute nach", "Bitte wenden Sie sich an Jonas")
    assert send(world, case, nora, text).status_code == 302
    decline(handoff, words="Keine Zeit", now=world.now)
    Failure.objects.get_or_create(
        case=case, member=world.jonas, defaults={"handoff": handoff, "why": "declined", "at": world.now}
    )
    before = len(by_a_person(world, RENATE))
    assert "The guard stops it by now" in read(world, world.mira, **{"pass": "1"})
    waiting = Waiting.objects.get()
    assert (waiting.live, waiting.approved_by) == (True, None), "it waits for a better word of the reader's"
    assert "with your words" in read(world, world.mira, words="Jonas cannot. Say that you ask yourself.")
    assert Draft.objects.get(member=nora).text == text
    send(world, case, nora, words(RENATE, nora))
    read(world, world.mira, **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == before + 1


def test_she_has_learnt_it_and_what_waits_still_waits(world: World, nora: Member) -> None:
    case = with_her(world, nora)
    send(world, case, nora, words(RENATE, nora))
    becomes(world, nora, Role.COMMUNITY_MANAGER)
    world.pass_time(2 * HOUR)
    assert by_a_person(world, RENATE) == [], "it was written to be read, and it is"
    assert reading().keeper == world.mira
    assert "Nobody lets her own words pass." in read(world, nora, **{"pass": "1"})
    assert "A colleague reads this before it leaves." not in page(world, case, nora)
    assert "leaves as it stands" in read(world, world.mira, **{"pass": "1"})
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 1
    send(world, case, nora, words(RENATE, nora).replace("Ich frage heute nach", "Ich habe heute nachgefragt"))
    world.pass_time(UNDO)
    assert len(by_a_person(world, RENATE)) == 2, "what she writes from here leaves like everybody's"
    send(world, case, world.mira, words(RENATE, world.mira))
    world.inbox.second_reader = ["community_manager", "admin"]
    world.inbox.save()
    send(world, case, world.mira, words(RENATE, world.mira).replace("heute", "noch heute"))
    assert "leaves as it stands" in read(world, nora, **{"pass": "1"}), "and she reads others'"


def test_no_promise_is_lost_while_her_words_wait(world: World, nora: Member) -> None:
    """A word was promised for tomorrow; hers is written in time, and nobody reads it."""
    case = with_her(world, nora)
    world.answer(case.opener.conversation, words(RENATE, world.mira), days=1)
    promised = world.again(case).next_update_by
    assert promised is not None
    world.pass_time(promised - 2 * HOUR)
    send(world, case, nora, words(RENATE, nora), days=3)
    assert reading().due_at == promised
    assert world.again(case).next_update_by == promised, "a date that waits moves nothing"
    world.pass_time(2 * HOUR)
    to_read = [letter for letter in world.letters(world.mira) if "Please read a reply" in letter.subject]
    assert len(to_read) == 1, "who is to read is told, and not only that a word is owed"
    assert any("Promised by" in letter.subject for letter in world.letters(world.mira))
    world.pass_time(HOUR / 60)
    assert set(Breach.objects.filter(case=case).values_list("promise__owe", flat=True)) >= {"next_word", "read"}
    assert "Sin leer todavía" in world.letters(world.ana)[-1].subject, "somebody else hears of it"
    assert "leaves as it stands" in read(world, world.ana, **{"pass": "1"})
    world.pass_time(UNDO)
    case = world.again(case)
    assert case.next_update_by is not None
    assert case.next_update_by > promised
    assert owed_to_her(case) == {"next_word"}
    assert not Promise.objects.filter(DUE, owe=Owe.READ).exists()


def test_where_nobody_can_read_it_it_is_said_before_it_waits(world: World, nora: Member) -> None:
    """Of a message that is no case only those of its inbox can read; a leader elsewhere would wait for nothing."""
    (heard,) = world.hear(world.mail(HANNAH, "Hello, does the lamp fit a Danish socket? Hannah", subject="Socket"))
    Seat.objects.filter(member=world.ana).delete()
    world.mira.posts.all().delete()
    world.mira.take_on(Role.HANDLER)
    text = "Hello Hannah,\n\nyes, the lamp fits a Danish socket. Write to me if anything is open.\n\nNora"
    with at(world):
        answer = signed_in(nora).post(f"/conversations/{heard.conversation_id}/reply/", {"key": "q", "text": text})
    assert answer.status_code == 422
    assert not Waiting.objects.exists()
