"""Learning to read between the lines, the whole way on very little: a sound model, the same each time."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from ombud.embeddings.tuning import read as tuning_of
from ombud.replies.guard.learning import learn as learning
from ombud.replies.guard.learning.figures import figures
from ombud.replies.guard.learning.learn import Learnt, learn
from ombud.replies.guard.learning.lessons import lessons, pardoned, spared, wholes
from ombud.replies.guard.learning.tune import tune
from ombud.replies.guard.learnt import RULES, read


def _learnt(said: list[str]) -> Learnt:
    return learn(
        lessons()[::400], wholes()[:3], wholes("others")[:3], spared()[:4], pardoned(), said.append, lambda *_: None
    )


def test_the_whole_of_learning_gives_the_same_sound_model_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "tune", partial(tune, epochs=0.3))
    said: list[str] = []
    made, again = _learnt(said), _learnt([])
    assert (made.tuning, made.between) == (again.tuning, again.between)
    assert said[-1] == "everything"
    model = read(made.between)
    assert model.tuned == tuning_of(made.tuning).name
    assert model.weights.shape == (384, len(RULES))
    assert (model.stops >= model.looks).all()
    assert np.isfinite(made.held.scores).all()
    assert {one.name for one in figures(made)} >= {"all, between the lines", "all, plainly said", "good, near a rule"}


def test_what_we_offer_and_what_we_send_is_spared() -> None:
    texts = {one.text for one in spared()}
    assert len(texts) > 500
    assert not any("https://" in text for text in texts), "an address is read as the guard reads it"
    assert len(wholes()) > 500
