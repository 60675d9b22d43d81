"""How well tellings were put together: counted against what people say belongs together. Pure.

Pairs ask of every two tellings whether they were put together rightly (precision) and whether those that belong
together were (recall). B-cubed asks the same from each telling's side (Bagga and Baldwin, 1998), so that one large
incident does not outvote many small ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Judged:
    """One telling: the group it was put in, the incident it belongs to (None: to none), whether its group was proposed
    as an incident with it, and who wrote it."""

    group: Hashable
    gold: str | None
    proposed: bool = False
    author: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """`needed` holds, for each incident that was proposed, how many of its messages had come by then, `people` how many
    of its people had written; `missed` are incidents of three people and more that were not. `again` counts proposals
    of what was proposed before, `wrong` those of which most tellings belong together in nothing, `unrelated` the
    tellings that belong to no incident."""

    tellings: int
    incidents: int
    pairs: Shares
    bcubed: Shares
    needed: tuple[int, ...]
    people: tuple[int, ...]
    missed: int
    again: int
    wrong: int
    unrelated: int

    @property
    def needed_by_half(self) -> float | None:
        """By how many messages half of the proposed incidents were proposed."""
        return median(self.needed) if self.needed else None

    @property
    def people_by_half(self) -> float | None:
        """By how many people half of the proposed incidents were proposed."""
        return median(self.people) if self.people else None

    @property
    def by_third(self) -> float | None:
        """The share of incidents of three people and more that were proposed by the third person or before."""
        all_of_them = len(self.people) + self.missed
        return sum(count <= 3 for count in self.people) / all_of_them if all_of_them else None

    @property
    def wrong_per_thousand(self) -> float | None:
        """False incidents for each 1,000 unrelated tellings."""
        return 1000 * self.wrong / self.unrelated if self.unrelated else None


def figures(judged: Sequence[Judged]) -> Figures:
    """All that can be counted of tellings in the order in which they came."""
    names = Counter(one.gold for one in judged if one.gold is not None)
    proposed = _proposals(judged)
    return Figures(
        len(judged), len(names), _pairs(judged), _bcubed(judged), *proposed,
        unrelated=sum(one.gold is None or names[one.gold] == 1 for one in judged),
    )  # fmt: skip


def _gold(judged: Sequence[Judged]) -> list[Hashable]:
    """Whoever belongs to no incident belongs with nobody."""
    return [("alone", place) if one.gold is None else one.gold for place, one in enumerate(judged)]


def _two(count: int) -> int:
    return count * (count - 1) // 2


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _pairs(judged: Sequence[Judged]) -> Shares:
    gold = _gold(judged)
    both = Counter((one.group, name) for one, name in zip(judged, gold, strict=True))
    right = sum(map(_two, both.values()))
    return Shares(
        _share(right, sum(map(_two, Counter(one.group for one in judged).values()))),
        _share(right, sum(map(_two, Counter(gold).values()))),
    )


def _bcubed(judged: Sequence[Judged]) -> Shares:
    gold = _gold(judged)
    both = Counter((one.group, name) for one, name in zip(judged, gold, strict=True))
    groups, names = Counter(one.group for one in judged), Counter(gold)
    found = sum(count * count / groups[group] for (group, _), count in both.items())
    wanted = sum(count * count / names[name] for (_, name), count in both.items())
    return Shares(_share(found, len(judged)), _share(wanted, len(judged)))


def _proposals(judged: Sequence[Judged]) -> tuple[tuple[int, ...], tuple[int, ...], int, int, int]:
    """By how many messages and by how many people each incident was proposed, how many never were, how many proposals
    were of one that had been proposed already, and how many of nothing."""
    heard: dict[str, set[Hashable]] = defaultdict(set)
    messages: Counter[str] = Counter()
    inside: dict[Hashable, Counter[str | None]] = defaultdict(Counter)
    needed: dict[str, tuple[int, int]] = {}
    wrong = again = 0
    for place, one in enumerate(judged):
        inside[one.group][one.gold] += 1
        if one.gold is not None:
            heard[one.gold].add(one.author or place)
            messages[one.gold] += 1
        if one.proposed:
            name = max(inside[one.group], key=lambda gold: (inside[one.group][gold], gold is not None))
            if name is None or inside[one.group][name] < 2:
                wrong += 1
            elif name in needed:
                again += 1
            else:
                needed[name] = messages[name], len(heard[name])
    missed = sum(len(people) >= 3 and name not in needed for name, people in heard.items())
    return tuple(by for by, _ in needed.values()), tuple(by for _, by in needed.values()), missed, again, wrong
