"""When there is more of something than usual: a rate that breaks from its own normal. Pure (D12, D33).

The normal is that of the same hours of the week in past weeks, as the clocks on the wall showed them: in summer people
do not write an hour later. A break is a count that chance would bring about less
than once in ten thousand such windows. A window is only looked at when somebody writes, so that of a thousand messages
at most `1000 * len(WINDOWS) * CHANCE` (0.3) raise a false one, however many topics there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from math import exp, lgamma, log, log1p
from statistics import fmean, median
from typing import Final

HOUR: Final = timedelta(hours=1)
WEEK: Final = timedelta(days=7)
WEEKS: Final = 8  # that the normal is learnt from
ENOUGH: Final = 4  # of these at least, or nothing is said
WINDOWS: Final = (2, 6, 24)  # hours up to now, whole hours of the clock
FEWEST: Final = 5  # people: fewer are for `rules.proposes` to see
CHANCE: Final = 1e-4
RESTLESS: Final = 1.5  # days differ: the counts of the calmest topic spread so much more than pure chance has it
OUTLIER: Final = 3.0  # times the median: a week that had trouble of its own is no normal


def hour_of(at: datetime) -> datetime:
    """The full hour that `at` is in."""
    return at.replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Normal:
    """What is usual: the mean of a window and how far it spreads, from so many weeks."""

    mean: float
    variance: float
    weeks: int


@dataclass(frozen=True, slots=True)
class Break:
    """More than usual: so many people since `since`, where `usual` would be normal, in so many hours of the clock."""

    count: int
    usual: float
    hours: int
    since: datetime
    chance: float


def learnt(past: Sequence[int]) -> Normal | None:
    """The normal of a window from what it held in past weeks; None where there are too few of them to know.

    A week with trouble of its own is cut to what is still believable, so that one bad week does not deafen us for the
    next eight. The spread has room for what so few weeks cannot show.
    """
    if len(past) < ENOUGH:
        return None
    highest = OUTLIER * median(past) + OUTLIER
    kept = [min(float(count), highest) for count in past]
    weeks = len(kept)
    mean = (sum(kept) + 0.5) / weeks
    spread = sum((count - fmean(kept)) ** 2 for count in kept) / (weeks - 1)
    restless = max(RESTLESS, spread / mean)
    # The mean itself is only known as well as so many weeks tell it.
    return Normal(mean, mean * restless * (1 + 1 / weeks), weeks)


def chance_of(count: int, normal: Normal) -> float:
    """How likely so many or more are by chance: the tail of a negative binomial with this mean and variance."""
    if count <= 0:
        return 1.0
    shape = normal.mean**2 / (normal.variance - normal.mean)
    success = log(shape / (shape + normal.mean))
    failure = log1p(-shape / (shape + normal.mean))

    def exactly(k: int) -> float:
        return exp(lgamma(k + shape) - lgamma(shape) - lgamma(k + 1) + shape * success + k * failure)

    below = sum(exactly(k) for k in range(count)) if count < 2000 else 1.0
    return max(1.0 - below, 0.0)


def weeks_before(hour: datetime, weeks: int, zone: tzinfo) -> datetime:
    """The hour at which so many weeks ago the clocks of the zone showed the same."""
    return hour_of((hour.astimezone(zone) - weeks * WEEK).astimezone(UTC))


def broken(
    counts: Mapping[datetime, int], now: datetime, since: datetime, explained: int = 0, *, zone: tzinfo = UTC
) -> Break | None:
    """The break that is least likely by chance, of a topic's people per hour of the clock, if there is one.

    `since` is the hour from which on the topic's channel was counted at all: weeks before it say nothing. `explained`
    people are in an incident that somebody knows of; they are no news. `zone` is that of those who read there.
    """
    best: Break | None = None
    for hours in WINDOWS:
        begin = hour_of(now) - (hours - 1) * HOUR
        count = _within(counts, begin, hours) - explained
        if count < FEWEST:
            continue
        weeks = [weeks_before(begin, n, zone) for n in range(1, WEEKS + 1)]
        normal = learnt([_within(counts, start, hours) for start in weeks if start >= since])
        if normal is None or count <= normal.mean:
            continue
        chance = chance_of(count, normal)
        if chance <= CHANCE and (best is None or chance < best.chance):
            best = Break(count, normal.mean, hours, begin, chance)
    return best


def _within(counts: Mapping[datetime, int], begin: datetime, hours: int) -> int:
    return sum(counts.get(begin + n * HOUR, 0) for n in range(hours))
