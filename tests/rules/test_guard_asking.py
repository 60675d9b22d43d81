"""R07: nothing personal is asked for before everybody; in private the same question is right (D24)."""

import pytest

from ombud.replies.guard import Draft, Facts, judge

OPENLY = {
    "en": ("Could you leave your order number and postcode below?", "What is your date of birth, please?"),
    "de": ("Schreiben Sie bitte Ihre Kundennummer hier darunter.", "Nenn uns deine Adresse und Handynummer."),
    "es": ("Deje en este hilo el titular del contrato y la dirección completa.", "¿Cuál es su número de pedido?"),
    "da": ("Skriv dit ordrenummer og din adresse her.", "Hvad er din fødselsdato?"),
    "id": ("Tulis nomor pesanan dan alamat di bawah ini ya.", "Tanggal lahirnya berapa, Kak? Mohon dibalas."),
}
RIGHTLY = {
    "en": ("Please don't post your order number here.", "Send me your order number in a private message, please."),
    "de": ("Bitte nennen Sie uns hier keine Adresse.", "Schreib uns die Bestellnummer per Direktnachricht."),
    "es": ("No escriba aquí su número de pedido.", "Mándeme su dirección por mensaje privado, por favor."),
    "da": ("Skriv ikke dit ordrenummer her.", "Send din adresse i en privat besked."),
    "id": ("Jangan tulis nomor pesanan di sini.", "Mohon kirim alamat lewat pesan pribadi."),
}


def asked(text: str, language: str, public: bool) -> bool:
    verdict = judge(Draft(text, language, public=public), Facts())
    return "r07-asked" in {finding.entry for finding in verdict.blocks}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in OPENLY.items() for text in texts])
def test_what_is_personal_is_not_asked_for_in_public(language: str, text: str) -> None:
    assert asked(text, language, public=True)
    assert not asked(text, language, public=False)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in RIGHTLY.items() for text in texts])
def test_asking_in_private_and_asking_not_to_is_right(language: str, text: str) -> None:
    assert not asked(text, language, public=True)
