"""`ombud incidents` and `ombud evaluate incidents` through their real entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

OMBUD: Final = str(Path(sys.executable).with_name("ombud"))
TWICE: Final = (
    ("en", "I was charged twice for the November box, 34.90 each time. Please send one of them back."),
    ("de", "Für die Novemberbox wurden mir zweimal 34,90 € abgebucht. Bitte zahlen Sie einen Betrag zurück."),
    ("es", "Me han cobrado dos veces la caja de noviembre, 34,90 y otra vez 34,90. Quiero que me devuelvan una."),
    (
        "da",
        "Jeg er blevet trukket to gange for novemberkassen, 34,90 begge gange. Send venligst det ene beløb tilbage.",
    ),
    ("id", "Kotak November saya ditagih dua kali, masing-masing 34,90. Tolong kembalikan salah satunya."),
)
OTHERS: Final = (
    "The handle of my blue cup broke off on the second day.",
    "Do you deliver to Iceland?",
    "Love the new coffee, thank you all!",
    "Der Kundendienst hat mich am Telefon ausgelacht, als ich nach meinem Paket fragte.",
)
HOSTILE: Final = (
    "",
    " \n",
    "\U0001f621\U0001f621",
    "no",
    "a\x00b",
    "Where \ud83d is it?",
    "4.11." * 3000,
    "refund " * 9000,
)


def _run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OMBUD_", "DJANGO_"))}
    return subprocess.run(
        [OMBUD, *words], input=given, env=kept | {"LC_ALL": "C", "PYTHONUTF8": "0"}, capture_output=True, check=False,
        timeout=240,
    )  # fmt: skip


def _lines(*records: Any) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in records)


def _found(*words: str, given: bytes) -> list[dict[str, Any]]:
    done = _run("incidents", *words, given=given)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def stream() -> bytes:
    told = [{"id": f"t-{language}", "text": text, "author": language} for language, text in TWICE]
    rest = [{"id": number, "text": text, "author": f"o{number}"} for number, text in enumerate(OTHERS)]
    return _lines(*(one for pair in zip(told, [*rest, {"id": 9, "text": "hi"}], strict=True) for one in pair))


def test_the_same_trouble_in_five_languages_is_one_incident(stream: bytes) -> None:
    found = {str(one["id"]): one for one in _found(given=stream)}
    assert [found[f"t-{language}"]["group"] for language, _ in TWICE] == ["t-en"] * 5
    assert [found[f"t-{language}"]["incident"] for language, _ in TWICE] == [None, None, "t-en", "t-en", "t-en"]
    assert [one for one, said in found.items() if said["proposed"]] == ["t-es"]
    for number in range(len(OTHERS)):
        assert found[str(number)]["group"] == number
        assert found[str(number)]["incident"] is None
    assert found["t-de"]["near"][0][0] == "t-en"
    assert all(0 <= score <= 1 for one in found.values() for _, score in one["near"])


def test_settled_says_at_the_end_how_all_of_it_looks(stream: bytes) -> None:
    found = {str(one["id"]): one for one in _found("--settled", given=stream)}
    assert {found[f"t-{language}"]["incident"] for language, _ in TWICE} == {"t-en"}
    assert sum(one["proposed"] for one in found.values()) == 1


def test_forty_accounts_with_one_text_make_no_incident() -> None:
    found = _found(given=_lines(*({"id": n, "text": TWICE[0][1], "author": f"a{n}"} for n in range(40))))
    assert {one["group"] for one in found} == {0}
    assert {one["incident"] for one in found} == {None}


def test_danger_alarms_alone_and_makes_an_incident_with_the_second_person() -> None:
    first, second = _found(
        given=_lines(
            {"id": 1, "text": "The kettle gave me an electric shock and my hand is burnt.", "author": "a"},
            {
                "id": 2,
                "text": "Der Wasserkocher hat mir einen Stromschlag verpasst, die Hand ist verbrannt!",
                "author": "b",
            },
        )
    )
    assert (first["alarm"], first["incident"], second["alarm"], second["incident"]) == (True, None, True, 1)
    assert second["proposed"]


def test_anything_gets_a_group_and_what_is_no_message_a_word() -> None:
    hostile = [{"id": number, "text": text} for number, text in enumerate(HOSTILE)]
    done = _run("incidents", given=_lines(*hostile) + b'not json\n{"id": 1}\n')
    assert done.returncode == 0, done.stderr.decode()
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(range(len(HOSTILE)))
    assert b"line 9 is not JSON" in done.stderr
    assert b'line 10 has no "text"; skipped' in done.stderr


def test_one_person_is_one_however_her_name_is_written() -> None:
    for authors in ((7, 7, "7"), ("ann@x.example", "Ann@X.example", " ann@x.example")):
        told = [
            {"id": n, "text": text, "author": by} for n, ((_, text), by) in enumerate(zip(TWICE, authors, strict=False))
        ]
        found = _found(given=_lines(*told))
        assert {one["group"] for one in found} == {0}
        assert not any(one["incident"] for one in found)


def test_lines_without_an_id_or_with_one_twice_are_told_apart() -> None:
    texts = [text for _, text in TWICE[:3]]
    told = [{"text": text, "author": f"a{n}"} for n, text in enumerate(texts)]
    (*_, last) = _found(given=_lines(*told))
    assert (last["id"], last["group"], last["incident"]) == ("line 3", "line 1", "line 1")
    two = _found(given=_lines(*({"id": "g", "text": text} for text in OTHERS[:2])))
    assert [one["group"] for one in two] == ["g", "g#2"]
    assert [one["id"] for one in two] == ["g", "g"]


def test_what_is_found_is_scored(stream: bytes, tmp_path: Path) -> None:
    records = [json.loads(line) for line in stream.splitlines()]
    again = {"id": "t-again", "text": "Charged twice for the November box, and no answer yet!", "author": "en"}
    records.insert(1, again)  # of somebody who has written already
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(
        _lines(
            *({**one, "gold": {"incident": "twice" if str(one["id"]).startswith("t-") else None}} for one in records),
            {"id": "x", "text": "no gold"}, {"id": "y", "text": "wrong", "gold": {"incident": 7}},
            {"id": "z", "text": "ok", "gold": {"incident": " "}},
        )
    )  # fmt: skip
    done = _run("evaluate", "incidents", "--json", str(gold))
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert (told["messages"], told["incidents"], told["unrelated"]) == (12, 1, 6)
    assert (told["needed"], told["needed_people"]) == ([4], [3]), "messages, and whose"
    assert (told["proposed_again"], told["false_incidents_per_1000"]) == (0, 0)
    assert told["pairs"]["precision"] == 1
    assert b'line 12 has no "gold"' in done.stderr
    assert b"line 13 has an" in done.stderr
    assert b'line 14: its "incident" has no name; taken as one that belongs to none' in done.stderr
    text = _run("evaluate", "incidents", "--settled", str(gold)).stdout.decode()
    assert "precision 100.0 %, recall 100.0 %, F1 100.0" in text
    assert "proposed again 0, beyond the first of the same trouble" in text


@pytest.mark.parametrize(
    "words", [(), ("--worlds", "x.jsonl"), ("--worlds", "--translated"), ("--translated", "x.jsonl")]
)
def test_one_thing_is_scored(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.jsonl").touch()
    done = _run("evaluate", "incidents", *words)
    assert done.returncode == 2
    assert b"Name either a GOLD file, --worlds or --translated." in done.stderr


def test_rebuild_reads_nothing_and_says_so() -> None:
    ran = subprocess.run(
        [OMBUD, "incidents", "--rebuild", "--settled"], capture_output=True, text=True, check=False, input=""
    )
    assert ran.returncode == 2
    assert "--rebuild works on your database" in ran.stderr


def test_rebuild_of_an_empty_house_says_that_nothing_is_there(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    ran = subprocess.run(
        [OMBUD, "incidents", "--rebuild"], capture_output=True, text=True, check=False, input="",
        env=ours | {"OMBUD_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ombud.config.settings"},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (0, "There are no cases yet: nothing is to be compared.\n"), ran.stderr
