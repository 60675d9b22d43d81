"""The story world behind the desk's own door: who is signed in, at a moment that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.conf import settings
from django.test import Client

from ombud.conversations.models import Message
from ombud.team.models import Account, Member
from tests.world import World

GOOD = {
    "de": "Guten Tag Renate Vogel,\n\nes tut mir leid, dass die Lampe kaputt ist. Ich frage heute nach und schreibe "
    "Ihnen bis Freitag, 12 Uhr.\n\nMira",
    "en": "Hello Hannah,\n\nI am sorry that your lamp is broken. I ask today and write to you again by Friday at "
    "noon.\n\nMira",
}


def signed_in(member: Member) -> Client:
    """A browser in which `member` is signed in; she gets an account if she has none."""
    if member.account is None:
        member.account = Account.objects.create_user(member.email, "a long enough word")
        member.save()
    client = Client()
    client.force_login(member.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@contextmanager
def at_the_desk() -> Iterator[World]:
    """The world, with the machine's clock standing where the world's stands."""
    world = World()
    with time_machine.travel(world.now, tick=False):
        yield world


def at(world: World) -> time_machine.travel:
    """The machine's clock at the world's moment, after time has passed in it."""
    return time_machine.travel(world.now, tick=False)


def a_question(world: World, text: str = "Hello, does the lamp fit a Danish socket? Kind regards, Hannah") -> Message:
    """A message that is no case."""
    from tests.world import HANNAH

    (message,) = world.hear(world.mail(HANNAH, text, subject="Socket"))
    return message
