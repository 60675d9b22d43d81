"""Teaching: the same input gives the same model, nothing is learnt from what is kept aside, and heads learn."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ombud.triage.features import Floats
from ombud.triage.kinds import COMPLAINTS, Kind, Sentiment
from ombud.triage.learning.exemplars import Exemplar, read
from ombud.triage.learning.fit import Head, fit
from ombud.triage.learning.teach import aside, teach
from ombud.triage.learnt import near, write

SETS = {
    "davidson_en": ("en", ["neither", "hate"]),
    "germeval2018_offense_de": ("de", ["OTHER", "OFFENSE"]),
    "dkhate_da": ("da", ["NOT", "OFF"]),
    "sms_spam_en": ("en", ["ham", "spam"]),
    "smsa_id": ("id", ["positive", "negative", "neutral"]),
    "lcc_da": ("da", ["positive", "negative", "neutral"]),
}
WRITTEN = """= complaint refund 3 a1 b0 neg
My kayak leaks and I want my money back.
= complaint safety 1 a0 b0 neg
The stove exploded in our tent.
= praise praise 3 a0 b0 pos +refund
{praise|Lovely paddles.} {complaint|One of them is cracked.}
= question question 4 a0 b0 neu
Do you rent canoes in May?
= suggestion suggestion 4 a0 b0 neu
You could sell dry bags.
= press press 2 a0 b0 neu
I write for a paper and would like to talk to your founder.
= spam none 4 a0 b0 neu
Cheap loans for everybody, click here.
= abuse none 1 a2 b3 neg threat
I will find you and hurt you.
= question none 4 a0 b0 neu
ok
"""


class Drawn:
    """Vectors by the hash of a text, and the texts that were asked for."""

    name = "drawn"

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def encode(self, texts: Sequence[str], *, threads: int = 1) -> Floats:
        self.asked |= set(texts)
        seeds = [int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) for text in texts]
        return np.array([np.random.default_rng(seed).normal(size=384) for seed in seeds], np.float32).reshape(-1, 384)


@pytest.fixture
def written() -> list[Exemplar]:
    """One exemplar of most kinds."""
    return list(read(WRITTEN, "en", "boats"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small sets as compact files."""
    for name, (language, labels) in SETS.items():
        _set(tmp_path, name, [(language, label) for label in labels])
    _set(tmp_path, "umsab_sentiment", [(one, str(mood)) for one in ("en", "de", "es", "fr") for mood in Sentiment])
    return tmp_path


def _set(folder: Path, name: str, sorts: list[tuple[str, str]]) -> None:
    rows = [
        {"text": f"{name} post {number} in {language}, {label}", "lang": language, "label": label}
        for number in range(24)
        for language, label in sorts
    ]
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_the_same_input_gives_the_same_model(written: list[Exemplar], folder: Path) -> None:
    one, other = (teach(written, folder, Drawn(), lambda _: None) for _ in range(2))
    assert write(one) == write(other)
    needed = (
        {f"kind:{kind}" for kind in Kind} | {f"part:{kind}" for kind in Kind} | {f"scenario:{s}" for s in COMPLAINTS}
    )
    needed |= {f"sentiment:{one}" for one in Sentiment}
    needed |= {"urgent:1", "urgent:2", "anger", "anger:degree", "abuse", "abuse:here", "spam", "threat", "idle"}
    assert set(one.names) == needed
    assert one.heads.shape == (len(one.landmarks), len(one.names))
    assert np.isfinite(one.heads).all()


def test_nothing_is_learnt_from_what_is_kept_aside(written: list[Exemplar], folder: Path) -> None:
    kept = aside(folder)
    assert kept == aside(folder), "the same posts every time"
    texts = {post.text for some in (kept.abuse, kept.spam, kept.sentiment) for post in some}
    encoder = Drawn()
    teach(written, folder, encoder, lambda _: None)
    assert len(texts) > 10
    assert not texts & encoder.asked
    assert len(encoder.asked) > 5 * len(texts)


def test_a_head_learns_what_lies_near_and_only_by_its_own_landmarks() -> None:
    draw = np.random.default_rng(3)
    rows = np.vstack([draw.normal(0, 3, (40, 20)), draw.normal(9, 3, (40, 20))]).astype(np.float32)
    sides = np.repeat([1, -1], 40).astype(np.float32)[:, None]
    told: list[str] = []
    weights = fit(
        [Head(("side",), rows, sides, len(rows), 0.05), Head(("few",), rows, sides, 10, 0.05)], rows, told.append
    )
    unseen = np.vstack([draw.normal(0, 3, (20, 20)), draw.normal(9, 3, (20, 20))]).astype(np.float32)
    said = near(unseen, rows) @ weights
    assert (np.sign(said[:, 0]) == np.repeat([1, -1], 20)).mean() > 0.95
    assert not weights[10:, 1].any()
    assert weights[:10, 1].any()
    assert told == ["side", "few"]
