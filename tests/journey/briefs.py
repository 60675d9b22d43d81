"""Briefs in the story world: the lamps that go out, felt by several, and what Mira writes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ombud.advocacy.models import Brief
from ombud.cases.models import Case
from ombud.incidents.models import Incident
from ombud.journey import quote, raise_concern
from ombud.journey.incident import confirm
from ombud.journey.raise_concern import Asked, Written
from tests.journey.test_incidents import TEXTS
from tests.world import BUDI, RENATE, SIGNE, Customer, World

OUTCOME = {
    "de": "Die Leitung hat entschieden: Jede Lampe aus der Lieferung vom Oktober wird ersetzt, bis Ende Januar.",
    "id": "Pimpinan telah memutuskan: setiap lampu dari kiriman Oktober diganti paling lambat akhir Januari.",
    "da": "Ledelsen har besluttet det: Hver lampe fra leveringen i oktober bliver skiftet inden udgangen af januar.",
    "es": "La dirección lo ha decidido: cada lámpara de la entrega de octubre se cambia antes de fin de enero.",
    "en": "It is decided: every lamp from the October delivery is replaced by the end of January.",
}


def lamps(world: World, *who: Customer) -> dict[Customer, Case]:
    """Each of these tells of her lamp; three of them make an incident."""
    return {one: world.complaint(one, TEXTS[one.language], subject=f"Lamp of {one.first}") for one in who}


def incident(world: World, *who: Customer) -> tuple[Incident, dict[Customer, Case]]:
    """Confirmed by Mira under a name."""
    cases = lamps(world, *(who or (RENATE, BUDI, SIGNE)))
    found = Incident.objects.get()
    until = world.now + timedelta(days=2)
    confirm(found, owner=world.mira, title="Lamps go out", next_update_by=until, by=world.mira, now=world.now)
    found.refresh_from_db()
    return found, cases


def written(world: World, **other: Any) -> Written:
    """A whole brief to Tomas, to be answered on Friday, with some of it exchanged."""
    whole: dict[str, Any] = {
        "title": "Lamps that stay lit",
        "claim": "Lamps of the October delivery go out after a week. We ask that each is replaced, unasked.",
        "leaving": "Each lamp that goes out costs us an hour of care.", "to": world.tomas,
        "answer_on": (world.now + timedelta(days=4)).date(), "evidence": (("11", "more were delivered in silence"),),
        "counters": (("It is the supplier's fault.", "The supplier replaces them; we only have to ask."),),
        "pleas": (Asked("Replace every lamp of that delivery", "The workshop", date(2027, 1, 29), "about 900 €"),),
    }  # fmt: skip
    return Written(**(whole | other))


def brief(world: World, found: Incident | None, **other: Any) -> Brief:
    """Drafted by Mira, and written down."""
    begun = raise_concern.draft(by=world.mira, now=world.now, incident=found)
    raise_concern.write_down(begun, written(world, **other), by=world.mira, now=world.now)
    return again(begun)


def sent(world: World, found: Incident | None, **other: Any) -> Brief:
    """And sent."""
    whole = brief(world, found, **other)
    raise_concern.send(whole, by=world.mira, now=world.now)
    world.work()
    return again(whole)


def asked(world: World, whole: Brief, case: Case, words: str = "") -> int:
    """The customer of the case is asked to be quoted; the number of the quote."""
    said = words or case.opener.text.split(". ")[0]
    found = quote.ask_to_quote(whole, case, words=said, by=world.mira, key=world.key(), now=world.now)
    world.work()
    return found.pk


def allow(world: World, case: Case, number: int, *, allows: bool = True) -> None:
    """She says yes, or no."""
    quote.say_of_quote(case, number, allows=allows, key=world.key(), now=world.now)


def again(whole: Brief) -> Brief:
    """The brief as the database holds it now."""
    return Brief.objects.select_related(
        "owner", "to", "decision", "incident", "inbox", "answer_promise", "tell_promise", "letter"
    ).get(pk=whole.pk)
