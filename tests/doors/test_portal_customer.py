"""The customer's page: it shows hers alone, changes on POST alone, loses nothing, and speaks her language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from ombud.access.links import customer_url
from ombud.cases.models import Case, Concern, Note, Satisfaction
from ombud.conversations.models import Message
from ombud.journey import let_go, release
from ombud.team.models import Role
from tests.doors.rows import WORDS, a_case, a_member, a_message, answered, handed

pytestmark = pytest.mark.django_db

REPLY = (
    "Hello Signe,\n\nI am sorry that the lid broke and that you were hurt. I ask Jonas Petri what went wrong and write "
    "to you again by tomorrow at noon.\n\nKind regards\nFreja Dahl"
)


def at(case: Case, place: str = "") -> str:
    return customer_url(case).removeprefix("http://127.0.0.1:8000") + place


def press(case: Case, place: str, *, key: str = "", **fields: Any) -> Any:
    return Client().post(at(case, place), {"key": key or uuid4().hex, **fields})


def text_of(case: Case, **headers: str) -> str:
    response = Client().get(at(case), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_who_has_it_and_by_when_we_write() -> None:
    case = a_case("da")
    page = text_of(case)
    assert 'lang="da"' in page
    assert "Freja Dahl har din sag" in page
    assert "Du hører fra Freja Dahl senest" in page
    assert WORDS["da"] in page
    assert "Det er løst" in page
    assert "Ikke endnu" in page


def test_nothing_of_a_note_or_of_the_handlers_thread_is_on_it() -> None:
    case = a_case()
    Note.objects.create(case=case, by=case.owner, text="She sounds tired, be gentle.", at=timezone.now())
    handed(case, a_member("Jonas Petri", Role.HANDLER), what="Check batch 17 of the lids quietly.")
    page = text_of(case)
    assert "be gentle" not in page
    assert "batch 17" not in page
    assert "Jonas Petri was asked to help" in page


def test_what_another_customer_wrote_is_not_on_it() -> None:
    case = a_case()
    a_message(case.inbox, name="Oliver Marsh", text="My parcel is blue.")
    assert "My parcel is blue" not in text_of(case)


def test_get_changes_nothing_wherever_it_goes() -> None:
    case = a_case()
    before = (case.next_update_by, case.round, Message.objects.count())
    for place in ("", "answer/", "messages/", "silence/", "?solved=all", "answer/?solved=all"):
        Client().get(at(case, place))
        Client().head(at(case, place))
    case.refresh_from_db()
    assert (case.next_update_by, case.round, Message.objects.count()) == before
    assert case.open


def test_a_press_without_the_cookie_of_the_page_is_refused_and_her_words_come_back() -> None:
    case = a_case()
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(at(case, "answer/"), {"key": uuid4().hex, "solved": "all", "words": "All is well <3"})
    assert response.status_code == 403
    assert "All is well &lt;3" in response.content.decode()
    case.refresh_from_db()
    assert case.open


def test_solved_ends_it_in_her_words_and_thanks_her() -> None:
    case = a_case()
    response = press(case, "answer/", solved="all", words="The new lid fits.")
    assert response.status_code == 302
    case.refresh_from_db()
    assert not case.open
    assert Satisfaction.objects.get().words == "The new lid fits."
    page = Client().get(response["Location"]).content.decode()
    assert "Thank you, Signe" in page
    assert "It opens again with one message." in page
    assert "Is it solved for you?" not in page


def test_pressed_twice_is_pressed_once() -> None:
    case = a_case()
    key = uuid4().hex
    press(case, "messages/", key=key, words="One more thing.")
    press(case, "messages/", key=key, words="One more thing.")
    assert Message.objects.filter(text="One more thing.").count() == 1


def test_words_that_contradict_the_button_keep_it_open() -> None:
    case = a_case()
    response = press(case, "answer/", solved="all", words="But it still does not work.")
    case.refresh_from_db()
    assert case.open
    assert "sound as if something is still missing" in Client().get(response["Location"]).content.decode()


def test_not_yet_keeps_it_open_and_says_who_goes_on() -> None:
    case = a_case()
    response = press(case, "answer/", not_yet="all", words="It leaks again.")
    case.refresh_from_db()
    assert case.open
    assert case.round == 2
    page = Client().get(response["Location"]).content.decode()
    assert "Freja Dahl finds somebody else who can help" in page
    assert "It leaks again." in page


def test_several_concerns_are_settled_one_by_one() -> None:
    case = a_case()
    second = Concern.objects.create(
        case=case, words="The refund of the postage", kind="complaint", at=timezone.now(), message=case.opener
    )
    page = text_of(case)
    assert page.count("It is solved</button>") == 2
    assert page.count("Not yet</button>") == 2
    response = press(case, "answer/", solved=str(second.pk), words="The postage came.")
    case.refresh_from_db()
    second.refresh_from_db()
    assert case.open
    assert second.satisfaction_id is not None
    assert "the rest stays open" in Client().get(response["Location"]).content.decode()


def test_a_concern_of_another_case_settles_nothing() -> None:
    case = a_case()
    other = a_case(text="Another thing altogether.")
    theirs = other.concerns.get()
    press(case, "answer/", solved=str(theirs.pk), words="ok")
    theirs.refresh_from_db()
    assert theirs.satisfaction_id is None
    other.refresh_from_db()
    assert other.open


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"words": " "}, "write a few words first"), ({"words": "a" * 20_001}, "in two parts")],
    ids=["nothing", "a book"],
)
def test_what_cannot_be_sent_is_said_calmly(fields: dict[str, str], said: str) -> None:
    response = press(a_case(), "messages/", **fields)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_form_without_its_key_does_nothing() -> None:
    case = a_case()
    response = Client().post(at(case, "answer/"), {"solved": "all", "words": "Good."})
    assert response.status_code == 422
    assert "Good." in response.content.decode()
    case.refresh_from_db()
    assert case.open


def test_stop_writing_lets_the_case_go_and_one_message_opens_it() -> None:
    case = a_case()
    response = press(case, "silence/")
    case.refresh_from_db()
    assert case.release is not None
    assert case.release.because == "stopped"
    assert "We write no more about this" in Client().get(response["Location"]).content.decode()
    press(case, "messages/", words="I need you after all.")
    case.refresh_from_db()
    assert case.open


def test_after_the_end_one_message_opens_it_again() -> None:
    case = a_case()
    let_go.solved(case, concerns=None, words="Thanks!", key=uuid4().hex, now=timezone.now())
    press(case, "messages/", words="It broke again this morning.")
    case.refresh_from_db()
    assert case.open
    assert "Is it solved for you?" in text_of(case)


def test_a_late_word_is_said_to_be_late() -> None:
    case = a_case()
    Case.objects.filter(pk=case.pk).update(next_update_by=timezone.now() - timedelta(hours=3))
    page = text_of(case)
    assert "You should have heard from Freja Dahl by" in page
    assert "that is our fault" in page


def test_our_own_links_in_letters_are_not_repeated_on_the_page() -> None:
    case = a_case()
    answered(case, f"{REPLY}\n\nHere: {customer_url(case)}")
    page = text_of(case)
    assert customer_url(case) not in page
    assert "(this page)" in page


def test_what_she_wrote_is_shown_as_text_and_never_as_a_page() -> None:
    page = text_of(a_case(text='<img src=x onerror="alert(1)"> and <b>bold</b>'))
    assert "<img" not in page
    assert "&lt;img" in page


def test_a_case_opened_by_mistake_says_so() -> None:
    case = a_case()
    release.release(case, because="mistake", by=case.owner, words="A double.", now=timezone.now())
    page = text_of(case)
    assert "We let this case go" in page
    assert "A double." not in page


def test_queries_do_not_grow_with_the_thread(django_assert_max_num_queries: Any) -> None:
    case = a_case()
    for number in range(30):
        press(case, "messages/", words=f"Word {number}")
    with django_assert_max_num_queries(11):
        page = text_of(case)
    assert "Show 23 earlier entries" in page
    assert "Word 29" in page


def test_too_many_presses_wait_a_little_and_keep_her_words() -> None:
    case = a_case()
    for number in range(40):
        press(case, "messages/", words=f"Word {number}")
    response = press(case, "messages/", words="The last straw.")
    assert response.status_code == 422
    assert "wait a few minutes" in response.content.decode()
    assert "The last straw." in response.content.decode()
