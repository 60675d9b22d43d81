"""A message that is no case: one key makes it one, a person reads it better, sets it aside, says where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from ombud.cases.models import Case, Strand
from ombud.conversations import store
from ombud.conversations.models import Attachment, Hint, Message
from ombud.journey import fix
from ombud.triage.models import Correction
from tests.doors.desk import a_question, at_the_desk, signed_in
from tests.world import BUDI, HANNAH, RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def mira(world: World) -> Client:
    return signed_in(world.mira)


def test_one_press_makes_it_a_case_and_a_second_makes_none(world: World, mira: Client) -> None:
    message = a_question(world)
    assert 'data-key="o"' in mira.get(f"/messages/{message.pk}/").content.decode()
    first = mira.post(f"/messages/{message.pk}/case/")
    case = Case.objects.get()
    assert first.headers["Location"] == f"/cases/{case.pk}/"
    assert mira.post(f"/messages/{message.pk}/case/").headers["Location"] == f"/cases/{case.pk}/"
    assert mira.get(f"/messages/{message.pk}/").headers["Location"] == f"/cases/{case.pk}/#m{message.pk}"


def test_reading_it_better_is_remembered_and_followed(world: World, mira: Client) -> None:
    message = a_question(world)
    assert "Read it as" in mira.get(f"/messages/{message.pk}/reading/").content.decode()
    assert mira.post(f"/messages/{message.pk}/reading/", {"kind": "complaint"}).status_code == 302
    correction = Correction.objects.get()
    assert (correction.was, correction.becomes, correction.by) == ("question", "complaint", world.mira)
    world.work()
    assert Case.objects.filter(opener=message).exists(), "a complaint becomes a case"
    assert mira.post(f"/messages/{message.pk}/reading/", {"kind": "liar"}).status_code == 302
    assert Correction.objects.count() == 1


def test_setting_aside_bears_a_name_and_can_be_undone(world: World, mira: Client) -> None:
    message = a_question(world)
    assert mira.post(f"/messages/{message.pk}/aside/", {"as": "angry"}).status_code == 422
    answer = mira.post(f"/messages/{message.pk}/aside/", {"as": "spam"}, follow=True)
    message.refresh_from_db()
    assert message.aside_by == world.mira
    page = answer.content.decode()
    assert f'action="/messages/{message.pk}/take-up/"' in page, "the undo stands beside what was done"
    assert "Mira set it aside as spam" in mira.get(f"/messages/{message.pk}/").content.decode()
    assert mira.post(f"/messages/{message.pk}/take-up/").status_code == 302
    message.refresh_from_db()
    assert message.owed


def test_what_was_no_case_at_all_is_set_aside_from_its_page(world: World, mira: Client) -> None:
    case = world.complaint(RENATE)
    assert f'action="/messages/{case.opener_id}/aside/"' in mira.get(f"/cases/{case.pk}/").content.decode()
    assert mira.post(f"/messages/{case.opener_id}/aside/", {"as": "spam"}).status_code == 302
    assert world.again(case).opener.aside_by == world.mira
    assert mira.get(f"/cases/{case.pk}/").status_code == 200
    assert "Renate Vogel" not in mira.get("/").content.decode()


def test_a_case_that_has_begun_cannot_be_set_aside(world: World, mira: Client) -> None:
    case = world.complaint(RENATE)
    fix.fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="f")
    assert f'action="/messages/{case.opener_id}/aside/"' not in mira.get(f"/cases/{case.pk}/").content.decode()
    answer = mira.post(f"/messages/{case.opener_id}/aside/", {"as": "spam"}, follow=True)
    assert "answered and not set aside" in answer.content.decode()
    assert world.again(case).opener.aside_by is None


def stranger(world: World) -> tuple[Case, Message]:
    case = world.complaint(RENATE)
    letter = world.letters(RENATE)[0]
    (message,) = world.hear(world.mail(BUDI, "Terima kasih banyak, ini teman Renate.", to=letter))
    return case, message


def test_a_stranger_is_shown_beside_the_case_and_let_in_by_a_person_alone(world: World, mira: Client) -> None:
    case, message = stranger(world)
    assert Hint.objects.filter(message=message).exists()
    assert "wrote from elsewhere and may belong here" in mira.get(f"/cases/{case.pk}/").content.decode()
    page = mira.get(f"/messages/{message.pk}/").content.decode()
    assert f"This may belong to case no. {case.pk} of Renate Vogel." in page
    beside = signed_in(world.ana).get(f"/messages/{message.pk}/").content.decode()
    assert "It claims to belong to a case that Mira owns." in beside
    assert "Renate Vogel" not in beside
    assert signed_in(world.ana).post(f"/messages/{message.pk}/hint/", {"answer": "same"}).status_code == 403
    assert mira.post(f"/messages/{message.pk}/hint/", {"answer": "same"}).status_code == 302
    assert Strand.objects.filter(case=case, conversation=message.conversation).exists()


def test_kept_apart_it_stays_its_own(world: World, mira: Client) -> None:
    case, message = stranger(world)
    assert mira.post(f"/messages/{message.pk}/hint/", {"answer": "apart"}).status_code == 302
    assert not Strand.objects.filter(case=case, conversation=message.conversation).exists()
    assert "may belong here" not in mira.get(f"/cases/{case.pk}/").content.decode()


def test_the_whole_mail_is_one_click_away_and_can_do_nothing(world: World, mira: Client) -> None:
    html = '<p>Hello</p><script>alert(1)</script><img src="https://spy.example/x.png"><a href="javascript:x">y</a>'
    raw = world.mail(HANNAH, "Hello, a question?\n\n-- \nHannah\nLeeds", subject="Whole")
    from email import message_from_bytes, policy

    mail = message_from_bytes(raw, policy=policy.default)
    mail.add_alternative(html, subtype="html")
    (message,) = world.hear(mail.as_bytes())
    assert f'href="/messages/{message.pk}/whole/"' in mira.get(f"/messages/{message.pk}/").content.decode()
    answer = mira.get(f"/messages/{message.pk}/whole/")
    page = answer.content.decode()
    assert "Leeds" in page, "signature and quotes are there"
    frame = page.split("<iframe")[1].split("</iframe>")[0]
    assert 'sandbox=""' in frame
    for evil in ("&lt;script", "javascript:", "src=&quot;https://spy.example"):
        assert evil not in frame.lower()
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_broken_mail_is_still_shown(world: World, mira: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    message = a_question(world)

    def broken(_raw: object) -> bytes:
        raise RecursionError

    monkeypatch.setattr(store, "whole", broken)
    page = mira.get(f"/messages/{message.pk}/whole/")
    assert page.status_code == 200
    assert "broken beyond what we can read" in page.content.decode()
    assert "Danish socket" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.exe", "x.exe"),
        ("re\u202egpj.exe", "regpj.exe"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie x=1.txt"),
        ("...", "file"),
        ("", "file"),
        ("<img src=x>.html", "img src=x.html"),
    ],
)
def test_a_file_is_saved_under_a_safe_name_and_never_opened(world: World, mira: Client, name: str, safe: str) -> None:
    message = a_question(world)
    content = b"<script>alert(1)</script>"
    file = Attachment.objects.create(
        message=message, name=name, type="text/html", size=len(content), sha256=store.keep(content)
    )
    answer = mira.get(f"/files/{file.pk}/")
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert f'"{safe}"' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_that_is_gone_is_a_plain_page(world: World, mira: Client) -> None:
    message = a_question(world)
    file = Attachment.objects.create(message=message, name="x", type="a/b", size=1, sha256="f" * 64)
    answer = mira.get(f"/files/{file.pk}/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_hand_off_in_the_inboxs_name_is_a_case_first(world: World, mira: Client) -> None:
    message = a_question(world)
    mira.post(f"/messages/{message.pk}/case/")
    case = Case.objects.get()
    until = (world.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    fields = {"to": world.jonas.pk, "what": "Which socket?", "until": until, "key": "k"}
    assert mira.post(f"/cases/{case.pk}/handoff/", fields).status_code == 302
    assert world.again(case).handler == world.jonas
