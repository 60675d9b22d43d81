"""Learning: lessons in, the two files of the model out, and how good it was on what it had not learnt.

First a model learns two thirds and judges the other third; what was written in one breath stays together. From these
judgements thresholds are set, and the figures of the card are counted; then the model that ships learns everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.embeddings.learning.tunable import Tunable
from ombud.embeddings.tuning import read as tuning_of
from ombud.embeddings.tuning import write as written
from ombud.embeddings.weights import Floats
from ombud.replies.guard.learning.count import count
from ombud.replies.guard.learning.lessons import Lesson
from ombud.replies.guard.learning.tune import Lines, Tell, Texts, tune
from ombud.replies.guard.learnt import RULES, Between, scores, write
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.turns import turns

SHARE: Final = np.float32(0.6)  # of what turns of phrase say, beside what the encoder says
# Of good sentences near a rule, and of whole good replies, the shares that may be stopped, and looked at again.
STOPPED: Final = (0.02, 0.01)
LOOKED: Final = (0.035, 0.02)
# These can only be broken in some cases: in public, of somebody else, where somebody failed. Each may stop such a share
# of good sentences; where somebody failed, to be sent back to him is the worst.
SELDOM: Final = {"R07": 0.0005, "R12": 0.0005, "R14": 0.002}
_ENGINES: Final = np.float32(0.3)  # engines round differently: so far apart are their scores at most
_STEPS: Final = 40  # down the ladder of a rule: from a half of one good sentence to this share of all
_MOST: Final = 0.02
# Of the sentences that break a rule, those that a word of the lists would not stop where it leans or is quoted, and
# where something is taken back.
_CALM: Final = 0.1
_CLEAR: Final = 0.005
_OTHERS: Final = 0.0075  # of good replies by other hands, those that one rule may stop
_DEAR: Final = 8  # a whole reply stopped wrongly counts as so many sentences


type Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Held:
    """What was said of lessons that were not learnt: for each its scores by rule."""

    lessons: Sequence[Lesson]
    scores: Floats


@dataclass(frozen=True, slots=True)
class Learnt:
    """The files, and what was held against them."""

    tuning: bytes
    between: bytes
    held: Held
    stops: Floats
    looks: Floats


def learn(
    given: Sequence[Lesson],
    whole: Sequence[Sequence[str]],
    others: Sequence[Sequence[str]],
    spare: Sequence[Lesson],
    pardon: Sequence[Lesson],
    say: Callable[[str], None],
    tell: Tell,
) -> Learnt:
    """The model of `given`, with thresholds by `whole` good replies, in sentences, and by good ones of `others`, which
    nothing is learnt from; what is in `spare` is never looked at twice, and what is in `pardon` never stopped. The same
    input gives the same bytes."""
    say("what the unchanging layers make of the lessons")
    texts, turned = Texts(given), [turns(one.text) for one in given]
    judges = np.array([one.judges for one in given])
    learning, judging = (np.flatnonzero(some).tolist() for some in (~judges, judges))
    say("two thirds, to be judged by the other")
    tunable, lines = tune(texts, learning, tell)
    model = _model(lines, count(turned, texts.marks, learning), "")
    said = model.scores(texts.vectors(judging, tunable), [turned[place] for place in judging])
    held = Held([given[place] for place in judging], said)
    say("everything")
    every = list(range(len(given)))
    tunable, lines = tune(texts, every, tell)
    changes = written(tunable.changes())
    model = _model(lines, count(turned, texts.marks, every), tuning_of(changes).name)
    replies = _places(held.lessons, whole)
    stops, looks = (thresholds(held.lessons, said, replies, *shares) for shares in (STOPPED, LOOKED))
    looks = np.maximum(looks, _highest(model, tunable, [one for one in given if one.kind == "ours"]))
    looks = np.maximum(looks, _highest(model, tunable, spare))
    lowest = np.stack([looks, by_others(model, tunable, others), _highest(model, tunable, pardon)])
    stops = np.maximum(stops, lowest.max(axis=0))
    quiet, clear = (calm(held.lessons, said, looks, share) for share in (_CALM, _CLEAR))
    clear[[rule in SELDOM for rule in RULES]] = -np.inf  # what is private is told in calm words, too
    model = replace(model, stops=stops, looks=looks, calm=quiet, clear=clear)
    return Learnt(changes, write(model), held, stops, looks)


def thresholds(
    given: Sequence[Lesson], held: Floats, replies: Sequence[Sequence[int]], near: float, whole: float
) -> Floats:
    """For each rule the score from which on something is done: as much as can be of what breaks a rule is found, while
    at most a share `near` of the good sentences that were written near a rule is taken for bad, and of
    `replies` (the places of their sentences) at most a share `whole`.

    All rules begin where hardly anything is found. One after the other is moved down its ladder, always the one that
    finds most more for what it takes wrongly, and as far as that is so, while both shares hold.
    """
    good = np.array([one.good for one in given])
    hard = np.flatnonzero(good & np.array([one.near for one in given]))
    shares = np.geomspace(0.5 / good.sum(), _MOST, _STEPS)
    ordered = np.sort(held[good], axis=0)[::-1]
    ladders = ordered[(shares * len(ordered)).astype(int)] + np.float32(1e-3)  # a step for each share, a column a rule
    # How many steps down a rule has to be for a lesson to reach its threshold.
    steps = np.stack(
        [np.searchsorted(-ladder, -column) for ladder, column in zip(ladders.T, held.T, strict=True)], axis=1
    )
    breaks = [steps[[bool(one.marks[place]) for one in given], place] for place in range(len(RULES))]
    often = np.array([rule not in SELDOM for rule in RULES])
    wholes = np.array([steps[list(one)].min(axis=0) for one in replies if len(one)], int).reshape(-1, len(RULES))
    wholes[:, ~often] = _STEPS
    at = np.zeros(len(RULES), int)
    while True:
        best = (0.0, 0, 0)
        for rule in range(len(RULES)):
            sentences, stopped = _reached(steps[hard], at, rule), _reached(wholes, at, rule)
            found = np.bincount(breaks[rule], minlength=_STEPS + 1)[:_STEPS].cumsum() / max(1, len(breaks[rule]))
            wrongly = sentences - sentences[at[rule]] + _DEAR * (stopped - stopped[at[rule]])
            gain = (found - found[at[rule]]) / (np.maximum(wrongly, 0) + 1)
            held_to = (sentences <= near * len(hard)) & (stopped <= whole * len(wholes))
            held_to &= shares <= SELDOM.get(RULES[rule], 1)
            gain = np.where(held_to & (np.arange(_STEPS) > at[rule]), gain, 0)
            best = max(best, (float(gain.max()), rule, int(gain.argmax())))
        if not best[0]:
            break
        at[best[1]] = best[2]
    found_at: Floats = ladders[at, np.arange(len(RULES))]
    return found_at


def calm(given: Sequence[Lesson], held: Floats, looks: Floats, share: float) -> Floats:
    """For each rule how far below all `looks` a sentence has to lie, so that of those that break it only a `share`
    do."""
    highest = (held - looks).max(axis=1)
    broken = [highest[[bool(one.marks[place]) for one in given]] for place in range(len(RULES))]
    return np.array([np.quantile(one, share) if len(one) else -np.inf for one in broken], np.float32)


def _reached(steps: Numbers, at: Numbers, rule: int) -> Numbers:
    """How many are reached by any rule, for each step that `rule` may be down while the others stay."""
    others = (np.delete(steps, rule, axis=1) <= np.delete(at, rule)).any(axis=1)
    more: Numbers = np.bincount(steps[~others, rule], minlength=_STEPS + 1)[:_STEPS].cumsum()
    return more + others.sum()


def _highest(model: Between, tunable: Tunable, ours: Sequence[Lesson]) -> Floats:
    """For each rule a score that none of `ours` reaches on any engine."""
    if not ours:
        return np.full(len(RULES), -np.inf, np.float32)
    vectors = Texts(ours).vectors(range(len(ours)), tunable)
    found: Floats = model.scores(vectors, [turns(one.text) for one in ours]).max(axis=0) + _ENGINES
    return found


def by_others(model: Between, tunable: Tunable, others: Sequence[Sequence[str]]) -> Floats:
    """For each rule a score that at most a share `_OTHERS` of these good replies reaches: how other hands write is not
    to be learnt from our own. Of rules that can seldom be broken nothing is said."""
    lowest = np.full(len(RULES), -np.inf, np.float32)
    every = [_lesson(part) for one in others for part in one]
    if not every:
        return lowest
    scored = model.scores(Texts(every).vectors(range(len(every)), tunable), [turns(one.text) for one in every])
    ends = np.cumsum([len(one) for one in others])[:-1]
    highest = np.stack([part.max(axis=0) for part in np.split(scored, ends) if len(part)])
    allowed = np.sort(highest, axis=0)[::-1][int(_OTHERS * len(highest))] + np.float32(1e-3)
    return np.where([rule in SELDOM for rule in RULES], lowest, allowed).astype(np.float32)


def _lesson(text: str) -> Lesson:
    return Lesson(text, "reply", np.zeros(len(RULES) + 1, np.float32))


def _places(given: Sequence[Lesson], whole: Sequence[Sequence[str]]) -> list[list[int]]:
    """Where the sentences of each reply stand among what is learnt from."""
    known = {one.text: place for place, one in enumerate(given)}
    return [[known[normalise(part)] for part in one if normalise(part) in known] for one in whole]


def _model(lines: Lines, counted: tuple[Floats, Floats], tuned: str) -> Between:
    """The rules' own lines, and that of anything at all, as one score for each rule."""
    counts, begins = counted
    none = np.zeros(len(RULES), np.float32)
    return Between(
        lines.middle, lines.spread, scores(lines.weights), scores(lines.offsets) + SHARE * scores(begins),
        SHARE * scores(counts), none, none, none, none, tuned,
    )  # fmt: skip
