"""The guard: what it must find, what it must leave alone, and that no way of typing gets round it."""

import hashlib
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ombud.replies.guard import CATALOGUE, Draft, Facts, Finding, Verdict, fingerprint, judge, judge_note
from ombud.replies.guard.lexicon import LANGUAGES, Entry, lexicon
from ombud.replies.guard.normal import fold, normalise, places

INNOCENT = yaml.safe_load((Path(__file__).parent / "innocent.yaml").read_text(encoding="utf-8"))
LISTS = Path(__file__).parents[2] / "src/ombud/replies/guard/lexicon"
ENTRIES = [(language, entry) for language in LANGUAGES for entry in lexicon(language).entries]
NAMES = [entry.id for _, entry in ENTRIES]


def bad_words(language: str) -> dict[str, str]:
    content = yaml.safe_load((LISTS / f"reply-guard.{language}.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: entry["bad"] for group in content["forbid"].values() for entry in group["entries"]}


BAD = {name: text for language in LANGUAGES for name, text in bad_words(language).items()}


def found(text: str, language: str, facts: Facts | None = None, **more: bool) -> set[str]:
    return {f.entry for f in judge(Draft(text, language, **more), facts or Facts()).findings}  # type: ignore[arg-type]


def shown(text: str, finding: Finding) -> str:
    return text[finding.start : finding.end]


def plain_search(entry: Entry, text: str) -> bool:
    """The rule of the lists as their head states it, on the whole text."""
    text = normalise(text)
    for match in entry.pattern.finditer(text):
        left = max(text.rfind(c + " ", 0, match.start()) for c in ".!?")
        ends = [p for p in (text.find(c, max(match.start(), match.end() - 1)) for c in ".!?") if p >= 0]
        sentence = text[left + 1 : min(ends) + 1 if ends else len(text)]
        if not (entry.unless and entry.unless.search(sentence)):
            return True
    return False


@pytest.mark.parametrize(("language", "entry"), ENTRIES, ids=NAMES)
def test_each_entry_finds_its_example_and_spares_the_other(language: str, entry: Entry) -> None:
    for machine in (False, True):
        assert entry.id in found(BAD[entry.id], language, public=entry.public_only, machine=machine)
        assert entry.id not in found(entry.better, language, public=entry.public_only, machine=machine)


@pytest.mark.parametrize(("language", "entry"), ENTRIES, ids=NAMES)
def test_a_block_stays_a_block_however_it_is_typed(language: str, entry: Entry) -> None:
    text = BAD[entry.id]
    wanted = judge(Draft(text, language, public=entry.public_only), Facts()).passes
    for typed in (
        text.replace(" ", "\n"),
        text.replace(" ", " \t\u00a0 "),
        "\u00ad".join(text),
        text.replace("'", "\u2019"),
        f"Hello Robin,\n\n{text}\n\nKind regards",
    ):
        assert judge(Draft(typed, language, public=entry.public_only), Facts()).passes == wanted, typed
        assert entry.id in found(typed, language, public=entry.public_only)


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang in LANGUAGES for text in INNOCENT[lang]])
def test_an_innocent_sentence_passes(language: str, text: str) -> None:
    assert judge(Draft(text, language), Facts()).passes


