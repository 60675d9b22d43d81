"""R12: what a case calls sensitive, told again as people tell it; and its twins, which may be said."""

from __future__ import annotations

import pytest

from ombud.replies.guard import Draft, Facts, judge


def stopped(fact: str, text: str, language: str = "en", name: str = "") -> bool:
    verdict = judge(Draft(text, language, public=True), Facts(customer_name=name, sensitive=(fact,)))
    return any(finding.rule == "R12" for finding in verdict.blocks)


STREETS = [
    ("Hauptstraße 14, 20095 Hamburg", "Wir kommen in die Hauptstr. 14.", "de"),
    ("Hauptstraße 14", "Wir kommen in die Hauptstr.14.", "de"),
    ("Hauptstr. 14", "Wir kommen in die Hauptstraße 14.", "de"),
    ("Hauptstraße 14", "Wir kommen in die Haupt-Str. 14.", "de"),
    ("Hauptstraße 14", "Wir kommen in die Haupt Straße 14.", "de"),
    ("Goethestraße 7", "Wir kommen in die Goethestr. 7.", "de"),
    ("Bahnhofsplatz 3", "Wir kommen an den Bahnhofspl. 3.", "de"),
    ("Bahnhofspl. 3", "Wir kommen an den Bahnhofsplatz.", "de"),
    ("Nørrebrogade 12", "Vi kommer til Nørrebrog. 12.", "da"),
    ("Nørrebrog. 12", "Vi kommer til Nørrebrogade 12.", "da"),
    ("14th Street", "We come to Fourteenth St.", "en"),
    ("21st Avenue", "We come to Twenty-First Ave.", "en"),
    ("calle Mayor 14", "Vamos a la C/ Mayor, 14.", "es"),
    ("Jalan Merdeka 5", "Kami ke Jln. Merdeka 5.", "id"),
]


@pytest.mark.parametrize(("fact", "text", "language"), STREETS)
def test_a_street_is_known_however_its_kind_is_written(fact: str, text: str, language: str) -> None:
    assert stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("fact", "text", "language"),
    [
        ("Hauptstraße 14", "Unser Laden in der Hauptstr. 22 hat offen.", "de"),
        ("Hauptstraße 14, 20095 Hamburg", "Wir sehen uns am Montag in Hamburg.", "de"),
        ("Neuhofstraße 3", "Das steht auf der Straße vor dem neuen Hof.", "de"),
        ("Nørrebrogade 12", "Vi ringer til dig i dag kl. 12.", "da"),
        ("14 Hill Road", "The path up the hill road is closed.", "en"),
        ("14 Hill Road", "Our shop at 3 Hill Road is open.", "en"),
        ("calle Mayor 14", "Es un problema mayor, y le llamo hoy.", "es"),
        ("Jalan Merdeka 5", "Paketnya sedang di jalan.", "id"),
    ],
)
def test_another_house_and_common_words_are_no_street_of_hers(fact: str, text: str, language: str) -> None:
    assert not stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Оксана Шевченко", "Dear Ms Schewtschenko,"),
        ("Оксана Шевченко", "Dear Ms Shevchenko,"),
        ("Владимир Иванов", "Lieber Wladimir Iwanow,"),
        ("Чайковский", "Kære Tschaikowski,"),
        ("Чайковский", "Estimado Tchaikovsky,"),
        ("Жуков", "Lieber Herr Schukow,"),
        ("Γιάννης Παπαδόπουλος", "Dear Yiannis,"),
        ("Γιάννης Παπαδόπουλος", "Dear Mr Papadopoulos,"),
        ("王小明", "Dear Xiaoming,"),
        ("王小明", "Dear Mr Wang,"),
        ("王小明", "Wang, Xiaoming wrote to us."),
        ("김민수", "Dear Minsu,"),
        ("Mohammed", "Dear Muhammad,"),
        ("محمد", "Yth. Bapak Muhamad,"),
    ],
)
def test_a_name_is_known_in_every_way_of_writing_its_sound(fact: str, text: str) -> None:
    assert stopped(fact, text), text


