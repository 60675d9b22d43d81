"""Perks on the desk: pools, the file of codes with its preview, the ledger with masked codes, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ombud.conversations.models import Message
from ombud.journey.perk import PERK, give_to_all
from ombud.replies.models import Outgoing
from ombud.thanks.models import Code, Gift, Pool, Thanks
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_thanks import form, page
from tests.journey.test_story_perks import pool, with_perk
from tests.journey.test_story_thanks import IN_HER_WORDS, LOVELY, praise, said_thanks
from tests.world import BUDI, HANNAH, Customer, World

pytestmark = pytest.mark.django_db
FILE = b"code;note\nWINTER-0001;x\nWINTER-0002;x\nwinter0001;x\nBAD CODE;x\n;x\n"


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


def local(world: World, **later: float) -> str:
    return timezone.localtime(world.now + timedelta(**later)).strftime("%Y-%m-%dT%H:%M")


def filled(world: World, **other: Any) -> dict[str, Any]:
    return {
        "name": "Winter thanks", "reason": "praise", "sort": "percent", "value": "10", "currency": "EUR",
        "worth": "5.50", "budget": "500", "most_a_month": "20",
        "valid_from": local(world), "valid_until": local(world, days=40),
    } | other  # fmt: skip


def bring(client: Client, made: Pool, content: bytes = FILE) -> Any:
    return client.post(f"/perks/{made.pk}/codes/", {"file": SimpleUploadedFile("codes.csv", content, "text/csv")})


def test_a_pool_is_made_filled_and_closed(world: World) -> None:
    client = signed_in(world.mira)
    assert "There is no pool of perks." in page(client, "/perks/")
    answer = client.post("/perks/new/", filled(world))
    made = Pool.objects.get()
    assert answer.headers["Location"] == f"/perks/{made.pk}/"
    assert (made.value, made.worth, made.budget) == (1000, 550, 50_000)
    assert "The pool is empty." in page(client, f"/perks/{made.pk}/")
    answer = bring(client, made)
    shown = unescape(answer.content.decode())
    assert "<b>2 new codes</b>" in shown
    assert "Line 4: stands in the file before" in shown
    assert "Line 5: signs that no code has" in shown
    assert "Line 6: no code in its column" in shown
    assert "WINTER" not in shown, "no code is shown, not even to whoever brought it"
    assert not Code.objects.exists(), "looking keeps nothing"
    sealed = answer.context["preview"].sealed
    for _ in range(2):
        assert client.post(f"/perks/{made.pk}/codes/", {"sealed": sealed}).status_code == 302
    assert Code.objects.count() == 2, "confirmed twice, put in once"
    again = unescape(bring(client, made).content.decode())
    assert "Line 2: is in a pool already" in again
    assert "2 codes left" in page(client, "/perks/")
    assert client.post(f"/perks/{made.pk}/end/").status_code == 302
    assert "The pool is closed." in page(client, f"/perks/{made.pk}/")
    assert client.post(f"/perks/{made.pk}/codes/", {"sealed": sealed}).status_code == 422


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no code in this file."),
        (b"\x89PNG\x00\x00", "This is no text file."),
        (b"A" * 1_100_000, "The file is larger than 1000 kB."),
    ],
)
def test_a_file_that_cannot_be_read_is_said(world: World, content: bytes, said: str) -> None:
    made, client = pool(world), signed_in(world.mira)
    answer = bring(client, made, content)
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())


def test_a_preview_is_good_for_its_pool_and_for_an_hour(world: World) -> None:
    made, other, client = pool(world), pool(world, name="Other"), signed_in(world.mira)
    sealed = bring(client, made).context["preview"].sealed
    for bad in (sealed[:-4] + "AAAA", "gAAAAA", ""):
        assert client.post(f"/perks/{made.pk}/codes/", {"sealed": bad}).status_code == 422
    assert client.post(f"/perks/{other.pk}/codes/", {"sealed": sealed}).status_code == 422
    assert not Code.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"value": "0"}, {"value": "101"}, {"budget": "1"}, {"worth": "0"}, {"currency": "euro"}, {"name": ""},
        {"reason": "complaint"}, {"most_a_month": "0"},
        {"value": "1e9"}, {"valid_until": "2020-01-01T00:00"}, {"sort": "cash"},
    ],
)  # fmt: skip
def test_a_pool_that_does_not_fit_together_is_not_made(world: World, bad: dict[str, str]) -> None:
    assert signed_in(world.mira).post("/perks/new/", filled(world, **bad)).status_code == 422
    assert not Pool.objects.exists()


def test_a_name_is_taken_once(world: World) -> None:
    pool(world, name="Winter thanks")
    assert signed_in(world.mira).post("/perks/new/", filled(world, name="winter THANKS")).status_code == 422


def test_a_perk_is_added_in_the_form_and_its_code_is_seen_by_her_alone(world: World) -> None:
    made = pool(world, "THANKS-AAA7K")
    message, client = praise(world), signed_in(world.mira)
    assert "Add a perk" in page(client, f"/messages/{message.pk}/thank/")
    url = f"/messages/{message.pk}/thank/"
    there = client.post(url, form(client, message) | {"perk": "on", "act": "draft"}).context["form"]
    text = there["text"].value()
    assert PERK in text
    answer = client.post(url, {"text": text, "perk": "on", "key": "k"}, follow=True)
    assert "is thanked" in unescape(answer.content.decode())
    assert Gift.objects.get().letter.text.count("THANKS-AAA7K") == 1
    shown = page(client, f"/perks/{made.pk}/")
    assert "••••7K" in shown
    assert "THANKS-AAA7K" not in shown
    assert "Hannah Clarke" in shown
    assert "5.00 EUR" in shown, "what was spent"


def test_without_a_pool_the_form_says_why(world: World) -> None:
    message, client = praise(world), signed_in(world.mira)
    shown = page(client, f"/messages/{message.pk}/thank/")
    assert "No pool is open for this." in shown
    assert 'name="perk"' not in shown
    there = form(client, message) | {"perk": "on"}
    assert client.post(f"/messages/{message.pk}/thank/", there).status_code == 302
    assert not Gift.objects.exists(), "a tick that is not offered gives nothing"


def test_the_pool_that_ran_dry_meanwhile_is_said_and_the_words_stay(world: World) -> None:
    pool(world, "AAAA1", "BBBB2", most_a_month=1)
    message, client = praise(world), signed_in(world.mira)
    url = f"/messages/{message.pk}/thank/"
    text = client.post(url, form(client, message) | {"perk": "on", "act": "draft"}).context["form"]["text"].value()
    with_perk(world, praise(world, BUDI, IN_HER_WORDS["id"]), by=world.ana)
    answer = client.post(url, {"text": text, "perk": "on", "key": "k"})
    shown = unescape(answer.content.decode())
    assert "The pool has given what it may this month." in shown
    assert not Thanks.objects.filter(message=message).exists()


def test_who_earned_one_gets_one_at_a_press_and_the_rest_is_said(world: World) -> None:
    for number in range(3):
        who = Customer(f"Person {number} Kern", f"p{number}@kern.example", "en")
        said_thanks(world, praise(world, who, f"{LOVELY} I am number {number}.", f"Hi {number}"), key=str(number))
    made, client = pool(world, "AAAA1", "BBBB2"), signed_in(world.mira)
    assert "3 people were thanked in the last sixty days" in page(client, f"/perks/{made.pk}/")
    answer = client.post(f"/perks/{made.pk}/gifts/", follow=True)
    shown = unescape(answer.content.decode())
    assert "2 perks are on their way. 1 person still waits. The pool is empty." in shown
    client.post(f"/perks/{made.pk}/gifts/")
    assert Gift.objects.count() == 2
    assert Outgoing.objects.filter(key__startswith="answer:perk:").count() == 2


def kerns(world: World, count: int) -> list[Thanks]:
    """So many people who were thanked, in the order of their numbers."""
    found = []
    for number in range(count):
        who = Customer(f"Person {number} Kern", f"p{number}@kern.example", "en")
        message = praise(world, who, f"{LOVELY} I am number {number}.", f"Hi {number}")
        found.append(said_thanks(world, message, key=str(number)))
    return found


def test_who_cannot_get_one_waits_with_the_reason_and_holds_up_nobody(world: World) -> None:
    first, second, third = kerns(world, 3)
    Message.objects.filter(person=first.person).update(address="")
    first.person.identities.all().delete()
    made, client = pool(world, "AAAA1", "BBBB2", "CCCC3", "DDDD4"), signed_in(world.mira)
    url = f"/perks/{made.pk}/gifts/"
    for said in ("2 perks are on their way.", "0 perks are on their way."):
        answer = client.post(url, follow=True)
        assert answer.status_code == 200
        shown = unescape(answer.content.decode())
        assert f"{said} 1 person still waits. There is no address to write to in this conversation." in shown
    assert set(Gift.objects.values_list("person", flat=True)) == {second.person_id, third.person_id}
    assert "2 codes left" in page(client, "/perks/"), "a refused one costs no code"


def test_each_reason_is_said_with_how_many_it_holds_up(world: World) -> None:
    first, second, third, _fourth, _fifth = kerns(world, 5)
    Message.objects.filter(person=first.person).update(address="")
    first.person.identities.all().delete()
    sent = next(letter for letter in world.letters() if letter.to.address == "p1@kern.example")
    world.hear(world.mail(Customer("Person 1 Kern", "p1@kern.example", "en"), "And does it fit a socket?", to=sent))
    made, client = pool(world, "AAAA1"), signed_in(world.mira)
    shown = unescape(client.post(f"/perks/{made.pk}/gifts/", follow=True).content.decode())
    assert (
        "1 perk is on its way. 4 people still wait. (1) There is no address to write to in this conversation. "
        "(1) Something else is owed to them first. (2) The pool is empty."
    ) in shown
    assert Gift.objects.get().thanks == third
    assert second.person_id != third.person_id


def test_whose_words_a_second_reader_reads_gives_none_in_a_row(world: World) -> None:
    """What the guard or a rule of the inbox holds back is no error page."""
    kerns(world, 2)
    world.inbox.second_reader = ["community_manager"]
    world.inbox.save()
    made, client = pool(world, "AAAA1", "BBBB2"), signed_in(world.ana)
    answer = client.post(f"/perks/{made.pk}/gifts/", follow=True)
    shown = unescape(answer.content.decode())
    assert "2 people still wait. What you write to customers is read by a colleague first." in shown
    assert not Gift.objects.exists()


def test_a_letter_that_the_guard_stops_waits_too(world: World) -> None:
    kerns(world, 2)
    world.inbox.brand = "calm down, it is only a lamp"
    world.inbox.save()
    made, client = pool(world, "AAAA1", "BBBB2"), signed_in(world.mira)
    shown = unescape(client.post(f"/perks/{made.pk}/gifts/", follow=True).content.decode())
    assert "2 people still wait. The guard stops the letter: write to them yourself." in shown
    assert not Gift.objects.exists()


def test_who_may_see_keep_and_give(world: World) -> None:
    made = pool(world, "AAAA1")
    for url in ("/perks/", f"/perks/{made.pk}/", "/perks/new/"):
        assert Client().get(url).status_code == 302
        assert signed_in(world.katrin).get(url).status_code == 403, url
        assert signed_in(world.jonas).get(url).status_code == 403, url
        assert signed_in(world.tomas).get(url).status_code == 200, url
    ana = signed_in(world.ana)
    assert ana.get("/perks/").status_code == 200
    assert ana.get("/perks/new/").status_code == 403
    assert bring(ana, made).status_code == 403
    assert ana.post(f"/perks/{made.pk}/end/").status_code == 403
    assert "Bring codes" not in page(ana, f"/perks/{made.pk}/")
    assert signed_in(world.jonas).post(f"/perks/{made.pk}/gifts/").status_code == 403
    for url in ("codes", "gifts", "end"):
        assert ana.get(f"/perks/{made.pk}/{url}/").status_code == 405, "looking changes nothing"
    assert ana.get("/perks/999/").status_code == 404


def test_the_ledger_names_nobody_to_whoever_may_not_read_her_words(world: World) -> None:
    made = pool(world, "AAAA1")
    with_perk(world, praise(world))
    assert "Hannah" in page(signed_in(world.ana), f"/perks/{made.pk}/")
    shown = page(signed_in(world.tomas), f"/perks/{made.pk}/")
    assert "Hannah" not in shown
    assert "Somebody you do not write to" in shown
    assert HANNAH.address not in shown


def test_a_long_ledger_comes_in_pages_with_the_same_number_of_queries(world: World) -> None:
    made = pool(world, *[f"CODE-{n:04d}" for n in range(60)], most_a_month=100)
    client = signed_in(world.mira)

    def several(begin: int, end: int) -> None:
        for number in range(begin, end):
            who = Customer(f"Person {number} Kern", f"p{number}@kern.example", "en")
            said_thanks(world, praise(world, who, f"{LOVELY} I am number {number}.", f"Hi {number}"), key=str(number))
        give_to_all(Thanks.objects.filter(gift=None).order_by("pk"), by=world.mira, now=world.now)

    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client, f"/perks/{made.pk}/")
        return len(seen)

    several(0, 2)
    page(client, f"/perks/{made.pk}/")
    few = counted()
    several(2, 12)
    assert counted() == few
    assert page(client, f"/perks/{made.pk}/?below=4").count('class="once">••••') == 3
    assert client.get(f"/perks/{made.pk}/?below=%C2%B2").status_code == 200