@given(st.data())
def test_reading_by_sentences_misses_nothing_that_reading_the_whole_finds(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    pool = st.sampled_from([*(e.better for e in lexicon(language).entries), *(b for b in bad_words(language).values())])
    text = " ".join(data.draw(st.lists(pool, min_size=1, max_size=6)))
    whole = {e.id for e in lexicon(language).entries if not e.public_only and plain_search(e, text)}
    assert whole <= found(text, language)


@given(st.text(max_size=300), st.sampled_from([*LANGUAGES, "fr", "unknown"]), st.booleans(), st.booleans(), st.data())
def test_the_guard_never_raises_and_points_into_the_text(
    text: str, language: str, public: bool, machine: bool, data: st.DataObject
) -> None:
    words = data.draw(st.sampled_from(list(BAD.values())))
    text = text[: len(text) // 2] + words + text[len(text) // 2 :]
    facts = Facts(
        customer_name=data.draw(st.text(max_size=10)),
        failed_handler_names=(data.draw(st.text(max_size=10)),),
        emails=(data.draw(st.text(max_size=20)),),
        phones=(data.draw(st.text(max_size=20)),),
        order_numbers=(data.draw(st.text(max_size=20)),),
        addresses=(data.draw(st.text(max_size=20)),),
        full_names=(data.draw(st.text(max_size=20)),),
        links=(data.draw(st.text(max_size=20)),),
        kind="complaint",
        first_word=True,
    )
    quoted = (data.draw(st.text(max_size=20)),)
    verdict = judge(Draft(text, language, public=public, machine=machine, quoted=quoted), facts)
    assert verdict.text_sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert verdict.passes == (not verdict.blocks)
    for finding in verdict.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.rule in CATALOGUE


@given(st.text(max_size=200))
def test_every_place_of_the_plain_form_leads_back_into_the_text(text: str) -> None:
    plain = normalise(text)
    starts, ends = places(text, plain)
    assert len(starts) == len(ends) == len(plain)
    assert all(0 <= a <= b <= len(text) for a, b in zip(starts, ends, strict=True))
    assert starts == sorted(starts)
    assert normalise(plain) == plain
    assert len(fold(plain)) == len(plain)


def test_a_finding_points_at_the_words_as_they_were_typed() -> None:
    text = "Hello  Robin,\n\nplease   calm\ndo\u00adwn.  We will u\u0308berlegen.\n\nThese things happen."
    verdict = judge(Draft(text, "en"), Facts())
    assert [shown(text, f) for f in verdict.blocks] == ["calm\ndo\u00adwn", "These things happen"]
    decomposed = "Tja, ich ka\u0308me gern, aber das ist halb so wild."
    (finding,) = judge(Draft(decomposed, "de"), Facts()).blocks
    assert shown(decomposed, finding) == "halb so wild"
    assert finding.better is not None


def test_repeating_the_customer_is_not_saying_it() -> None:
    words = "You told me to calm down and that it is just a small delay!"
    text = 'You wrote: "you told me to calm down". I am sorry, that was wrong.'
    assert not judge(Draft(text, "en"), Facts()).passes
    assert judge(Draft(text, "en", quoted=(words,)), Facts()).passes
    assert judge(Draft(f"I am sorry.\n\n> {words}\n> more", "en"), Facts()).passes
    own = 'I say: "just a small delay, and nobody else has complained".'
    assert not judge(Draft(own, "en", quoted=(words,)), Facts()).passes
    after = "> hello\nPlease calm down."
    assert not judge(Draft(after, "en"), Facts()).passes


def test_only_who_may_decide_may_promise_money() -> None:
    text = "We will refund you today."
    assert not judge(Draft(text, "en"), Facts()).passes
    assert judge(Draft(text, "en"), Facts(permissions=frozenset({"refund.issue"}))).passes


@pytest.mark.parametrize(
    "hole",
    [
        "{customer_name}",
        "{{ name }}",
        "{% if x %}",
        "[NAME]",
        "<name>",
        "[Datum]",
        "${name}",
        "%(name)s",
        "TODO",
        "____",
        "{}",
    ],
)
def test_an_open_placeholder_stops_every_text(hole: str) -> None:
    for audience in ("customer", "handler"):
        verdict = judge(Draft(f"Hello {hole}, we look into it.", "en", audience=audience), Facts())
        assert {f.rule for f in verdict.blocks} == {"R18"}


def test_brackets_that_are_no_placeholder_are_left_alone() -> None:
    text = "See [1] and the list (a < b > c); it costs 5 % and $5. Todo el equipo."
    assert not [f for f in judge(Draft(text, "en"), Facts()).findings if f.rule == "R18"]


def test_a_text_for_a_colleague_is_warned_and_not_stopped() -> None:
    verdict = judge(
        Draft("The customer claims it broke; you claim otherwise. Calm down.", "en", audience="handler"), Facts()
    )
    assert verdict.passes
    assert {f.severity for f in verdict.findings} == {"warn"}


def test_a_private_note_is_warned_about_blame_alone() -> None:
    verdict = judge_note("You must have dropped it. Haha, calm down. We suspect that you lie.", "en")
    assert verdict.passes
    assert {f.rule for f in verdict.findings} == {"R09"}
    assert judge_note("Spoke to the courier.", "xx").findings == ()


def test_nobody_is_sent_back_to_who_did_not_help() -> None:
    facts = Facts(failed_handler_names=("Kim Sato",), handler_name="Priya Nair", owner_name="Mia Holm")
    blocked = {
        "en": "Kim will take it from here and write to you by Friday.",
        "de": "Frau Sato übernimmt Ihren Fall ab jetzt.",
        "es": "Kim Sato le escribirá el lunes.",
        "da": "Jeg har givet sagen videre til Kim.",
        "id": "Kasus ini sudah saya teruskan kepada Kim Sato.",
    }
    for language, text in blocked.items():
        assert "R14" in {f.rule for f in judge(Draft(text, language), facts).blocks}, text
    for language, text in {
        "en": "You will not have to talk to Kim again. Priya takes it from here.",
        "de": "Kim konnte Ihnen nicht helfen, das tut mir leid. Priya übernimmt.",
        "da": "Priya tager den herfra i stedet for Kim.",
    }.items():
        verdict = judge(Draft(text, language), facts)
        assert verdict.passes, verdict.findings
        assert [f.severity for f in verdict.findings if f.rule == "R14"] == ["warn"]


def test_two_people_of_the_same_first_name_are_told_apart() -> None:
    facts = Facts(failed_handler_names=("Kim Sato",), handler_name="Kim Berg")
    assert judge(Draft("Kim Berg takes it from here.", "en"), facts).findings == ()
    assert not judge(Draft("Kim Sato takes it from here.", "en"), facts).passes


def first_word(text: str, language: str = "en", **more: object) -> set[str]:
    facts = Facts(customer_name="Robin Berg", owner_name="Mia Holm", kind="complaint", first_word=True, **more)  # type: ignore[arg-type]
    draft = Draft(text, language, quoted=("The charger stopped working after two days.",))
    return {f.rule for f in judge(draft, facts).findings}


def test_a_first_word_is_asked_for_its_parts() -> None:
    good = (
        "Hello Robin,\n\nI am sorry that the charger stopped. I will ask the workshop "
        "and write to you by Friday at noon.\n\nMia Holm"
    )
    assert first_word(good) == set()
    for gone, rule in (
        ("Robin", "R01"),
        ("charger stopped", "R02"),
        ("I am sorry", "R03"),
        ("Mia Holm", "R05"),
        ("by Friday at noon", "R06"),
    ):
        assert rule in first_word(good.replace(gone, "x")), rule
    assert {"R04", "R06"} <= first_word("Robin, I am sorry about the charger. Mia Holm")
    assert "R06" not in first_word("Mia: 27 Nov, I am sorry Robin, charger, I will write", next_update_by="27 Nov")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_warns_and_never_stops(language: str) -> None:
    verdict = judge(
        Draft("x", language), Facts(customer_name="Robin", owner_name="Mia", kind="complaint", first_word=True)
    )
    assert verdict.passes
    assert {"R01", "R03", "R04", "R05", "R06"} <= {f.rule for f in verdict.findings}


def test_another_language_or_a_mixed_address_warns() -> None:
    german = "Guten Tag, ich habe Ihre Nachricht gelesen und kümmere mich heute noch darum."
    (finding,) = judge(Draft(german, "en"), Facts()).findings
    assert (finding.rule, finding.hint, finding.severity) == ("R15", "other_language", "warn")
    mixed = "Ich habe Ihre Nachricht gelesen und melde mich morgen bei dir."
    assert [(f.hint, shown(mixed, f)) for f in judge(Draft(mixed, "de"), Facts()).findings] == [
        ("mixed_register", "dir")
    ]
    assert [f.hint for f in judge(Draft(german, "de", register="informal"), Facts()).findings] == ["too_formal"]
    assert judge(Draft(german, "de", register="formal"), Facts()).findings == ()


def test_a_reply_in_another_language_is_read_with_that_languages_list() -> None:
    text = "Beruhigen Sie sich bitte, das ist doch wirklich nicht so schlimm, wir haben es gelesen."
    assert not judge(Draft(text, "en"), Facts()).passes
    assert not judge(Draft(text, "unknown"), Facts()).passes


def test_a_text_too_long_to_read_does_not_pass() -> None:
    verdict = judge(Draft("a " * 20_000, "en"), Facts())
    assert [f.entry for f in verdict.blocks] == ["r00-long"]
    assert verdict.text_sha256 == fingerprint("a " * 20_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_read_in_bounded_time(language: str) -> None:
    facts = Facts(
        emails=("a.b@example.org",), phones=("+45 12 34 56 78",), order_numbers=("ORD-12345",),
        addresses=("Lindenweg 12, 20095 Hamburg",), full_names=("Robin Berg Olsen",),
        failed_handler_names=("Kim Sato",),
    )  # fmt: skip
    nearly = " ".join(text.rstrip(".!?").rsplit(" ", 1)[0] for text in bad_words(language).values())
    for unit in (
        nearly + " ",
        "a",
        "ikke no not nicht kan tidak you du Sie ",
        "12-",
        "lindenweg 12 ",
        "{",
        '"',
        "> ",
        "Kim ",
    ):
        text = (unit * (20_000 // len(unit) + 1))[:20_000]
        before = time.process_time()
        judge(Draft(text, language, public=True, quoted=("x y z", text[:500])), facts)
        assert time.process_time() - before < 5, unit[:20]


def test_the_machines_sentences_are_read_once() -> None:
    text = "Hello {name},\n\nYour case is {number}: https://care.example/c/{number}. I write by Friday."
    verdicts: list[Verdict] = []
    for number in range(200):
        name = f"Robin{number}"
        draft = Draft(text.format(name=name, number=number), "en", machine=True)
        verdicts.append(judge(draft, Facts(customer_name=name)))
    assert all(v.findings == () for v in verdicts)
    assert len({v.text_sha256 for v in verdicts}) == 200


def test_the_machine_is_not_trusted_blindly() -> None:
    verdict = judge(
        Draft("Hello Robin, case 4711. Please calm down.", "en", machine=True), Facts(customer_name="Robin")
    )
    assert not verdict.passes


def test_the_catalogue_holds_every_rule() -> None:
    assert list(CATALOGUE) == [f"R{number:02}" for number in range(20)]
    assert {entry.rule for _, entry in ENTRIES} <= set(CATALOGUE)
