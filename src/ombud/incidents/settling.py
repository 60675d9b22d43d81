"""Settling: all tellings looked at again from the beginning, when more is known than while they came in. Pure.

Groups whose tellings are on the whole likely enough to be of one trouble become one, the likest first (average
linkage), whatever the order in which they came. So groups are merged and split that were found too early or too late.
"""

from __future__ import annotations

import heapq
from typing import Final

from ombud.incidents.groups import WHOLE, Groups

_NEAR: Final = 16  # neighbours of a telling that it may be grouped with


def settle(groups: Groups, at: float) -> list[int]:
    """For each telling the group it is in, named after the group's first telling, when groups whose mean log odds are
    `at` or above have become one. The groups as they were found stay as they are."""
    members = {number: [number] for number in range(len(groups.of))}
    reached = _reached(groups)
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, other: int) -> None:
        # What was put together too early is to come apart here, so only a large group is looked past.
        odds = groups.linked(members[one], members[other], WHOLE)
        if odds >= at:
            heapq.heappush(heap, (-odds, one, other, len(members[one]), len(members[other])))

    for one, near in reached.items():
        for other in sorted(near):
            if one < other:
                offer(one, other)
    while heap:
        _, one, other, size, others = heapq.heappop(heap)
        if len(members.get(one, ())) != size or len(members.get(other, ())) != others:
            continue  # one of them has grown since, or is gone
        members[one] = sorted(members[one] + members.pop(other))
        reached[one] = (reached[one] | reached.pop(other)) - {one, other}
        for by in sorted(reached[one]):
            reached[by] = (reached[by] - {other}) | {one}
            offer(min(one, by), max(one, by))
    found = [0] * len(groups.of)
    for group, numbers in members.items():
        for number in numbers:
            found[number] = group
    return found


def _reached(groups: Groups) -> dict[int, set[int]]:
    """Which tellings lie near which, both ways."""
    found: dict[int, set[int]] = {number: set() for number in range(len(groups.of))}
    for number, hers in found.items():
        for near, _ in groups.neighbours.near(groups.neighbours.place(number), _NEAR):
            if near != number:
                hers.add(near)
                found[near].add(number)
    return found
