"""Scores as JSON: every share with its count, every estimate with its interval, shares from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ombud.triage.scoring import Mistake, Scores
from ombud.triage.scoring.confusion import Confusion
from ombud.triage.scoring.counts import Found, Share


def scored_json(scores: Scores) -> dict[str, Any]:
    """One group's scores; a figure that the gold does not speak of is not there."""
    return {
        "messages": scores.messages,
        **{name: _table(table) for name, table in scores.tables.items()},
        **{name: _found(found) for name, found in scores.found.items()},
        **{name: _share(share) for name, share in scores.shares.items()},
        **({"abuse_curve": [_point(point) for point in scores.abuse_curve]} if scores.abuse_curve else {}),
        **({"personal": _personal(scores)} if scores.personal else {}),
    }


def mistakes_json(mistakes: Sequence[Mistake]) -> list[dict[str, Any]]:
    """The mistakes, with the beginning of each text."""
    return [
        {
            "where": mistake.where,
            "gravity": mistake.gravity,
            "fields": {name: {"should_be": should, "read_as": was} for name, should, was in mistake.fields},
            "text": mistake.text,
        }
        for mistake in mistakes
    ]


def _point(point: Any) -> dict[str, Any]:
    return {
        "asked": point.asked,
        "threshold": _round(point.threshold),
        "recall": _share(point.recall),
        "angry_read_as_abuse": _share(point.false),
    }


def _personal(scores: Scores) -> dict[str, Any]:
    return {
        name: {"exact": _found(exact), "overlapping": _found(near)} for name, (exact, near) in scores.personal.items()
    }


def _share(share: Share) -> dict[str, Any]:
    return {"share": _round(share.value), "count": share.hits, "of": share.of, "interval": _both(share.interval)}


def _found(found: Found) -> dict[str, Any]:
    sides = {"precision": found.precision, "recall": found.recall, "false_rate": found.false_rate}
    return {**{name: _share(share) for name, share in sides.items() if share.of}, "f1": _round(found.f1)}


def _table(table: Confusion) -> dict[str, Any]:
    return {
        "accuracy": _share(table.accuracy),
        "macro_f1": _round(table.macro_f1),
        "macro_f1_interval": _both(table.macro_f1_interval),
        "labels": {label: _found(table.found(label)) for label in table.labels},
        "confusion": {
            should: {was: table.counts[should, was] for was in table.labels if (should, was) in table.counts}
            for should in table.labels
            if any((should, was) in table.counts for was in table.labels)
        },
    }


def _both(interval: tuple[float, float] | None) -> list[float | None] | None:
    return [_round(end) for end in interval] if interval else None


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