@pytest.mark.parametrize(
    ("fact", "text", "name"),
    [
        ("王小明", "He will ring you. Long waits are over.", ""),
        ("何龙", "He will ring you. Long waits are over.", ""),
        ("Оксана Шевченко", "Dear Oksana, thank you.", "Oksana Shevchenko"),
        ("Müller", "Herr Möller meldet sich.", ""),
        ("Mohammed", "Monday is fine, and so is Hammersmith.", ""),
        ("Schneider", "Das Schreiben kommt am Sonntag.", ""),
        ("Hassan", "Unser Lager in Hessen hat offen.", ""),
        ("Wang", "Die Wange brennt, und der Wagen steht.", ""),
    ],
)
def test_other_names_and_words_do_not_sound_like_it(fact: str, text: str, name: str) -> None:
    assert not stopped(fact, text, name=name), text


@pytest.mark.parametrize(
    ("fact", "text", "language"),
    [
        ("+49 171 4471209", "Your phone is 017I 447I 2O9.", "en"),
        ("+49 171 4471209", "Ihre Nummer vierundvierzig einundsiebzig zweihundertneun.", "de"),
        ("+49 171 4471209", "Your number, four four seven one, two hundred and nine.", "en"),
        ("612345209", "Su número, seis uno dos, tres cuatro cinco, doscientos nueve.", "es"),
        ("20123209", "Dit nummer er tyve tolv tre tohundrede og ni.", "da"),
        ("081234567209", "Nomornya nol delapan satu dua tiga empat lima enam tujuh dua ratus sembilan.", "id"),
        ("order 1234", "Your order, twelve hundred and thirty-four, has left.", "en"),
        ("Bestellung 2209", "Ihre Bestellung zweitausendzweihundertneun ist da.", "de"),
        ("20123456", "Dit nummer ender på 56.", "da"),
        ("+49 171 4471209", "Ihre Nummer endet auf 09.", "de"),
        ("612345678", "Su número termina en 78.", "es"),
        ("081234567890", "Nomor Ibu berakhiran 90.", "id"),
        ("+49 171 4471209", "The number ending in 09 was busy.", "en"),
        ("+49 171 4471209", "Die letzten beiden Ziffern sind 09.", "de"),
    ],
)
def test_a_number_is_known_however_it_is_said(fact: str, text: str, language: str) -> None:
    assert stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("fact", "text", "language"),
    [
        ("20123456", "Tilbuddet ender på 5.6. kl. 12, og der er 56 dage endnu.", "da"),
        ("+49 171 4471209", "The sale ends in 09 days.", "en"),
        ("+49 171 4471209", "Zweihundert Leute warten, und zweihundertneun Lampen brennen.", "de"),
        ("order 1234", "Two hundred people wait for model 10BIS and size 5L.", "en"),
        ("612345678", "La oferta acaba en 78 horas.", "es"),
        ("081234567890", "Promo berakhir 90 menit lagi.", "id"),
        ("20123456", "Modellen O2 og L5 koster tusind kroner.", "da"),
    ],
)
def test_other_numbers_are_not_taken_for_hers(fact: str, text: str, language: str) -> None:
    assert not stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("fact", "text", "language"),
    [
        ("salary 3,200 euros", "You earn 3200 a month, we know.", "en"),
        ("You earn 3200 a month", "Your salary of 3,200 euros is noted.", "en"),
        ("salary 3,200 euros", "With your 3.2k you get a discount.", "en"),
        ("Gehalt 3.200 Euro", "Bei Ihren dreitausendzweihundert im Monat geht das.", "de"),
        ("sueldo de 1.850 €", "Con los mil ochocientos cincuenta que gana.", "es"),
        ("løn 32.500 kr.", "Med dine 32.500 om måneden.", "da"),
        ("gaji Rp 7.500.000", "Dengan gaji 7,5 juta Ibu bisa.", "id"),
    ],
)
def test_what_she_earns_is_known_in_every_way_of_saying_a_sum(fact: str, text: str, language: str) -> None:
    assert stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("salary 3,200 euros", "The lamp costs 32.00 euros, and 3 of 200 were broken."),
        ("salary 3,200 euros", "We refunded 320 euros on Monday."),
        ("postcode 2200", "2.200 households had no light."),
        ("rent 45 euros", "It costs 45 euros."),
    ],
)
def test_other_sums_may_be_told(fact: str, text: str) -> None:
    assert not stopped(fact, text), text


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Deutsche Bahn AG", "DB told us."),
        ("works at Deutsche Bahn", "Your colleagues at DB know."),
        ("works at Deutsche Bahn AG", "Your colleagues at the railway told us."),
        ("Danske Bank A/S", "Dine kolleger i DB ved det."),
        ("Bank Central Asia Tbk", "Rekan Ibu di BCA sudah tahu."),
    ],
)
def test_an_employer_is_known_by_its_short_form(fact: str, text: str) -> None:
    assert stopped(fact, text), text


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("Deutsche Bahn AG", "It is 60 dB loud, and the D.B. model is quiet."),
        ("Tom Voss", "Your TV is on its way."),
        ("Deutsche Bahn AG", "The parcel is on its way."),
        ("Hans Dahl", "HD pictures need a good cable."),
    ],
)
def test_capitals_that_mean_something_else_are_no_employer(fact: str, text: str) -> None:
    assert not stopped(fact, text), text


