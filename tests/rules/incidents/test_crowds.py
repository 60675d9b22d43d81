"""A crowd is one trouble: however many tell of it, each of them is as near to the others as when there were few."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ombud.incidents.circles import NOBODY, SIZE, Circle, Numbers, beyond_crowds
from ombud.incidents.stream import Stream
from ombud.triage.reading import Heard
from tests.crowd import TOLD

PEOPLE = 40  # who may lie around, by number
OTHERS = (
    "Are you open on Easter Monday?", "Der Newsletter nennt mich mit falschem Namen.", "Buenas", "god sommer til alle",
    "Paket tisu pembersihnya sudah kering waktu dibuka.", "Quiero factura con NIF de las entradas.",
    "The tent pegs were bent when I opened the bag.", "Har I åbent i Herning i uge 29?",
    "Mein Sohn hat die Schere im Kasten vermisst.", "El color de la pintura no es el de la foto.",
)  # fmt: skip


@st.composite
def circles(draw: st.DrawFn, rows: int) -> Circle:
    """Circles of so many, each with its number, partly empty at the end."""
    made = Circle.empty(rows)
    for row in range(rows):
        who = draw(st.lists(st.integers(0, PEOPLE - 1), max_size=SIZE, unique=True))
        made.own[row] = draw(st.integers(-1, PEOPLE - 1))
        made.who[row, : len(who)] = who
        made.near[row, : len(who)] = sorted((0.9 - 0.01 * n for n in range(len(who))), reverse=True)
    return made


@given(circles(1), circles(3), st.lists(st.integers(-1, 2), min_size=PEOPLE, max_size=PEOPLE))
def test_who_is_of_the_crowd_of_either_is_looked_past_and_nobody_else(
    hers: Circle, theirs: Circle, of: list[int]
) -> None:
    def crowds(numbers: Numbers) -> Numbers:
        return np.array([of[number] if number != NOBODY else NOBODY for number in numbers.tolist()], np.int32)

    one, others = beyond_crowds(hers, theirs, crowds)
    own = crowds(hers.own)[0]
    for row, other in enumerate(crowds(theirs.own).tolist()):
        for was, now in ((hers.who[0], one.who[row]), (theirs.who[row], others.who[row])):
            for before, after in zip(was.tolist(), now.tolist(), strict=True):
                past = before != NOBODY and of[before] != NOBODY and of[before] in {own, other}
                assert after == (NOBODY if past else before)


def test_forty_people_who_tell_of_one_trouble_are_mostly_one_incident() -> None:
    stream = Stream()
    texts = list(chain.from_iterable((text, *OTHERS[at : at + 1]) for at, text in enumerate(TOLD)))
    found = stream.hear([Heard(text=text, author=f"person {at}") for at, text in enumerate(texts)])
    told = [one for one, text in zip(found, texts, strict=True) if text in TOLD]
    assert max(Counter(one.group for one in told).values()) >= len(TOLD) / 2
    assert sum(one.proposed for one in told) <= 3


def test_sixty_who_write_almost_the_same_are_not_lost_among_each_other() -> None:
    taken, what = (
        ("was charged twice", "was debited two times", "got the same charge two times"),
        ("My card", "My account"),
    )
    ends = ("for the October box.", "for one October box only.", "for October's box, please fix it.")
    texts = [
        f"{whose} {did} {end}{last}"
        for whose in what
        for did in taken
        for end in ends
        for last in ("", " Thanks.", " Help!")
    ]
    found = Stream().hear([Heard(text=text, author=f"person {at}") for at, text in enumerate(texts)])
    assert max(Counter(one.group for one in found).values()) >= len(texts) / 2
