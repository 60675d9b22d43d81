"""What a reader can wait for: a day that is promised, and not the day on which something broke."""

import pytest

from ombud.replies.guard import judge, question
from ombud.replies.guard.ahead import ahead
from ombud.replies.guard.lexicon import lexicon
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.required import gives_a_time
from ombud.replies.guard.verdict import Facts

PAST = {
    "en": [
        "I am sorry that the washing machine leaks since Friday. Jonas Weber.",
        "You bought it on Monday at 10:00. Jonas Weber is looking into it.",
        "On Monday, you bought it from us. Jonas Weber is looking into it.",
        "You bought it on Monday, 16 November. Jonas Weber is looking into it.",
        "Our opening hours: Monday to Friday 9:00-17:00",
        "Jonas Weber will answer you. We are here 24/7.",
        "Nobody came on Friday, although we had promised it.",
        "Thank you for your letter of 12 November.",
        "I am sorry about Friday. Jonas Weber is looking into it.",
        "The fitter was to come on Friday. Jonas Weber will ask him why.",
        "Jonas Weber will look at the machine you bought on Monday.",
        "The parcel arrived on Monday at noon without its lid.",
        "I have read that it stopped on Friday at 9 am.",
        "It has been leaking since last Friday at 10:00, you write.",
        "I see that you called us at 9:00, at 10:00 and at 11:30.",
        "We had agreed on Friday at 10 and nobody came.",
        "Your message reached us today.",
    ],
    "de": [
        "Es tut mir leid, dass die Waschmaschine seit Freitag leckt. Jonas Weber.",
        "Sie haben sie am Montag um 10 Uhr gekauft. Jonas Weber kümmert sich darum.",
        "Am Montag kauften Sie die Maschine. Jonas Weber kümmert sich darum.",
        "Unsere Öffnungszeiten: Montag bis Freitag 9:00-17:00",
        "Jonas Weber wird Ihnen antworten. Wir sind 24/7 für Sie da.",
        "Am Freitag war niemand da, obwohl wir es versprochen hatten.",
        "Danke für Ihre Nachricht vom 12. November.",
        "Die Maschine, die Sie am Montag gekauft haben, sieht sich Jonas Weber an.",
        "Der Monteur ist am Freitag nicht gekommen.",
    ],
    "es": [
        "Siento que la lavadora pierda agua desde el viernes. Jonas Weber.",
        "Usted la compró el lunes a las 10:00. Jonas Weber lo está revisando.",
        "Nuestro horario: de lunes a viernes de 9:00 a 17:00",
        "Jonas Weber le responderá. Estamos aquí 24/7.",
        "El viernes no vino nadie. Jonas Weber lo está revisando.",
        "Gracias por su mensaje del lunes.",
        "Lamento lo del viernes. Jonas Weber lo está revisando.",
        "Jonas Weber revisará la lavadora que usted compró el lunes.",
        "Ha esperado el viernes hasta las 12 y no ha venido nadie.",
    ],
    "da": [
        "Jeg beklager, at vaskemaskinen har lækket siden fredag. Jonas Weber.",
        "Du købte den mandag kl. 10. Jonas Weber kigger på det.",
        "Vores åbningstider: mandag til fredag 9:00-17:00",
        "Jonas Weber vil svare dig. Vi er her 24/7.",
        "Der kom ingen fredag kl. 12, selvom vi havde lovet det.",
        "Tak for din besked fra mandag.",
        "Du har ventet på os på fredag kl. 12, og montøren blev væk.",
        "Jonas Weber vil se på maskinen, du købte i mandags kl. 10.",
    ],
    "id": [
        "Kami mohon maaf karena mesin cuci Ibu bocor sejak Jumat. Jonas Weber.",
        "Ibu membeli mesin itu hari Senin jam 10.00. Jonas Weber menanganinya.",
        "Jam buka kami: Senin sampai Jumat 9:00-17:00",
        "Jonas Weber akan menjawab. Kami melayani 24/7.",
        "Teknisi tidak datang hari Jumat. Jonas Weber menanganinya.",
        "Terima kasih atas pesan Ibu hari Senin.",
        "Mesin itu rusak hari Jumat pukul 10.",
        "Jonas Weber akan memeriksa mesin yang Ibu beli hari Senin.",
    ],
}
AHEAD = {
    "en": [
        "Jonas Weber calls you by Friday at 12:00.",
        "The machine you bought on Monday will be fetched on Friday.",
        "I have asked Jonas Weber to call you on Friday.",
        "I have booked you in on Friday at 10.",
        "You bought it on Monday, and Jonas Weber rings you on Friday.",
        "Friday at noon: Jonas Weber with you.",
        "You will hear from us within two days.",
        "I passed it to Jonas Weber, who answers by Friday.",
        "It has leaked since Friday, you write. By tomorrow noon you have an answer.",
        "We agreed on Friday at 10. Jonas Weber looks forward to it.",
        "The workshop has promised it for Friday.",
        "Since you need it on Friday, Jonas Weber brings it tomorrow.",
        "Jonas Weber told me what went wrong; expect his call on Friday.",
    ],
    "de": [
        "Jonas Weber ruft Sie bis Freitag um 12 Uhr an.",
        "Die Maschine, die Sie am Montag gekauft haben, wird am Freitag abgeholt.",
        "Ich habe Jonas Weber gebeten, Sie am Freitag anzurufen.",
        "Ich habe am Freitag um 10 Uhr einen Termin für Sie reserviert.",
        "Sie hören bis morgen Mittag von mir.",
        "Am Freitag ist Ihr Gerät fertig.",
        "Spätestens am Freitag wissen Sie mehr.",
        "Bis Freitag habe ich das geklärt.",
        "Ich gebe Ihnen bis zum 20. Bescheid.",
        "Die Kollegin hat Ihr Gerät am Freitag wieder da.",
    ],
    "es": [
        "Jonas Weber le llamará antes del viernes a las 12:00.",
        "La lavadora que usted compró el lunes se recogerá el viernes.",
        "He pedido a Jonas Weber que le llame el viernes.",
        "Le llamo el viernes.",
        "Tendrá noticias mías mañana antes de las doce.",
        "El viernes a mediodía tiene usted una respuesta.",
        "Lamento que no pueda ser hasta el viernes.",
    ],
    "da": [
        "Jonas Weber ringer til dig inden fredag kl. 12.",
        "Maskinen, du købte mandag, bliver hentet på fredag.",
        "Jeg har bedt Jonas Weber om at ringe til dig på fredag.",
        "Du hører fra mig senest i morgen klokken 12.",
        "På fredag har du et svar.",
        "Poul har bestilt montør til på fredag.",
        "Værkstedet har lovet det til fredag.",
        "Jeg har aftalt med montøren, at han kommer på fredag.",
    ],
    "id": [
        "Jonas Weber akan menelepon Ibu paling lambat Jumat pukul 12.00.",
        "Mesin yang Ibu beli hari Senin akan diambil hari Jumat.",
        "Saya sudah minta Jonas Weber menelepon Ibu hari Jumat.",
        "Anda mendapat kabar dari saya besok sebelum pukul 12.",
        "Ibu Clara menghubungi Anda hari ini pukul 15.00.",
        "Jumat sudah ada jawabannya.",
        "Jumat siang ada jawaban dari Jonas Weber.",
    ],
}


