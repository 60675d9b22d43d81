"""Weighing: what is learnt of plain streams is plain, and the model is kept as it was learnt."""

from __future__ import annotations

import random
from dataclasses import astuple
from itertools import starmap
from pathlib import Path

import numpy as np
import pytest

from ombud.cli.house import faults_of_models
from ombud.embeddings import tuning
from ombud.incidents import sameness
from ombud.incidents.groups import Groups, Joining
from ombud.incidents.learning.tables import grouped, table
from ombud.incidents.learning.weigh import Stream, joining, judged, weigh
from ombud.incidents.likeness import SEEN
from ombud.incidents.neighbours import WIDTH
from ombud.incidents.rarity import empty
from ombud.incidents.sameness import Damaged, Places, Sameness, read, shipped, write
from ombud.incidents.scoring import Judged, Shares, figures
from ombud.incidents.settling import settle
from tests.rules.incidents.tellings import telling


def stream(seed: int) -> Stream:
    """Six troubles of four tellings each, and six lone ones."""
    chance = random.Random(seed)
    told = [(trouble, f"{trouble}") for trouble in range(6) for _ in range(4)] + [(10 + n, None) for n in range(6)]
    chance.shuffle(told)
    traces = [telling(trouble, 0.6, seed * 100 + place) for place, (trouble, _) in enumerate(told)]
    return Stream(traces, [name for _, name in told])


@pytest.fixture(scope="module")
def learnt() -> Sameness:
    streams = [stream(1), stream(2)]
    weights = weigh(streams, empty())
    joins, settled = joining(streams, weights, empty())
    flat = np.zeros(384, np.float32)
    narrow = np.eye(384, WIDTH, dtype=np.float32)
    return Sameness(Places(flat, flat + 1, narrow), weights, joins, settled, empty(), "nothing")


def test_what_means_the_same_weighs_most(learnt: Sameness) -> None:
    weights = dict(zip(SEEN, learnt.weights.weights.tolist(), strict=False))
    assert max(weights, key=lambda name: abs(weights[name])).startswith("meaning")
    assert weights["meaning"] > 0


def test_what_was_learnt_tells_new_troubles_apart(learnt: Sameness) -> None:
    fresh = stream(3)
    groups = Groups(learnt.weights, learnt.joining, learnt.fresh())
    found = [groups.add(one).number for one in fresh.traces]
    assert found == list(range(len(fresh.traces)))
    together = {(name, groups.of[place]) for place, name in enumerate(fresh.troubles) if name}
    assert len(together) == 6
    assert sum(len(members) == 1 for members in groups.members.values()) == 6


def test_pairs_are_judged_as_everywhere_and_two_troubles_of_two_brands_not_at_all() -> None:
    groups, troubles = [1, 1, 1, 2, 2, 3, 4, 4], ["a", "a", "b", "b", None, None, "c", "c"]
    assert judged(groups, troubles) == figures(list(starmap(Judged, zip(groups, troubles, strict=True)))).pairs
    one = ["tea/late", "tea/late", "tea/cold", "rail/late", None]
    assert judged([1, 1, 1, 2, 3], one).precision == pytest.approx(1 / 3)  # late and cold are two troubles of one brand
    assert judged([1, 1, 2, 1, 3], one).precision == 1.0  # nobody has said that late is not late
    assert judged([1, 1, 2, 1, 1], one).precision == pytest.approx(1 / 4)  # what belongs to none belongs to neither
    assert judged([1, 2, 3, 4, 5], one) == Shares(1.0, 0.0)


def test_the_model_is_read_as_it_was_written(learnt: Sameness) -> None:
    again = read(write(learnt))
    assert write(again) == write(learnt)
    assert astuple(again.joining) == pytest.approx(astuple(learnt.joining))
    np.testing.assert_array_equal(again.weights.weights, learnt.weights.weights)


def test_places_are_of_unit_length_and_nothing_stays_nothing() -> None:
    flat = np.zeros(384, np.float32)
    places = Places(flat, flat + 1, np.eye(384, WIDTH, dtype=np.float32))
    drawn = np.random.default_rng(1).normal(size=(3, 384)).astype(np.float32)
    drawn[1] = 0
    found = places.of(drawn)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), [1, 0, 1], atol=1e-5)
    assert places.of(drawn[:0]).shape == (0, WIDTH)


def test_the_shipped_model_is_sound_and_a_damaged_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shipped().places.narrow.shape == (384, WIDTH)
    for name in (sameness.NAME, sameness.TUNING):
        for file in (Path(name), Path(name).with_suffix(".sha256")):
            (tmp_path / file).write_bytes((sameness.SHIPPED / file).read_bytes())
    monkeypatch.setattr(sameness, "SHIPPED", tmp_path)
    for name in (sameness.NAME, sameness.TUNING):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(whole[:-1] + b"x")
        shipped.cache_clear()
        tuning.cache_clear()
        with pytest.raises(Damaged):
            shipped()
        (tmp_path / name).write_bytes(whole)
    (tmp_path / sameness.NAME).unlink()
    shipped.cache_clear()
    with pytest.raises(Damaged):
        shipped()
    (fault,) = faults_of_models()
    assert fault.startswith("The model of incidents that comes with Ombud is missing or damaged (sameness.npz)")
    monkeypatch.undo()
    shipped.cache_clear()


def test_a_table_groups_as_the_stream_does(learnt: Sameness) -> None:
    fresh = stream(4)
    groups = Groups(learnt.weights, learnt.joining, learnt.fresh())
    for one in fresh.traces:
        groups.add(one)
    known = table(fresh.traces, learnt.weights, learnt.fresh())
    tabled = grouped(known, learnt.joining)
    assert tabled.of == groups.of
    assert settle(tabled, learnt.settled) == settle(groups, learnt.settled)
    assert len(grouped(known, Joining(99, 99, 99, 99)).members) == len(fresh.traces)
