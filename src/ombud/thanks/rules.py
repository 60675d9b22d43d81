"""What earns a perk, who may give one, and when a pool gives: one rule for all. `now` is an argument; codes, no prose.

The rule does not see how angry, how often, how loud or before how many people somebody speaks: equal words earn the
same. A complaint earns none, and takes none away from praise beside it (D35).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Reason(StrEnum):
    """What a perk is given for: the whole list."""

    PRAISE = "praise"
    IDEA = "idea"


class WhyNot(StrEnum):
    """Why words earn no perk."""

    NOT_THIS = "not_this"
    UNVOUCHED = "unvouched"
    ONE_OF_US = "one_of_us"
    BARE = "bare"
    COPY = "copy"
    HAD_ONE = "had_one"


class Dry(StrEnum):
    """Why a pool gives nothing now."""

    NONE = "none"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    OVER = "over"
    EMPTY = "empty"
    BUDGET = "budget"
    MONTH = "month"


# Who may give a perk for what: thanks are everyday work; that an idea is taken up is a leader's to say.
GIVERS: Final[Mapping[Reason, frozenset[str]]] = MappingProxyType({
    Reason.PRAISE: frozenset({"community_manager", "leader", "admin"}),
    Reason.IDEA: frozenset({"leader", "admin"}),
})  # fmt: skip
# As what words are read for which reason.
KINDS: Final[Mapping[str, Reason]] = MappingProxyType({"praise": Reason.PRAISE, "suggestion": Reason.IDEA})
# A bare "thanks" is thanked for all the same, and earns no perk: nobody writes one line for a code.
ENOUGH_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What the rule looks at. `own` counts her words, `vouched` whether the sender is surely her, `copied` whether
    somebody else was thanked for the very same words, `had_one` whether she has a perk for this reason."""

    kind: str
    own: int
    vouched: bool = True
    one_of_us: bool = False
    copied: bool = False
    had_one: bool = False


def reason_for(kind: str) -> Reason | None:
    """The reason that words read as `kind` can be rewarded for; None for every other kind, complaints among them."""
    return KINDS.get(kind)


def earns(reason: Reason, words: Words) -> WhyNot | None:
    """Why `words` earn no perk for `reason`; None where they do."""
    if reason_for(words.kind) is not reason:
        return WhyNot.NOT_THIS
    if not words.vouched:
        return WhyNot.UNVOUCHED
    if words.one_of_us:
        return WhyNot.ONE_OF_US
    if words.own < ENOUGH_WORDS:
        return WhyNot.BARE
    if words.copied:
        return WhyNot.COPY
    return WhyNot.HAD_ONE if words.had_one else None


def may_give(reason: Reason, roles: Iterable[str]) -> bool:
    """Whether somebody with `roles` may give a perk for `reason`."""
    return bool(GIVERS[reason] & set(roles))


@dataclass(frozen=True, slots=True)
class Stock:
    """What a pool holds: codes `given` of `codes`, `this_month` of at most `most_a_month`; `worth` of one and the
    `budget` for all in hundredths of its currency."""

    codes: int
    given: int
    this_month: int
    most_a_month: int
    worth: int
    budget: int
    valid_from: datetime
    valid_until: datetime
    closed: bool

    @property
    def left(self) -> int:
        """Codes nobody has."""
        return self.codes - self.given

    @property
    def spent(self) -> int:
        """What the given ones come to, in hundredths."""
        return self.given * self.worth


def dry(stock: Stock, now: datetime) -> Dry | None:
    """Why nothing comes from a pool at `now`; None while it gives."""
    if stock.closed:
        return Dry.CLOSED
    if now < stock.valid_from:
        return Dry.NOT_YET
    if now >= stock.valid_until:
        return Dry.OVER
    if stock.left <= 0:
        return Dry.EMPTY
    if stock.spent + stock.worth > stock.budget:
        return Dry.BUDGET
    return Dry.MONTH if stock.this_month >= stock.most_a_month else None


def masked(code: str) -> str:
    """A code as it is shown to us: its last two signs at most, which tell two apart and open nothing."""
    return f"••••{code[-2:]}" if len(code) >= 6 else "••••"
