"""Charged twice, and charged after cancelling: near, and never one, as the model that comes with Ombud sees them."""

from __future__ import annotations

from itertools import chain
from typing import Final

import pytest

from ombud.incidents.stream import Found, Stream
from ombud.triage.reading import Heard

TWICE, CANCELLED = "charged twice", "charged after cancelling"
TOLD: Final = {
    "english and german, with what it was about": {
        TWICE: (
            "I was charged twice for the November box, 34.90 each time. Please send one of them back.",
            "Für die Novemberbox wurden mir zweimal 34,90 € abgebucht. Bitte zahlen Sie einen Betrag zurück.",
            "My statement shows two identical payments to you for the same November box. Why did you take it twice?",
            "Sie haben den Betrag für die Novemberbox doppelt eingezogen. Ich möchte die zweite Abbuchung zurück.",
        ),
        CANCELLED: (
            "I cancelled my subscription in October, and you still charged me for November.",
            "Ich habe mein Abo im Oktober gekündigt, trotzdem haben Sie im November wieder abgebucht.",
            "My membership was cancelled weeks ago, I have the confirmation, and yet you charged my card again.",
            "Obwohl meine Kündigung bestätigt ist, wurde mein Konto erneut belastet.",
        ),
    },
    "english and german, in short": {
        TWICE: (
            "You charged me twice for one order.",
            "Sie haben mir eine Bestellung doppelt berechnet.",
            "The same order was taken from my credit card two times on the same day.",
            "Für dieselbe Bestellung ging das Geld zweimal von meinem Konto ab.",
        ),
        CANCELLED: (
            "You charged me after I cancelled.",
            "Sie haben nach meiner Kündigung noch abgebucht.",
            "I ended the contract a month ago and the fee still leaves my account.",
            "Mein Vertrag ist seit einem Monat beendet, und die Gebühr geht immer noch von meinem Konto ab.",
        ),
    },
    "spanish and indonesian": {
        TWICE: (
            "Me han cobrado dos veces el mismo pedido. Devuélvanme uno de los cargos.",
            "Kartu saya ditagih dua kali untuk pesanan yang sama. Tolong kembalikan salah satunya.",
            "En mi cuenta aparece el cargo duplicado de una sola compra.",
            "Tagihan untuk satu pembelian muncul dobel di rekening saya.",
        ),
        CANCELLED: (
            "Cancelé la suscripción el mes pasado y me siguen cobrando.",
            "Saya sudah berhenti berlangganan bulan lalu, tetapi masih ditagih.",
            "Me di de baja y aun así me pasaron otra vez el recibo.",
            "Langganan sudah saya batalkan, namun rekening saya tetap didebet.",
        ),
    },
    "danish and english": {
        TWICE: (
            "I har trukket pengene for den samme ordre to gange.",
            "The payment for my order went out twice, I want one of them back.",
            "Mit kort er blevet belastet dobbelt for ét køb.",
            "One order, two charges on my card. Please refund the second.",
        ),
        CANCELLED: (
            "Jeg har opsagt abonnementet, og I trækker stadig penge hver måned.",
            "I cancelled my subscription and you keep taking the monthly fee.",
            "Min opsigelse er bekræftet, men der er trukket for endnu en måned.",
            "Another month was billed although my cancellation has been confirmed.",
        ),
    },
}


def found(told: list[tuple[str, str]]) -> tuple[list[Found], list[Found]]:
    """What is said at each message, and in the end."""
    stream = Stream()
    heard = [stream.hear([Heard(text=text, author=f"person {n}")])[0] for n, (_, text) in enumerate(told)]
    return heard, stream.settled()


@pytest.mark.parametrize("order", ["in turn", "one after the other", "the other way round"])
@pytest.mark.parametrize("named", TOLD)
def test_the_two_are_never_one(named: str, order: str) -> None:
    both = [[(trouble, text) for text in texts] for trouble, texts in TOLD[named].items()]
    if order == "the other way round":
        both.reverse()
    told = list(chain(*(zip(*both, strict=True) if order == "in turn" else both)))
    at_once, settled = found(told)
    for way in (at_once, settled):
        groups = {(one.group, trouble) for one, (trouble, _) in zip(way, told, strict=True)}
        assert len({group for group, _ in groups}) == len(groups), "a group of both"
    incidents = {trouble for one, (trouble, _) in zip(settled, told, strict=True) if one.incident}
    assert incidents == {TWICE, CANCELLED}
