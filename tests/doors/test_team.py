"""The team page: who is here and for what, naming somebody, and that nobody leaves with a promise in her name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ombud.handoffs.models import Failure
from ombud.inboxes.models import Inbox
from ombud.team.models import Account, Member, Role
from tests.doors.desk import signed_in
from tests.doors.rows import a_case, a_member, an_inbox, handed

pytestmark = pytest.mark.django_db


@pytest.fixture
def freja() -> Member:
    return a_member("Freja Dahl", Role.COMMUNITY_MANAGER, Role.ADMIN, account=True)


def somebody(**other: object) -> dict[str, object]:
    return {
        "name": "Jonas Petri", "email": "Jonas@pellamo.example", "roles": ["handler"], "helps_with": "Kettles",
        "language": "da", "also": ["en"], "zone": "Europe/Copenhagen", **other,
    }  # fmt: skip


def test_one_person_alone_is_told_whom_it_would_help_to_name(freja: Member) -> None:
    page = signed_in(freja).get("/team/").content.decode()
    assert "You are alone here, and that works" in page
    assert "Name a handler" in page
    assert "Name a leader" in page
    assert "Name a spokesperson" in page


def test_she_names_a_helper_without_an_account(freja: Member) -> None:
    client = signed_in(freja)
    assert client.post("/team/new/", somebody()).status_code == 302
    jonas = Member.objects.get(name="Jonas Petri")
    assert (jonas.email, jonas.languages, jonas.account) == ("jonas@pellamo.example", ["da", "en"], None)
    page = client.get("/team/").content.decode()
    assert "by links in mails" in page
    assert "Kettles" in page
    assert "Name a handler" not in page


def test_a_member_with_an_account_gets_a_link_that_is_shown_once(freja: Member) -> None:
    client = signed_in(freja)
    response = client.post("/team/new/", somebody(account="on", roles=["community_manager"]))
    page = response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    start = page.index("/welcome/")
    path = page[start : page.index('"', start)]
    assert Client().get(path).status_code == 200
    assert "/welcome/" not in client.get("/team/").content.decode()
    jonas = Member.objects.get(name="Jonas Petri")
    assert jonas.account
    assert not jonas.account.has_usable_password()
    assert "invited, no password yet" in client.get("/team/").content.decode()


def test_the_same_address_twice_is_refused_and_nothing_is_half_made(freja: Member) -> None:
    client = signed_in(freja)
    response = client.post("/team/new/", somebody(email="FREJA@pellamo.example", account="on"))
    assert response.status_code == 422
    assert "is here already" in response.content.decode()
    assert Member.objects.count() == 1
    assert Account.objects.count() == 1


def test_a_community_manager_names_helpers_and_nothing_more(freja: Member) -> None:
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    client = signed_in(ana)
    assert client.post("/team/new/", somebody(roles=["admin"])).status_code == 422
    assert client.post("/team/new/", somebody(account="on")).status_code == 302
    assert Member.objects.get(name="Jonas Petri").account is None
    for path in (f"/team/{freja.pk}/", f"/team/{freja.pk}/link/", f"/team/{freja.pk}/leaving/"):
        assert client.post(path, somebody()).status_code == 403
    freja.refresh_from_db()
    assert freja.left_at is None


def test_a_helper_with_an_account_sees_the_team_and_changes_nothing(freja: Member) -> None:
    client = signed_in(a_member("Jonas Petri", Role.HANDLER, account=True))
    assert client.get("/team/").status_code == 200
    assert client.get("/team/new/").status_code == 403
    assert client.get(f"/team/{freja.pk}/").status_code == 403


def test_roles_are_changed(freja: Member) -> None:
    jonas = a_member("Jonas Petri", Role.HANDLER)
    signed_in(freja).post(f"/team/{jonas.pk}/", somebody(roles=["leader", "spokesperson"]))
    assert Member.objects.get(pk=jonas.pk).roles == {"leader", "spokesperson"}


def test_the_last_admin_stays_admin(freja: Member) -> None:
    client = signed_in(freja)
    own = somebody(name="Freja Dahl", email=freja.email, roles=["community_manager"])
    response = client.post(f"/team/{freja.pk}/", own)
    assert response.status_code == 422
    assert "the only admin who can sign in" in response.content.decode()
    assert "the only admin" in client.post(f"/team/{freja.pk}/leaving/").content.decode()
    assert Member.objects.get(pk=freja.pk).is_(Role.ADMIN)


def test_whoever_owns_open_cases_hands_them_over_before_she_leaves(freja: Member) -> None:
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    case = a_case(owner=ana)
    Inbox.objects.update(owner=freja)
    client = signed_in(freja)
    response = client.post(f"/team/{ana.pk}/leaving/")
    page = response.content.decode()
    assert response.status_code == 422
    assert f'/cases/{case.pk}/">{case.pk}</a>' in page
    assert case.topic not in page
    assert Member.objects.get(pk=ana.pk).left_at is None
    assert client.post(f"/team/{ana.pk}/cases/", {"to": freja.pk}).status_code == 302
    case.refresh_from_db()
    assert case.owner == freja
    assert client.post(f"/team/{ana.pk}/leaving/").status_code == 302
    ana.refresh_from_db()
    assert ana.left_at
    assert ana.account
    assert not Account.objects.get(pk=ana.account.pk).is_active
    assert "No longer here" in client.get("/team/").content.decode()


def test_who_failed_a_customer_is_not_given_her_case_by_handing_over(freja: Member) -> None:
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    lea = a_member("Lea Ito", Role.COMMUNITY_MANAGER, account=True)
    case = a_case(owner=ana)
    handoff = handed(case, lea)
    from ombud.journey.help import take_back

    take_back(case, by=ana, words="She is ill.", now=timezone.now())
    Failure.objects.get_or_create(
        case=case, member=lea, defaults={"handoff": handoff, "why": "not_solved", "at": timezone.now()}
    )
    response = signed_in(freja).post(f"/team/{ana.pk}/cases/", {"to": lea.pk})
    assert response.status_code == 422
    assert f"cannot own these, so they stay: {case.pk}" in response.content.decode()
    case.refresh_from_db()
    assert case.owner == ana


def test_who_has_a_case_in_hand_or_owns_an_inbox_does_not_just_leave(freja: Member) -> None:
    jonas = a_member("Jonas Petri", Role.HANDLER)
    handed(a_case(owner=freja), jonas)
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    an_inbox(ana, "Shop")
    client = signed_in(freja)
    assert "has in hand" in client.post(f"/team/{jonas.pk}/leaving/").content.decode()
    assert "Inboxes she owns: Shop" in " ".join(client.post(f"/team/{ana.pk}/leaving/").content.decode().split())
    assert not Member.objects.filter(left_at__isnull=False).exists()


def test_who_left_may_come_back(freja: Member) -> None:
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    client = signed_in(freja)
    client.post(f"/team/{ana.pk}/leaving/")
    client.post(f"/team/{ana.pk}/leaving/", {"back": "1"})
    ana.refresh_from_db()
    assert ana.left_at is None
    assert signed_in(ana).get("/team/").status_code == 200


def test_a_new_link_for_somebody_who_has_an_account_or_gets_one(freja: Member) -> None:
    jonas = a_member("Jonas Petri", Role.HANDLER)
    page = signed_in(freja).post(f"/team/{jonas.pk}/link/").content.decode()
    assert "/welcome/" in page
    jonas.refresh_from_db()
    assert jonas.account
    jonas.left_at = timezone.now() - timedelta(days=1)
    jonas.save()
    assert "has left the team" in signed_in(freja).post(f"/team/{jonas.pk}/link/").content.decode()


def test_strangers_see_nothing() -> None:
    a_member("Freja Dahl", Role.ADMIN, account=True)
    for path in ("/team/", "/team/new/", "/team/1/", "/inboxes/", "/inboxes/new/", "/outgoing/"):
        assert Client().get(path)["Location"].startswith("/account/login/")
