"""A reading as the JSON that `ombud triage` prints, and the parts of it that one can ask for alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from ombud.triage.reading import Heard, Tier, Understood

# In the order in which they are printed, after `id`.
FIELDS: Final = (
    "language", "second_language", "kind", "scenario", "secondary_scenarios", "urgency", "anger", "abuse", "spam",
    "degrees", "sentiment", "concerns", "personal", "must_reply", "human_review", "confidence", "why",
)  # fmt: skip
_LANGUAGES: Final = frozenset(("language", "second_language"))

type Told = dict[str, Any]
type Read = Callable[[Sequence[Heard]], list[Told]]


def told(reading: Understood) -> Told:
    """All of a reading. Offsets are code points of the text; lists are never null; nothing of the text stands in it."""
    return {
        "language": reading.language,
        "second_language": reading.second_language,
        "kind": reading.kind.value,
        "scenario": reading.scenario.value,
        "secondary_scenarios": [one.value for one in reading.secondary],
        "urgency": reading.urgency,
        "anger": reading.anger,
        "abuse": reading.abuse,
        "spam": reading.spam,
        "degrees": {
            name: round(float(getattr(reading.degrees, name)), 4) for name in ("anger", "abuse", "spam")
        },
        "sentiment": reading.sentiment.value,
        "concerns": [{"start": one.start, "end": one.end, "kind": one.kind.value} for one in reading.concerns],
        "personal": [{"start": one.start, "end": one.end, "type": one.type} for one in reading.personal],
        "must_reply": reading.must_reply,
        "human_review": reading.human_review,
        "confidence": round(float(reading.confidence), 4),
        "why": list(reading.why),
    }  # fmt: skip


def asked(names: Sequence[str]) -> frozenset[str]:
    """The fields that are named, one by one or with commas between. Raises ValueError naming what there is not."""
    wanted = {part.strip() for name in names for part in name.split(",") if part.strip()} - {"id"}
    if unknown := sorted(wanted - set(FIELDS)):
        raise ValueError(f"there is no field {', '.join(unknown)}; there are {', '.join(FIELDS)}")
    return frozenset(wanted)


def reads(only: frozenset[str], tier: Tier, models: Path | None = None) -> Read:
    """What reads messages and tells `only` these fields (all of them where it is empty). What is not asked for costs
    nothing: the language alone loads no encoder, and personal data none either. `models` as for `Reader`."""
    if only and only <= _LANGUAGES:
        return _languages(only, models)
    if only and only <= _LANGUAGES | {"personal"}:
        return _personal(only, models)
    from ombud.triage.reader import Reader

    reader = Reader(models=models)

    def read(messages: Sequence[Heard]) -> list[Told]:
        return [_pick(told(reading), only) for reading in reader.read(messages, tier, only or None)]

    return read


def insist_on_sound(models: Path | None) -> None:
    """Ends the command with a line for each model in a folder of one's own that cannot be read by."""
    if models is not None:
        from ombud.triage.own import wrong

        if faults := wrong(models):
            said = "; ".join(f"the {fault.name} model in {models} is {fault.reason}" for fault in faults)
            raise click.ClickException(f"--models: {said}. Make it again with `ombud train --into`.")


def _languages(only: frozenset[str], models: Path | None) -> Read:
    from ombud.languages import detect

    def read(messages: Sequence[Heard]) -> list[Told]:
        said = [detect(message.whole, message.hint, models) for message in messages]
        return [_pick({"language": one.language, "second_language": one.second}, only) for one in said]

    return read


def _personal(only: frozenset[str], models: Path | None) -> Read:
    from ombud.triage.personal import personal

    languages = _languages(_LANGUAGES, models)

    def read(messages: Sequence[Heard]) -> list[Told]:
        answers = []
        for message, language in zip(messages, languages(messages), strict=True):
            found = personal(message.text, language["language"])
            spans = [{"start": one.start, "end": one.end, "type": one.type} for one in found]
            answers.append(_pick({**language, "personal": spans}, only))
        return answers

    return read


def _pick(answer: Told, only: frozenset[str]) -> Told:
    return {name: answer[name] for name in FIELDS if name in only} if only else answer
