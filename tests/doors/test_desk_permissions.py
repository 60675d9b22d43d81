"""Only the people on a case see it; whoever is not learns its owner's name and nothing else (D23)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from ombud.access.models import Entry
from ombud.conversations.models import Attachment, Message
from ombud.journey.set_aside import set_aside
from ombud.team.models import Account, Role
from tests.doors.desk import a_question, at_the_desk, signed_in
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
OF_HERS = ("Renate", "Vogel", "Lampe", "vogel.example")


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def addresses(case: int, message: int, conversation: int, file: int) -> list[tuple[str, str]]:
    acts = ("handoff", "enquiry", "fix", "ask", "snooze", "owner", "circle", "take-back", "release", "merge", "concern")
    pages = [f"/cases/{case}/", f"/cases/{case}/pane/", *(f"/cases/{case}/{act}/" for act in acts)]
    messages = ("", "pane/", "reading/", "whole/", "raw/")
    reads = [("get", a) for a in pages + [f"/messages/{message}/{m}" for m in messages] + [f"/files/{file}/"]]
    changes = [f"/cases/{case}/{act}/" for act in (*acts, "note")]
    changes += [f"/messages/{message}/{m}/" for m in ("case", "aside", "take-up", "hint", "reading")]
    changes += [f"/conversations/{conversation}/{c}/" for c in ("reply", "draft", "suggest")]
    changes += [f"/cases/{case}/solved/{message}/"]
    return reads + [("post", a) for a in changes]


def test_an_outsider_opens_nothing_and_learns_nothing(world: World) -> None:
    case = world.complaint(RENATE)
    file = Attachment.objects.create(message=case.opener, name="Lampe.jpg", type="image/jpeg", size=3, sha256="0" * 64)
    for member in (world.ana, world.jonas, world.tomas, world.katrin):
        client = signed_in(member)
        for method, address in addresses(case.pk, case.opener_id, case.opener.conversation_id, file.pk):
            answer = getattr(client, method)(address)
            assert answer.status_code in (403, 404), (member, method, address, answer.status_code)
            page = answer.content.decode()
            assert not [w for w in OF_HERS if w in page], (member, address)
    assert Message.objects.filter(direction="out", voice="person").count() == 0


def test_nobody_comes_in_without_signing_in(world: World) -> None:
    case = world.complaint(RENATE)
    for method, address in [*addresses(case.pk, case.opener_id, case.opener.conversation_id, 1), ("get", "/cases/")]:
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/account/login/")


def test_the_page_of_a_strange_case_names_its_owner(world: World) -> None:
    case = world.complaint(RENATE)
    page = signed_in(world.ana).get(f"/cases/{case.pk}/")
    assert page.status_code == 403
    assert "Mira owns it and can invite you." in page.content.decode()
    assert "Step in" not in page.content.decode()


def test_a_leader_steps_in_with_a_reason_that_stays(world: World) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.tomas)
    assert "Step in, and say why" in client.get(f"/cases/{case.pk}/").content.decode()
    empty = client.post(f"/cases/{case.pk}/entry/", {"words": " "})
    assert empty.status_code == 403
    assert "They stay on record." in empty.content.decode()
    assert client.post(f"/cases/{case.pk}/entry/", {"words": "Mira is ill"}).status_code == 302
    assert Entry.objects.get().words == "Mira is ill"
    assert client.get(f"/cases/{case.pk}/").status_code == 200
    assert "stepped in from outside" in signed_in(world.mira).get(f"/cases/{case.pk}/").content.decode()


def test_a_community_manager_cannot_step_in(world: World) -> None:
    case = world.complaint(RENATE)
    answer = signed_in(world.ana).post(f"/cases/{case.pk}/entry/", {"words": "curious"})
    assert answer.status_code == 403
    assert not Entry.objects.exists()


def test_somebody_on_the_case_without_the_role_reads_and_writes_but_does_not_hand_off(world: World) -> None:
    from ombud.journey.circle import invite

    case = world.complaint(RENATE)
    invite(case, member=world.jonas, by=world.mira, now=world.now)
    client = signed_in(world.jonas)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "Hand off" not in page
    for act in ("handoff", "release", "owner", "ask"):
        answer = client.post(f"/cases/{case.pk}/{act}/", {"key": "k"})
        assert answer.status_code == 403, act
        assert "Your role does not allow this." in answer.content.decode()


def test_only_a_community_manager_sets_aside(world: World) -> None:
    from ombud.inboxes.models import Seat

    message = a_question(world)
    Seat.objects.create(inbox=world.inbox, member=world.jonas)
    assert signed_in(world.jonas).post(f"/messages/{message.pk}/aside/", {"as": "spam"}).status_code == 403
    message.refresh_from_db()
    assert message.aside_by is None


def test_only_what_she_asked_us_to_leave_be_is_set_aside_as_that(world: World) -> None:
    message = a_question(world)
    answer = signed_in(world.mira).post(f"/messages/{message.pk}/aside/", {"as": "stopped"}, follow=True)
    assert "Choose the message in which the customer says so." in answer.content.decode()
    message.refresh_from_db()
    assert (message.aside_by, message.owed) == (None, True)


def test_an_account_without_a_member_sees_no_desk(world: World) -> None:
    account = Account.objects.create_user("guest@example.org", "a long enough word")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/")
    assert answer.status_code == 403
    assert "not a member of this team" in answer.content.decode()


def test_whoever_has_left_comes_in_no_more(world: World) -> None:
    client = signed_in(world.mira)
    assert client.get("/").status_code == 200
    world.mira.left_at = world.now - timedelta(days=1)
    world.mira.save()
    assert client.get("/").status_code == 403


def test_a_press_without_the_forms_secret_does_nothing(world: World) -> None:
    case = world.complaint(RENATE)
    strict = Client(enforce_csrf_checks=True)
    signed_in(world.mira)
    account = world.mira.account
    assert account is not None
    strict.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = strict.post(f"/cases/{case.pk}/fix/", {"what": "x", "key": "k"})
    assert answer.status_code == 403
    assert "This form was too old" in answer.content.decode()
    assert not case.actions.exists()


@pytest.mark.parametrize("address", ["/cases/1/fix/", "/conversations/1/reply/", "/messages/1/aside/", "/keys/"])
def test_looking_changes_nothing(world: World, address: str) -> None:
    case = world.complaint(RENATE)
    client = signed_in(world.mira)
    address = address.replace("1", str(case.pk)) if "cases" in address else address
    assert client.get(address).status_code in (200, 404, 405)
    assert not case.actions.exists()


def test_a_refused_page_logs_no_name(world: World, caplog: pytest.LogCaptureFixture) -> None:
    case = world.complaint(RENATE)
    caplog.set_level(logging.DEBUG)
    signed_in(world.ana).get(f"/cases/{case.pk}/")
    signed_in(world.mira).post(f"/cases/{case.pk}/fix/", {"what": "", "key": "k"})
    assert not [r for r in caplog.records if any(w in r.getMessage() for w in OF_HERS)]


def test_what_is_set_aside_is_seen_by_the_inboxs_people_alone(world: World) -> None:
    message = a_question(world)
    set_aside(message, as_="spam", by=world.ana, now=world.now)
    lane = signed_in(world.mira).get("/lanes/aside/").content.decode()
    assert "Hannah" in lane
    assert "Ana" in lane
    world.tomas.take_on(Role.COMMUNITY_MANAGER)
    assert "Hannah" not in signed_in(world.tomas).get("/lanes/aside/").content.decode()
