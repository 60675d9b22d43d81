"""R18: an open place is stopped whatever the text is about; only what is shown as code is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import Draft, Facts, judge
from ombud.replies.guard.placeholders import holes, ours
from ombud.replies.texts import LANGUAGES, write
from ombud.replies.texts.own import HOLES, as_written, filled

# What customers write of every day, with a word of programmers inside it or near.
SUBJECTS = {
    "en": ["my subscription", "the description of the lamp", "my prescription", "a template", "your script"],
    "de": ["mein Abonnement (Subscription)", "die Vorlage", "das Transkript", "mein Skript", "das Template"],
    "es": ["mi suscripción", "la plantilla", "la descripción", "el script", "la variable"],
    "da": ["mit abonnement (subscription)", "skabelonen", "manuskriptet", "mit script", "variablen"],
    "id": ["deskripsi produk", "templat surat", "skrip", "subscription saya", "variabel"],
}
OPEN = {
    "en": [
        "Hello {name}, I take what you write seriously.",
        "Hello {name}, thank you for your question about the template.",
        "Hello {{ name }}, your subscription ends today.",
        "I send you the script by {date}.",
        "Hello %s, you write that the lamp broke.",
        "The description is here: ${url}.",
        'Your message about "{subject}" is with me.',
        'You wrote: "{message}". I am sorry.',
    ],
    "de": [
        "Hallo {name}, schreiben Sie mir gern.",
        "Hallo {{vorname}}, die Vorlage liegt bei.",
        'Bei Vorlage des Belegs "{beleg}" geht es schneller.',
        "Schreibst du mir bis {datum}?",
        "Guten Tag ${anrede}, Ihr Skript ist da.",
        "Hallo %s, Sie schreiben, dass Ihre Subscription fehlt.",
    ],
    "es": [
        "Hola {nombre}, escribe cuando quieras.",
        "Hola {{ nombre }}: escriba a este correo.",
        "Hola %s, la plantilla de sus zapatos llega hoy.",
        "Le envío la descripción el {fecha}.",
    ],
    "da": [
        "Hej {navn}, skriver du til mig?",
        "Hej {{ fornavn }}, skabelonen er på vej.",
        "Hej ${navn}, dit manuskript er kommet.",
        "Du har svar den {dato}, skriver du bare til mig.",
    ],
    "id": [
        "Halo {nama}, ketik saja di sini.",
        "Halo {{ nama }}, templatnya sudah siap.",
        "Halo ${nama}, deskripsinya sudah benar.",
        "Halo %s, skripnya kami kirim besok.",
    ],
}
SHOWN = {
    "en": [
        "Write `{name}` where the name belongs.",
        "In the template, write “Hello {name}” and the first name appears.",
        "You are right: the placeholder '{{ name }}' lacks a filter.",
        "Use `Hello ${name}, you owe %d`, not `%s`.",
        "Call greet('Hello {name}') and it is filled.",
        "The script prints %s instead of {total}.",
        "In your file it is ```Dear <name>, [date]```.",
    ],
    "de": [
        "Schreiben Sie `{name}` an diese Stelle.",
        "Der Platzhalter „{name}“ braucht zwei geschweifte Klammern.",
        "In der Vorlage steht {{ vorname }} statt {{ name }}.",
        "Die Zeichenkette »Hallo %s« ist richtig.",
    ],
    "es": [
        "Escriba `{nombre}` en ese lugar.",
        "En la plantilla ponga «Hola {nombre}» y listo.",
        "El script corta las líneas que llevan ${total}.",
        "El marcador de posición «{{ nombre }}» va entre llaves.",
    ],
    "da": [
        "Skriv `{navn}` på den plads.",
        "I skabelonen skriver du »Hej {navn}«, så kommer navnet.",
        "Skabelonen sendte {{ fornavn }} ud til dine kunder.",
        "Du skriver {% if kunde %} før teksten og {% endif %} efter.",
    ],
    "id": [
        "Tulis `{nama}` di tempat itu.",
        "Di templat, tulis “Halo {nama}”, lalu namanya muncul.",
        "Placeholder '{{ nama }}' perlu tanda kurung kurawal ganda.",
        "Skripnya menampilkan {total} di baris terakhir.",
    ],
}


def stopped(text: str, language: str) -> bool:
    return "R18" in {finding.rule for finding in judge(Draft(text, language), Facts()).blocks}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code in OPEN for text in OPEN[code]])
def test_an_open_place_is_stopped_whatever_the_text_is_about(language: str, text: str) -> None:
    assert stopped(text, language)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code in SHOWN for text in SHOWN[code]])
def test_what_is_shown_as_code_passes(language: str, text: str) -> None:
    assert not stopped(text, language)


@pytest.mark.parametrize("key", ["answer_question", "direct_fix"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_text_waits_for_what_a_person_writes_whatever_her_subject_is(key: str, language: str) -> None:
    known = dict.fromkeys(HOLES - {"answer", "done"}, "x") | {"case_number": 7, "portal_url": "https://care.example"}
    for subject in SUBJECTS[language]:
        for text in as_written(key)[language].values():
            assert stopped(filled(text, known | {"topic": subject}), language), subject
        whole = write(key, language, "neutral", **(known | {"topic": subject, "answer": "Yes.", "done": "Yes."}))
        assert not stopped(whole.body, language), subject


@given(
    st.sampled_from(sorted(HOLES)),
    st.sampled_from(["{%s}", "{{%s}}", "{{ %s }}", "${%s}", "%%(%s)s", "{ %s }"]),
    st.sampled_from(["`%s`", '"%s"', "“%s”", "%s", "```%s```", "> %s", 'printf("%s")']),
    st.sampled_from([text for some in SUBJECTS.values() for text in some]),
    st.booleans(),
)
def test_no_way_of_showing_it_hides_one_of_ours(hole: str, sign: str, around: str, about: str, loud: bool) -> None:
    written = sign % (hole.title() if loud else hole)
    assert holes(f"In the template for {about} you write {around % written} and it is filled.")


@given(st.text("`\"'{}%$ nameskript.", max_size=80))
def test_whatever_surrounds_it_a_greeting_without_signs_is_open(text: str) -> None:
    assert holes(f"Hello {{name}}, I am here. {text}")


@pytest.mark.parametrize(
    ("hole", "known"),
    [
        ("{answer}", True),
        ("%(done)s", True),
        ("{{ Customer Name }}", True),
        ("{answers}", False),
        ("{x.answer}", False),
    ],
)
def test_ours_are_those_that_our_texts_have(hole: str, known: bool) -> None:
    assert ours(hole) is known
