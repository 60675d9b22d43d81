"""A reply comes back while its author has a composer open that knows nothing of it: both her texts are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.journey.hold import send_back, withdraw
from ombud.replies.models import Draft
from ombud.replies.waiting import Waiting
from ombud.team.models import Role
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_waiting import ours, page, press_send
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
SECOND = "Hallo Frau Vogel,\n\nes tut mir leid, dass Sie warten. Ich schreibe Ihnen bis Freitag, 12 Uhr.\n\nMira"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    """Mira's reply waits, and she has a composer open."""
    case = world.complaint(RENATE)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    world.mira.take_on(Role.TRAINEE)
    press_send(world, case, world.mira)
    return case


def back(html: str) -> str:
    """What the composer knows to have come back."""
    return html.partition('name="back" value="')[2].partition('"')[0]


def kept(client: Client, case: Case, text: str, **fields: str) -> str:
    answer = client.post(f"/conversations/{case.opener.conversation_id}/draft/", {"text": text, "key": "open"} | fields)
    return answer.content.decode()


def drafted(world: World) -> str:
    return Draft.objects.get(member=world.mira).text


def test_a_composer_that_knows_nothing_of_it_keeps_both_and_is_told(world: World, case: Case) -> None:
    client = signed_in(world.mira)
    before = back(page(world, case))
    kept(client, case, "And one", back=before)
    waiting = Waiting.objects.get()
    send_back(waiting, by=world.ana, words="Kinder, please", now=world.now)
    told = kept(client, case, "And one more", back=before)
    assert drafted(world) == f"{GOOD['de']}\n\nAnd one more"
    assert f'data-came="{waiting.pk}"' in told
    assert "dass die Lampe kaputt ist" in told
    assert "Ana read it and sends it back: “Kinder, please”" in told
    assert "What came back stands above what you are writing." in told
    # The page may be gone before it has read that: the same once more is no third text.
    kept(client, case, "And one more thing", back=before)
    assert drafted(world) == f"{GOOD['de']}\n\nAnd one more thing"
    # And once it knows, its words are hers to change, or to take out.
    told = kept(client, case, "Only this", back=str(waiting.pk))
    assert drafted(world) == "Only this"
    assert "data-came" not in told


def test_several_that_came_back_stand_above_the_last_first(world: World, case: Case) -> None:
    press_send(world, case, world.mira, key="second", text=SECOND)
    first, second = Waiting.objects.order_by("pk")
    client, before = signed_in(world.mira), back(page(world, case))
    withdraw(first, by=world.ana, now=world.now)
    withdraw(second, by=world.ana, now=world.now)
    assert drafted(world) == f"{SECOND}\n\n{GOOD['de']}"
    told = kept(client, case, "New", back=before)
    assert drafted(world) == f"{SECOND}\n\n{GOOD['de']}\n\nNew"
    assert "A reply of yours was taken back." in told
    assert told.index(f'data-came="{first.pk}"') < told.index(f'data-came="{second.pk}"')
    assert back(page(world, case)) == f"{first.pk}-{second.pk}"


def test_nothing_is_sent_over_words_that_came_back_unread(world: World, case: Case) -> None:
    before = back(page(world, case))
    send_back(Waiting.objects.get(), by=world.ana, words="Kinder, please", now=world.now)
    answer = press_send(world, case, world.mira, key="open", text=SECOND, back=before)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "A reply of yours came back while you wrote." in shown
    assert "Kinder, please" in shown
    field = shown.partition('<textarea class="draft" name="text"')[2].partition("</textarea>")[0]
    assert field.index("dass die Lampe kaputt ist") < field.index("dass Sie warten")
    assert drafted(world) == GOOD["de"], "nothing is taken from her draft"
    world.pass_time(timedelta(minutes=1))
    assert press_send(world, case, world.mira, key="open", text=SECOND, back=back(shown)).status_code == 302
    assert drafted(world) == ""
    assert back(page(world, case)) == "", "once she has sent another, what came back before is dealt with"
    assert ours() == 0


def test_a_saved_text_is_put_below_what_came_back(world: World, case: Case) -> None:
    client, before = signed_in(world.mira), back(page(world, case))
    withdraw(Waiting.objects.get(), by=world.ana, now=world.now)
    fields = {"template": "ack_complaint", "key": "open", "text": "My words", "back": before}
    where = f"/conversations/{case.opener.conversation_id}/suggest/"
    shown = client.post(where, fields, headers={"HX-Request": "true"}).content.decode()
    for text in (drafted(world), shown):
        assert text.index("dass die Lampe kaputt ist") < text.index("My words")


def test_the_composer_it_was_sent_from_has_its_words_still(world: World, case: Case) -> None:
    """Back in the browser: the words of the reply stand in the field, and are not put there once more."""
    client = signed_in(world.mira)
    withdraw(Waiting.objects.get(), by=world.mira, now=world.now)
    told = kept(client, case, f"{GOOD['de']}\n\nAnd this", key="once", back="")
    assert drafted(world) == f"{GOOD['de']}\n\nAnd this"
    assert "data-came" not in told


def test_what_is_no_list_of_ours_says_that_nothing_is_known(world: World, case: Case) -> None:
    withdraw(Waiting.objects.get(), by=world.ana, now=world.now)
    with at(world):
        kept(signed_in(world.mira), case, "New", back="what?-" + "9" * 40)
    assert drafted(world) == f"{GOOD['de']}\n\nNew"
