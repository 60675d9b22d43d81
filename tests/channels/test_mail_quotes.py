"""What the person wrote now, in every language people write to us, and with every habit of their programs."""

from __future__ import annotations

import pytest

from ombud.channels.mail.quotes import strip

NEW = "Nothing has come yet.\n\nAnna"

ATTRIBUTIONS = [
    "On Fri, Nov 20, 2026 at 9:12 AM Care <care@ombud.test> wrote:",
    "On 20 Nov 2026, at 09:12, Care <care@ombud.test> wrote:",
    "Care <care@ombud.test> wrote on 20/11/2026 09:12:",
    "Am 20.11.2026 um 09:12 schrieb Care:",
    "Am Fr., 20. Nov. 2026 um 09:12 Uhr schrieb Care <care@ombud.test>:",
    "Care <care@ombud.test> schrieb am Fr., 20. Nov. 2026, 09:12:",
    "Am 20.11.2026 um 09:12 hat Care geschrieben:",
    "El vie, 20 nov 2026 a las 9:12, Care (<care@ombud.test>) escribió:",
    "El 20/11/26 a las 09:12, Care escribió:",
    "Den fre. 20. nov. 2026 kl. 09.12 skrev Care <care@ombud.test>:",
    "Den 20-11-2026 kl. 09:12 skrev Care:",
    "Care <care@ombud.test> skrev (20. nov. 2026 kl. 09.12):",
    "Pada Jum, 20 Nov 2026 pukul 09.12 Care <care@ombud.test> menulis:",
    "Pada tanggal 20 November 2026 09.12, Care <care@ombud.test> menulis:",
    "Tanggal Jum, 20 Nov 2026 09.12, Care <care@ombud.test> menulis:",
    "Le ven. 20 nov. 2026 à 09:12, Care <care@ombud.test> a écrit :",
    "Il giorno ven 20 nov 2026 alle ore 09:12 Care <care@ombud.test> ha scritto:",
    "Em sex., 20 de nov. de 2026 às 09:12, Care <care@ombud.test> escreveu:",
    "Op vr 20 nov 2026 om 09:12 schreef Care <care@ombud.test>:",
    "Den fre 20 nov. 2026 kl 09:12 skrev Care <care@ombud.test>:",
    "fre. 20. nov. 2026 kl. 09:12 skrev Care <care@ombud.test>:",
    "pt., 20 lis 2026 o 09:12 Care <care@ombud.test> napisał(a):",
    "20.11.2026, 09:12, \"Care\" <care@ombud.test>:",
    "*Am 20.11.2026 um 09:12 schrieb Care:*",
]  # fmt: skip

BLOCKS = [
    "From: Care <care@ombud.test>\nSent: Friday, November 20, 2026 9:12 AM\nTo: Anna\nSubject: RE: Help",
    "*From:* Care\n*Sent:* Friday\n*To:* Anna\n*Subject:* Help",
    "________________________________\nFrom: Care\nDate: Friday\nTo: Anna",
    "Von: Care <care@ombud.test>\nGesendet: Freitag, 20. November 2026 09:12\nAn: Anna\nBetreff: AW: Hilfe",
    "De: Care <care@ombud.test>\nEnviado el: viernes, 20 de noviembre de 2026 9:12\nPara: Anna\nAsunto: RE: Ayuda",
    "Fra: Care <care@ombud.test>\nSendt: 20. november 2026 09:12\nTil: Anna\nEmne: SV: Hjælp",
    "Dari: Care <care@ombud.test>\nDikirim: Jumat, 20 November 2026 09.12\nKepada: Anna\nPerihal: RE: Bantuan",
    "De : Care <care@ombud.test>\nEnvoyé : vendredi 20 novembre 2026 09:12\nÀ : Anna\nObjet : RE: Aide",
    "Da: Care\nInviato: venerdì 20 novembre 2026 09:12\nA: Anna\nOggetto: R: Aiuto",
    "Van: Care\nVerzonden: vrijdag 20 november 2026 09:12\nAan: Anna\nOnderwerp: RE: Hulp",
    "Från: Care\nSkickat: den 20 november 2026 09:12\nTill: Anna\nÄmne: SV: Hjälp",
    "-----Original Message-----\nanything",
    "-----Ursprüngliche Nachricht-----\nanything",
    "-------- Mensaje original --------\nanything",
    "-----Oprindelig meddelelse-----\nanything",
    "---------- Pesan asli ----------\nanything",
    "---------- Forwarded message ---------\nanything",
    "Begin forwarded message:\n\nanything",
    "Start på videresendt besked:\n\nanything",
]

