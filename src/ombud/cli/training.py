"""Training, step by step: sets and exemplars in, the models as the bytes of files out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ombud.cli.corrected import Corrected, texts_by_language
from ombud.embeddings import Encoder, Engine, Options, bag, encoder, one_thread, pieces, tuning
from ombud.embeddings.weights import Weights
from ombud.triage.features import clipped, plainer
from ombud.triage.learning import sets
from ombud.triage.learning.exemplars import Exemplar
from ombud.triage.learning.sources import SOURCES, Source, not_for_languages
from ombud.triage.learning.teach import QUICK as FEW
from ombud.triage.learning.teach import kept, teach
from ombud.triage.learnt import LAYERS, NAME, QUICK, Floats, write

if TYPE_CHECKING:
    from ombud.cli.steps import Steps

_AT_ONCE: Final = 256
# Pieces of text cut for each language; fewer is quicker and worse.
EACH: Final = 6_000


@dataclass(frozen=True, slots=True)
class Given:
    """What is learnt from."""

    folder: Path
    exemplars: Sequence[Exemplar]
    corrections: list[Corrected] = field(default_factory=list)

    @property
    def kinds(self) -> list[sets.Post]:
        """The messages of which a person said the kind."""
        return [sets.Post(one.text, one.language, one.kind) for one in self.corrections if one.kind]


def needed(only: str | None) -> list[Source]:
    """The sets that must be there."""
    return [one for one in SOURCES if only != "readings" or one.labels]


def options(given: Given, tuned: Path) -> Options:
    """The encoder that is learnt with, tuned by the file `tuned`: numpy, since its figures are the same on every
    machine of a kind. It keeps every vector, so that nothing is encoded twice."""
    return Options(engine=Engine.NUMPY, layers=LAYERS, tuning=tuned, remembered=2 * len(_texts(given)) + 10_000)


def tuned(given: Given, steps: Steps) -> bytes:
    """The changes to the encoder."""
    from ombud.embeddings import PREFIX
    from ombud.embeddings.learning.tunable import Tunable
    from ombud.embeddings.texts import plain
    from ombud.embeddings.tuning import write as written
    from ombud.triage.learning.tune import LOWEST, SEED, lessons, tune

    longest = Options().longest
    learnt = lessons(given.exemplars, given.folder, lambda text: pieces().framed(PREFIX + plain(text), longest), kept)
    tunable = Tunable(Weights(), LAYERS, LOWEST, SEED)
    tune(learnt, tunable, _Told(steps))
    return written(tunable.changes())


def readings(given: Given, tuned: Path, steps: Steps) -> dict[str, bytes]:
    """The model that reads in full, with the encoder tuned by the file `tuned`, and the quick one."""
    full = encoder(options(given, tuned))
    _encode(full, _texts(given), steps)
    steps.begin("Learning to read in full")
    model = teach(given.exemplars, given.folder, full, steps.now, corrected=given.kinds)
    made = {NAME: write(replace(model, tuned=tuning(tuned).name))}
    steps.begin("Learning to read quickly")
    made[QUICK] = write(teach(given.exemplars, given.folder, _Quick(), steps.now, most=FEW, corrected=given.kinds))
    return made


def languages(given: Given, steps: Steps, each: int = EACH) -> tuple[bytes, int]:
    """The model of languages, and of how many texts it is."""
    from ombud.languages.learning.learn import learn

    steps.begin("Learning the languages (two minutes)")
    also = [(one.language, one.text) for one in given.exemplars if not one.label.mixed]
    also += texts_by_language(given.corrections)
    one_thread()
    learnt = learn(given.folder, also, not_for_languages(given.folder), each=each)
    return learnt.file, sum(learnt.texts.values())


class _Told:
    """Tells the steps of tuning as parts of one step of the command."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __call__(self, step: int, of: int, loss: float) -> None:
        if step == 1:
            self._steps.begin("Tuning the encoder", of)
        self._steps.advance(1)


class _Quick:
    """Texts as the quick tier takes them."""

    def encode(self, texts: Sequence[str], /) -> Floats:
        return bag().encode([plainer(text) for text in texts])


def _texts(given: Given) -> list[str]:
    """Everything that will be encoded: exemplars and their marked parts, the sets (also what is kept aside), and
    corrections."""
    texts = [one.text for one in given.exemplars]
    texts += [one.text[start:end] for one in given.exemplars if len(one.concerns) > 1 for start, end, _ in one.concerns]
    posts = [*sets.abuse(given.folder), *sets.spam(given.folder), *sets.sentiment(given.folder), *given.kinds]
    return [*texts, *(post.text for post in posts)]


def _encode(encodes: Encoder, texts: list[str], steps: Steps) -> None:
    """Encodes in small batches, always the same, so that one sees how far it is; the encoder remembers."""
    steps.begin("Encoding texts", len(texts))
    for at in range(0, len(texts), _AT_ONCE):
        batch = [clipped(text) for text in texts[at : at + _AT_ONCE]]
        encodes.encode(batch, threads=cpu_count() or 1)
        steps.advance(len(batch))