@pytest.mark.parametrize(
    ("fact", "text", "language"),
    [
        ("hamil", "Selama kehamilan Ibu.", "id"),
        ("pregnancy", "Bu, Ibu sedang hamil.", "id"),
        ("schwanger", "We know you are pregnant.", "en"),
        ("pregnant", "Under din graviditet.", "da"),
        ("husband died in May", "As a widow you pay half.", "en"),
        ("husband died in May", "Since your husband's death.", "en"),
        ("Witwe", "Después de la muerte de su marido.", "es"),
        ("unemployed", "That you lost your job.", "en"),
        ("arbeitslos", "Som arbejdsløs betaler du mindre.", "da"),
        ("desempleada", "Weil Sie Ihre Arbeit verloren haben.", "de"),
        ("kræft", "Your chemo makes it hard.", "en"),
        ("Krebs", "Din kræftbehandling, ja: kræft.", "da"),
        ("depression", "Por su depresión.", "es"),
        ("divorce", "Din skilsmisse er ikke let.", "da"),
        ("perceraian", "During your divorce.", "en"),
        ("Rollstuhl", "Con su silla de ruedas.", "es"),
        ("asylum seeker", "Als Geflüchtete brauchen Sie das.", "de"),
        ("Gewerkschaftsmitglied", "As a trade union member.", "en"),
        ("muslim", "Als Muslimin dürfen Sie das.", "de"),
        ("gæld", "With your debts in mind.", "en"),
        ("alcoholic", "Als Alkoholikerin.", "de"),
        ("HIV positive", "Fordi du er HIV-positiv.", "da"),
    ],
)
def test_a_state_is_known_in_other_words_and_languages(fact: str, text: str, language: str) -> None:
    assert stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("fact", "text", "language"),
    [
        ("kræft", "Die Kraft der Pumpe reicht.", "de"),
        ("Schulden", "The lamp is yours, and we owe you an answer.", "en"),
        ("pregnant", "The shop is closed on Monday.", "en"),
        ("husband died in May", "You hear from me in May.", "en"),
        ("unemployed", "Our employees work on it.", "en"),
        ("hamil", "Paketnya hampir sampai.", "id"),
    ],
)
def test_words_that_tell_no_state_pass(fact: str, text: str, language: str) -> None:
    assert not stopped(fact, text, language), text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He got a formal warning.", "en"),
        ("Our driver has been given a written warning.", "en"),
        ("We take disciplinary action.", "en"),
        ("Der Kollege hat eine Abmahnung bekommen.", "de"),
        ("Der Fahrer bekommt einen Verweis.", "de"),
        ("El compañero ha recibido una amonestación.", "es"),
        ("Kollegaen fik en skriftlig advarsel.", "da"),
        ("Rekan kami sudah mendapat surat peringatan.", "id"),
    ],
)
def test_what_became_of_a_colleague_is_told_to_nobody(text: str, language: str) -> None:
    assert stopped("zz", text, language), text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The driver got a notice about the closed road.", "en"),
        ("We received your notice, and nobody got a bill.", "en"),
        ("Wir haben Ihre Kündigung erhalten.", "de"),
        ("Wir haben deine Verwarnung zurückgenommen, sie war ein Fehler.", "de"),
        ("Hemos recibido su carta.", "es"),
        ("Vi har fået din opsigelse.", "da"),
        ("Kami menerima pesan Ibu.", "id"),
    ],
)
def test_other_notices_may_be_told(text: str, language: str) -> None:
    assert not stopped("zz", text, language), text
