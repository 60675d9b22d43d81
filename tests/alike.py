"""A likeness that a test can see through: tellings with the same mark are of the same trouble, all others are not.

What the learnt model makes of real words is tried where it stands (`tests/journey/test_story_incidents.py`); what
follows from a likeness is tried with this one, which costs nothing and knows no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pytest

from ombud.embeddings import Options
from ombud.incidents import comparing, gathering, index
from ombud.incidents.groups import Joining
from ombud.incidents.likeness import ALONE, COUNT, SEEN, Weights
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.traces import Trace, trace
from ombud.incidents.usual import Usual
from ombud.journey import hear_press, notice_pattern

MARK = re.compile(r"\b(lamp|lampu|lampe|lámpara|kettle|radio|invoice)\w*", re.IGNORECASE)
ONE = {"lampu": "lamp", "lampe": "lamp", "lámpara": "lamp"}


class ByMark:
    """Stands where the learnt model stands. Log odds are 6 for tellings with the same mark and -6 for all others."""

    weights = Weights(
        np.zeros(len(SEEN), np.float32), np.ones(len(SEEN), np.float32),
        *(np.array([12.0, *[0.0] * (count - 1), -6.0], np.float32) for count in (COUNT, ALONE)),
    )  # fmt: skip
    joining = Joining(1.0, 1.0, 1.0, 1.0)

    def fresh(self) -> Usual:
        """Nothing is known."""
        return Usual(empty())

    def traces(
        self, texts: Sequence[str], languages: Sequence[str], troubles: Sequence[float], _options: Options | None = None
    ) -> list[Trace]:
        """The traces of texts: nowhere without a mark."""
        told = zip(texts, languages, troubles, strict=True)
        return [trace(text, language, self._place(text), trouble) for text, language, trouble in told]

    def _place(self, text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        place = np.zeros(WIDTH, np.float32)
        if found := MARK.search(text):
            mark = found[1].lower()
            place[crc32(ONE.get(mark, mark).encode()) % WIDTH] = 1
        return place


def by_mark(patch: pytest.MonkeyPatch) -> None:
    """From now on the mark decides."""
    for module in (comparing, gathering, hear_press, index, notice_pattern):
        patch.setattr(module, "shipped", ByMark)
    for module in (comparing, index, notice_pattern):
        patch.setattr(module, "model_name", lambda: "by mark")
    patch.setattr(index, "_index", None)
