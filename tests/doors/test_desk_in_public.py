"""In public and to her alone: two conversations of one case, written side by side, each judged for who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ombud.access.links import customer_url
from ombud.access.models import Place
from ombud.cases.models import Case, Strand
from ombud.channels import registry
from ombud.conversations.models import Conversation, Message
from ombud.journey.alone import alone_with
from ombud.journey.fix import fix
from ombud.journey.let_go import ask_if_solved
from ombud.journey.refused import Refused
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from ombud.team.models import Member, Role
from tests.doors.desk import GOOD, at, at_the_desk, signed_in
from tests.doors.square import Square, Wall, called_out
from tests.doors.test_desk_writing import soon, warned
from tests.world import BROKEN, RENATE, World

pytestmark = pytest.mark.django_db
PUBLIC = (
    "Guten Tag Renate Vogel,\n\nes tut mir leid, dass die Lampe kaputt ist. Ich frage heute nach und schreibe Ihnen "
    "bis Freitag, 12 Uhr. Alles Weitere sage ich Ihnen in einer privaten Nachricht.\n\nMira"
)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with at_the_desk() as world:
        channels = {channel.name: channel for channel in (*registry.all_channels(), Square(), Wall())}
        monkeypatch.setattr(registry, "_found", lambda: channels)
        world.inbox.channel = "square"
        world.inbox.save()
        yield world


@pytest.fixture
def case(world: World) -> Case:
    return posted(world)


def posted(world: World) -> Case:
    number = called_out(world.inbox, RENATE.address, BROKEN["de"], world.now)
    world.work()
    return Case.objects.get(strands__conversation__messages=number)


def press_send(world: World, conversation: Conversation, by: Member, text: str, key: str = "once", **more: Any) -> Any:
    given = {"next_word_by": soon(world, days=2), "confirm": warned(world, conversation, text)} | more
    with at(world):
        return signed_in(by).post(f"/conversations/{conversation.pk}/reply/", {"key": key, "text": text} | given)


def page(world: World, case: Case, query: str = "") -> str:
    with at(world):
        return signed_in(world.mira).get(f"/cases/{case.pk}/{query}").content.decode()


def test_what_is_said_before_everybody_wears_its_sign_and_gets_no_receipt(world: World, case: Case) -> None:
    world.inbox.receipts = True
    world.inbox.save()
    assert case.opener.conversation.public
    shown = page(world, case)
    assert "Square, everybody reads it" in shown
    assert "Square to Renate Vogel, everybody reads it" in shown
    assert not Outgoing.objects.exists(), "no receipt below what everybody reads"


def test_both_stand_side_by_side_and_each_keeps_its_draft(world: World, case: Case) -> None:
    shown = page(world, case)
    assert f'action="/cases/{case.pk}/alone/"' in shown
    with at(world):
        client = signed_in(world.mira)
        client.post(f"/conversations/{case.opener.conversation_id}/draft/", {"text": "Before everybody"})
        to = client.post(f"/cases/{case.pk}/alone/")
        assert to.status_code == 302
        private = alone_with(case)
        assert to["Location"] == f"/cases/{case.pk}/?to={private.pk}#write"
        client.post(f"/conversations/{private.pk}/draft/", {"text": "For you alone"})
    shown = page(world, case, f"?to={private.pk}")
    assert ">For you alone</textarea>" in shown
    assert "Before everybody" in shown.partition('class="beside"')[2].partition("</aside>")[0]
    shown = page(world, case, f"?to={case.opener.conversation_id}")
    assert ">Before everybody</textarea>" in shown
    assert "For you alone" in shown.partition('class="beside"')[2].partition("</aside>")[0]
    with at(world):
        assert client.post(f"/cases/{case.pk}/alone/").status_code == 302
    assert Conversation.objects.filter(strand__case=case).count() == 2, "pressed twice, begun once"


def test_before_everybody_a_colleague_reads_first_and_then_it_goes_as_public(world: World, case: Case) -> None:
    conversation = case.opener.conversation
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    assert "A colleague reads this before it leaves" in page(world, case)
    assert press_send(world, conversation, world.mira, PUBLIC).status_code == 302
    waiting = Waiting.objects.get()
    assert waiting.go_at is None
    world.pass_time(timedelta(minutes=1))
    assert world.post.sent == []
    with at(world):
        signed_in(world.ana).post(f"/waiting/{waiting.pk}/reading/", {"pass": "1"})
    world.pass_time(timedelta(minutes=1))
    (letter,) = Outgoing.objects.filter(audience="customer")
    assert letter.verdict.public
    assert [sent.public for sent in world.post.sent] == [True]
    assert letter.message is not None
    assert letter.message.conversation_id == conversation.pk


def test_a_spokesperson_answers_in_public_at_once_and_to_one_alone_nobody_reads_first(world: World, case: Case) -> None:
    world.mira.take_on(Role.SPOKESPERSON)
    press_send(world, case.opener.conversation, world.mira, PUBLIC)
    world.pass_time(timedelta(minutes=1))
    with at(world):
        private = alone_with(case)
    press_send(world, private, world.mira, GOOD["de"], key="twice")
    world.pass_time(timedelta(minutes=1))
    assert [sent.public for sent in world.post.sent] == [True, False]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Wir haben Ihre Adresse Müllerstraße 12 notiert.", "R12"),
        ("Bitte nennen Sie uns hier Ihre Telefonnummer.", "R07"),
        ("Hier ist Ihre Seite: {portal_url}", "R18"),
    ],
)
def test_what_is_hers_alone_is_stopped_before_everybody_and_nobody_takes_it_on(
    world: World, case: Case, words: str, rule: str
) -> None:
    with at(world):
        private = alone_with(case)
    said = "Ich wohne in der Müllerstraße 12, 24103 Kiel, wann kommt jemand vorbei?"
    called_out(world.inbox, RENATE.address, said, world.now, remote_id="dm.1", answers=("post.1",), public=False)
    world.work()
    text = PUBLIC.replace("Alles Weitere", f"{words} Alles Weitere")
    answer = press_send(world, case.opener.conversation, world.mira, text, **{f"because-{rule}": "Sie bat darum"})
    assert answer.status_code == 422
    assert not Waiting.objects.exists()
    shown = answer.content.decode()
    assert f'name="because-{rule}"' not in shown, "in public nobody takes it on herself"
    assert text.partition("{")[0][:60] in shown, "her words are still there"
    if rule == "R12":
        alone = press_send(world, private, world.mira, GOOD["de"].replace("Ich frage", f"{words} Ich frage"))
        assert alone.status_code == 302, "to her alone it may be said"


def test_who_goes_on_alone_is_heard_in_the_same_case(world: World, case: Case) -> None:
    number = called_out(
        world.inbox, RENATE.address, "Die Bestellnummer ist 4711.", world.now, remote_id="dm.1", answers=("post.1",),
        public=False,
    )  # fmt: skip
    world.work()
    assert Case.objects.count() == 1
    message = Message.objects.get(pk=number)
    assert not message.conversation.public
    assert Strand.objects.filter(case=case).count() == 2
    assert alone_with(case) == message.conversation
    stranger = called_out(
        world.inbox, "other@people.example", "Meine auch.", world.now, name="Otto", remote_id="dm.2",
        answers=("post.1",), public=False,
    )  # fmt: skip
    assert not Strand.objects.filter(case=case, conversation__messages=stranger).exists(), "somebody else's is her own"


def test_our_question_with_her_link_goes_to_her_alone(world: World, case: Case) -> None:
    world.mira.take_on(Role.SPOKESPERSON)
    press_send(world, case.opener.conversation, world.mira, PUBLIC)
    world.pass_time(timedelta(minutes=1))
    fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="f")
    with at(world):
        ask_if_solved(world.again(case), by=world.mira, key="q", now=world.now)
    world.pass_time(timedelta(minutes=1))
    assert [sent.public for sent in world.post.sent] == [True, False]
    assert [customer_url(case) in sent.text for sent in world.post.sent] == [False, True]


def test_where_nobody_can_be_spoken_to_alone_it_is_said_and_nothing_is_made_public(world: World) -> None:
    world.inbox.channel = "wall"
    world.inbox.save()
    case = posted(world)
    assert 'class="beside"' not in page(world, case)
    with at(world):
        private = alone_with(case)
    answer = press_send(world, private, world.mira, GOOD["de"])
    assert answer.status_code == 422
    assert "Wall cannot write to one person alone" in answer.content.decode()
    fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="f")
    with at(world), pytest.raises(Refused) as refused:
        ask_if_solved(world.again(case), by=world.mira, key="q", now=world.now)
    assert refused.value.code == "no_private_way"
    world.pass_time(timedelta(days=1))
    assert not any(not sent.public and "Renate" in sent.to.name for sent in world.post.sent)


def test_by_mail_nothing_is_public_and_nothing_stands_beside(world: World) -> None:
    world.inbox.channel = "mail"
    world.inbox.save()
    case = world.complaint(RENATE)
    shown = page(world, case)
    assert 'class="beside"' not in shown
    assert "everybody reads" not in shown
