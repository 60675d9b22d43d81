"""The model is learnt from texts alone: the same ones give the same file, new words are taken up, damage is seen."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ombud.languages import detect, model
from ombud.languages.grams import grams
from ombud.languages.learning.learn import Learnt, learn
from ombud.languages.learning.texts import as_texts, texts_in, written
from ombud.languages.learning.windows import bare, windows

NEW = "grumbelig snaverwok flutterix"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sets")
    rows: list[object] = [{"text": f"det er {NEW} og ikke noget andet {n}", "lang": "da"} for n in range(40)]
    rows += [
        {"text": None, "lang": "da"},
        {"text": "no language"},
        ["not", "an", "object"],
        {"text": "x", "lang": "dan"},
    ]
    with gzip.open(place / "made_up.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return place


@pytest.fixture(scope="module")
def learnt(folder: Path) -> Learnt:
    return learn(folder, each=300)


@pytest.fixture
def in_its_place(learnt: Learnt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "languages.npz"
    learnt.write(path)
    monkeypatch.setattr(model, "FILE", path)
    model.shipped.cache_clear()
    yield path
    model.shipped.cache_clear()


def test_new_words_are_learnt(learnt: Learnt, in_its_place: Path) -> None:
    assert learnt.texts["made_up", "da"] == 40
    assert detect("grumbelig snaverwok").language == "da"


def test_the_same_texts_give_the_same_file(learnt: Learnt, folder: Path) -> None:
    assert learn(folder, each=300).checksum == learnt.checksum


def test_sets_can_be_left_out_and_pairs_added(folder: Path) -> None:
    made = learn(folder, [("de", "Wo bleibt das Paket?")], ["made_up"], each=60)
    assert ("made_up", "da") not in made.texts
    assert made.texts["also", "de"] == 1


def test_a_damaged_model_is_not_used(in_its_place: Path) -> None:
    in_its_place.write_bytes(in_its_place.read_bytes()[:-1] + b"!")
    with pytest.raises(model.Damaged):
        detect("Hvor er min pakke?")


def test_the_shipped_model_is_small() -> None:
    assert model.FILE.stat().st_size < 3_000_000
    assert len(model.shipped().languages) >= 20


def test_every_language_of_ours_has_words_and_texts() -> None:
    ours = written()
    for language in ("en", "de", "es", "da", "id", "no", "sv", "ms"):
        assert sum(len(text.words) for text in ours if text.language == language and text.listed) > 400
    assert all(text.words for text in ours)


def test_a_set_s_plain_mistakes_are_left_out() -> None:
    swedish = "Jag har inte fått något svar från er på flera veckor och nu vill jag ha mina pengar tillbaka"
    assert as_texts([("da", swedish)], "set") == []
    assert len(as_texts([("sv", swedish)], "set")) == 1


def test_rows_without_a_text_or_a_language_are_passed_over(folder: Path) -> None:
    assert {text.language for text in texts_in(folder)} == {"da"}


def test_windows_are_as_many_for_each_language_and_the_same_again() -> None:
    texts = as_texts([("da", "hvor er min pakke"), ("sv", "var är mitt paket"), ("sv", "tack")], "set")
    cut = windows(texts, 20, seed=3)
    assert cut == windows(texts, 20, seed=3)
    assert [language for language, _ in cut].count("da") == [language for language, _ in cut].count("sv") == 20


def test_pieces_of_a_word() -> None:
    assert {"=tak", "^ta", "ak$", "^tak$", "t"} <= set(grams("tak"))
    assert "^" not in grams("tak")
    assert bare("færøsk größe łódź") == "faerosk grosse lodz"
