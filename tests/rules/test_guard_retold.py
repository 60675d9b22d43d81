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
        ("Wang", "Die Wange brennt, und der Wagen steht.", ""),
    ],
)
def test_other_names_and_words_do_not_sound_like_it(fact: str, text: str, name: str) -> None:
    assert not stopped(fact, text, name=name), text
