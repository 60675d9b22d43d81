"""What finding more of something costs: the share wrongly flagged at each share found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ombud.triage.scoring.counts import Share

RECALLS: Final = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Point:
    """Flagging from `threshold` on finds `recall` (at least `asked`) and flags `false` of those it should not."""

    asked: float
    threshold: float
    recall: Share
    false: Share


def curve(there: Sequence[float], not_there: Sequence[float], recalls: Sequence[float] = RECALLS) -> tuple[Point, ...]:
    """The highest threshold for each recall. `there` and `not_there` are degrees from 0 to 1; nothing without both."""
    if not there or not not_there:
        return ()
    falling = sorted(there, reverse=True)
    points = []
    for asked in recalls:
        threshold = falling[max(0, math.ceil(asked * len(falling) - 1e-9) - 1)]
        points.append(
            Point(
                asked,
                threshold,
                Share(sum(degree >= threshold for degree in there), len(there)),
                Share(sum(degree >= threshold for degree in not_there), len(not_there)),
            )
        )
    return tuple(points)
