"""What the stories of one word to all share: an incident that goes on, words in each language, and sending them."""

from __future__ import annotations

from datetime import timedelta

from ombud.cases.models import Case
from ombud.incidents.models import Incident
from ombud.journey.her_letter import HOLE, frame
from ombud.journey.send_update import UpdateStopped, send_update
from ombud.journey.write_update import write_update
from ombud.team.models import Account, Member
from tests.journey.test_incidents import DAY, lamps, taken_on
from tests.world import CUSTOMERS, Customer, World

KNOWN = {
    "en": "A batch of bulbs was bad. Jonas Petri has found it, and new ones are packed today.",
    "de": "Eine Lieferung Birnen war schlecht. Jonas Petri hat sie gefunden, und heute werden neue gepackt.",
    "es": "Un lote de bombillas era malo. Jonas Petri lo encontró, y hoy se empaquetan otras nuevas.",
}


def going_on(world: World, *who: Customer) -> Incident:
    """Each of them has the same lamp, and Mira owns it."""
    lamps(world, *(who or CUSTOMERS))
    return taken_on(world, Incident.objects.get())


def written(world: World, incident: Incident, *in_languages: str, ready: bool = True, by: Member | None = None) -> None:
    for language in in_languages:
        text = frame(incident, language).replace(HOLE, KNOWN[language])
        write_update(incident, language, text, by=by or world.mira, now=world.now, ready=ready)


def sent(world: World, incident: Incident, *, until: timedelta = 2 * DAY, by: Member | None = None) -> list[str]:
    """Send what is ready, and see it leave."""
    going = press(world, incident, until=until, by=by)
    world.work()
    return going


def press(world: World, incident: Incident, *, until: timedelta = 2 * DAY, by: Member | None = None) -> list[str]:
    """Send what is ready, having looked at what the guard only asks about; its work is still to be done."""
    asked: dict[str, set[str]] = {}
    for _ in range(6):
        try:
            going = send_update(
                incident, next_update_by=world.now + until, by=by or world.mira, now=world.now, confirm=asked
            )
        except UpdateStopped as stopped:
            if stopped.code != "guard_asks":
                raise
            asked.setdefault(stopped.rendering.language, set()).update(stop.entry for stop in stopped.stops)
            continue
        return [rendering.language for rendering in going]
    raise AssertionError("it never goes")


def case_of(who: Customer) -> Case:
    return Case.objects.filter(person__name=who.name).earliest("pk")


def an_account(member: Member) -> Member:
    member.account = Account.objects.create_user(member.email, "a long enough word")
    member.save()
    return member
