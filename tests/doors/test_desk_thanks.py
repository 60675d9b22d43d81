"""The lane of praise, thanking on the desk, and who was thanked: what is shown, to whom, and what a form does."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.replies.models import Outgoing
from ombud.thanks.lists import PAGE
from ombud.thanks.models import Thanks
from ombud.triage.kinds import Kind
from tests.doors.desk import a_question, at_the_desk, signed_in
from tests.journey.test_story_concerns import LID, WORDS, reads
from tests.journey.test_story_thanks import LOVELY, praise, said_thanks
from tests.world import HANNAH, RENATE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def form(client: Client, message: Message) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    shown = client.get(f"/messages/{message.pk}/thank/").context["form"]
    values = {"text": shown["text"].value(), "tell": shown.told, "key": "k1"}
    return values | ({"next_word_by": "2026-11-25T12:00"} if "next_word_by" in shown.fields else {})


def test_the_lane_holds_what_waits_and_the_rail_counts_it(world: World) -> None:
    client = signed_in(world.mira)
    assert "Everybody who praised somebody has been thanked." in page(client, "/thanks/")
    message = praise(world)
    a_question(world)
    world.complaint(RENATE)
    shown = page(client, "/thanks/")
    assert "Hannah Clarke" in shown
    assert "Renate" not in shown
    assert shown.count('class="row') == 1 or shown.count('<a class="row') == 1
    assert '<span class="label">Thanks</span><span class="count">1</span>' in shown
    assert f"/messages/{message.pk}/thank/" in shown
    assert f'id="p{message.promises.get().pk}"' in page(client, "/"), "and it stands among what is owed (D34)"


def test_the_draft_quotes_her_and_tells_whom_she_named(world: World) -> None:
    message, client = praise(world), signed_in(world.mira)
    shown = page(client, f"/messages/{message.pk}/thank/")
    assert "Jonas was so patient with me on the phone" in shown
    assert "named in the words" in shown
    there = form(client, message)
    assert there["tell"] == [str(world.jonas.pk)]
    answer = client.post(f"/messages/{message.pk}/thank/", there, follow=True)
    said = unescape(answer.content.decode())
    assert "Hannah Clarke is thanked. Jonas is told, too." in said
    assert "Mira thanked for it" in said
    world.work()
    assert len(world.letters(world.jonas)) == 1
    assert "Everybody who praised somebody has been thanked." in page(client, "/thanks/")
    shown = page(client, "/thanks/said/")
    for words in ("Hannah Clarke", "Thanked by Mira", "Jonas was told", "so patient with me"):
        assert words in shown, words
    again = client.get(f"/messages/{message.pk}/thank/")
    assert "Mira has thanked for this already." in unescape(again.content.decode())
    assert "<textarea" not in again.content.decode()


def test_looking_changes_nothing_and_a_double_click_sends_once(world: World) -> None:
    message, client = praise(world), signed_in(world.mira)
    there = form(client, message)
    before = Outgoing.objects.count()
    client.get(f"/messages/{message.pk}/thank/")
    assert Outgoing.objects.count() == before
    for _ in range(2):
        assert client.post(f"/messages/{message.pk}/thank/", there).status_code == 302
    assert Outgoing.objects.filter(audience="customer", automatic=False).count() == 1
    late = client.post(f"/messages/{message.pk}/thank/", there | {"key": "k2"})
    assert late.status_code == 422
    assert "Mira has thanked for this already." in unescape(late.content.decode())


def test_it_is_written_again_for_other_names_and_nothing_is_sent(world: World) -> None:
    message, client = praise(world), signed_in(world.mira)
    there = form(client, message) | {"tell": [str(world.bianca.pk), str(world.ana.pk)], "act": "draft"}
    answer = client.post(f"/messages/{message.pk}/thank/", there)
    assert "I am passing your words on to Bianca and Ana" in answer.context["form"]["text"].value()
    assert not Thanks.objects.exists()


def test_bare_thanks_are_looked_at_again_and_the_words_stay(world: World) -> None:
    message, client = praise(world), signed_in(world.mira)
    bare = "Dear customer, thank you for contacting us. We value every message."
    answer = client.post(f"/messages/{message.pk}/thank/", form(client, message) | {"text": bare})
    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert bare in shown
    assert "What this is about is missing" in shown
    entries = [f.entry for f in answer.context["found"].findings]
    there = form(client, message) | {"text": bare, "confirm": entries}
    assert client.post(f"/messages/{message.pk}/thank/", there).status_code == 302


@pytest.mark.parametrize(
    "bad", [{"text": ""}, {"text": "x" * 100_000}, {"tell": ["999999"]}, {"tell": ["'; --"]}, {"text": "Dear {name}"}]
)
def test_bad_input_sends_nothing(world: World, bad: dict[str, Any]) -> None:
    message, client = praise(world), signed_in(world.mira)
    answer = client.post(f"/messages/{message.pk}/thank/", form(client, message) | bad)
    assert answer.status_code == 422
    assert not Thanks.objects.exists()


def test_a_stone_is_named_and_dated_in_the_form_of_a_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message, client = praise(world, text=WORDS), signed_in(world.mira)
    case = Case.objects.get(opener=message)
    shown = page(client, f"/cases/{case.pk}/")
    assert f'href="/messages/{message.pk}/thank/"' in shown
    there = form(client, message)
    assert "The lid arrived with a crack" in there["text"]
    shown = page(client, f"/messages/{message.pk}/thank/")
    assert "There is a complaint inside, which stays owed apart" in shown
    without = {k: v for k, v in there.items() if k != "next_word_by"}
    assert client.post(f"/messages/{message.pk}/thank/", without).status_code == 422
    answer = client.post(f"/messages/{message.pk}/thank/", there, follow=True)
    shown = unescape(answer.content.decode())
    assert "Mira thanked Hannah Clarke for the praise." in shown
    assert f'href="/messages/{message.pk}/thank/"' not in shown
    assert world.again(case).open


def test_an_answer_that_thanked_already_is_called_so(world: World) -> None:
    message, client = praise(world), signed_in(world.mira)
    assert "My answer has thanked already" not in page(client, f"/messages/{message.pk}/thank/")
    world.answer(message.conversation, "Hello Hannah,\n\nthank you, Jonas was patient and will hear of it.\n\nMira")
    assert "My answer has thanked already" in page(client, f"/messages/{message.pk}/thank/")
    there = {"act": "already", "key": "k", "tell": [str(world.jonas.pk)]}
    assert client.post(f"/messages/{message.pk}/thank/", there).status_code == 302
    assert Thanks.objects.get().letter.voice == "person"


def test_what_a_colleague_answers_to_her_praise_is_read_here(world: World) -> None:
    message = praise(world)
    said_thanks(world, message, world.jonas)
    jonas = Customer("Jonas", world.jonas.email, "de")
    (reply,) = world.hear(world.mail(jonas, "Tell her hello from me!", to=world.letters(world.jonas)[-1]))
    client = signed_in(world.mira)
    shown = page(client, f"/messages/{reply.pk}/")
    assert "Tell her hello from me!" in shown
    assert "<h1>Jonas</h1>" in shown
    assert client.get(f"/messages/{reply.pk}/thank/").status_code == 404


def test_who_may_see_and_thank(world: World) -> None:
    message = praise(world)
    assert Client().get("/thanks/").status_code == 302
    assert signed_in(world.katrin).get(f"/messages/{message.pk}/thank/").status_code == 404
    assert signed_in(world.katrin).post(f"/messages/{message.pk}/thank/", {"text": "x"}).status_code == 404
    assert "Hannah" not in page(signed_in(world.katrin), "/thanks/")
    assert signed_in(world.ana).get(f"/messages/{message.pk}/thank/").status_code == 200
    assert signed_in(world.mira).get(f"/messages/{a_question(world).pk}/thank/").status_code == 404
    said_thanks(world, message, world.jonas)
    assert "Hannah" in page(signed_in(world.ana), "/thanks/said/")
    assert "Hannah" not in page(signed_in(world.katrin), "/thanks/said/")


def test_thanks_of_a_case_are_seen_by_whoever_is_on_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Kind.PRAISE, LID)
    message = praise(world, text=WORDS)
    client = signed_in(world.mira)
    client.post(f"/messages/{message.pk}/thank/", form(client, message))
    assert "I love this lamp" in page(client, "/thanks/said/")
    assert "I love this lamp" not in page(signed_in(world.ana), "/thanks/said/"), "she is not on the case (D23)"


def test_long_lists_come_in_pages_with_the_same_number_of_queries(world: World) -> None:
    client = signed_in(world.mira)

    def counted(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(client, url)
        return len(seen)

    first = praise(world)
    said_thanks(world, first, world.jonas, key="0")
    page(client, "/thanks/said/")
    few = counted("/thanks/said/")
    for number in range(PAGE + 2):
        message = praise(world, text=f"{LOVELY} {number}", subject=f"Lovely {number}")
        said_thanks(world, message, world.jonas, key=f"{number + 1}")
    assert counted("/thanks/said/") == few
    shown = page(client, "/thanks/said/")
    assert shown.count('class="thanked-name"') == PAGE
    assert "Earlier ones" in shown
    last = Thanks.objects.order_by("-pk")[PAGE - 1].pk
    assert page(client, f"/thanks/said/?below={last}").count('class="thanked-name"') == 3
    assert client.get("/thanks/said/?below=%C2%B2").status_code == 200


def test_hostile_words_stand_as_words(world: World) -> None:
    message = praise(world, text="Jonas was <script>alert(1)</script> wonderful to me, thank you so much! {portal_url}")
    client = signed_in(world.mira)
    raw = client.get(f"/messages/{message.pk}/thank/").content.decode()
    assert "<script>alert" not in raw
    answer = client.post(f"/messages/{message.pk}/thank/", form(client, message))
    assert answer.status_code == 302
    world.work()
    (his,) = world.letters(world.jonas)
    assert "> Jonas was <script>alert(1)</script> wonderful" in his.text, "plain text, as a quotation"
    assert "/c/" not in his.text, "her words cannot ask for a link"
    assert "<script>alert" not in client.get("/thanks/said/").content.decode()
    assert HANNAH.address not in raw