def gives(text: str, language: str, promised: str = "") -> bool:
    plain = normalise(text)
    return gives_a_time(Facts(next_update_by=promised), plain, lexicon(language, plain))


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, some in PAST.items() for text in some])
def test_what_is_told_of_the_past_and_when_we_open_is_no_date(language: str, text: str) -> None:
    assert not gives(text, language), ahead(normalise(text), language)
    assert not gives(text, language, "2026-11-27T12:00:00+00:00")  # a Friday


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, some in AHEAD.items() for text in some])
def test_what_is_to_come_is_a_date(language: str, text: str) -> None:
    assert gives(text, language), ahead(normalise(text), language)


def test_a_vague_time_is_found_beside_a_day_that_has_gone() -> None:
    text = "Dear Maria, I am sorry that it leaks since Friday. Jonas Weber will answer you as soon as possible."
    it, _ = question({"text": text, "language": "en", "scenario": "product_or_service", "visibility": "private"})
    found = judge(it.draft, it.facts).findings
    assert {f.entry for f in found if f.rule == "R06"} > {"r06-missing"}


def test_what_is_left_of_a_text_keeps_its_length() -> None:
    for language, texts in PAST.items():
        for text in texts:
            plain = normalise(text)
            assert len(ahead(plain, language)) == len(plain)
