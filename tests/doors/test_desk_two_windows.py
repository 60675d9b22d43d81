"""One author, two windows on one conversation: none writes over the other, and what is sent takes nothing along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ombud.access.models import Place
from ombud.cases.models import Case, Note, NoteDraft
from ombud.journey.hold import withdraw
from ombud.replies.models import Draft, Outgoing
from ombud.replies.waiting import Waiting
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.test_desk_waiting import page, press_send
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db
SAYS = "You wrote in another window, too: both are kept."


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def case(world: World) -> Case:
    case = world.complaint(RENATE)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    return case


class Window:
    """A composer that is opened now: it knows what stands in the draft, and has a key of its own."""

    def __init__(self, world: World, case: Case) -> None:
        self.world, self.case, self.client = world, case, signed_in(world.mira)
        html = page(world, case, self.client)
        names = ("key", "since", "back")
        self.form = {name: html.partition(f'name="{name}" value="')[2].partition('"')[0] for name in names}
        self.text = html.partition('<textarea class="draft" name="text"')[2].partition(">")[2].partition("</text")[0]

    def writes(self, text: str) -> str:
        with at(self.world):
            where = f"/conversations/{self.case.opener.conversation_id}/draft/"
            return self.client.post(where, {"text": text} | self.form).content.decode()

    def sends(self, text: str) -> None:
        assert press_send(self.world, self.case, self.world.mira, text=text, **self.form).status_code == 302


def drafted() -> str:
    return Draft.objects.get().text


def test_each_keeps_its_own_and_says_that_there_is_another(world: World, case: Case) -> None:
    one, other = Window(world, case), Window(world, case)
    assert SAYS not in one.writes("Jonas knows")
    assert SAYS in other.writes("The lamp is")
    assert drafted() == "Jonas knows\n\nThe lamp is"
    assert SAYS in one.writes("Jonas knows more")
    other.writes("The lamp is on its way")
    assert drafted() == "Jonas knows more\n\nThe lamp is on its way", "each goes on at its own place"
    assert Window(world, case).text == "Jonas knows more\n\nThe lamp is on its way"
    other.writes("")
    assert drafted() == "Jonas knows more", "and takes out its own alone"


def test_a_window_opened_later_goes_on_with_what_it_shows(world: World, case: Case) -> None:
    Window(world, case).writes("Jonas knows")
    later = Window(world, case)
    assert later.text == "Jonas knows"
    assert SAYS not in later.writes("He knows")
    assert drafted() == "He knows", "words that she has before her eyes are hers to change"


def test_what_was_written_on_in_the_first_after_the_second_was_opened_is_kept(world: World, case: Case) -> None:
    first = Window(world, case)
    first.writes("Jonas knows")
    second = Window(world, case)
    first.writes("Jonas knows more")
    assert SAYS in second.writes("Jonas knows nothing")
    assert drafted() == "Jonas knows more\n\nJonas knows nothing"
    # Words that stand in the other whole are no second text.
    assert SAYS not in second.writes("Jonas knows more than nothing")
    assert drafted() == "Jonas knows more than nothing"


def test_sending_from_one_leaves_the_words_of_the_other(world: World, case: Case) -> None:
    one, other = Window(world, case), Window(world, case)
    one.writes("Not finished")
    other.writes(GOOD["de"])
    other.sends(GOOD["de"])
    assert drafted() == "Not finished"
    assert Window(world, case).text == "Not finished"
    withdraw(Waiting.objects.get(), by=world.mira, now=world.now)
    assert drafted() == f"{GOOD['de']}\n\nNot finished"


def test_words_of_a_draft_from_before_are_a_piece_like_any_other(world: World, case: Case) -> None:
    conversation = case.opener.conversation
    Draft.objects.create(conversation=conversation, member=world.mira, text="From before", at=world.now)
    assert SAYS not in Window(world, case).writes("From before and after")
    assert drafted() == "From before and after"


def test_the_key_of_a_form_is_its_authors_own(world: World, case: Case) -> None:
    """Whoever sends a form with a key that a colleague's had has her own words sent, not the colleague's shown."""
    assert press_send(world, case, world.mira, key="same").status_code == 302
    theirs = GOOD["de"].replace("Mira", "Ana").replace("heute", "morgen")
    answer = press_send(world, case, world.ana, key="same", text=theirs)
    assert answer.status_code == 302, answer.content.decode()
    assert [one.by for one in Waiting.objects.order_by("pk")] == [world.mira, world.ana]
    world.pass_time(timedelta(minutes=1))
    sent = Outgoing.objects.filter(automatic=False, audience="customer").order_by("pk")
    assert ["morgen" in one.text for one in sent] == [False, True]


def test_a_form_without_a_key_is_not_taken_for_another(world: World, case: Case) -> None:
    for text in (GOOD["de"], GOOD["de"].replace("heute", "morgen")):
        assert press_send(world, case, world.mira, key="", text=text).status_code == 302
    assert Waiting.objects.count() == 2


class NoteWindow:
    """A note that is begun now, in a window of its own."""

    def __init__(self, world: World, case: Case) -> None:
        self.world, self.case, self.client = world, case, signed_in(world.mira)
        form = page(world, case, self.client).partition('<form id="note"')[2].partition("</form>")[0]
        self.form = {name: form.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("key", "since")}
        self.text = form.partition('<textarea class="draft" name="note"')[2].partition(">")[2].partition("</text")[0]

    def posts(self, where: str, text: str) -> Any:
        with at(self.world):
            return self.client.post(f"/cases/{self.case.pk}/note/{where}", {"note": text} | self.form)

    def writes(self, text: str) -> str:
        shown: str = self.posts("draft/", text).content.decode()
        return shown


def note_drafted() -> str:
    return NoteDraft.objects.get().text


def test_two_windows_keep_a_note_each(world: World, case: Case) -> None:
    one, other = NoteWindow(world, case), NoteWindow(world, case)
    assert SAYS not in one.writes("Ask the depot")
    assert SAYS in other.writes("She rang twice")
    assert SAYS in one.writes("Ask the depot about crate 7")
    assert note_drafted() == "Ask the depot about crate 7\n\nShe rang twice", "each goes on at its own place"
    later = NoteWindow(world, case)
    assert later.text == note_drafted()
    assert SAYS not in later.writes("Ask the depot"), "what she has before her eyes is hers to change"
    assert note_drafted() == "Ask the depot"


def test_a_note_that_is_written_leaves_what_the_other_window_keeps(world: World, case: Case) -> None:
    one, other = NoteWindow(world, case), NoteWindow(world, case)
    one.writes("Not finished")
    other.writes("She rang twice")
    assert other.posts("", "She rang twice").status_code == 302
    assert Note.objects.get().text == "She rang twice"
    assert note_drafted() == "Not finished"
    other.writes("She rang twice")
    assert note_drafted() == "Not finished", "what comes late is a note already"
    assert one.posts("", "Not finished").status_code == 302
    assert not NoteDraft.objects.exists()


def test_a_note_that_is_refused_knows_where_it_began(world: World, case: Case) -> None:
    one, other = NoteWindow(world, case), NoteWindow(world, case)
    one.writes("Not finished")
    refused = other.posts("", "  ")
    assert refused.status_code == 422
    assert f'name="since" value="{other.form["since"]}"' in refused.content.decode().partition('<form id="note"')[2]
    assert note_drafted() == "Not finished"
