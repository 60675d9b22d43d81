"""What is read between the lines: sentences and their places, the model as it ships, and where a rule can be broken."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.embeddings.weights import Floats
from ombud.replies.guard import CATALOGUE, Draft, Facts, Verdict, judge, learnt
from ombud.replies.guard.better import wordings
from ombud.replies.guard.learning.count import count
from ombud.replies.guard.learning.exemplars import replies
from ombud.replies.guard.learning.learn import SELDOM, by_others, calm, thresholds
from ombud.replies.guard.learning.lessons import Lesson, parts, wholes
from ombud.replies.guard.learning.tune import Texts, fresh
from ombud.replies.guard.learnt import RULES, SHIPPED, Between, Damaged, Reader, scores
from ombud.replies.guard.lexicon import LANGUAGES
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.sentences import around, every, lines, sentences
from ombud.replies.guard.turns import BUCKETS, said, turns
from ombud.replies.texts import keys, placeholders, registers, write


def stops(text: str, language: str = "en", **more: object) -> set[str]:
    return {f.rule for f in judge(Draft(text, language), Facts(**more)).blocks if f.entry.endswith("-between")}  # type: ignore[arg-type]


def test_a_text_is_cut_where_its_sentences_end() -> None:
    text = (
        "Hello Berg,\n\nthe lamp of Dr. Holm came on 3. May at 5 p.m. today. It is broken now! Is it so?\n\nYours\nMia"
    )
    assert parts(text) == ["the lamp of Dr. Holm came on 3. May at 5 p.m. today.", "It is broken now! Is it so?"]


@given(st.text(max_size=300))
def test_every_place_of_a_sentence_lies_in_the_text_and_none_overlaps(text: str) -> None:
    plain = normalise(text)
    spans = every(plain, lines(text, plain))
    assert all(0 <= start < end <= len(plain) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert set(sentences(plain, lines(text, plain))) <= {(a, min(b, a + 400)) for a, b in spans}
    if spans:
        assert around(spans, spans[0][0], spans[-1][1]) == (spans[0][0], spans[-1][1])


def test_our_own_texts_are_never_stopped_though_no_one_says_they_are_ours() -> None:
    needed = {name for key in keys() for name in placeholders(key)}
    values = {name: "Robin Berg" if name.endswith("name") else "27.11., 12:00" for name in needed}
    for language in LANGUAGES:
        for key in keys():
            for register in registers(language):
                text = write(key, language, register, **values)
                if not text.internal:
                    assert not stops(text.body, language), (language, register, key)


def test_good_replies_are_hardly_ever_stopped_and_bad_ones_often() -> None:
    """On what it learnt from; how good it is on what it did not, the card says."""
    held: dict[str, list[bool]] = {"pass": [], "block": []}
    for one in replies("train"):
        facts = Facts(failed_handler_names=tuple(one["failed_handlers"]), scenario=one["scenario"])
        draft = Draft(one["text"], one["language"], public=one["visibility"] == "public")
        if one["gold"]["verdict"] in held:
            held[one["gold"]["verdict"]].append(not judge(draft, facts).passes)
    assert sum(held["pass"]) <= 0.02 * len(held["pass"])
    assert sum(held["block"]) >= 0.5 * len(held["block"])


def test_what_cannot_be_broken_here_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, str] = {}
    monkeypatch.setattr(
        "ombud.replies.guard.between.between",
        lambda some: [learnt.Sense((learnt.Hint(said["rule"], 1.0, "block"),)) for _ in some],
    )

    def found(rule: str, public: bool = False, text: str = "The blue lamp is here now.", **facts: object) -> bool:
        said["rule"] = rule
        verdict = judge(Draft(text, "en", public=public), Facts(**facts))  # type: ignore[arg-type]
        return rule in {f.rule for f in verdict.blocks}

    assert found("R08")
    assert found("R07", public=True)
    assert not found("R07")
    assert not found("R07", public=True, text="Send us a direct message with your order number, please.")
    assert found("R07", public=True, text="There is no need for a private message, your number will do.")
    assert found("R13")
    assert not found("R13", permissions=frozenset({"refund.issue"}))
    assert found("R14", failed_handler_names=("Kim Sato",))
    assert not found("R14")
    said["rule"] = "R08"
    assert judge(Draft("The blue lamp is here now.", "en", machine=True), Facts()).findings == ()
    handler = judge(Draft("The blue lamp is here now.", "en", audience="handler"), Facts())
    assert [f.severity for f in handler.findings if f.entry == "r08-between"] == ["warn"]


def test_better_words_take_the_place_of_the_whole_sentence() -> None:
    text = "Hallo Robin,\n\ndanke für die Fotos. Das ist doch halb so wild, finde ich. Ich schreibe Ihnen morgen."
    (finding,) = [f for f in judge(Draft(text, "de"), Facts()).blocks if f.entry.startswith("de-")]
    assert finding.place
    assert text[slice(*finding.place)] == "Das ist doch halb so wild, finde ich."
    assert finding.better == wordings("de", "formal")["R08"]
    assert wordings("fr", "") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_better_words_pass_by_themselves(language: str) -> None:
    for register in registers(language):
        known = wordings(language, register)
        rules = {rule.partition(" ")[0] for rule in known}
        assert rules == CATALOGUE.keys() - {"R00", "R01", "R02", "R05", "R15", "R18"}, "see test_guard_better.py"
        for words in known.values():
            verdict = judge(Draft(words, language), Facts(failed_handler_names=("Kim Sato",)))
            assert verdict.findings == (), (words, verdict.findings)


def test_the_model_is_the_one_of_its_checksum_and_the_card(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    card = (Path(__file__).parents[2] / "docs/guard-card.md").read_text(encoding="utf-8")
    for name in (learnt.NAME, learnt.TUNING):
        raw = (SHIPPED / name).read_bytes()
        assert f"| {len(raw):,} | `{hashlib.sha256(raw).hexdigest()}` |" in card
        (tmp_path / name).write_bytes(raw)
        (tmp_path / name).with_suffix(".sha256").write_text(hashlib.sha256(raw).hexdigest())
    model = learnt.shipped()
    again = learnt.read(learnt.write(model))
    assert np.array_equal(again.weights, model.weights)
    assert learnt.write(again) == learnt.write(model)
    monkeypatch.setattr(learnt, "SHIPPED", tmp_path)
    for name, broken in ((learnt.NAME, b"x"), (learnt.TUNING, b"x")):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(broken)
        learnt.forget()
        with pytest.raises(Damaged):
            learnt.insist()
        assert learnt.between(["Anything at all."]) == [learnt.Sense()]
        (tmp_path / name).write_bytes(whole)
    monkeypatch.undo()
    learnt.forget()
    learnt.insist()


def test_many_readers_at_once_say_the_same_and_remember() -> None:
    texts = [f"Lamp number {number} is on its way, and I write to you by noon." for number in range(40)]
    alone = learnt.reader().read(texts)
    said: list[object] = []
    reader = Reader(learnt.shipped(), learnt.reader()._options)
    threads = [threading.Thread(target=lambda: said.append(reader.read(texts))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [alone] * 4
    assert len(reader._memory) == 40


def test_thresholds_let_so_few_good_ones_be_stopped() -> None:
    draw = np.random.default_rng(3)
    marks = np.zeros(len(RULES) + 1, np.float32)
    bad = marks.copy()
    bad[[1, -1]] = 1
    given = [Lesson(str(n), "written" if n % 2 else "reply", bad if n % 10 == 0 else marks) for n in range(2000)]
    said: Floats = draw.normal(size=(2000, len(RULES))).astype(np.float32)
    replies = [list(range(n, n + 10, 2)) for n in range(0, 2000, 10) if n]  # of five good sentences each
    strict, easy = thresholds(given, said, replies, 0.04, 0.08), thresholds(given, said, replies, 0.2, 0.2)
    assert strict[1] > easy[1]
    hard = np.array([one.good and one.kind == "written" for one in given])
    often = np.array([rule not in SELDOM for rule in RULES])
    for at, near, whole in ((strict, 0.04, 0.08), (easy, 0.2, 0.2)):
        assert 0 < (said[hard] >= at).any(axis=1).mean() <= near
        assert np.mean([(said[one] >= at)[:, often].any() for one in replies]) <= whole
    nobody = thresholds(given, said, replies, 0.0, 0.0)
    assert (nobody > said[hard].max(axis=0)).all()
    unbroken = np.arange(len(RULES)) != 1
    assert (easy[unbroken] == nobody[unbroken]).all(), "a rule that finds nothing is given no way"


def test_a_rule_is_held_back_until_it_stops_hardly_any_reply_by_another_hand() -> None:
    model, tunable = learnt.shipped(), fresh()
    replies = wholes("others")[:30]
    at = by_others(model, tunable, replies)
    every = [part for one in replies for part in one]
    lessons = [Lesson(part, "reply", np.zeros(len(RULES) + 1, np.float32)) for part in every]
    said = model.scores(Texts(lessons).vectors(range(len(every)), tunable), [turns(part) for part in every])
    scored = [part.max(axis=0) for part in np.split(said, np.cumsum([len(one) for one in replies])[:-1])]
    often = np.array([rule not in SELDOM for rule in RULES])
    assert ((np.stack(scored) >= at + 0.01)[:, often].sum(axis=0) <= len(replies) // 100).all()
    assert np.isneginf(at[~often]).all()
    assert np.isneginf(by_others(model, tunable, [])).all()


def test_the_rule_that_finds_most_for_what_it_costs_is_given_way_first() -> None:
    draw = np.random.default_rng(4)
    given, said = [], draw.normal(size=(3000, len(RULES))).astype(np.float32)
    for place in range(3000):
        marks = np.zeros(len(RULES) + 1, np.float32)
        if place < 1000:  # the one rule tells well what breaks it, the other hardly
            well = place % 2
            marks[[1 if well else 2, -1]] = 1
            said[place, 1 if well else 2] += 4 if well else 1
        given.append(Lesson(str(place), "written", marks))
    found = thresholds(given, said, [], 0.01, 1.0)
    told = [(said[:1000][well::2, rule] >= found[rule]).mean() for well, rule in ((1, 1), (0, 2))]
    assert told[0] > 0.9
    assert told[1] < 0.3
    even = np.quantile(said[1000:], 1 - 0.005, axis=0)  # the same cost, shared evenly
    assert sum(told) >= (said[1:1000:2, 1] >= even[1]).mean() + (said[0:1000:2, 2] >= even[2]).mean()


@given(st.text(max_size=300))
def test_every_sentence_has_its_turns_of_phrase_once(text: str) -> None:
    here = turns(text)
    assert list(here) == sorted(set(here))
    assert all(0 <= one < BUCKETS for one in here)


def test_turns_of_phrase_are_counted_for_the_rule_they_speak_for() -> None:
    bad = ["most people manage it", "most guests manage it", "most of them manage that"]
    good = ["we manage it for you", "most of it is our fault", "I write to you by noon", "people at the till saw it"]
    marks = np.array([[1, 0, 1]] * len(bad) + [[0, 0, 0]] * len(good), np.float32)
    turned = [turns(one) for one in (*bad, *good)]
    counts, begins = count(turned, marks, range(len(turned)))
    assert (count(turned, marks, range(len(turned)))[0] == counts).all(), "the same input gives the same"
    found = scores(said([turns("most visitors manage it"), turns("I write to you"), turns("")], counts) + begins)
    assert found[0, 0] > found[1, 0]
    assert found[0, 0] > found[0, 1]
    assert (said([turns("")], counts) == 0).all()


def test_a_row_of_nothing_says_nothing() -> None:
    model = learnt.shipped()
    loud = replace(model, offsets=np.full_like(model.offsets, 50))
    assert loud.senses(np.zeros((1, 384), np.float32), [turns("so")]) == [learnt.Sense()]
    assert len(loud.senses(np.ones((1, 384), np.float32), [turns("so")])[0].hints) == len(RULES)
    hushed = replace(model, offsets=np.full_like(model.offsets, -1000))
    assert hushed.senses(np.ones((1, 384), np.float32), [turns("so")]) == [
        learnt.Sense((), frozenset(RULES), frozenset(RULES) - frozenset(SELDOM))
    ]


def test_a_word_of_the_lists_stops_nothing_where_the_sentence_is_far_from_breaking_its_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Hello Robin, the blue lamp is here. Haha, calm down."
    monkeypatch.setattr("ombud.replies.guard.between.between", lambda some: [learnt.Sense() for _ in some])
    assert {f.rule for f in judge(Draft(text, "en"), Facts()).blocks} == {"R10", "R11"}
    far = learnt.Sense((), frozenset({"R10"}))
    monkeypatch.setattr("ombud.replies.guard.between.between", lambda some: [far for _ in some])
    verdict = judge(Draft(text, "en"), Facts())
    assert {f.rule for f in verdict.blocks} == {"R11"}
    assert [f.severity for f in verdict.findings if f.rule == "R10"] == ["warn"], "it is shown all the same"
    clear = learnt.Sense((), frozenset(), frozenset({"R10", "R11"}))
    monkeypatch.setattr("ombud.replies.guard.between.between", lambda some: [clear for _ in some])
    verdict = judge(Draft(text, "en"), Facts())
    assert {f.rule: f.severity for f in verdict.findings if f.entry.startswith("en-")} == {
        "R10": "block",
        "R11": "block",
    }
    for spoken in ("We told you to calm down, and that was wrong.", 'You were told to "calm down" by one of us.'):
        away = learnt.Sense((), frozenset({"R11"}), frozenset({"R11"}))
        monkeypatch.setattr("ombud.replies.guard.between.between", lambda some, away=away: [away for _ in some])
        assert [(f.rule, f.severity) for f in judge(Draft(spoken, "en"), Facts()).findings][:1] == [("R11", "warn")]
        monkeypatch.setattr("ombud.replies.guard.between.between", lambda some: [learnt.Sense() for _ in some])
        assert {f.rule for f in judge(Draft(spoken, "en"), Facts()).blocks} == {"R11"}, "no sign is a proof by itself"


def test_hardly_any_sentence_that_breaks_a_rule_is_far_from_it() -> None:
    draw = np.random.default_rng(5)
    marks = np.zeros(len(RULES) + 1, np.float32)
    bad = marks.copy()
    bad[[1, -1]] = 1
    given = [Lesson(str(n), "written", bad if n % 2 else marks) for n in range(4000)]
    said: Floats = draw.normal(size=(4000, len(RULES))).astype(np.float32)
    looks = np.full(len(RULES), 3, np.float32)
    for asked in (0.1, 0.005):
        far = calm(given, said, looks, asked)
        share = ((said - looks).max(axis=1)[1::2] < far[1]).mean()
        assert 0.9 * asked < share <= asked
        assert np.isneginf(np.delete(far, 1)).all(), "of a rule that nothing breaks nothing is known"


def test_a_verdict_has_a_word() -> None:
    assert Verdict(True, (), "").word == "pass"
    assert isinstance(learnt.shipped(), Between)
