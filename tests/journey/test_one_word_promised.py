"""The promise of the next word: kept when it has gone in every language that somebody reads, and by nothing less."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.incidents.affected import last_update, rendering_of
from ombud.incidents.models import Incident, Recipient
from ombud.journey import let_go
from ombud.journey.refused import Refused
from ombud.journey.send_update import UpdateStopped, send_update
from ombud.journey.write_update import write_update
from ombud.promises.models import DUE, Promise
from tests.alike import by_mark
from tests.journey.one_word import KNOWN, case_of, going_on, sent, written
from tests.journey.test_incidents import DAY
from tests.rooms.truths import against
from tests.world import HANNAH, LUCIA, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db
KNOWN_DANISH = "En levering pærer var dårlig. Jonas Petri har fundet den, og i dag pakkes nye."


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    monkeypatch.setitem(KNOWN, "da", KNOWN_DANISH)
    return World()


def owed(incident: Incident) -> Promise:
    return Promise.objects.get(DUE, pledge__incident=incident)


def test_it_is_owed_as_long_as_somebody_waits_for_her_language(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    old, named = owed(incident), {}
    for language, days in (("en", 3), ("de", 2)):
        written(world, incident, language)
        named[language] = world.now + days * DAY
        assert sent(world, incident, until=days * DAY) == [language]
        assert owed(incident) == old
    world.pass_time(timedelta(hours=1))
    written(world, incident, "da")
    assert sent(world, incident, until=5 * DAY) == ["da"]
    old.refresh_from_db()
    assert old.kept_at == world.now
    incident.refresh_from_db()
    assert owed(incident).due_at == incident.next_update_by == named["de"], "the earliest"
    world.complaint(LUCIA, "Mi lámpara está rota desde el lunes y nadie contesta. Ayúdenme, por favor.", subject="L")
    due = owed(incident)
    written(world, incident, "es")
    assert sent(world, incident, until=9 * DAY) == ["es"]
    assert owed(incident) == due, "who came later is told the same word, and the next one is owed as before"
    assert against(world.now) == {}


def test_it_is_sent_to_nobody_by_nobody(world: World) -> None:
    incident = going_on(world, RENATE, SIGNE, LUCIA)
    old = owed(incident)
    written(world, incident, "en")
    with pytest.raises(Refused, match="nobody_to_tell"):
        sent(world, incident)
    update = last_update(incident)
    assert update is not None
    assert update.sent_at is None
    assert owed(incident) == old
    written(world, incident, "de")
    assert sent(world, incident) == ["de"]
    rendering = rendering_of(update, "en")
    assert rendering is not None
    assert rendering.pressed_at is None
    assert rendering.ready_at is not None, "it waits for somebody who reads it"
    with pytest.raises(Refused, match="nobody_to_tell"):
        sent(world, incident)
    assert Recipient.objects.count() == 1


def test_who_waited_and_is_settled_keeps_nobody_waiting(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    old = owed(incident)
    written(world, incident, "en", "de")
    sent(world, incident)
    let_go.solved(case_of(SIGNE), concerns=None, words="", key=world.key(), now=world.now)
    world.pass_time(old.alarm_at)
    old.refresh_from_db()
    assert old.kept_at is not None
    assert not [one for one in world.letters(world.mira) if "everybody affected" in one.subject]
    assert owed(incident).due_at > old.due_at
    assert against(world.now) == {}


def test_what_was_looked_at_in_one_language_is_not_looked_at_in_another(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    text = "Hello {customer_name},\n\nmore soon."
    for language in ("en", "de"):
        write_update(incident, language, text, by=world.mira, now=world.now, ready=True)
    entries: set[str] = set()
    for language in ("en", "de"):
        with pytest.raises(UpdateStopped, match="guard_asks") as stopped:
            send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now, confirm={"en": entries})
        assert stopped.value.rendering.language == language
        entries |= {stop.entry for stop in stopped.value.stops}
    with pytest.raises(UpdateStopped, match="guard_asks"):
        send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now, confirm={"en": entries})
    both = {"en": entries, "de": entries}
    assert len(send_update(incident, next_update_by=world.now + DAY, by=world.mira, now=world.now, confirm=both)) == 2


def test_what_was_looked_at_is_looked_at_again_in_other_words(world: World) -> None:
    incident = going_on(world, HANNAH, RENATE, SIGNE)
    write_update(incident, "en", "One.", by=world.mira, now=world.now, ready=True, confirm={"r1"})
    write_update(incident, "en", "One.", by=world.mira, now=world.now)
    rendering = rendering_of(last_update(incident), "en")
    assert rendering is not None
    assert rendering.confirmed == ["r1"]
    assert write_update(incident, "en", "Two.", by=world.mira, now=world.now).confirmed == []
