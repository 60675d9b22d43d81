"""`ombud sign-in`: whoever runs the machine can always let a member in."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.utils import timezone

from ombud.cli.sign_in import sign_in
from ombud.team.models import Role
from tests.doors.rows import a_member

pytestmark = pytest.mark.django_db


def run(address: str) -> Result:
    return CliRunner().invoke(sign_in, [address])


def test_it_prints_a_link_that_opens() -> None:
    a_member("Ana Reyes", Role.ADMIN, account=True)
    done = run("ANA@pellamo.example")
    assert done.exit_code == 0
    path = done.stdout.strip().removeprefix("http://127.0.0.1:8000")
    assert Client().get(path).status_code == 200


def test_before_the_first_start_it_says_where_to_begin() -> None:
    done = run("ana@pellamo.example")
    assert done.exit_code == 1
    assert "ombud up" in done.stderr


def test_strangers_and_who_has_left_get_none() -> None:
    member = a_member("Ana Reyes", account=True)
    assert "Nobody here has the address" in run("eve@evil.example").stderr
    member.left_at = timezone.now()
    member.save()
    done = run(member.email)
    assert done.exit_code == 1
    assert "cannot sign in" in done.stderr
