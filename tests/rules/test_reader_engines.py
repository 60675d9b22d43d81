"""The quick engine reads as the plain one does: kinds agree, and what is urgent is urgent by both."""

from __future__ import annotations

from pathlib import Path

import pytest

from ombud.embeddings import Engine, Options
from ombud.triage.learning.exemplars import exemplars
from ombud.triage.learnt import LAYERS
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard
from ombud.triage.words import LANGUAGES
from tests.sampling import sample

ENOUGH = 0.97


@pytest.mark.timeout(3600)  # whole, thousands of texts are read by either engine
def test_both_engines_read_the_same_kinds(reader: Reader, tmp_path: Path) -> None:
    texts = [Heard(one.text) for language in LANGUAGES for one in sample(exemplars("train", [language]), 30)]
    quick = Reader(options=Options(engine=Engine.CTRANSLATE2, layers=LAYERS, cache=tmp_path))
    pairs = list(zip(reader.read(texts), quick.read(texts), strict=True))
    apart = [(one.kind, other.kind) for one, other in pairs if one.kind is not other.kind]
    assert len(apart) <= (1 - ENOUGH) * len(pairs), apart
    pressing = sum((one.urgency == 1) != (other.urgency == 1) for one, other in pairs)
    assert pressing <= (1 - ENOUGH) * len(pairs)
    assert all(abs(one.degrees.anger - other.degrees.anger) < 0.35 for one, other in pairs)
    assert {one.language for one, _ in pairs} >= set(LANGUAGES)
