"""The inboxes page: how each fares in words, setting one up, trying its connection, secrets that never come back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ombud.channels.contract import Check
from ombud.inboxes.models import Inbox
from ombud.privacy.sealing import unseal
from ombud.team.models import Member, Role
from tests.doors.desk import signed_in
from tests.doors.rows import a_member, an_inbox
from tests.servers.mail import MailServer

pytestmark = pytest.mark.django_db
SECRET = "seven horses by the sea"


@pytest.fixture
def freja() -> Member:
    return a_member("Freja Dahl", Role.COMMUNITY_MANAGER, Role.ADMIN, account=True)


@pytest.fixture
def desk(freja: Member) -> Client:
    return signed_in(freja)


def filled(whose: Member, **other: object) -> dict[str, object]:
    """The form of a new inbox as a person fills it in."""
    days = {f"day{n}": "09:00-17:00" if n < 5 else "" for n in range(7)}
    return {
        "name": "Shop", "brand": "Pellamo", "owner": whose.pk, "language": "en", "zone": "Europe/Copenhagen",
        "country": "DK", "holidays": "2026-12-24", "receipts": "on", "act": "keep", **days,
        "account-address": "shop@pellamo.example", "account-imap_host": "127.0.0.1", "account-imap_port": "1",
        "account-imap_security": "plain", "account-smtp_host": "127.0.0.1", "account-smtp_port": "1",
        "account-smtp_security": "plain", "account-username": "shop", "account-password": SECRET,
        "account-folder": "INBOX", "account-plus_addressing": "on", "account-max_size": "25000000",
        "account-timeout": "5", **other,
    }  # fmt: skip


def test_a_new_inbox_is_hers_and_its_account_is_sealed(desk: Client, freja: Member) -> None:
    page = desk.get("/inboxes/new/").content.decode()
    assert re.search(rf'<option value="{freja.pk}" selected>', page)
    assert desk.post("/inboxes/new/", filled(freja)).status_code == 302
    inbox = Inbox.objects.get(name="Shop")
    assert inbox.owner == freja
    assert inbox.address == "shop@pellamo.example"
    assert inbox.credentials["password"] == SECRET
    assert inbox.week[0] == [["09:00", "17:00"]]
    assert (inbox.country, inbox.holidays, inbox.receipts) == ("DK", ["2026-12-24"], True)
    assert SECRET not in inbox.settings


def test_a_password_is_never_shown_again_and_kept_unless_another_is_typed(desk: Client, freja: Member) -> None:
    desk.post("/inboxes/new/", filled(freja))
    inbox = Inbox.objects.get(name="Shop")
    page = desk.get(f"/inboxes/{inbox.pk}/").content.decode()
    assert SECRET not in page
    assert 'placeholder="kept"' in page
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja, **{"account-password": "", "brand": "Pellamo Shop"}))
    inbox.refresh_from_db()
    assert inbox.brand == "Pellamo Shop"
    assert inbox.credentials["password"] == SECRET
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja, **{"account-password": "another one"}))
    inbox.refresh_from_db()
    assert inbox.credentials["password"] == "another one"


def test_trying_says_what_is_wrong_and_keeps_nothing_but_what_was_typed(desk: Client, freja: Member) -> None:
    response = desk.post("/inboxes/new/", filled(freja, act="try"))
    page = response.content.decode()
    assert "The connection does not work yet" in page
    assert "Nothing answers on that port. Check the port" in page
    assert not Inbox.objects.exists()
    assert SECRET not in page
    carried = re.search(r'name="account-kept" value="([^"]+)"', page)
    assert carried
    assert SECRET in unseal(carried[1])
    desk.post("/inboxes/new/", filled(freja, **{"account-password": "", "account-kept": carried[1]}))
    assert Inbox.objects.get().credentials["password"] == SECRET


def test_what_was_carried_and_altered_is_left_aside(desk: Client, freja: Member) -> None:
    response = desk.post("/inboxes/new/", filled(freja, **{"account-password": "", "account-kept": "gAAAAABnonsense"}))
    assert response.status_code == 422
    assert "This is needed." in response.content.decode()


def test_a_connection_that_works_is_said_to_work(desk: Client, freja: Member, mail_server: MailServer) -> None:
    typed = filled(
        freja, act="try",
        **{
            "account-address": "shop@ombud.test", "account-username": "shop",
            "account-password": mail_server.password, "account-imap_host": mail_server.host,
            "account-imap_port": mail_server.imap_port, "account-smtp_host": mail_server.host,
            "account-smtp_port": mail_server.smtp_port,
        },
    )  # fmt: skip
    page = desk.post("/inboxes/new/", typed).content.decode()
    assert "It takes user name and password" in page
    assert "The folder is there" in page
    typed["account-password"] = "wrong"
    wrong = desk.post("/inboxes/new/", typed).content.decode()
    assert "The server refused user name or password" in wrong


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("account-address", "not an address", "write it like care@example.org"),
     ("account-imap_host", "https://mail.example", "bare name"),
     ("account-imap_port", "993x", "valid integer"),
     ("account-password", "", "This is needed."),
     ("account-move_to", "inbox", "name another folder"),
     ("day0", "17:00-09:00", "the earlier time first"),
     ("day1", "9-5", "Write it like"),
     ("day2", "09:00-12:00, 11:00-13:00", "overlap"),
     ("country", "XX", "No public holidays are known"),
     ("holidays", "24.12.2026", "Write each day like"),
     ("zone", "Mars/Base", "no such time zone"),
     ("owner", "0", "valid choice"),
     ("name", "", "required")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_question(
    desk: Client, freja: Member, field: str, value: str, says: str
) -> None:
    response = desk.post("/inboxes/new/", filled(freja, **{field: value}))
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert not Inbox.objects.exists()
    assert SECRET not in page


def test_hours_that_never_open_are_refused(desk: Client, freja: Member) -> None:
    response = desk.post("/inboxes/new/", filled(freja, **{f"day{n}": "" for n in range(7)}))
    assert response.status_code == 422
    assert "at least one day hours" in response.content.decode()


def test_hours_as_people_write_them(desk: Client, freja: Member) -> None:
    desk.post("/inboxes/new/", filled(freja, day0="18.00 - 24:00; 9:00–12:30"))
    assert Inbox.objects.get().week[0] == [["09:00", "12:30"], ["18:00", "00:00"]]


def test_two_inboxes_of_one_name_are_refused_and_nothing_is_lost(desk: Client, freja: Member) -> None:
    desk.post("/inboxes/new/", filled(freja))
    response = desk.post("/inboxes/new/", filled(freja, brand="Other"))
    assert response.status_code == 422
    assert "called Shop already" in response.content.decode()
    assert 'value="Other"' in response.content.decode()
    assert Inbox.objects.get().brand == "Pellamo"


def test_pausing_and_going_on(desk: Client, freja: Member) -> None:
    inbox = an_inbox(freja, "Shop")
    inbox.seal({"password": SECRET})
    inbox.save()
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja, paused="on"))
    inbox.refresh_from_db()
    assert inbox.paused_at
    assert "paused since" in desk.get("/inboxes/").content.decode()
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja))
    inbox.refresh_from_db()
    assert inbox.paused_at is None


def test_another_mailbox_is_heard_from_its_beginning_and_what_ailed_is_tried_anew(desk: Client, freja: Member) -> None:
    desk.post("/inboxes/new/", filled(freja))
    Inbox.objects.update(cursor="17:400", trouble="auth", trouble_at=timezone.now())
    inbox = Inbox.objects.get()
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja, brand="P"))
    inbox.refresh_from_db()
    assert (inbox.cursor, inbox.trouble) == ("17:400", "")
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja, **{"account-imap_host": "imap.other.example"}))
    inbox.refresh_from_db()
    assert inbox.cursor == ""


def test_health_is_said_in_words_with_a_time_and_a_cure(desk: Client, freja: Member) -> None:
    now = timezone.now()
    states: dict[str, dict[str, Any]] = {
        "Fine": {"heard_at": now - timedelta(minutes=1)},
        "Cut": {"heard_at": now, "trouble": "auth", "trouble_detail": "535", "trouble_at": now - timedelta(hours=3)},
        "Quiet": {"heard_at": now - timedelta(minutes=52)},
    }
    for name, fields in states.items():
        inbox = an_inbox(freja, name)
        Inbox.objects.filter(pk=inbox.pk).update(**fields)
    page = " ".join(desk.get("/inboxes/").content.decode().split())
    assert "heard 1 min ago" in page
    assert "silent for 52 min" in page
    assert "cut off since" in page
    assert "Some providers want an app password" in page


def test_an_inbox_without_an_account_may_stay_so(desk: Client, freja: Member) -> None:
    inbox = an_inbox(freja, "Demo")
    assert "stays in the outbox" in desk.get("/inboxes/").content.decode()
    empty = {k: "" for k in filled(freja) if k.startswith("account-")}
    assert (
        desk.post(f"/inboxes/{inbox.pk}/", filled(freja, **{**empty, "name": "Demo", "brand": "B"})).status_code == 302
    )
    inbox.refresh_from_db()
    assert (inbox.brand, inbox.settings, inbox.address) == ("B", "", "demo@pellamo.example")


def test_settings_sealed_with_another_secret_are_asked_for_anew(desk: Client, freja: Member) -> None:
    inbox = an_inbox(freja, "Shop")
    Inbox.objects.filter(pk=inbox.pk).update(settings="gAAAAABnobodyCanOpenThis")
    page = desk.get(f"/inboxes/{inbox.pk}/").content.decode()
    assert "sealed with another secret" in page
    desk.post(f"/inboxes/{inbox.pk}/", filled(freja))
    inbox.refresh_from_db()
    assert inbox.credentials["password"] == SECRET


def test_its_owner_keeps_it_and_nobody_else_who_is_no_admin(freja: Member) -> None:
    ana = a_member("Ana Reyes", Role.COMMUNITY_MANAGER, account=True)
    lea = a_member("Lea Ito", Role.COMMUNITY_MANAGER, account=True)
    inbox = an_inbox(ana, "Shop")
    inbox.seal({"password": SECRET})
    inbox.save()
    assert signed_in(ana).post(f"/inboxes/{inbox.pk}/", filled(ana, brand="Hers")).status_code == 302
    assert signed_in(lea).post(f"/inboxes/{inbox.pk}/", filled(lea, brand="Not hers")).status_code == 403
    assert signed_in(lea).get("/inboxes/new/").status_code == 403
    assert "Shop" not in signed_in(lea).get("/inboxes/").content.decode()
    inbox.refresh_from_db()
    assert inbox.brand == "Hers"


def test_every_line_of_the_test_has_words(desk: Client, freja: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    from ombud.channels.mail.channel import MailChannel
    from ombud.web.checked import STEPS

    def all_of_them(_self: MailChannel, _settings: Any) -> Iterable[Check]:
        return [Check(step, True) for step in STEPS]

    monkeypatch.setattr(MailChannel, "check", all_of_them)
    page = desk.post("/inboxes/new/", filled(freja, act="try")).content.decode()
    assert "The connection works" in page
    assert page.count("<li>") >= len(STEPS)
