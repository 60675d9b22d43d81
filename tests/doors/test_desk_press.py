"""A press enquiry at the desk: each form with words to a journalist says whose it is, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.journey.answer import preview
from ombud.journey.fix import fix
from ombud.journey.let_go import ask_text
from ombud.journey.open_case import make_case
from ombud.replies.models import Outgoing
from ombud.team.models import Role
from tests.doors.desk import GOOD, a_question, at_the_desk, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
ASKED = "I am a journalist at the Harbour Times, writing an article. Any comment? My deadline is 5 pm."


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def enquiry(world: World) -> Case:
    return make_case(a_question(world, ASKED), by=world.mira, now=world.now)


@pytest.mark.parametrize(("act", "field"), [("handoff", "notice"), ("enquiry", "tell"), ("ask", "text")])
def test_words_of_ones_own_are_refused_and_stay_in_the_form(world: World, act: str, field: str) -> None:
    case = enquiry(world)
    fix(case, by=world.mira, what="Looked it up", now=world.now, key="f")
    looked_at = preview(case.opener.conversation, by=world.mira, text=GOOD["en"])
    client, before = signed_in(world.mira), Outgoing.objects.count()
    fields: dict[str, Any] = {
        "to": world.jonas.pk, "of": world.jonas.pk, "what": "Which batch?",
        "until": local(world.now + timedelta(days=1)), "confirm": [f.entry for f in looked_at.findings],
        "key": "once",
    }  # fmt: skip
    answer = client.post(f"/cases/{case.pk}/{act}/", fields | {field: GOOD["en"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "answered by a spokesperson" in page
    assert "your lamp is broken" in page, "nothing that was typed is lost"
    assert Outgoing.objects.count() == before
    assert client.post(f"/cases/{case.pk}/{act}/", fields | {field: ""}).status_code == (422 if act == "ask" else 302)


def test_the_question_as_we_put_it_may_be_asked(world: World) -> None:
    case = enquiry(world)
    fix(case, by=world.mira, what="Our supplier is to blame", now=world.now, key="f")
    client = signed_in(world.mira)
    assert "supplier" not in client.get(f"/cases/{case.pk}/ask/").content.decode().split("<textarea")[1]
    ours = ask_text(case, by=world.mira)
    assert client.post(f"/cases/{case.pk}/ask/", {"text": ours, "key": "once"}).status_code == 302


def test_what_one_may_not_send_is_not_offered(world: World) -> None:
    asked = a_question(world, ASKED)
    for where in (f"/messages/{asked.pk}/", f"/cases/{make_case(asked, by=world.mira, now=world.now).pk}/"):
        assert 'value="press_ack"' not in signed_in(world.mira).get(where).content.decode()
    case = Case.objects.get()
    Place.objects.get_or_create(
        case=case, member=world.tomas, defaults={"because": "invited", "since": world.now}
    )  # fmt: skip
    world.tomas.take_on(Role.SPOKESPERSON)
    page = signed_in(world.tomas).get(f"/cases/{case.pk}/").content.decode()
    assert 'value="press_ack"' in page
