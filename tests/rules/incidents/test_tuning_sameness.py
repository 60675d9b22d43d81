"""Learning sameness: the way back is the slope of the way there, and what is learnt draws a trouble together."""

from __future__ import annotations

import numpy as np

from ombud.embeddings import PREFIX, pieces
from ombud.embeddings.learning.tunable import Tunable
from ombud.embeddings.weights import Weights
from ombud.incidents.learning.parallel import parallel
from ombud.incidents.learning.tune import Given, Lesson, contrast, tune
from ombud.triage.words import LANGUAGES

SAID = (
    ("The box was charged twice", "Zweimal abgebucht", "Me cobraron dos veces", "Trukket to gange"),
    ("Charged after I cancelled", "Nach der Kündigung abgebucht", "Me cobran tras la baja", "Trukket efter opsigelse"),
    ("The parcel is torn", "Das Paket ist zerrissen", "El paquete llegó roto", "Pakken er gået i stykker"),
)


def test_the_slope_of_contrast_is_that_of_its_loss() -> None:
    chance = np.random.default_rng(3)
    places = chance.normal(size=(9, 6)).astype(np.float32)
    places /= np.linalg.norm(places, axis=1, keepdims=True)
    troubles = np.array([0, 0, 1, 1, 1, -1, 2, -1, 2])
    _, slope = contrast(places, troubles)
    for row, column in ((0, 0), (3, 2), (5, 1), (8, 5)):
        step = np.zeros_like(places)
        step[row, column] = 1e-3
        measured = (contrast(places + step, troubles)[0] - contrast(places - step, troubles)[0]) / 2e-3
        assert abs(measured - slope[row, column]) < 0.02 * max(1.0, abs(measured))


def test_lone_tellings_are_asked_nothing() -> None:
    places = np.eye(3, dtype=np.float32)
    loss, slope = contrast(places, np.array([-1, -1, -1]))
    assert loss == 0
    assert not slope.any()


def test_a_trouble_is_drawn_together() -> None:
    tunable = Tunable(Weights(), 2, 0, seed=1)
    world = [Lesson(pieces().framed(PREFIX + text, 48), trouble) for trouble, said in enumerate(SAID) for text in said]
    losses: list[float] = []
    tune(Given([world], [[[one.pieces for one in world[:4]]]]), tunable, lambda _, __, loss: losses.append(loss), 12)
    assert np.mean(losses[-4:]) < np.mean(losses[:4])


def test_what_is_said_in_five_languages_is_read() -> None:
    taught, held = parallel("train"), parallel("test")
    assert len(taught) >= 180
    assert len(held) >= 60
    assert all(tuple(one) == LANGUAGES for one in taught + held)
    assert len({one["en"] for one in taught + held}) == len(taught) + len(held)
