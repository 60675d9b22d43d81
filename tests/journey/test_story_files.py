"""A story of a file: a trainee adds it, a colleague opens it before it leaves, and it arrives in a real mailbox."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ombud.access.links import customer_url
from ombud.access.models import Place
from ombud.channels.mail.deliver import MailPost
from ombud.conversations.models import Attachment
from ombud.journey.hand_off import hand_off
from ombud.replies.enclosures import Enclosure
from ombud.replies.waiting import Waiting
from ombud.team.models import Role
from ombud.worker.due import do_all
from tests.channels.letters import settings_of
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_enclosures import add, chosen
from tests.doors.test_desk_waiting import press_send
from tests.doors.test_desk_writing import soon
from tests.servers.mail import MailServer
from tests.world import Customer, World

pytestmark = pytest.mark.django_db
NOISE = random.Random(10).randbytes(2_000_000)


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> Iterator[World]:
    settings.STORE = tmp_path
    with at_the_desk() as world:
        yield world


def test_from_the_composer_of_a_trainee_to_the_mailbox_of_the_customer(world: World, mail_server: MailServer) -> None:
    box = f"renate{uuid.uuid4().hex[:10]}"
    renate = Customer("Renate Vogel", f"{box}@ombud.test", "de")
    case = world.complaint(renate)
    nora = world.member("Nora", Role.TRAINEE, languages=("de",))
    Place.objects.create(case=case, member=nora, because="invited", since=world.now)
    sheet = SimpleUploadedFile("Rücksendung \U0001f4e6.pdf", NOISE, content_type="application/pdf")
    assert add(world, case, sheet, by=nora).status_code == 200
    text = GOOD["de"].removesuffix("Mira") + "Der Schein liegt bei.\n\nNora"
    answer = press_send(world, case, nora, text=text, file=chosen(), goes=soon(world, hours=3), unless="1")
    assert answer.status_code == 302, answer.content.decode()
    number = Enclosure.objects.get().pk
    world.pass_time(timedelta(hours=4))
    with at(world):
        mira = signed_in(world.mira)
        assert mira.get(f"/enclosures/{number}/").content == NOISE
        mira.post(f"/waiting/{Waiting.objects.get().pk}/reading/", {"pass": "1"})
    post = MailPost(settings_of(mail_server, "care"))
    world.now += timedelta(seconds=10)
    do_all(world.now, lambda _inbox: post)
    do_all(world.now, lambda _inbox: post)
    post.close()
    (raw,) = mail_server.mails(box, at_least=1)
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    (part,) = mail.iter_attachments()
    assert (part.get_filename(), part.get_payload(decode=True)) == ("Rücksendung \U0001f4e6.pdf", NOISE)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Der Schein liegt bei." in body.get_content()
    assert mail.get_body(("html",)) is not None
    with at(world):
        page = customer_url(case).partition("/c/")[2]
        sent = Attachment.objects.get()
        assert Client().get(f"/c/{page}files/{sent.pk}/").content == NOISE


def test_a_file_for_who_helps_reaches_only_who_helps(world: World) -> None:
    renate = Customer("Renate Vogel", "renate@vogel.example", "de")
    case = world.complaint(renate)
    until = world.now + timedelta(days=2)
    handoff = hand_off(case, by=world.mira, to=world.jonas, what="Lampe", until=until, key="h", now=world.now)
    world.work()
    assert handoff.letter.message is not None
    conversation = handoff.letter.message.conversation
    sheet = SimpleUploadedFile("plan.pdf", b"plan", content_type="application/pdf")
    fields = {"key": "once", "text": "Hi Jonas, the plan of the lamp is attached. Mira", "files": [sheet]}
    with at(world):
        answer = signed_in(world.mira).post(f"/conversations/{conversation.pk}/reply/", fields)
    assert answer.status_code == 302, answer.content.decode()
    world.pass_time(timedelta(seconds=10))
    (letter,) = [one for one in world.letters(world.jonas) if one.attachments]
    assert letter.attachments[0].content == b"plan"
    sent = Attachment.objects.get()
    with at(world):
        page = customer_url(case).partition("/c/")[2]
        assert Client().get(f"/c/{page}files/{sent.pk}/").status_code == 404
    assert not [one for one in world.letters(renate) if one.attachments]
