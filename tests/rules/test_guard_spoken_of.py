"""Words that are taken back, denied or spoken of are not said; the same words said are stopped, beside them too."""

import pytest

from ombud.replies.guard.judge import judge
from ombud.replies.guard.verdict import Draft, Facts

GOOD = [
    ("en", 'My colleague wrote "calm down" to you on Monday, and I am sorry; that should never have been sent.'),
    ("en", "We told you to calm down, which was wrong of us."),
    ("de", "„Halb so wild“ habe ich am Telefon gesagt, und das nehme ich zurück, es war falsch von mir."),
    ("es", "Le dijeron «cálmese» por teléfono, y eso no se le dice a quien perdió su vuelo; le pido perdón."),
    ("da", "Det var ikke i orden, at min kollega skrev »slap af« til dig, og det beklager jeg."),
    ("id", 'Kalimat "tolong tenang dulu" dari rekan saya tidak pada tempatnya, saya mencabutnya dan minta maaf.'),
]
BAD = [
    ("en", "Please calm down."),
    ("en", "You need to calm down before anybody here reads another line of yours."),
    ("de", "Das ist halb so wild, stellen Sie sich nicht so an."),
    ("es", "Cálmese, por favor, que no es para tanto."),
    ("da", "Nu må du altså slappe lidt af, det er jo kun en bagatel."),
    ("id", "Tolong tenang dulu, ini cuma masalah kecil."),
]


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_what_is_taken_back_is_not_said(language: str, text: str) -> None:
    assert judge(Draft(text, language), Facts()).blocks == ()


@pytest.mark.parametrize(("language", "text"), BAD)
def test_what_is_said_is_stopped(language: str, text: str) -> None:
    assert judge(Draft(text, language), Facts()).blocks != ()


@pytest.mark.parametrize(("language", "text"), [one for one in BAD if one[0] != "en"] + BAD[:1])
def test_what_is_taken_back_lets_nothing_pass_that_is_said_beside_it(language: str, text: str) -> None:
    taken_back = next(good for spoken, good in GOOD if spoken == language)
    assert judge(Draft(f"{taken_back} {text}", language), Facts()).blocks != ()


NOT_FINE = [
    ("en", "Your tone was not fine."),
    ("en", "Your tone is less than fine, and you know it."),
    ("en", "Your tone was far from okay."),
    ("en", "Your tone is anything but right."),
    ("en", "Please apologise for your tone."),
    ("de", "Ihr Ton war nicht in Ordnung."),
    ("de", "Ihr Ton ist alles andere als angemessen."),
    ("de", "Ihr Ton ist wenig angemessen."),
    ("es", "Su tono no estaba bien."),
    ("es", "Su tono es poco adecuado."),
    ("es", "Tiene que disculparse por su tono."),
    ("da", "Din tone var ikke i orden."),
    ("da", "Din tone er alt andet end rimelig."),
    ("da", "Din tone er langt fra i orden."),
]


@pytest.mark.parametrize(("language", "text"), NOT_FINE)
def test_a_tone_that_is_called_fine_lets_no_other_word_on_her_tone_pass(language: str, text: str) -> None:
    """The good ones stand in `innocent.yaml`."""
    assert [one.rule for one in judge(Draft(text, language), Facts()).blocks] == ["R11"]
