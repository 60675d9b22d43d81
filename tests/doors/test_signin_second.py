"""Password, codes from an app, recovery codes, passkeys' pages: styled as the desk, safe under its content policy."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from ombud.team.links import welcome_url
from ombud.team.models import Member, Role
from tests.doors.rows import a_member

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"


@pytest.fixture
def ana() -> Member:
    return a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)


def enter(member: Member, password: str = PASSWORD) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/account/login/", {"login": member.email, "password": password})


def proven(member: Member) -> Client:
    """Signed in, and shown once more who she is: what changes sign-in asks for that."""
    client, _ = enter(member)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_a_wrong_password_is_said_without_telling_who_is_here(ana: Member) -> None:
    _, wrong = enter(ana, "not this one")
    nobody = Client().post("/account/login/", {"login": "eve@evil.example", "password": PASSWORD})
    says = "This address and this password do not go together"
    assert says in wrong.content.decode()
    assert says in nobody.content.decode()


def test_trying_passwords_is_slowed_down(ana: Member) -> None:
    for _ in range(12):
        enter(ana, "not this one")
    _, right = enter(ana)
    assert right.status_code != 302
    assert "tried too often" in right.content.decode() or right.status_code == 429


def test_codes_from_an_app_are_set_up_and_asked_for(ana: Member) -> None:
    assert enter(ana)[0].get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/")
    client = proven(ana)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    assert "data:image/svg+xml" in page
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert secret
    assert client.post("/account/2fa/totp/activate/", {"code": code_of(secret[1])}).status_code == 302
    again, response = enter(ana)
    assert "/account/2fa/authenticate/" in response["Location"]
    assert again.get("/team/").status_code == 302
    cache.clear()  # the code just used may not be used again within its half minute
    assert again.post("/account/2fa/authenticate/", {"code": code_of(secret[1])}).status_code == 302
    assert again.get("/team/").status_code == 200


def test_a_new_password_by_link_does_not_get_around_the_codes(ana: Member) -> None:
    assert ana.account
    TOTP.activate(ana.account, generate_totp_secret())
    path = welcome_url(ana.account).removeprefix("http://127.0.0.1:8000")
    client = Client()
    client.post(path, {"password": "quite another word"})
    response = client.post("/account/login/", {"login": ana.email, "password": "quite another word"})
    assert "/account/2fa/authenticate/" in response["Location"]
    assert client.get("/team/").status_code == 302


def test_recovery_codes_let_her_in_once_each(ana: Member) -> None:
    assert ana.account
    TOTP.activate(ana.account, generate_totp_secret())
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(ana.account).get_unused_codes()
    client, _ = enter(ana)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/team/").status_code == 200
    again, _ = enter(ana)
    again.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert again.get("/team/").status_code == 302


@pytest.mark.parametrize(
    ("path", "says"),
    [("2fa/", "How you sign in"), ("2fa/webauthn/add/", "passkey"), ("2fa/webauthn/", "Add"),
     ("2fa/totp/activate/", "six digits"), ("password/change/", "assword"), ("logout/", "Sign out?")],
)  # fmt: skip
def test_every_page_of_it_looks_like_the_desk_and_runs_no_script_of_its_own(ana: Member, path: str, says: str) -> None:
    response = proven(ana).get(f"/account/{path}")
    page = response.content.decode()
    assert response.status_code == 200
    assert says in page
    assert "ombud/css/tokens.css" in page
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"<style|\sstyle=", page)
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert all("application/json" in attributes for attributes in inline)


def test_changing_the_password_needs_the_old_one(ana: Member) -> None:
    client, _ = enter(ana)
    new = {"password1": "quite another word", "password2": "quite another word"}
    assert client.post("/account/password/change/", {"oldpassword": "wrong", **new}).status_code == 200
    assert client.post("/account/password/change/", {"oldpassword": PASSWORD, **new}).status_code == 302
    _, response = enter(ana, "quite another word")
    assert response.status_code == 302


def test_signing_out_takes_a_press(ana: Member) -> None:
    client, _ = enter(ana)
    client.get("/account/logout/")
    assert client.get("/team/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/team/").status_code == 302


def test_nothing_is_kept_of_the_password_but_its_hash(ana: Member) -> None:
    assert ana.account
    assert PASSWORD not in ana.account.password
    assert not Authenticator.objects.exists()
