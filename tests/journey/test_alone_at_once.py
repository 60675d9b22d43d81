"""Several press "write to her alone" in the same moment: one private conversation is begun, and all are led to it."""

from __future__ import annotations

from time import sleep
from typing import Any

import pytest

from ombud.cases.models import Case, Strand
from ombud.channels import registry
from ombud.conversations.models import Conversation
from ombud.journey.alone import alone_with
from tests.doors.square import Square, called_out
from tests.journey.test_at_once import at_once
from tests.world import BROKEN, RENATE, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Case:
    """What Renate said before everybody."""
    channels = {channel.name: channel for channel in (*registry.all_channels(), Square())}
    monkeypatch.setattr(registry, "_found", lambda: channels)
    world = World()
    world.inbox.channel = "square"
    world.inbox.save()
    number = called_out(world.inbox, RENATE.address, BROKEN["de"], world.now)
    world.work()
    return Case.objects.get(strands__conversation__messages=number)


def test_what_is_hers_alone_is_begun_once(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Conversation.objects.create

    def slowly(**values: Any) -> Conversation:
        sleep(0.3)  # whoever looks meanwhile finds none
        return begin(**values)

    monkeypatch.setattr(Conversation.objects, "create", slowly)

    def press() -> int:
        return alone_with(Case.objects.get(pk=case.pk)).pk

    begun = at_once(*[press] * 4)
    assert len(set(begun)) == 1, begun
    assert Strand.objects.filter(case=case).count() == 2
    assert Conversation.objects.filter(person=case.person, public=False).count() == 1
