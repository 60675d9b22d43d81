"""What the stories of the second reader and of the trainee share: a square before everybody, presses at the desk, and
five good replies."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ombud.cases.models import Case
from ombud.channels import registry
from ombud.channels.contract import Outgoing as Letter
from ombud.conversations.models import Conversation
from ombud.journey.answer import preview
from ombud.promises.models import DUE, Owe, Promise
from ombud.replies.waiting import Waiting
from ombud.team.models import Member
from tests.doors.desk import at, signed_in
from tests.doors.square import Square, called_out
from tests.world import BROKEN, RENATE, Customer, World

UNDO = timedelta(seconds=10)
WORDS = {
    "de": "Guten Tag Renate Vogel,\n\nes tut mir leid, dass Ihre Lampe kaputt ist. Ich frage heute nach und schreibe "
    "Ihnen bis Mittwoch, 12 Uhr.\n\n{by}",
    "en": "Hello Hannah,\n\nI am sorry that your lamp is broken. I ask today and write to you again by Wednesday at "
    "noon.\n\n{by}",
    "es": "Hola, Lucía:\n\nlamento mucho que su lámpara esté rota. Hoy mismo pregunto y le escribo a más tardar el "
    "miércoles a las 12.\n\n{by}",
    "da": "Hej Signe\n\nJeg beklager, at din lampe er gået i stykker. Jeg spørger i dag og skriver til dig senest "
    "onsdag kl. 12.\n\n{by}",
    "id": "Halo Kak Budi,\n\nsaya mohon maaf atas lampu yang rusak. Hari ini saya tanyakan dan saya kabari paling "
    "lambat hari Rabu pukul 12.\n\n{by}",
}


def on_the_square(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The inbox is one where people speak before everybody, and to one person alone."""
    channels = {channel.name: channel for channel in (*registry.all_channels(), Square())}
    monkeypatch.setattr(registry, "_found", lambda: channels)
    world.inbox.channel = "square"
    world.inbox.save()
    return world


def said_in_public(world: World, who: Customer = RENATE, text: str = "", **more: Any) -> Case:
    """The case that her complaint before everybody (or `public=False`, to us alone) has opened, or goes on with."""
    number = called_out(world.inbox, who.address, text or BROKEN[who.language], world.now, name=who.name, **more)
    world.work()
    return Case.objects.get(strands__conversation__messages=number)


def words(who: Customer, by: Member) -> str:
    """A good reply to her, with the name of who writes it below."""
    return WORDS[who.language].format(by=by.name)


def send(
    world: World, case: Case, by: Member, text: str, *, to: Conversation | None = None, days: float = 2, **fields: Any
) -> Any:
    """She presses Send, having looked at what the guard wants looked at."""
    conversation = to or case.opener.conversation
    found = preview(conversation, by=by, text=text).findings
    given = {
        "key": world.key(), "text": text, "next_word_by": local(world.now + timedelta(days=days)),
        "confirm": [f.entry for f in found if f.severity == "warn"],
    }  # fmt: skip
    with at(world):
        return signed_in(by).post(f"/conversations/{conversation.pk}/reply/", given | fields)


def local(moment: datetime) -> str:
    """A moment as a date field holds it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def read(world: World, by: Member, seen: str = "", **fields: str) -> str:
    """She presses one of the two buttons below the newest reply that waits; what the page says then."""
    number = Waiting.objects.latest("pk").pk
    with at(world):
        given = fields | ({"seen": seen} if seen else {})
        done = signed_in(by).post(f"/waiting/{number}/reading/", given, follow=True)
    world.work()
    return str(done.content.decode())


def page(world: World, case: Case, by: Member, client: Client | None = None) -> str:
    """The case as she sees it, which she can."""
    with at(world):
        answer = (client or signed_in(by)).get(f"/cases/{case.pk}/")
    assert answer.status_code == 200, f"{by.name} cannot open the case"
    return answer.content.decode()


def seen_on(shown: str) -> str:
    """What a page says that one has before one's eyes."""
    return shown.partition('id="seen" value="')[2].partition('"')[0]


def reading() -> Promise:
    """The one reading that is owed."""
    return Promise.objects.select_related("keeper").get(DUE, owe=Owe.READ)


def owed_to_her(case: Case) -> set[str]:
    """What is still owed to the customer on the case."""
    return set(
        Promise.objects.filter(DUE, case=case, owe__in=[Owe.ANSWER, Owe.NEXT_WORD]).values_list("owe", flat=True)
    )


def by_a_person(world: World, to: Customer) -> list[Letter]:
    """What left to her that somebody wrote."""
    return [letter for letter in world.letters(to) if not letter.automatic]
