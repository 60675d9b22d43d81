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
        assert entry.id not in found(entry.ok, language, public=entry.public_only, machine=machine)


@pytest.mark.parametrize(("language", "entry"), ENTRIES, ids=NAMES)
def test_a_block_stays_a_block_however_it_is_typed(language: str, entry: Entry) -> None:
    text = BAD[entry.id]
    for typed in (
        text.replace(" ", "\n"),
        text.replace(" ", " \t\u00a0 "),
        "\u00ad".join(text),
        text.replace("'", "\u2019"),
        f"Hello Robin,\n\n{text}\n\nKind regards",
    ):
        if entry.severity == "block":
            assert not judge(Draft(typed, language, public=entry.public_only), Facts()).passes, typed
        assert entry.id in found(typed, language, public=entry.public_only)


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang in LANGUAGES for text in INNOCENT[lang]])
def test_an_innocent_sentence_passes(language: str, text: str) -> None:
    assert judge(Draft(text, language), Facts()).passes


@given(st.data())
def test_reading_by_sentences_misses_nothing_that_reading_the_whole_finds(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    pool = st.sampled_from([*(e.ok for e in lexicon(language).entries), *(b for b in bad_words(language).values())])
    text = " ".join(data.draw(st.lists(pool, min_size=1, max_size=6)))
    # A time that is vague (R06) is none where another sentence says the time.
    asked = [e for e in lexicon(language).entries if not e.public_only and e.rule != "R06"]
    whole = {e.id for e in asked if plain_search(e, text)}
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


def test_repeating_the_customer_is_not_saying_it() -> None:
    words = "You told me to calm down and that it is just a small delay!"
    text = 'You wrote: "you told me to calm down". I am sorry, that was wrong.'
    assert not judge(Draft(text, "en"), Facts()).passes
    assert judge(Draft(text, "en", quoted=(words,)), Facts()).passes
    assert judge(Draft(f"I am sorry.\n\n> {words}\n> more", "en", quoted=(words,)), Facts()).passes
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
