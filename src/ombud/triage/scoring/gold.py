"""What a message should be read as, as far as somebody has said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from ombud.triage.kinds import Kind, Scenario, Sentiment
from ombud.triage.scoring.spans import Span
from ombud.triage.scoring.types import type_named

FROM: Final = 0.5  # a degree from here on is a yes


@dataclass(frozen=True, slots=True)
class Gold:
    """None where nothing is said, which is then not scored. `second_language` "" says that there is none; `doubtful`
    that a careful person would hesitate."""

    language: str | None = None
    second_language: str | None = None
    kind: str | None = None
    scenario: str | None = None
    secondary_scenarios: tuple[str, ...] | None = None
    urgency: int | None = None
    anger: bool | None = None
    abuse: bool | None = None
    spam: bool | None = None
    sentiment: str | None = None
    concerns: tuple[Span, ...] | None = None
    personal: tuple[Span, ...] | None = None
    must_reply: bool | None = None
    human_review: bool | None = None
    doubtful: bool = False


class Wrong(ValueError):
    """A field is not what it should be; says what it should be."""


def gold(said: Mapping[str, Any], length: int) -> tuple[Gold, tuple[str, ...]]:
    """The gold for a text of `length` code points, and what was wrong in it; a wrong field is left out.

    `degrees` count as yes from 0.5 on, where `anger`, `abuse` or `spam` are not said themselves. Fields that are not
    scored are ignored. Never raises.
    """
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for name, check in _CHECKS.items():
        if name in said:
            try:
                found[name] = check(said[name])
            except Wrong as error:
                wrong.append(f'gold "{name}" {error}')
    for name, places in (("concerns", _concern), ("personal", _private)):
        if name in said:
            try:
                found[name] = _spans(said[name], length, places)
            except Wrong as error:
                wrong.append(f'gold "{name}" {error}')
    if "degrees" in said:
        try:
            found = {**_degrees(said["degrees"]), **found}
        except Wrong as error:
            wrong.append(f'gold "degrees" {error}')
    return Gold(**found), tuple(wrong)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("must be true or false")
    return value


def _urgency(value: Any) -> int:
    if isinstance(value, bool) or value not in (1, 2, 3, 4):
        raise Wrong("must be 1, 2, 3 or 4")
    return int(value)


def _code(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong('must be a language of ISO 639-1 or "unknown"')
    return value.strip().casefold().replace("_", "-").partition("-")[0]


def _second(value: Any) -> str:
    return "" if value is None else _code(value)


def _one_of(words: type[StrEnum]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in set(words):
            raise Wrong(f"must be one of {', '.join(words)}")
        return value

    return check


def _secondary(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Wrong("must be a list of scenarios")
    return tuple(dict.fromkeys(_one_of(Scenario)(one) for one in value))


def _degrees(value: Any) -> dict[str, bool]:
    if not isinstance(value, dict):
        raise Wrong("must be an object with anger, abuse, spam")
    said = {name: value[name] for name in ("anger", "abuse", "spam") if name in value}
    if any(isinstance(one, bool) or not isinstance(one, int | float) or not 0 <= one <= 1 for one in said.values()):
        raise Wrong("must be numbers from 0 to 1")
    return {name: one >= FROM for name, one in said.items()}


def _spans(value: Any, length: int, name: Callable[[dict[str, Any]], str]) -> tuple[Span, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Wrong("must be a list of objects with start, end and what is there")
    return tuple(_span(one, length, name(one)) for one in value)


def _span(one: dict[str, Any], length: int, name: str) -> Span:
    start, end = one.get("start"), one.get("end")
    if any(isinstance(at, bool) or not isinstance(at, int) for at in (start, end)):
        raise Wrong("must have whole numbers as start and end")
    start, end = cast("int", start), cast("int", end)
    if not 0 <= start < end <= length:
        raise Wrong("must lie within the text, the start before the end (code points)")
    return Span(start, end, name)


def _concern(one: dict[str, Any]) -> str:
    return _one_of(Kind)(one.get("kind"))


def _private(one: dict[str, Any]) -> str:
    named = type_named(one.get("type"))
    if named is None:
        raise Wrong("has a type that is not known")
    return named


_CHECKS: Final[dict[str, Callable[[Any], object]]] = {
    "language": _code,
    "second_language": _second,
    "kind": _one_of(Kind),
    "scenario": _one_of(Scenario),
    "secondary_scenarios": _secondary,
    "urgency": _urgency,
    "anger": _truth,
    "abuse": _truth,
    "spam": _truth,
    "sentiment": _one_of(Sentiment),
    "must_reply": _truth,
    "human_review": _truth,
}
