"""The first start, the link that lets one choose a password, and that nobody else gets in."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from ombud.team.links import account_of, welcome_url, welcome_word
from ombud.team.models import Account, Member, Role
from ombud.web.setup_word import announce, setup_word
from tests.doors.desk import signed_in
from tests.doors.rows import a_member

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"


@pytest.fixture(autouse=True)
def _a_new_home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def first(**other: str) -> dict[str, str]:
    return {
        "word": setup_word(), "name": "Mira Halvorsen", "email": "Mira@pellamo.example", "password": PASSWORD,
        "language": "de", "zone": "Europe/Oslo", **other,
    }  # fmt: skip


def test_whoever_has_the_word_becomes_the_first_member() -> None:
    client = Client()
    response = client.post("/setup/", first())
    assert response["Location"] == "/inboxes/new/"
    member = Member.objects.get()
    assert (member.name, member.email, member.zone) == ("Mira Halvorsen", "mira@pellamo.example", "Europe/Oslo")
    assert member.roles == {Role.ADMIN, Role.COMMUNITY_MANAGER}
    assert client.get("/team/").status_code == 200
    assert PASSWORD not in str(Account.objects.values())


def test_the_word_works_once_and_the_page_is_gone_afterwards() -> None:
    word = setup_word()
    Client().post("/setup/", first())
    assert (
        not Client().post("/setup/", first(word=word, email="eve@pellamo.example"))["Location"].startswith("/inboxes")
    )
    assert Client().get("/setup/")["Location"] == "/account/login/"
    assert Account.objects.count() == 1


@pytest.mark.parametrize("word", ["", "wrong", "0" * 16])
def test_without_the_word_nobody_gets_in(word: str) -> None:
    setup_word()
    response = Client().post("/setup/", first(word=word))
    assert response.status_code == 422
    assert not Account.objects.exists()
    assert PASSWORD not in response.content.decode()


def test_no_word_was_made_so_none_is_right() -> None:
    said = {k: v for k, v in first().items() if k != "word"}
    setup_word_file = setup_word()
    from ombud.web.setup_word import used

    used()
    assert Client().post("/setup/", {**said, "word": setup_word_file}).status_code == 422


def test_guessing_the_word_is_slowed_down() -> None:
    for _ in range(30):
        Client().post("/setup/", first(word="wrong"))
    assert "tried too often" in Client().post("/setup/", first()).content.decode()
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("password", "short", "too short"), ("password", "password123", "too common"),
     ("zone", "Europe/Nowhere", "no such"), ("email", "mira", "valid email"), ("name", "", "required")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_question(field: str, value: str, says: str) -> None:
    response = Client().post("/setup/", first(**{field: value}))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Account.objects.exists()


def test_the_terminal_tells_where_to_begin_until_somebody_is_there() -> None:
    said: list[str] = []
    announce(said.append)
    assert setup_word() in said[0]
    assert "/setup/" in said[0]
    Client().post("/setup/", first())
    announce(said.append)
    assert "word" not in said[1]


def test_before_anybody_is_there_signing_in_leads_to_the_first_start() -> None:
    assert Client().get("/account/login/")["Location"] == "/setup/"


def test_a_link_lets_her_choose_a_password_once() -> None:
    member = a_member("Ana Reyes", Role.COMMUNITY_MANAGER)
    member.account = Account.objects.create_user(member.email)
    member.save()
    path = welcome_url(member.account).removeprefix("http://127.0.0.1:8000")
    for _ in range(3):  # a mail scanner may look as often as it likes
        assert Client().get(path).status_code == 200
    client = Client()
    assert client.post(path, {"password": PASSWORD})["Location"] == "/account/login/"
    assert client.post("/account/login/", {"login": member.email, "password": PASSWORD}).status_code == 302
    assert client.get("/team/").status_code == 200
    again = Client().post(path, {"password": "another long word"})
    assert again.status_code == 410
    assert "has been used or has run out" in again.content.decode()


def test_a_good_link_opens_however_often_wrong_ones_were_tried_from_the_same_address() -> None:
    member = a_member("Ana Reyes", Role.ADMIN, account=True)
    assert member.account
    for _ in range(40):
        assert Client().get("/welcome/12-abcdefghijk/").status_code == 410
    assert Client().get(f"/welcome/{welcome_word(member.account)}/").status_code == 200


def test_signing_in_uses_an_older_link_up() -> None:
    member = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    assert member.account
    word = welcome_word(member.account)
    Client().post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert account_of(word) is None


def test_a_link_holds_for_a_day() -> None:
    member = a_member("Ana Reyes", account=True)
    assert member.account
    word = welcome_word(member.account)
    with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
        assert account_of(word) == member.account
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert account_of(word) is None


def test_a_link_altered_or_for_somebody_else_opens_nothing() -> None:
    ana, ben = a_member("Ana Reyes", account=True), a_member("Ben Ode", account=True)
    assert ana.account
    assert ben.account
    token = welcome_word(ana.account).partition("-")[2]
    for word in (f"{ben.account.pk}-{token}", f"{ana.account.pk}-{token[:-1]}x", "x", "9" * 40, f"{ana.account.pk}-"):
        assert Client().get(f"/welcome/{word}/").status_code == 410


def test_who_has_left_gets_in_neither_way() -> None:
    member = a_member("Ana Reyes", account=True)
    assert member.account
    client = signed_in(member)
    word = welcome_word(member.account)
    Account.objects.filter(pk=member.account.pk).update(is_active=False)
    assert account_of(word) is None
    assert client.get("/team/").status_code == 302
    response = Client().post("/account/login/", {"login": member.email, "password": PASSWORD}, follow=True)
    assert "_auth_user_id" not in response.wsgi_request.session


def test_the_word_of_a_link_lands_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Client().get("/welcome/12-abcdefghijk/")
    assert "abcdefghijk" not in caplog.text


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/"])
def test_nobody_signs_up_or_changes_an_address_by_herself(path: str) -> None:
    a_member("Ana Reyes", account=True)
    fields = {"email": "eve@evil.example", "password1": PASSWORD, "action_add": ""}
    assert Client().post(path, fields).status_code == 403
    assert Account.objects.count() == 1


def test_a_forgotten_password_sends_no_mail_and_says_whom_to_ask() -> None:
    member = a_member("Ana Reyes", account=True)
    page = Client().get("/account/password/reset/").content.decode()
    assert "Ask an admin" in page
    assert Client().post("/account/password/reset/", {"email": member.email}).status_code == 405
    assert mail.outbox == []


def test_outside_tests_a_password_is_kept_by_the_frameworks_slow_hash() -> None:
    from django.conf import global_settings

    from ombud.config import settings as ours

    assert getattr(ours, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)[0].endswith("PBKDF2PasswordHasher")
