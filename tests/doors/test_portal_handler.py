"""The handler's page: what is asked, the customer's words, and her answers; nothing once it is with somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ombud.access.links import customer_url
from ombud.channels.contract import Attached
from ombud.conversations.models import Attachment, Message
from ombud.handoffs.links import url_of
from ombud.handoffs.models import Failure, Handoff
from ombud.journey import let_go
from ombud.journey.help import take_back
from ombud.team.models import Role
from tests.doors.rows import WORDS, a_case, a_member, answered, handed

pytestmark = pytest.mark.django_db


@pytest.fixture
def handoff() -> Handoff:
    return handed(a_case(), a_member("Jonas Petri", Role.HANDLER))


def at(handoff: Handoff, place: str = "") -> str:
    return url_of(handoff, timezone.now()).removeprefix("http://127.0.0.1:8000") + place


def press(handoff: Handoff, place: str, **fields: Any) -> Any:
    return Client().post(at(handoff, place), {"key": uuid4().hex, **fields})


def page_of(handoff: Handoff) -> str:
    response = Client().get(at(handoff))
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_what_is_asked_until_when_and_in_whose_words(handoff: Handoff) -> None:
    page = page_of(handoff)
    assert "Will you help Signe Møller?" in page
    assert "Find out why the lid breaks" in page
    assert "Needed by" in page
    assert WORDS["en"] in page


def test_it_speaks_the_handlers_language_and_not_the_customers() -> None:
    found = handed(a_case("id"), a_member("Katrin Vogel", Role.HANDLER, languages=("de", "en")))
    assert "Helfen Sie Signe Møller?" in page_of(found)


def test_the_customers_own_link_is_not_on_it(handoff: Handoff) -> None:
    page = page_of(handoff)
    word = customer_url(handoff.case).rstrip("/").rpartition("/")[2]
    assert word not in page
    assert "(a link for one person alone)" in page


def test_she_accepts(handoff: Handoff) -> None:
    response = press(handoff, "acceptance/")
    assert response.status_code == 302
    handoff.refresh_from_db()
    assert handoff.accepted_at
    page = page_of(handoff)
    assert "You are helping Signe Møller" in page
    assert "What did you do?" in page


def test_opening_the_page_accepts_nothing(handoff: Handoff) -> None:
    for place in ("", "acceptance/", "refusal/", "report/"):
        Client().get(at(handoff, place))
    handoff.refresh_from_db()
    assert handoff.accepted_at is None
    assert handoff.in_hand


def test_she_declines_with_words_and_then_sees_nothing_of_the_case(handoff: Handoff) -> None:
    before = at(handoff)
    assert press(handoff, "refusal/", words="").status_code == 422
    response = press(handoff, "refusal/", words="I am away from Monday.")
    handoff.refresh_from_db()
    assert handoff.returned == "declined"
    after = Client().get(response["Location"])
    page = after.content.decode()
    assert after.status_code == 410
    assert "Thank you for saying so" in page
    assert "This case is with somebody else now" in page
    assert WORDS["en"] not in page
    assert "Signe" not in Client().get(before).content.decode()


def test_she_asks_the_owner_with_a_file_and_the_customer_sees_neither(handoff: Handoff) -> None:
    file = SimpleUploadedFile("lid.png", b"\x89PNG", content_type="image/png")
    press(handoff, "words/", words="Which batch is it?", files=[file])
    assert Message.objects.get(text="Which batch is it?").by == handoff.handler
    page = page_of(handoff)
    assert "Which batch is it?" in page
    assert "lid.png" in page
    customers = Client().get(customer_url(handoff.case).removeprefix("http://127.0.0.1:8000")).content.decode()
    assert "Which batch is it?" not in customers
    attachment = Attachment.objects.get()
    assert Client().get(at(handoff, f"files/{attachment.pk}/")).content == b"\x89PNG"
    customers_path = customer_url(handoff.case).removeprefix("http://127.0.0.1:8000")
    assert Client().get(f"{customers_path}files/{attachment.pk}/").status_code == 404


def test_she_reports_done_and_the_case_stays_open(handoff: Handoff) -> None:
    press(handoff, "acceptance/")
    assert press(handoff, "report/", words=" ").status_code == 422
    press(handoff, "report/", words="New lid is on its way.")
    handoff.refresh_from_db()
    assert handoff.done_words == "New lid is on its way."
    handoff.case.refresh_from_db()
    assert handoff.case.open
    page = page_of(handoff)
    assert "Thank you for helping Signe Møller" in page
    assert "What did you do?" not in page


def test_who_did_not_help_sees_nothing_more(handoff: Handoff) -> None:
    press(handoff, "acceptance/")
    path = at(handoff)
    press(handoff, "report/", words="Done.")
    let_go.not_yet(handoff.case, words="It broke again.", key=uuid4().hex, now=timezone.now())
    assert Failure.objects.filter(member=handoff.handler).exists()
    response = Client().get(path)
    page = response.content.decode()
    assert response.status_code == 410
    assert "This case is with somebody else now" in page
    assert "It broke again" not in page
    assert "Signe" not in page


def test_what_was_taken_back_says_so_kindly_and_takes_no_answer(handoff: Handoff) -> None:
    path = at(handoff)
    take_back(handoff.case, by=handoff.case.owner, words="Somebody is nearer.", now=timezone.now())
    assert Client().get(path).status_code == 410
    response = Client().post(f"{path}report/", {"key": uuid4().hex, "words": "Done!"})
    assert response.status_code == 410
    assert "You need not do anything more" in response.content.decode()
    handoff.refresh_from_db()
    assert handoff.done_at is None


def test_a_member_who_left_gets_in_no_more(handoff: Handoff) -> None:
    path = at(handoff)
    handoff.handler.left_at = timezone.now()
    handoff.handler.save()
    response = Client().get(path)
    assert response.status_code == 410
    assert "Signe" not in response.content.decode()


def test_late_is_said_without_blame(handoff: Handoff) -> None:
    Handoff.objects.filter(pk=handoff.pk).update(until=timezone.now() - timedelta(hours=1))
    page = page_of(handoff)
    assert "It was needed by" in page
    assert "One honest line helps" in page


def test_an_ended_case_asks_nothing_of_her(handoff: Handoff) -> None:
    let_go.solved(handoff.case, concerns=None, words="All is well.", key=uuid4().hex, now=timezone.now())
    page = page_of(handoff)
    assert "I take it on" not in page


def test_files_of_the_customer_can_be_read_by_who_helps() -> None:
    case = a_case(files=(Attached("lid.jpg", "image/jpeg", b"\xff\xd8\xff"),))
    answered(case, "Hello Signe,\n\nI am sorry that the lid broke. I look into it and write by tomorrow noon.\n\nFreja")
    found = handed(case, a_member("Jonas Petri", Role.HANDLER))
    attachment = Attachment.objects.get()
    assert Client().get(at(found, f"files/{attachment.pk}/")).content == b"\xff\xd8\xff"
