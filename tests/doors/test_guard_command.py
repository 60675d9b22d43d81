"""`ombud guard` and `ombud evaluate guard` through their real entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

OMBUD: Final = str(Path(sys.executable).with_name("ombud"))
GOOD: Final[dict[str, Any]] = {
    "text": "Hello Ann,\n\nI am sorry that the kettle broke on the second day. I have asked the workshop what it can "
    "do and write to you by Friday at noon.\n\nJo Berg",
    "visibility": "private",
    "scenario": "product_or_service",
    "customer_name": "Ann O'Brien",
    "language": "en",
    "customer_text": "My kettle broke after two days.",
    "handler_names": ["Jo Berg"],
    "failed_handlers": ["Kim Sato"],
    "next_update_by": "2026-11-27T12:00:00+00:00",
    "author_role": "community manager",
    "author_may_refund": False,
    "case_sensitive": ["0171 4471 209"],
}
BLOCKED: Final = {
    "en": ("Please calm down, Ann.", "R11"),
    "de": ("Das ist doch halb so wild, liebe Ann.", "R08"),
    "es": ("Cálmese, por favor, Ann.", "R11"),
    "da": ("Slap nu af, kære Ann.", "R11"),
    "id": ("Mohon bersabar, Ibu Ann.", "R11"),
}


def _run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OMBUD_", "DJANGO_"))}
    return subprocess.run(
        [OMBUD, *words],
        input=given,
        env=kept | {"LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
        timeout=240,
    )


def _lines(*records: Any) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in records)


def _judged(*records: Any) -> list[dict[str, Any]]:
    done = _run("guard", given=_lines(*records))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_reply_gets_its_verdict_in_its_order() -> None:
    told = _judged(
        {**GOOD, "id": "a"}, *({"id": code, "text": text, "language": code} for code, (text, _) in BLOCKED.items())
    )
    assert [one["id"] for one in told] == ["a", *BLOCKED]
    assert told[0] == {"id": "a", "verdict": "pass", "findings": [], "unchecked": []}
    for one in told[1:]:
        text, rule = BLOCKED[one["id"]]
        (finding,) = [f for f in one["findings"] if f["severity"] == "block"]
        assert (one["verdict"], finding["rule"]) == ("block", rule)
        assert 0 <= finding["start"] < finding["end"] <= len(text)
        assert finding["code"]


def test_facts_of_the_case_are_kept_and_places_count_code_points() -> None:
    text = "👋🏽 Ann, we ring oh one seven one, four four seven one, two oh nine. Kim Sato takes it from here."
    (told,) = _judged({**GOOD, "id": 1, "text": text, "visibility": "public"})
    blocks = {f["rule"]: text[f["start"] : f["end"]] for f in told["findings"] if f["severity"] == "block"}
    assert blocks == {"R12": "oh one seven one, four four seven one, two oh nine", "R14": "Kim Sato"}


def test_a_quoted_line_is_hers_where_her_words_are_told_and_else_read_like_any_other() -> None:
    said = "I was told to calm down, and the kettle is still broken."
    reply = {**GOOD, "text": f"{GOOD['text']}\n\n> I was told to calm down"}
    untold = {name: value for name, value in reply.items() if name != "customer_text"}
    told = _judged({**reply, "id": 1, "customer_text": said}, {**reply, "id": 2}, {**untold, "id": 3})
    blocks = [[f["rule"] for f in one["findings"] if f["severity"] == "block"] for one in told]
    assert blocks == [[], ["R11"], ["R11"]]


def test_what_is_no_reply_gets_a_word_and_the_rest_is_judged() -> None:
    done = _run(
        "guard",
        given=b'not json\n{"id": 1}\n{"id": 2, "text": 3}\n\n' + _lines({"id": 5, "text": "", "scenario": "war"}),
    )
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [5]
    for words in (
        b"line 1 is not JSON",
        b'line 2 has no "text"; skipped',
        b'line 3 "text" is not a string',
        b'line 5: "scenario"',
    ):
        assert words in done.stderr


def test_hostile_texts_end_in_time() -> None:
    texts = [
        "a" * 100_000,
        "\u202e" * 5000 + "x",
        "{" * 20_000,
        "one two " * 5000,
        "\ud83d" * 50,
        "4" * 19_000,
        "<b>" * 6000,
        "e\u0301\u0301\u0301" * 5000,
        "Ann, " * 4000,
        "[" * 9000 + "name" * 2000,
    ]
    told = _judged(*({**GOOD, "id": n, "text": text, "visibility": "public"} for n, text in enumerate(texts)))
    assert [one["id"] for one in told] == list(range(len(texts)))
    assert told[0]["findings"][0]["rule"] == "R00"


def test_verdicts_and_rules_are_scored(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    right = {"verdict": "pass", "rules": {"R01": "pass", "R08": "pass", "R14": "na"}}
    gold.write_bytes(
        _lines(
            {**GOOD, "gold": right},
            {
                **GOOD,
                "text": "Ann, please calm down.",
                "gold": {"verdict": "block", "how": "plain", "rules": {"R11": "fail", "R01": "pass"}},
            },
            {**GOOD, "gold": {"verdict": "block", "how": "loud", "rules": {"R11": "fail", "R99": "fail"}}},
            {**GOOD, "gold": 7},
        )
    )
    done = _run("evaluate", "guard", str(gold), "--json")
    assert done.returncode == 0
    for words in (b"R99", b'line 3: "gold.how" is neither plain nor subtle', b'line 4 "gold" is not an object'):
        assert words in done.stderr
    whole = json.loads(done.stdout)
    assert {how: share["count"] for how, share in whole["violations_stopped_by_wording"].items()} == {"plain": 1}
    told = whole["all"]
    assert told["verdicts"]["confusion"] == {"pass": {"pass": 1, "block": 0}, "block": {"pass": 1, "block": 1}}
    assert (told["violations_stopped"]["count"], told["violations_stopped"]["of"]) == (1, 2)
    assert told["good_stopped"]["count"] == 0
    assert told["rules"]["R11"]["recall"]["share"] == 0.5
    text = _run("evaluate", "guard", str(gold)).stdout.decode()
    assert "violations stopped" in text
    assert "R11 missed" in text
    assert "worded plainly" in text


def test_our_own_replies_can_be_scored_by_anybody() -> None:
    done = _run("evaluate", "guard", "--exemplars", "--json", "--mistakes", "0")
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["all"]["replies"] >= 50
    assert set(told["languages"]) == {"en", "de", "es", "da", "id"}
    assert told["all"]["good_stopped"]["share"] <= 0.04, "3.6 % is measured: 10 of 275"
    assert told["violations_stopped_by_wording"]["plain"]["share"] == 1
    assert told["violations_stopped_by_wording"]["subtle"]["share"] >= 0.6, "62 % is measured: 74 of 120"
    assert _run("evaluate", "guard", "--exemplars", "x.jsonl").returncode != 0
    assert _run("evaluate", "guard", "--plain", "--exemplars").returncode != 0


def test_our_own_sentences_are_scored_too() -> None:
    done = _run("evaluate", "guard", "--plain", "--json", "--mistakes", "0")
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stdout)
    assert (said["all"]["violations_stopped"]["of"], said["all"]["good_stopped"]["of"]) == (800, 800)
    assert said["all"]["violations_stopped"]["share"] > 0.55
    assert said["all"]["good_stopped"]["share"] < 0.04
