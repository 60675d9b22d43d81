"""The reader: messages in, readings out, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from ombud.embeddings import Options, bag, encoder
from ombud.languages import UNKNOWN, Detected, as_seen, detect
from ombud.triage.concerns import TROUBLE, concerns
from ombud.triage.deciding import Scores, decide
from ombud.triage.features import clipped, plainer
from ombud.triage.kinds import Kind
from ombud.triage.leaning import Leaning, rows_of
from ombud.triage.learnt import LAYERS, NAME, QUICK, Floats, Model, of, tuning_of
from ombud.triage.personal import personal
from ombud.triage.reading import Decided, Heard, Part, Tier, Understood
from ombud.triage.rules import FirstReading, told
from ombud.triage.signs import Signs, signs

_BATCH: Final = 64
# Of a text in which no language shows (nothing, signs, code) no reading is sure: a person looks.
_UNREAD: Final = 0.4
# Characters that the fast tier looks at for words, and for the language; each message is read in full later.
_HASTY: Final = 2500
_GLIMPSE: Final = 600


class Reader:
    """Reads messages in one of two tiers. Safe to use from several threads.

    `corrections` are messages that a person here has read better, with the kind that she gave them: what comes near
    one is read as she did. `options` choose the engine, `models` is a folder with models of one's own (None:
    those that come with Ombud); they are loaded with the first message that needs them, and `ModelDamaged`,
    `ModelOutdated` or `languages.model.Damaged` is raised then.
    """

    def __init__(
        self,
        corrections: Sequence[tuple[Heard, Kind]] = (),
        options: Options | None = None,
        models: Path | None = None,
    ) -> None:
        self.corrections = corrections
        self._models = models
        self._options = replace(options or Options(), layers=LAYERS, tuning=tuning_of(models))
        self._leanings: dict[Tier, Leaning] = {}

    def read(
        self, messages: Sequence[Heard], tier: Tier = Tier.FULL, only: frozenset[str] | None = None
    ) -> list[Understood]:
        """One reading for each message, in their order. `only` names the fields that are wanted (None: all): the rest
        is then not looked for. Never raises for what a message holds."""
        found: list[Understood] = []
        for at in range(0, len(messages), _BATCH):
            found += self._read(messages[at : at + _BATCH], tier, only)
        return found

    def _read(self, messages: Sequence[Heard], tier: Tier, only: frozenset[str] | None) -> list[Understood]:
        glimpse, longest = (None, None) if tier is Tier.FULL else (_GLIMPSE, _HASTY)
        languages = [detect(message.whole[:glimpse], message.hint, self._models) for message in messages]
        shown = [
            signs(as_seen(message.text[:longest]), as_seen(message.subject), language.language)
            for message, language in zip(messages, languages, strict=True)
        ]
        firsts = [told(one, language.language) for one, language in zip(shown, languages, strict=True)]
        rows = self._rows([message.whole for message in messages], shown, tier)
        model = self._model(tier)
        said = _each(model.scores(rows), len(messages))
        if self.corrections:
            said = self._leant(said, rows, tier)
        inside: list[tuple[Part, ...]] = [()] * len(messages)
        if only is None or only & {"concerns", "urgency", "secondary_scenarios", "why", "human_review"}:
            inside = concerns(messages, languages, said, partial(self._scores, tier), hurried=tier is Tier.FAST)
        names = only is None or "personal" in only
        return [
            _put_together(message, language, first, scores, parts, tier, names)
            for message, language, first, scores, parts in zip(messages, languages, firsts, said, inside, strict=True)
        ]

    def _leant(self, said: list[Scores], rows: Floats, tier: Tier) -> list[Scores]:
        if tier not in self._leanings:
            texts = [message.whole for message, _ in self.corrections]
            way = (self._model(tier), self._options, tier)
            known = rows_of(texts, way, lambda fresh: self._rows(fresh, self._shown(fresh), tier))
            self._leanings[tier] = Leaning(known, [kind for _, kind in self.corrections])
        return self._leanings[tier].lean(said, rows)

    def _shown(self, texts: Sequence[str]) -> list[Signs]:
        return [signs(as_seen(text), "", detect(text, None, self._models).language) for text in texts]

    def _scores(self, tier: Tier, texts: Sequence[str], languages: Sequence[Detected]) -> list[Scores]:
        shown = [signs(as_seen(text), "", language.language) for text, language in zip(texts, languages, strict=True)]
        said = _each(self._model(tier).scores(self._rows(texts, shown, tier)), len(texts))
        return [{**scores, TROUBLE: float(one.regretted)} for scores, one in zip(said, shown, strict=True)]

    def _model(self, tier: Tier) -> Model:
        return of(self._models, NAME if tier is Tier.FULL else QUICK)

    def _rows(self, texts: Sequence[str], shown: Sequence[Signs], tier: Tier) -> Floats:
        seen = [as_seen(text) for text in texts]
        return self._model(tier).rows(self._vectors(seen, tier), seen, shown)

    def _vectors(self, texts: Sequence[str], tier: Tier) -> Floats:
        if tier is Tier.FULL:
            return encoder(self._options).encode([clipped(text) for text in texts])
        return bag().encode([plainer(clipped(text)) for text in texts])


def _each(scores: dict[str, Floats], count: int) -> list[Scores]:
    names = list(scores)
    table = np.stack([scores[name] for name in names], axis=1).tolist() if count else []
    return [dict(zip(names, row, strict=True)) for row in table]


def _put_together(
    message: Heard, language: Detected, first: FirstReading, scores: Scores, parts: tuple[Part, ...], tier: Tier,
    names: bool,
) -> Understood:  # fmt: skip
    decided = decide(scores, first, tuple(part.kind for part in parts))
    if language.language == UNKNOWN:
        decided = replace(decided, confidence=min(decided.confidence, _UNREAD))
    return Understood(
        **{field.name: getattr(decided, field.name) for field in fields(Decided)},
        language=language.language,
        second_language=language.second,
        concerns=parts or (Part(0, len(message.text), decided.kind),),
        personal=personal(message.text, language.language) if names else (),
        tier=tier,
    )
