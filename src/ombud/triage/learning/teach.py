"""Teaching: exemplars and public sets in, the model of readings out."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from ombud.triage.features import clipped
from ombud.triage.kinds import COMPLAINTS, Kind, Sentiment
from ombud.triage.learning import sets
from ombud.triage.learning.exemplars import Exemplar
from ombud.triage.learning.fit import Head, fit
from ombud.triage.learnt import LAYERS, VERSION, Floats, Model
from ombud.triage.signs import Signs, signs

__all__ = ["LAYERS", "Aside", "aside", "teach"]

_SURE: Final = 0.05
_DOUBTFUL: Final = 1.0


class Encodes(Protocol):
    """Texts into rows: the encoder, or the quick look without one."""

    def encode(self, texts: Sequence[str], /) -> Floats: ...


@dataclass(frozen=True)
class Landmarks:
    """How many rows a model compares with, at most, of the exemplars and of each public set."""

    exemplars: int
    abuse: int
    spam: int
    sentiment: int


FULL: Final = Landmarks(100_000, 800, 200, 1000)
QUICK: Final = Landmarks(1500, 250, 50, 300)


@dataclass(frozen=True)
class Aside:
    """The tenth of the public sets that nothing is learnt from, to be scored by."""

    abuse: list[sets.Post]
    spam: list[sets.Post]
    sentiment: list[sets.Post]


def aside(folder: Path) -> Aside:
    """What is kept aside of the sets in `folder`: the same posts every time."""
    return Aside(*([post for post in some if kept(post)] for some in _all(folder)))


def kept(post: sets.Post) -> bool:
    """Whether a post is kept aside, to be scored by."""
    return zlib.crc32(post.text.encode()) % 10 == 0


def _all(folder: Path) -> tuple[list[sets.Post], list[sets.Post], list[sets.Post]]:
    return sets.abuse(folder), sets.spam(folder), sets.sentiment(folder)


def teach(
    written: Sequence[Exemplar], folder: Path, encoder: Encodes, tell: Callable[[str], None], most: Landmarks = FULL,
    corrected: Sequence[sets.Post] = (),
) -> Model:  # fmt: skip
    """A model of `written` exemplars, the sets in `folder`, and messages that somebody `corrected`, labelled by kind.

    The same input gives the same model.
    """
    abuse, spam, feeling = ([post for post in some if not kept(post)] for some in _all(folder))
    tell(f"{len(written)} exemplars; {len(abuse)}, {len(spam)} and {len(feeling)} posts for abuse, spam and sentiment")
    texts = [one.text for one in written]
    languages = [one.language for one in written]
    shown = [signs(text, "", language) for text, language in zip(texts, languages, strict=True)]
    vectors = encoder.encode([clipped(text) for text in texts])
    model = _empty(vectors, shown)
    own = model.rows(vectors, texts, shown)
    tell("encoding the posts")
    rude, junk, felt = (_rows(model, posts, encoder) for posts in (abuse, spam, feeling))
    here = _rows(model, corrected, encoder)
    first = np.vstack([_drawn(own, most.exemplars), here])
    landmarks = np.vstack([
        first, _drawn(rude, most.abuse), _drawn(junk, most.spam), _drawn(felt, most.sentiment)
    ])  # fmt: skip
    heads = [
        _of_kinds(written, own, corrected, here, len(first)),
        *_of_exemplars(written, own, len(first)),
        _of_parts(written, own, model, encoder, len(first)),
        _joined("abuse", own, [one.label.abuse >= 2 for one in written], rude, abuse, len(landmarks)),
        _joined("spam", own, [one.label.kind == Kind.SPAM for one in written], junk, spam, len(landmarks)),
        _of_sentiment(written, own, felt, feeling, len(landmarks)),
    ]
    weights = fit(heads, landmarks, tell)
    names = tuple(name for head in heads for name in head.names)
    return Model(model.signs, model.middle, model.spread, landmarks, weights, names, VERSION)


def _empty(vectors: Floats, shown: Sequence[Signs]) -> Model:
    known = tuple(sorted({sign for one in shown for sign in one.counts}))
    none = np.zeros((0, 0), np.float32)
    spread = vectors.std(axis=0)
    spread[spread == 0] = 1  # of very few texts, some number may be the same in all
    return Model(known, vectors.mean(axis=0), spread, none, none, (), VERSION)


def _rows(model: Model, posts: Sequence[sets.Post], encoder: Encodes) -> Floats:
    texts = [post.text for post in posts]
    shown = [signs(post.text, "", post.language) for post in posts]
    return model.rows(encoder.encode([clipped(text) for text in texts]), texts, shown)


def _drawn(rows: Floats, most: int) -> Floats:
    if len(rows) <= most:
        return rows
    drawn: Floats = rows[np.random.default_rng(1).permutation(len(rows))[:most]]
    return drawn


def _yes(marks: Sequence[bool]) -> Floats:
    return np.where(np.array(marks, bool), 1, -1).astype(np.float32)


def _one_of(said: Sequence[str], words: Sequence[str]) -> Floats:
    return np.where(np.array(said)[:, None] == np.array(words)[None], 1, -1).astype(np.float32)


def _of_kinds(
    written: Sequence[Exemplar], own: Floats, corrected: Sequence[sets.Post], here: Floats, count: int
) -> Head:
    """A correction tells the kind and nothing else, so it speaks in this head alone."""
    said = [one.label.kind.value for one in written] + [post.label for post in corrected]
    return Head(tuple(f"kind:{kind}" for kind in Kind), np.vstack([own, here]), _one_of(said, list(Kind)), count, _SURE)


def _of_exemplars(written: Sequence[Exemplar], own: Floats, count: int) -> list[Head]:
    labels = [one.label for one in written]
    pressing = np.column_stack([_yes([label.urgency <= most for label in labels]) for most in (1, 2)])
    degree = np.array([label.anger / 3 for label in labels], np.float32)
    anger = np.column_stack([degree, _yes([label.anger >= 2 for label in labels])])
    complaints = [place for place, label in enumerate(labels) if label.kind == Kind.COMPLAINT]
    about = [labels[place].scenario for place in complaints]
    return [
        Head(tuple(f"scenario:{one}" for one in COMPLAINTS), own[complaints], _one_of(about, COMPLAINTS), count, _SURE),
        Head(("urgent:1", "urgent:2"), own, pressing, count, _SURE),
        Head(("anger:degree", "anger"), own, anger, count, _SURE * 4),
        Head(("idle",), own, _yes([label.small_talk for label in labels])[:, None], count, _SURE * 4),
        Head(("abuse:here",), own, _yes([label.abuse >= 2 for label in labels])[:, None], count, _SURE),
        Head(("threat",), own, _yes([label.threat for label in labels])[:, None], count, _SURE),
    ]  # fmt: skip


def _of_parts(written: Sequence[Exemplar], own: Floats, model: Model, encoder: Encodes, count: int) -> Head:
    """The kind of a part of a message: whole messages of one concern, and the marked parts of those with several."""
    whole = [place for place, one in enumerate(written) if len(one.concerns) == 1]
    marked = [(one, place) for one in written if len(one.concerns) > 1 for place in one.concerns]
    posts = [sets.Post(one.text[start:end], one.language, kind) for one, (start, end, kind) in marked]
    rows = np.vstack([own[whole], _rows(model, posts, encoder)])
    kinds = [written[place].label.kind.value for place in whole] + [post.label for post in posts]
    return Head(tuple(f"part:{kind}" for kind in Kind), rows, _one_of(kinds, list(Kind)), count, _SURE * 4)


def _joined(
    name: str, own: Floats, marks: Sequence[bool], others: Floats, posts: Sequence[sets.Post], landmarks: int
) -> Head:
    said = np.concatenate([_yes(marks), _yes([post.label == "yes" for post in posts])])
    return Head((name,), np.vstack([own, others]), said[:, None], landmarks, _DOUBTFUL)


def _of_sentiment(
    written: Sequence[Exemplar], own: Floats, felt: Floats, posts: Sequence[sets.Post], landmarks: int
) -> Head:
    said = [one.label.sentiment for one in written] + [post.label for post in posts]
    names = tuple(f"sentiment:{one}" for one in Sentiment)
    return Head(names, np.vstack([own, felt]), _one_of(said, list(Sentiment)), landmarks, _DOUBTFUL)
