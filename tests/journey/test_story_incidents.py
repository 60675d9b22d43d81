"""The same trouble in five languages, and what is close to it and another: told by mail, found by what was learnt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ombud.cases.models import Case
from ombud.incidents.models import Check, Incident
from ombud.incidents.nearby import isolated
from ombud.incidents.rules import Status, status
from ombud.incidents.standing import members
from ombud.journey.incident import confirm
from ombud.journey.regroup import merge, split_off
from ombud.journey.say_same import say_not_same, say_same
from tests.world import BUDI, CUSTOMERS, HANNAH, LUCIA, RENATE, SIGNE, Customer, World

pytestmark = pytest.mark.django_db
TWICE = {
    "de": "Guten Tag, für die Novemberkiste wurden mir am 14. November zweimal 34,90 € abgebucht. Ich habe nur eine "
    "bestellt und möchte die zweite Abbuchung zurück. Renate Vogel",
    "id": "Halo, tagihan kotak November saya dobel: tanggal 14 November kartu saya ditagih dua kali 34,90. Tolong "
    "kembalikan yang satu, saya kecewa. Budi",
    "da": "Hej, I har trukket 34,90 to gange på mit kort den 14. november for novemberkassen. Jeg vil gerne have det "
    "ene beløb tilbage. Signe",
    "es": "Buenos días: el 14 de noviembre me cobraron dos veces los 34,90 € de la caja de noviembre. Solo pedí una, "
    "así que devuélvanme el segundo cargo. Lucía",
    "en": "Hello, you charged my card twice for the November box on 14 November, 34.90 each time. I ordered one and "
    "want the second charge back. Hannah",
}
HIDDEN = (
    "I love the November box, the honey is wonderful and your team packed it so nicely, thank you! Unfortunately I was "
    "charged twice for it, 34.90 two times on 14 November. Best wishes, Oliver"
)
OTHER = {
    "en": "The chair that arrived on Monday has a broken leg and wobbles. Nobody answers. Please send a new one.",
    "de": "Ihre App stürzt seit dem Update jedes Mal ab, wenn ich ein Foto hochladen will. So kann ich nicht arbeiten.",
    "es": "El repartidor dejó mi paquete en la calle bajo la lluvia y se ha mojado todo. Es una vergüenza.",
}
CANCELLED = {
    "en": "Hello, I cancelled my subscription in October, and you still charged my card for November. I want it back.",
    "de": "Guten Tag, ich habe mein Abo im Oktober gekündigt, und trotzdem haben Sie im November wieder abgebucht. Ich "
    "möchte mein Geld zurück.",
    "es": "Hola, cancelé la suscripción en octubre y en noviembre me han vuelto a cobrar. Quiero que me lo devuelvan.",
    "da": "Hej, jeg opsagde mit abonnement i oktober, og alligevel har I trukket penge i november. Jeg vil have dem "
    "tilbage.",
}
OLIVER = Customer("Oliver Marsh", "oliver@marsh.example", "en")


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


def writes(world: World, who: Customer, text: str, subject: str = "") -> Case:
    world.now += timedelta(hours=1)
    return world.complaint(who, text, subject=subject or f"Message of {who.first}")


def inside(incident: Incident) -> set[int]:
    return set(members(incident).values_list("case_id", flat=True))


def test_five_languages_and_one_hidden_in_praise_are_one_incident(world: World) -> None:
    for language, text in OTHER.items():
        writes(world, Customer(f"Otto {language}", f"otto@{language}.example", language), text)
    cases = []
    for who in CUSTOMERS:
        cases.append(writes(world, who, TWICE[who.language]))
        assert isolated(cases[-1]) is (len(cases) == 1)
        assert Incident.objects.exists() == (len(cases) >= 3), "proposed by the third person"
    (message,) = world.hear(world.mail(OLIVER, HIDDEN, subject="Thank you"))
    cases.append(Case.objects.get(opener=message))
    incident = Incident.objects.get()
    assert inside(incident) == {case.pk for case in cases}
    assert Check.objects.values("case").distinct().count() == len(cases) + len(OTHER), (
        "each was held against all others"
    )
    confirm(
        incident, owner=world.mira, title="Charged twice for the November box",
        next_update_by=world.now + timedelta(hours=6), by=world.mira, now=world.now,
    )  # fmt: skip
    incident.refresh_from_db()
    assert status(incident) is Status.CONFIRMED
    assert all(case.open for case in Case.objects.filter(pk__in=inside(incident))), "nobody's case ends by it"


def test_other_troubles_are_left_alone(world: World) -> None:
    for language, text in OTHER.items():
        writes(world, Customer(f"Otto {language}", f"otto@{language}.example", language), text)
    writes(world, HANNAH, TWICE["en"])
    assert not Incident.objects.exists()


def test_charged_twice_and_charged_after_cancelling_are_two(world: World) -> None:
    """Both are about money that was taken and should not have been; only what went wrong differs."""
    for number, (language, text) in enumerate(CANCELLED.items()):
        writes(world, Customer(f"Otto {number}", f"otto{number}@kern.example", language), text)
        for who in CUSTOMERS:
            if who.language == language:
                writes(world, who, TWICE[language])
    charged_again, charged_twice = Incident.objects.order_by("pk")
    names = {
        one: {case.person.name for case in Case.objects.filter(pk__in=inside(one))}
        for one in (charged_again, charged_twice)
    }
    assert names[charged_again] == {f"Otto {number}" for number in range(len(CANCELLED))}
    assert names[charged_twice] == {who.name for who in CUSTOMERS if who.language in CANCELLED}


def test_what_a_person_takes_apart_stays_apart(world: World) -> None:
    cases = {who: writes(world, who, TWICE[who.language]) for who in (RENATE, BUDI, SIGNE, LUCIA)}
    incident = Incident.objects.get()
    say_not_same(cases[LUCIA], cases[RENATE], by=world.mira, now=world.now)
    world.work()
    assert cases[LUCIA].pk not in inside(incident)
    new = split_off(incident, [cases[SIGNE].pk], title="Charged after cancelling", by=world.mira, now=world.now)
    merge(new, into=incident, by=world.mira, now=world.now)
    assert inside(incident) == {cases[who].pk for who in (RENATE, BUDI, SIGNE)}
    later = writes(world, HANNAH, TWICE["en"])  # as near to one as to the other
    say_same(later, cases[RENATE], by=world.mira, now=world.now)
    world.work()
    assert later.pk in inside(incident)
    assert cases[LUCIA].pk not in inside(incident), "a no holds for good"
