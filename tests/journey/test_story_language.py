"""In which language somebody wrote: what she wrote before decides what two languages write alike."""

from __future__ import annotations

import pytest

from ombud.conversations.models import Message
from ombud.triage.models import Reading
from tests.world import Customer, World

pytestmark = pytest.mark.django_db

INGRID = Customer("Ingrid Nygård", "ingrid@fjord.example", "no")
METTE = Customer("Mette Juhl", "mette@sund.example", "da")
LONG = {
    "no": "Hei, jeg bestilte en lampe for tre uker siden og har ikke fått noe svar fra dere ennå. Hva skjer?",
    "da": "Hej, jeg bestilte en lampe for tre uger siden og har ikke fået noget svar fra jer endnu. Hvad sker der?",
}
ALIKE = "Virker ikke"


def _language(message: Message) -> str:
    return Reading.objects.get(message=message).language


@pytest.mark.parametrize("who", [INGRID, METTE], ids=lambda who: who.language)
def test_two_words_are_in_the_language_she_wrote_before(who: Customer) -> None:
    world = World()
    (first,) = world.hear(world.mail(who, LONG[who.language], subject="Lampe"))
    assert _language(first) == who.language
    (second,) = world.hear(world.mail(who, ALIKE, subject=""))
    assert _language(second) == who.language


def test_a_second_language_is_kept_with_the_reading() -> None:
    world = World()
    text = "Liebes Team, ich warte seit Tagen auf mein Paket and nobody answers my mails, was ist da los?"
    (message,) = world.hear(world.mail(METTE, text, subject=""))
    reading = Reading.objects.get(message=message)
    assert (reading.language, reading.second_language) == ("de", "en")
