"""Who is called by a name that is a word besides, by her whole name, or by none."""

from typing import Any

import pytest

from ombud.replies.guard import judge, question
from ombud.replies.guard.called import Called
from ombud.replies.guard.required import named


def rules(text: str, **more: Any) -> set[str]:
    it, remarks = question({"text": text, "visibility": "private", "scenario": "product_or_service"} | more)
    assert remarks == ()
    return {f.rule for f in judge(it.draft, it.facts).findings}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("May", "We may look at it in May, and you may ask."),
        ("Will", "We will look at it. Will you be at home?"),
        ("Mark", "Hello, mark my words."),
        ("An", "An welchem Tag passt es? Die Maschine steht an der Wand."),
        ("Ernst", "Wir nehmen das ernst."),
        ("Luz", "La luz del piloto está apagada."),
        ("Per", "Vi skriver per mail. Per mail går det hurtigst."),
        ("Budi", "Terima kasih atas kebaikan budi Anda."),
        ("Dan", "Mesin dan lantai kami periksa."),
    ],
)
def test_a_word_calls_nobody(name: str, text: str) -> None:
    assert not named(name, text)
    assert "R01" in rules(text, customer_name=name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("May", "Dear May, we look at it."),
        ("May", "May, we look at it."),
        ("May", "hello may, we look at it."),
        ("Will", "I am sorry, Will."),
        ("Will", "Will calls you by Friday."),
        ("An Nguyen", "Hallo An, wir sehen es uns an."),
        ("Ernst", "Guten Tag, Herr Ernst."),
        ("Luz", "Hola Luz, lo miramos."),
        ("Per", "Hej Per, vi kigger på det."),
        ("Budi", "Halo Pak Budi, kami periksa."),
        ("Dan", "Halo Kak Dan, kami periksa."),
        ("Maria", "danke maria, wir schauen es uns an."),
    ],
)
def test_an_address_and_a_name_do(name: str, text: str) -> None:
    assert named(name, text)


@pytest.mark.parametrize(
    ("language", "greeting", "goes_on"),
    [
        ("en", "Dear Maria, I am sorry that the washing machine leaks again.", "Maria calls you by Friday."),
        ("de", "Liebe Maria, es tut mir leid, dass die Waschmaschine wieder leckt.", "Maria ruft dich bis Freitag an."),
        ("es", "Hola Maria, siento mucho que la lavadora pierda agua otra vez.", "Maria te llama antes del viernes."),
        ("da", "Hej Maria, jeg beklager meget, at vaskemaskinen lækker igen.", "Maria ringer til dig inden fredag."),
        (
            "id",
            "Halo Kak Maria, saya mohon maaf karena mesin cuci Kakak bocor lagi.",
            "Maria menelepon Kakak sebelum Jumat.",
        ),
    ],
)
def test_who_is_called_like_the_customer_is_not_named_by_greeting_her(
    language: str, greeting: str, goes_on: str
) -> None:
    told = {"language": language, "customer_name": "Maria", "handler_names": ["Maria Weber"]}
    assert "R05" in rules(greeting, **told)
    assert rules(f"{greeting} {goes_on}", **told) & {"R01", "R05"} == set()


def test_a_question_that_begins_with_a_failed_handlers_name_sends_nobody_back() -> None:
    for text in ("Will you be home on Friday?", "Will Friday suit you?", "May I ask Jonas Weber to call you in May?"):
        assert "R14" not in rules(text, language="en", failed_handlers=["Will Berg", "May Lund"])
    for text in ("Will calls you on Friday.", "Please ask Will.", "Please contact May Lund."):
        assert "R14" in rules(text, language="en", failed_handlers=["Will Berg", "May Lund"])
    assert "R14" not in rules("Wir schreiben per Mail. Per Mail geht es schneller.", failed_handlers=["Per Holm"])


@pytest.mark.parametrize(
    ("failed", "text"),
    [
        ("Tom", "Thomas calls you on Friday."),
        ("Will Berg", "Please ask William."),
        ("Steffi", "Stefanie ruft Sie am Freitag an."),
        ("Nacho", "Ignacio le llamará el viernes."),
        ("Gitte", "Margrethe ringer til dig på fredag."),
    ],
)
def test_whoever_is_known_by_a_short_name_is_found_by_the_whole_one(failed: str, text: str) -> None:
    assert "R14" in rules(text, failed_handlers=[failed])


def test_somebody_else_with_that_whole_name_is_somebody_else() -> None:
    assert list(Called("Tom", ["Thomas Weber"]).within("Thomas calls you.")) == []
    assert list(Called("Tom", []).within("Tomorrow it is done.")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please contact the person you spoke with."),
        ("en", "Please contact whoever you spoke to last time."),
        ("de", "Wenden Sie sich bitte an die Person, mit der Sie gesprochen haben."),
        ("de", "Wenden Sie sich bitte an den, mit dem Sie zuletzt gesprochen haben."),
        ("es", "Contacte con la persona con la que habló."),
        ("es", "Hable con quien le atendió la última vez."),
        ("da", "Kontakt den, du talte med sidst."),
        ("da", "Skriv til den person, du har talt med."),
        ("id", "Silakan hubungi orang yang terakhir Anda ajak bicara."),
        ("id", "Hubungi petugas yang kemarin bicara dengan Ibu."),
    ],
)
def test_whoever_she_spoke_with_is_who_failed_her(language: str, text: str) -> None:
    assert "R14" in rules(text, language=language, failed_handlers=["Kim Sato"])
    assert "R14" not in rules(text, language=language, failed_handlers=[])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You need not contact the person you spoke with."),
        ("de", "Sie müssen sich nicht an den wenden, mit dem Sie gesprochen haben."),
        ("es", "No tiene que hablar con quien le atendió."),
        ("da", "Du skal ikke kontakte den, du talte med sidst."),
        ("id", "Tidak perlu hubungi orang yang terakhir Anda ajak bicara."),
    ],
)
def test_that_she_need_not_go_there_may_be_said(language: str, text: str) -> None:
    assert "R14" not in rules(text, language=language, failed_handlers=["Kim Sato"])
