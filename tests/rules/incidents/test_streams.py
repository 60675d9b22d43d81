"""Worlds of troubles: read as they are marked, large and varied enough to learn and to judge by."""

from __future__ import annotations

from collections import Counter

import pytest

from ombud.incidents.learning.streams import Telling, World, read, worlds
from ombud.triage.learning.exemplars import Unreadable
from ombud.triage.words import LANGUAGES

WHOLE = """# A shop.
= torn-box
en The box was torn.\\nJo
de Karton kaputt

= -
id Kapan buka?
"""
EVERY = [(part, world) for part in ("train", "weigh", "plain", "test") for world in worlds(part)]


def test_tellings_belong_to_the_trouble_before_them() -> None:
    assert list(read(WHOLE)) == [
        Telling("The box was torn.\nJo", "en", "torn-box"),
        Telling("Karton kaputt", "de", "torn-box"),
        Telling("Kapan buka?", "id", None),
    ]


@pytest.mark.parametrize(
    ("written", "line"),
    [("en Nothing is named.", 1), ("= Torn Box", 1), ("= torn-box\nThe box was torn.", 2), ("= -\nfr Bonjour", 2)],
)
def test_a_slip_is_said_with_its_line(written: str, line: int) -> None:
    with pytest.raises(Unreadable, match=f"^shop, line {line}: "):
        list(read(written, "shop"))


def test_there_are_worlds_to_learn_from_and_others_to_judge_by() -> None:
    counts = Counter(part for part, _ in EVERY)
    assert counts["train"] >= 70
    assert counts["weigh"] >= 40
    assert counts["plain"] >= 5
    assert counts["test"] >= 5
    assert len({world.name for _, world in EVERY}) == len(EVERY)


@pytest.mark.parametrize("world", [world for _, world in EVERY], ids=lambda world: world.name)
def test_a_world_is_told_by_many_in_five_languages(world: World) -> None:
    by_trouble: dict[str, list[Telling]] = {}
    for telling in world.tellings:
        if telling.trouble:
            by_trouble.setdefault(telling.trouble, []).append(telling)
    alone = [telling for telling in world.tellings if telling.trouble is None]
    assert len(by_trouble) >= 10
    assert len(alone) >= 18
    assert {telling.language for telling in world.tellings} == set(LANGUAGES)
    for trouble, told in by_trouble.items():
        assert len(told) >= 3, trouble
        assert len({telling.language for telling in told}) >= 3, trouble


def test_nobody_says_the_same_twice() -> None:
    said = [telling.text.casefold() for _, world in EVERY for telling in world.tellings]
    counts = Counter(text for text in said if len(text) > 40)
    assert [text for text, count in counts.items() if count > 1] == []