SIGNATURES = [
    "-- \nAnna Petersen\nShop of Things\n+45 12 34 56 78\n" + "line\n" * 30,
    "--\nAnna Petersen",
    "Sent from my iPhone",
    "Sent from Outlook for Android",
    "Get Outlook for iOS",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
    "Diese Nachricht wurde von meinem Android-Gerät gesendet",
    "Enviado desde mi iPhone",
    "Enviado desde mi Samsung Galaxy",
    "Sendt fra min iPhone",
    "Sendt fra Outlook til iOS",
    "Hent Outlook til iOS",
    "Dikirim dari iPhone saya",
    "Dikirim dari Yahoo Mail untuk Android",
    "Envoyé de mon iPhone",
    "Inviato da iPhone",
    "Enviado do meu iPhone",
    "Verzonden vanaf mijn iPhone",
    "Skickat från min iPhone",
]

PEOPLES_OWN = [
    "Sent from my desk, because the phone you sold me is broken.",
    "From: the first day on it never worked.\nIt hums.",
    "To: whom it may concern\nI am waiting.",
    "On Monday your colleague wrote: wait. I waited.",
    "On 3 May your colleague wrote:\nwe will refund you.\nNothing came.",
    "The label says:\nFragile.\nIt was not.",
    "I paid twice -- once by card, once in cash.\n\n--\nThat is all I know about it.\n" + "And it goes on.\n" * 15,
    "Am Montag schrieb ich Ihnen: keine Antwort.",
    "Jeg skrev til jer kl. 10: intet svar.",
    "Pada hari itu saya menulis:\ntolong bantu saya.",
    "- first\n- second\n* third",
    "What I ordered:\n> nothing I got was right\nThat is it.",
    "Datum: gestern. Ort: hier.",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("quoted", ["> Is it solved?\n>\n> Your team", "Is it solved?\n\nYour team"])
def test_attributions(attribution: str, quoted: str) -> None:
    if "@" not in attribution and ":" not in attribution[:-1] and not quoted.startswith(">"):
        pytest.fail("this attribution is no stronger than a person's own sentence")
    assert strip(f"{NEW}\n\n{attribution}\n\n{quoted}\n") == NEW


@pytest.mark.parametrize("attribution", [one for one in ATTRIBUTIONS if len(one) > 50])
def test_attributions_wrapped_over_two_lines(attribution: str) -> None:
    cut = attribution.rindex(" ", 0, 45)
    wrapped = f"{attribution[:cut]}\n{attribution[cut + 1 :]}"
    assert strip(f"{NEW}\n\n{wrapped}\n\n> Is it solved?\n") == NEW


@pytest.mark.parametrize("block", BLOCKS)
def test_header_blocks_and_separators(block: str) -> None:
    assert strip(f"{NEW}\n\n{block}\n\nIs it solved?\n\nYour team\n") == NEW


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signatures(signature: str) -> None:
    assert strip(f"{NEW}\n\n{signature}\n") == NEW
    assert strip(f"{NEW}\n\n{signature}\n\nOn 20 Nov 2026, at 09:12, Care wrote:\n> Is it solved?\n") == NEW


@pytest.mark.parametrize("own", PEOPLES_OWN)
def test_peoples_own_words_stay(own: str) -> None:
    kept = [line for line in own.split("\n") if not line.startswith("> ")]
    assert [line for line in strip(own).split("\n") if line] == [line.rstrip() for line in kept if line]


def test_answers_between_the_questions_stay() -> None:
    text = "Am 20.11.2026 um 09:12 schrieb Care:\n> Which size?\n\nForty.\n\n> Which colour?\n\nBlue.\n\n> Thank you\n"
    assert strip(text) == "Forty.\n\nBlue."


def test_an_answer_below_the_quotation_stays() -> None:
    assert strip("Anna skrev:\n> Er det løst?\n\nNej.") == "Nej."


def test_a_mail_passed_on_without_a_word_is_what_is_passed_on() -> None:
    passed_on = (
        "---------- Forwarded message ---------\nFrom: Shop <shop@example.net>\nDate: Fri\nSubject: x\n\nWe refuse."
    )
    assert "We refuse." in strip(passed_on)


def test_an_answer_of_nothing_but_quotes_says_nothing() -> None:
    assert strip("On 20 Nov 2026, at 09:12, Care <care@ombud.test> wrote:\n> Is it solved?\n") == ""


def test_letters_that_a_program_indents_whole_are_kept() -> None:
    assert strip("> My parcel is lost.\n> Please help.\n") == "My parcel is lost.\nPlease help."


def test_a_signature_alone_is_better_than_nothing() -> None:
    assert strip("-- \nAnna") == "-- \nAnna"


def test_a_word_before_a_letter_from_an_mbox() -> None:
    assert strip(">From the very first day it was broken.\nHelp.") == ">From the very first day it was broken.\nHelp."
