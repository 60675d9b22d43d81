"""What she says late, on an old page, twice or differently from what we took it for: it is heard all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case, Release
from ombud.cases.rules import Status, status
from ombud.conversations.models import Hint, Message
from ombud.journey import circle, correct, hint, let_go, set_aside, staffing
from ombud.journey.add import add_words
from ombud.journey.concern import add_concern
from ombud.journey.fix import fix
from ombud.journey.hand_off import hand_off
from ombud.journey.help import report_done
from ombud.journey.open_case import make_case
from ombud.journey.refused import Refused
from ombud.journey.release import release, stop_writing
from ombud.promises.models import DUE, Owe, Promise
from tests.world import BUDI, HANNAH, LUCIA, RENATE, Customer, World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STILL_BROKEN = {
    "en": "Thanks, but it is still broken.",
    "de": "Danke, aber sie geht immer noch nicht.",
    "es": "Gracias, pero todavía no funciona.",
    "da": "Tak, men den virker stadig ikke.",
    "id": "Terima kasih, tapi masih rusak.",
}


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


def asked(world: World, who: Customer = HANNAH) -> Case:
    """A case in which something was done and she was asked."""
    case = world.complaint(who)
    fix(case, by=world.mira, what="Sent a new lamp.", now=world.now, key=world.key())
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.work()
    return world.again(case)


def rested(world: World, who: Customer = HANNAH) -> Case:
    """A case that came to rest without an answer."""
    case = asked(world, who)
    world.pass_time(10 * DAY)
    assert status(world.again(case), world.now) is Status.NO_ANSWER
    return world.again(case)


def says(world: World, case: Case, words: str) -> bool:
    """She presses "it is solved" on her page, with these words."""
    done = let_go.solved(case, concerns=None, words=words, key=world.key(), now=world.now)
    world.work()
    return done


def owed(case: Case) -> list[str]:
    """What is still owed on the case."""
    return sorted(Promise.objects.filter(DUE, case=case).values_list("owe", flat=True))


@pytest.mark.parametrize("words", STILL_BROKEN.values(), ids=STILL_BROKEN.keys())
def test_solved_with_words_that_say_otherwise_opens_even_what_had_rested(world: World, words: str) -> None:
    case = rested(world)
    assert not says(world, case, words)
    again = world.again(case)
    assert (again.open, again.round, again.urgency <= 2) == (True, 2, True)
    assert Owe.ANSWER in owed(case)


def test_solved_after_the_rest_is_thanked(world: World) -> None:
    case = rested(world)
    assert says(world, case, "It works, thank you!")
    assert status(world.again(case), world.now) is Status.NO_ANSWER, "an ending is not rewritten"
    assert owed(case) == [Owe.ANSWER]


def test_a_rest_comes_with_no_promise_broken(world: World) -> None:
    """We asked, asked again and let it rest in time: nothing of ours was late, and nothing says that it was."""
    case = rested(world, RENATE)
    assert not case.breaches.exists()
    assert case.urgency == case.opener.reading.urgency


def test_silence_counts_from_her_last_word(world: World) -> None:
    case = asked(world)
    world.pass_time(DAY)
    world.hear(world.mail(HANNAH, "Thank you, how kind of you!", to=world.letters(HANNAH)[-1]))
    world.pass_time(12 * DAY)
    assert world.again(case).open, "one ask since her word is not two"
    for _ in range(2):
        let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
        world.pass_time(DAY)
    world.pass_time(12 * DAY)
    assert status(world.again(case), world.now) is Status.NO_ANSWER


def test_after_one_more_ask_she_has_time_to_answer(world: World) -> None:
    case = asked(world)
    world.pass_time(6 * DAY)
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    world.pass_time(2 * DAY)
    assert world.again(case).open, "asked again two days ago"
    world.pass_time(4 * DAY)
    assert status(world.again(case), world.now) is Status.NO_ANSWER


def test_what_she_was_not_asked_about_does_not_rest(world: World) -> None:
    case = asked(world)
    add_concern(case, words="And the bill is wrong", by=world.mira, now=world.now)
    world.pass_time(12 * DAY)
    assert world.again(case).open


def test_on_the_page_of_a_merged_case_she_speaks_in_the_one_it_went_into(world: World) -> None:
    lamp, bill = asked(world, RENATE), world.complaint(RENATE, subject="Rechnung")
    lamp_due, bill_due = lamp.next_update_by, bill.next_update_by
    assert lamp_due is not None
    assert bill_due is not None
    release(lamp, because="merged", into=bill, by=world.mira, now=world.now)
    assert world.again(bill).next_update_by == min(lamp_due, bill_due), "she was told both dates"
    old = world.again(lamp)
    assert not says(world, old, "Die Lampe geht wieder, danke!")
    assert list(bill.concerns.filter(satisfaction=None).values_list("words", flat=True)) == ["Rechnung"]
    let_go.not_yet(old, words="Die Rechnung fehlt noch.", key=world.key(), now=world.now)
    add_words(old, words="Und noch etwas.", files=(), key=world.key(), now=world.now)
    assert status(world.again(lamp), world.now) is Status.RELEASED
    assert world.again(bill).round == 2
    assert Message.objects.filter(via="page", conversation__strand__case=bill).count() == 3


def test_what_presses_more_presses_after_a_merge(world: World) -> None:
    lamp = world.complaint(HANNAH, "The lamp caught fire and burned my hand!", subject="Fire")
    bill = world.complaint(HANNAH, subject="Bill")
    assert lamp.urgency == 1 < bill.urgency
    release(lamp, because="merged", into=bill, by=world.mira, now=world.now)
    assert world.again(bill).urgency == 1


def test_stop_is_read_by_somebody_even_where_nothing_was_open(world: World) -> None:
    case = asked(world)
    says(world, case, "All good, thank you!")
    stop_writing(case, key="stop", now=world.now)
    wish = Message.objects.get(remote_id="page:stop")
    assert Promise.objects.filter(DUE, message=wish).exists()
    assert status(world.again(case), world.now) is Status.CONFIRMED
    assert Release.objects.get(message=wish).because == "stopped"
    set_aside.set_aside(wish, as_="stopped", by=world.mira, now=world.now)
    assert not Promise.objects.filter(DUE, message=wish).exists()


def test_an_old_word_ends_nothing_that_was_taken_up_again(world: World) -> None:
    case = asked(world)
    (solved,) = world.hear(world.mail(HANNAH, "It is solved, thank you!", to=world.letters(HANNAH)[-1]))
    world.pass_time(DAY)
    let_go.not_yet(case, words="It went dark again.", key=world.key(), now=world.now)
    for message in (solved, Message.objects.latest("pk"), case.opener):
        with pytest.raises(Refused, match="not_a_customers_word"):
            let_go.said_solved(case, message=message, concerns=None, by=world.mira, now=world.now)
    assert world.again(case).open


def test_reading_an_old_message_better_opens_nothing(world: World) -> None:
    (question,) = world.hear(world.mail(HANNAH, "When are you open on Saturday?", subject="Hours"))
    case = make_case(question, by=world.mira, now=world.now)
    fix(case, by=world.mira, what="Told her.", now=world.now, key=world.key())
    let_go.ask_if_solved(case, by=world.mira, key=world.key(), now=world.now)
    says(world, case, "Thank you!")
    correct.correct(question, kind="complaint", by=world.mira, now=world.now)
    world.work()
    assert status(world.again(case), world.now) is Status.CONFIRMED


def test_a_case_that_turns_out_to_be_the_press_is_the_spokespersons(world: World) -> None:
    case = asked(world)
    correct.correct(case.opener, kind="press", by=world.mira, now=world.now)
    world.work()
    with pytest.raises(Refused, match="press_needs_spokesperson"):
        world.answer(case.opener.conversation, "Hello Hannah, let me tell you more. Mira")
    world.answer(case.opener.conversation, "Hello Hannah, let me tell you more. Katrin", by=world.katrin)
    assert world.letters(HANNAH)[-1].text.endswith("Katrin")


def test_a_more_pressing_word_is_promised_sooner(world: World) -> None:
    (question,) = world.hear(world.mail(HANNAH, "When are you open on Saturday?", subject="Hours"))
    world.hear(world.mail(HANNAH, "The lamp caught fire and burned my hand!", answers=f"<{question.remote_id}>"))
    case = Case.objects.get()
    in_an_hour = world.now + timedelta(hours=1)
    assert (case.urgency, case.next_update_by) == (1, in_an_hour)
    assert Promise.objects.filter(DUE, case=case, owe=Owe.ANSWER, due_at=in_an_hour).exists()


def test_coming_back_presses_more_than_thanks(world: World) -> None:
    case = asked(world)
    says(world, case, "It works, thank you!")
    add_words(case, words="No, it went dark again.", files=(), key=world.key(), now=world.now)
    again = world.again(case)
    assert again.open
    assert again.next_update_by is not None
    assert Promise.objects.filter(DUE, case=case, owe=Owe.ANSWER, due_at=again.next_update_by).exists()


def test_what_she_wrote_beside_spam_is_still_promised(world: World) -> None:
    (first,) = world.hear(world.mail(HANNAH, "When are you open on Saturday?", subject="Hours"))
    (second,) = world.hear(world.mail(HANNAH, "You are wonderful, thank you so much!", answers=f"<{first.remote_id}>"))
    set_aside.set_aside(first, as_="spam", by=world.mira, now=world.now)
    assert Promise.objects.get(DUE, owe=Owe.ANSWER).message == second


def test_a_complaint_taken_for_spam_is_a_case_again_when_it_is_taken_up(world: World) -> None:
    case = world.complaint()
    set_aside.set_aside(case.opener, as_="spam", by=world.mira, now=world.now)
    assert status(world.again(case), world.now) is Status.RELEASED
    set_aside.take_up_again(case.opener, by=world.mira, now=world.now)
    world.work()
    assert world.again(case).open
    assert Owe.ANSWER in owed(case)


def test_an_old_answer_from_an_archive_answers_nothing_newer(world: World) -> None:
    (asked_now,) = world.hear(world.mail(HANNAH, "When are you open on Saturday?", subject="Hours"))
    old = world.mail(
        Customer("Mira", "care@ombud.test", "en"), "We are closed in summer.", answers=f"<{asked_now.remote_id}>",
        headers={"To": "Hannah Clarke <hannah@letters.example>", "Date": "Mon, 06 Jul 2020 09:00:00 +0000"},
    )  # fmt: skip
    world.hear(old, history=True)
    asked_now.refresh_from_db()
    assert asked_now.owed


def test_a_case_sleeps_once(world: World) -> None:
    case = world.complaint(BUDI)
    circle.snooze(case, until=world.now + timedelta(minutes=20), by=world.mira, now=world.now)
    world.pass_time(timedelta(minutes=30))
    with pytest.raises(Refused, match="snoozed_before"):
        circle.snooze(case, until=world.now + timedelta(minutes=20), by=world.mira, now=world.now)


def test_who_helped_does_not_own_it_and_her_not_yet_is_heard(world: World) -> None:
    case = world.complaint(LUCIA)
    handoff = hand_off(
        case, by=world.mira, to=world.ana, what="Repair it", until=world.now + DAY, key=world.key(), now=world.now
    )
    report_done(handoff, words="Repaired", now=world.now)
    with pytest.raises(Refused, match="was_handler"):
        circle.change_owner(case, to=world.ana, by=world.mira, now=world.now)
    let_go.not_yet(case, words="Sigue rota.", key=world.key(), now=world.now)
    assert [failure.member for failure in case.failures.all()] == [world.ana]


def test_she_comes_back_after_her_owner_has_left(world: World) -> None:
    case = asked(world)
    circle.change_owner(case, to=world.tomas, by=world.mira, now=world.now)
    says(world, case, "It works, thank you!")
    staffing.leave(world.tomas, now=world.now)
    assert set(Promise.objects.filter(DUE).values_list("keeper", flat=True)) == {world.mira.pk}
    let_go.not_yet(case, words="It went dark again.", key=world.key(), now=world.now)
    again = world.again(case)
    assert (again.open, again.owner) == (True, world.mira)


def test_a_promise_broken_before_it_was_a_case_presses_in_it(world: World) -> None:
    (question,) = world.hear(world.mail(HANNAH, "When are you open on Saturday?", subject="Hours"))
    world.pass_time(7 * DAY)
    assert make_case(question, by=world.mira, now=world.now).pk == Case.objects.get(urgency__lte=2).pk


def test_the_same_person_from_elsewhere_can_confirm_her_own_case(world: World) -> None:
    """Her second address opened a case of its own before anybody knew that it was she."""
    world.complaint(HANNAH)
    other = Customer("H. Clarke", "hannah@work.example", "en")
    (stranger,) = world.hear(world.mail(other, "My lamp is broken too, please help.", to=world.letters(HANNAH)[0]))
    hers = Case.objects.get(opener=stranger)
    assert Hint.objects.get(message=stranger).because == "stranger"
    hint.join(stranger, by=world.mira, now=world.now)
    world.work()
    hers = world.again(hers)
    assert hers.person.identities.count() == 2
    fix(hers, by=world.mira, what="Sent a new lamp.", now=world.now, key=world.key())
    assert says(world, hers, "It works now, thank you!")
