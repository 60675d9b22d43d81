"""Links that open nothing: a warm page in the reader's language, the right status, nothing of any case or in a log."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ombud.access.links import customer_word
from ombud.cases.models import Case
from ombud.handoffs.links import url_of
from ombud.team.models import Role
from tests.doors.rows import a_case, a_member, handed

pytestmark = pytest.mark.django_db


def altered(word: str) -> str:
    return word[:-3] + ("A" if word[-3] != "A" else "B") + word[-2:]


def test_a_tampered_link_shows_nothing_of_the_case() -> None:
    case = a_case()
    for word in (altered(customer_word(case)), "x", "A" * 40, "%00", "ä" * 20):
        response = Client().get(f"/c/{word}/")
        assert response.status_code == 404
        page = response.content.decode()
        assert "This link does not open anything" in page
        assert case.topic not in page
        assert "Freja" not in page


@pytest.mark.parametrize(
    ("language", "says"),
    [("de-CH,de;q=0.9", "Dieser Link öffnet nichts"), ("es", "Este enlace no abre nada"),
     ("da", "Linket åbner ikke noget"), ("id", "Tautan ini tidak membuka apa pun"), ("fi", "does not open anything")],
)  # fmt: skip
def test_the_page_speaks_the_readers_language(language: str, says: str) -> None:
    response = Client().get("/c/nothing/", headers={"accept-language": language})
    assert says in response.content.decode()


def test_a_withdrawn_link_is_gone() -> None:
    case = a_case()
    word = customer_word(case)
    Case.objects.filter(pk=case.pk).update(edition=2)
    response = Client().get(f"/c/{word}/")
    assert response.status_code == 410
    assert "This link has been replaced" in response.content.decode()
    assert case.topic not in response.content.decode()


def test_a_handlers_link_runs_out() -> None:
    handoff = handed(a_case(), a_member("Jonas Petri", Role.HANDLER))
    path = url_of(handoff, timezone.now()).removeprefix("http://127.0.0.1:8000")
    assert Client().get(path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        response = Client().get(path)
    assert response.status_code == 410
    assert "This link has run out" in response.content.decode()


def test_one_kind_of_link_does_not_open_the_other_page() -> None:
    case = a_case()
    assert Client().get(f"/h/{customer_word(case)}/").status_code == 404


def test_a_post_with_a_wrong_link_changes_nothing() -> None:
    case = a_case()
    response = Client().post(f"/c/{altered(customer_word(case))}/answer/", {"key": "0" * 32, "solved": "all"})
    assert response.status_code == 404
    case.refresh_from_db()
    assert case.open


def test_whoever_tries_many_wrong_links_waits_and_a_right_link_never_does() -> None:
    case = a_case()
    for _ in range(30):
        assert Client().get("/c/nothing/").status_code == 404
    assert Client().get("/c/nothing/").status_code == 429
    assert Client().get(f"/c/{customer_word(case)}/").status_code == 200


def test_nobody_keeps_a_copy_and_no_address_is_passed_on() -> None:
    for path in (f"/c/{customer_word(a_case())}/", "/c/nothing/"):
        response = Client().get(path)
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"
        assert "script" not in response.content.decode()
        assert "http" not in response.content.decode().replace("http-equiv", "")


def test_no_link_lands_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    word = customer_word(a_case())
    with caplog.at_level(logging.DEBUG):
        Client().get(f"/c/{altered(word)}/")
        Client().post(f"/c/{word}/messages/", {"key": "0" * 32, "words": ""})
        Client(enforce_csrf_checks=True).post(f"/c/{word}/messages/", {"key": "0" * 32, "words": "x"})
    assert word[:20] not in caplog.text
