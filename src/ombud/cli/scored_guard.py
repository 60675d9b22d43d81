"""Scores of the guard as tables and as JSON: every share with its count and its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ombud.replies.guard.scoring import Scores
    from ombud.triage.scoring.counts import Found, Share

WORDED: Final = {"plain": "worded plainly", "subtle": "between the lines"}


def scored_text(groups: Mapping[str, Scores]) -> Iterator[str]:
    """Verdicts by language, which verdict was given for which, and each rule."""
    yield "In brackets: 95 % intervals and counts."
    yield from _table(
        "Verdicts",
        [("", "right", "violations stopped", "good replies stopped", "good replies warned about")]
        + [
            (name, *map(_share, (one.verdicts.accuracy, one.stopped, one.false_blocks, one.false_warnings)))
            for name, one in groups.items()
        ],
    )
    table = groups["all"].verdicts
    yield from _table(
        "Which verdict for which",
        [("should be \\ was", *table.labels)]
        + [
            (should, *(str(table.counts.get((should, was), 0) or ".") for was in table.labels))
            for should in table.labels
        ],
    )
    for name, one in groups.items():
        rows = [
            (rule, _share(found.recall), _share(found.precision), _percent(found.f1))
            for rule, found in one.rules.items()
        ]
        yield from _table(f"Rules, {name}", [("", "found", "right when found", "F1"), *rows])


def worded(shares: Mapping[str, Share]) -> Iterator[str]:
    """Violations stopped, by how they are worded."""
    if shares:
        yield from _table("Violations stopped", [(WORDED[how], _share(share)) for how, share in shares.items()])


def card_lines(groups: Mapping[str, Scores], shares: Mapping[str, Share]) -> list[str]:
    """The figures of the model card: verdicts by language, violations by wording, then the rules over all."""
    lines = ["| | violations stopped | good replies stopped | verdict right |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {_share(one.stopped)} | {_share(one.false_blocks)} | {_share(one.verdicts.accuracy)} |"
        for name, one in groups.items()
    ]
    lines += [f"| {WORDED[how]} | {_share(share)} | | |" for how, share in shares.items()]
    lines += ["", "| rule | found | right when found |", "|---|---|---|"]
    return lines + [
        f"| {rule} | {_share(found.recall)} | {_share(found.precision)} |"
        for rule, found in groups["all"].rules.items()
    ]


def scored_json(one: Scores) -> dict[str, Any]:
    """One group's scores, shares from 0 to 1."""
    return {
        "replies": one.replies,
        "verdicts": {
            "accuracy": told(one.verdicts.accuracy),
            "macro_f1": _round(one.verdicts.macro_f1),
            "confusion": {
                should: {was: one.verdicts.counts.get((should, was), 0) for was in one.verdicts.labels}
                for should in one.verdicts.labels
            },
        },
        "violations_stopped": told(one.stopped),
        "good_stopped": told(one.false_blocks),
        "good_warned": told(one.false_warnings),
        "rules": {rule: _found(found) for rule, found in one.rules.items()},
    }


def _found(found: Found) -> dict[str, Any]:
    return {"precision": told(found.precision), "recall": told(found.recall), "f1": _round(found.f1)}


def told(share: Share) -> dict[str, Any]:
    """A share from 0 to 1, with its count and its interval."""
    interval = [_round(end) for end in share.interval] if share.interval else None
    return {"share": _round(share.value), "count": share.hits, "of": share.of, "interval": interval}


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def _share(share: Share) -> str:
    if share.interval is None:
        return "-"
    low, high = share.interval
    return f"{_percent(share.value)} % ({_percent(low)}-{_percent(high)}, {share.hits} of {share.of})"


def _table(title: str, rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    yield ""
    yield title
    for row in rows:
        yield "  " + "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
