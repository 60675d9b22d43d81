"""Why another case is near, as the desk says it: in words that a person can check, escaped, and no name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.alike import by_mark
from tests.doors.desk import at_the_desk, signed_in
from tests.doors.test_desk_incidents import page
from tests.world import BUDI, HANNAH, RENATE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    by_mark(monkeypatch)
    with at_the_desk() as world:
        yield world


def test_why_a_case_is_near_is_said_in_words_that_can_be_checked(world: World) -> None:
    first = world.complaint(
        RENATE, "Meine Lampe Lausch 2 flackert seit gestern, <b>kaputt</b>. Renate Vogel", subject="a"
    )
    world.complaint(
        Customer("Renate Kern", "kern@brev.example", "de"), "Die Lampe flackerte. Ich, Renate, habe eine Lausch 2."
    )
    world.complaint(BUDI, "Lampu Lausch 2 saya rusak sejak Senin dan belum ada yang menjawab. Tolong, saya kecewa.")
    shown = page(signed_in(world.mira), f"/cases/{first.pk}/")
    assert 'Both name <span lang="de" dir="auto">Lausch 2</span>.' in shown
    assert 'Both say <span lang="de" dir="auto">„Lampe“, „flackerte“</span>.' in shown
    assert 'The same thing: <span lang="id" dir="auto">“Lampu”</span>.' in shown
    assert "„Renate“" not in shown, "a name is no reason"


def test_words_that_both_say_are_escaped(world: World) -> None:
    hostile = "My lamp <script>flickers</script> & <b>hums</b> all night."
    first = world.complaint(HANNAH, hostile, subject="a")
    world.complaint(Customer("Ida Kern", "ida@kern.example", "en"), f"{hostile} Again!")
    answer = signed_in(world.mira).get(f"/cases/{first.pk}/").content.decode()
    assert "Both say" in answer
    assert "<script>flickers" not in answer
