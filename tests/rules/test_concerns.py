"""Several concerns of one message: which parts stand apart, and when nobody looks for any."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ombud.languages import Detected, detect
from ombud.triage.concerns import TROUBLE, concerns
from ombud.triage.deciding import Scores
from ombud.triage.kinds import Kind
from ombud.triage.reading import Heard, Part

TEXT = "Lovely lamp, thank you! The cord is frayed. The plug is loose. Do you repair it?"
PARTS = {"Lovely lamp, thank you!": Kind.PRAISE, "Do you repair it?": Kind.QUESTION}


def said(**kinds: float) -> Scores:
    """Scores of kinds by name; everything else is far from likely, and no trouble is told with regret."""
    return {TROUBLE: 0.0} | {f"{what}:{kind}": kinds.get(kind, -1.0) for what in ("kind", "part") for kind in Kind}


def looked(whole: Scores, text: str = TEXT, *, hurried: bool = False) -> tuple[tuple[Part, ...], list[str]]:
    """The concerns of a message that is said to be `whole`, and the parts that were looked at."""
    asked: list[str] = []

    def score(texts: Sequence[str], languages: Sequence[Detected]) -> list[Scores]:
        assert len(texts) == len(languages)
        asked.extend(texts)
        return [said(**{PARTS.get(one, Kind.COMPLAINT): 1.0}) for one in texts]

    (found,) = concerns([Heard(text)], [detect(text)], [whole], score, hurried)
    return found, asked


def test_parts_of_one_kind_in_a_row_are_one_concern() -> None:
    found, asked = looked(said(praise=0.2, complaint=0.0))
    assert [(TEXT[part.start : part.end], part.kind) for part in found] == [
        ("Lovely lamp, thank you!", Kind.PRAISE),
        ("The cord is frayed. The plug is loose.", Kind.COMPLAINT),
        ("Do you repair it?", Kind.QUESTION),
    ]
    assert len(asked) == 4


@pytest.mark.parametrize("kind", [Kind.SPAM, Kind.ABUSE])
def test_whoever_insults_or_sells_does_nothing_else(kind: Kind) -> None:
    assert looked(said(**{kind: 0.6, Kind.COMPLAINT: 0.3})) == ((), [])


def test_what_is_clearly_all_of_one_is_not_taken_apart() -> None:
    assert looked(said(complaint=1.2)) == ((), [])


def test_one_sentence_is_one_concern() -> None:
    assert looked(said(praise=0.2, complaint=0.0), "The lid is cracked and I love it") == ((), [])


def test_all_of_the_same_kind_is_no_several() -> None:
    found, asked = looked(said(complaint=0.2, praise=0.0), "The cord is frayed. The plug is loose.")
    assert found == ()
    assert len(asked) == 2


def test_in_haste_only_praise_is_looked_into() -> None:
    assert looked(said(complaint=0.2, praise=0.1), hurried=True) == ((), [])
    found, _ = looked(said(praise=0.2, complaint=0.1), hurried=True)
    assert Kind.COMPLAINT in {part.kind for part in found}


def test_a_stone_in_praise_is_believed_sooner_than_praise_in_a_complaint() -> None:
    weak = {"kind:praise": 0.3, "kind:complaint": 0.1}
    swapped = {"kind:praise": 0.1, "kind:complaint": 0.3}

    def kinds(whole: dict[str, float], part: Kind) -> set[Kind]:
        def score(texts: Sequence[str], languages: Sequence[Detected]) -> list[Scores]:
            own = {**said(praise=0.0, complaint=0.0), f"part:{part}": 0.6}
            return [*(own for _ in texts[:-1]), said(question=1)]

        scores = {**said(), **whole}
        (found,) = concerns([Heard(TEXT)], [detect(TEXT)], [scores], score)
        return {one.kind for one in found}

    assert Kind.COMPLAINT in kinds(weak, Kind.COMPLAINT)
    assert Kind.PRAISE not in kinds(swapped, Kind.PRAISE)


@pytest.mark.parametrize(("praise", "expected"), [(0.5, {Kind.PRAISE, Kind.COMPLAINT}), (0.9, set())])
def test_a_trouble_told_with_regret_is_a_stone_unless_it_is_surely_praise(praise: float, expected: set[Kind]) -> None:
    def score(texts: Sequence[str], languages: Sequence[Detected]) -> list[Scores]:
        return [{**said(praise=praise), TROUBLE: float("broken" in text)} for text in texts]

    text = "What an evening! Unfortunately the seat was broken."
    (found,) = concerns([Heard(text)], [detect(text)], [said(praise=1.2)], score)
    assert {part.kind for part in found} == expected


def test_messages_keep_their_places() -> None:
    def score(texts: Sequence[str], languages: Sequence[Detected]) -> list[Scores]:
        return [said(**{PARTS.get(one, Kind.COMPLAINT): 1.0}) for one in texts]

    mixed, plain = said(praise=0.2, complaint=0.0), said(question=1.2)
    texts = ["Where are you?", TEXT, "And who?", "It came quickly! The box was dented, sadly."]
    found = concerns(
        [Heard(text) for text in texts], [detect(text) for text in texts], [plain, mixed, plain, mixed], score
    )
    assert [len(one) for one in found] == [0, 3, 0, 0]
