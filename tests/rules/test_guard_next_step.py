"""R04: who only says sorry has not said what happens next."""

import pytest

from ombud.replies.guard import judge, question

BARE: dict[str, tuple[str, str, str]] = {
    "en": (
        "Maria", "My washing machine leaks again and the floor is ruined.",
        "Dear Maria, I'm sorry that the washing machine leaks again and ruined the floor. Jonas Weber.",
    ),
    "de": (
        "Maria Kern", "Meine Waschmaschine leckt wieder, der Boden ist ruiniert.",
        "Liebe Frau Kern, es tut mir leid, dass die Waschmaschine wieder leckt, der Boden ist hin. Jonas Weber.",
    ),
    "es": (
        "María", "Mi lavadora pierde agua otra vez y el suelo está arruinado.",
        "Estimada María: siento mucho que la lavadora pierda agua otra vez y dañe el suelo. Jonas Weber.",
    ),
    "da": (
        "Maria", "Min vaskemaskine lækker igen, og gulvet er ødelagt.",
        "Kære Maria, jeg beklager, at vaskemaskinen lækker igen og har ødelagt gulvet. Jonas Weber.",
    ),
    "id": (
        "Siti", "Mesin cuci saya bocor lagi, lantai dapur rusak.",
        "Yth. Ibu Siti, kami mohon maaf karena mesin cuci Ibu bocor lagi dan merusak lantai. Jonas Weber.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", BARE)
def test_a_bare_apology_says_neither_what_happens_nor_when(language: str) -> None:
    name, said, text = BARE[language]
    told = {
        "text": text, "language": language, "customer_name": name, "customer_text": said, "visibility": "public",
        "scenario": "product_or_service", "handler_names": ["Jonas Weber"],
    }  # fmt: skip
    it, _ = question(told)
    assert {f.rule for f in judge(it.draft, it.facts).findings} == {"R04", "R06", "R07"}


@pytest.mark.parametrize(
    ("language", "step"),
    [
        ("en", "Jonas Weber will answer you."),
        ("de", "Jonas Weber wird Ihnen antworten."),
        ("es", "Jonas Weber le responderá."),
        ("da", "Jonas Weber vil svare dig."),
        ("id", "Jonas Weber akan menjawab."),
    ],
)
def test_who_does_what_is_a_next_step_without_a_date_too(language: str, step: str) -> None:
    name, said, text = BARE[language]
    it, _ = question(
        {"text": text.replace("Jonas Weber.", step), "language": language, "scenario": "staff", "customer_name": name}
        | {"customer_text": said, "visibility": "private"}
    )
    assert {f.rule for f in judge(it.draft, it.facts).findings} & {"R04", "R06"} == {"R06"}


@pytest.mark.parametrize(
    "text",
    [
        "Maaf ya Kak, paketnya rusak lagi. Jonas Weber.",
        "Mohon maaf karena Kakak menunggu begitu lama. Jonas Weber.",
        "Saya mohon maaf atas kejadian ini, Kak Siti. Jonas Weber.",
    ],
)
def test_again_and_so_long_are_no_next_step_in_indonesian(text: str) -> None:
    it, _ = question({"text": text, "language": "id", "scenario": "product_or_service"})
    assert "R04" in {f.rule for f in judge(it.draft, it.facts).findings}
    it, _ = question({"text": f"{text} Aku periksa dan aku kabari lagi.", "language": "id", "scenario": "staff"})
    assert "R04" not in {f.rule for f in judge(it.draft, it.facts).findings}
