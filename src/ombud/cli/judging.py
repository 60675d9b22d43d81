"""How good models are: read with them what they never learnt from, and count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ombud.cli.evaluate_triage import ours
from ombud.cli.lines import MOST
from ombud.triage.learning.teach import aside
from ombud.triage.reader import Reader
from ombud.triage.reading import Heard, Tier
from ombud.triage.scoring import Gold, Judged, Scores, scores

if TYPE_CHECKING:
    from ombud.cli.steps import Steps
    from ombud.embeddings import Options


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores by language ("all" first): of exemplars, in both tiers, and of the public sets' tenth."""

    full: dict[str, Scores]
    fast: dict[str, Scores]
    aside: dict[str, Scores]


def figures(folder: Path, models: Path | None, options: Options, exemplars: Path | None, steps: Steps) -> Figures:
    """Reads with the models in `models` (None: in the package) what nothing was learnt from."""
    reader = Reader(options=options, models=models)
    known = [(one.message, one.gold) for one in ours(exemplars)]
    public = aside(folder)
    posts = [
        *((Heard(post.text), Gold(language=post.language, abuse=post.label == "yes")) for post in public.abuse),
        *((Heard(post.text), Gold(language=post.language, spam=post.label == "yes")) for post in public.spam),
        *((Heard(post.text), Gold(language=post.language, sentiment=post.label)) for post in public.sentiment),
    ]
    steps.begin("Reading what nothing was learnt from", 2 * len(known) + len(posts))
    return Figures(
        _read(reader, known, Tier.FULL, None, steps),
        _read(reader, known, Tier.FAST, None, steps),
        _read(reader, posts, Tier.FULL, frozenset({"abuse", "spam", "sentiment"}), steps),
    )


def _read(
    reader: Reader, known: Sequence[tuple[Heard, Gold]], tier: Tier, only: frozenset[str] | None, steps: Steps
) -> dict[str, Scores]:
    judged: list[Judged] = []
    for at in range(0, len(known), MOST):
        batch = known[at : at + MOST]
        readings = reader.read([message for message, _ in batch], tier, only)
        judged += [
            Judged("", message.text, reading, gold) for (message, gold), reading in zip(batch, readings, strict=True)
        ]
        steps.advance(len(batch))
    return scores(judged)
