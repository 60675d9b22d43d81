"""The invented team of Pellamo: who keeps the promises of the demo, who helps, and on which inboxes people write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do. The words are those of the duties."""

    COMMUNITY_MANAGER = "community_manager"
    HANDLER = "handler"
    LEADER = "leader"
    SPOKESPERSON = "spokesperson"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of the team. `key` is how acts name her; without an `account` she works by signed link alone."""

    key: str
    name: str
    address: str
    roles: tuple[Role, ...]
    languages: tuple[str, ...]
    helps_with: str
    account: bool = True


@dataclass(frozen=True, slots=True)
class DemoInbox:
    """An address customers write to. `hours` are local, `days` ISO weekdays (1 is Monday)."""

    name: str
    address: str
    owner: str
    timezone: str = "Europe/Copenhagen"
    hours: tuple[str, str] = ("08:00", "18:00")
    days: tuple[int, ...] = (1, 2, 3, 4, 5)


TEAM: tuple[Colleague, ...] = (
    Colleague(
        "mira",
        "Mira Halvorsen",
        "mira@pellamo.example",
        (Role.COMMUNITY_MANAGER, Role.ADMIN),
        ("en", "da", "de"),
        "Every letter, until the person says it is solved",
    ),
    Colleague(
        "ana",
        "Ana Ruiz",
        "ana@pellamo.example",
        (Role.COMMUNITY_MANAGER,),
        ("es", "en"),
        "Letters in Spanish; the forum",
    ),
    Colleague(
        "katrin",
        "Katrin Vogel",
        "katrin@pellamo.example",
        (Role.SPOKESPERSON,),
        ("de", "en", "da"),
        "Press and whatever is said in the brand's name",
    ),
    Colleague(
        "jonas",
        "Jonas Petri",
        "jonas@pellamo.example",
        (Role.HANDLER,),
        ("de", "en"),
        "Payments: charges, cancellations, money back",
        account=False,
    ),
    Colleague(
        "bianca",
        "Bianca Lohse",
        "bianca@pellamo.example",
        (Role.HANDLER,),
        ("de", "en", "es"),
        "First line: parcels, spare lids, loan machines, collections",
    ),
    Colleague(
        "sari",
        "Sari Wulandari",
        "sari@pellamo.example",
        (Role.HANDLER,),
        ("id", "en"),
        "Indonesia: parcels, customs, loan machines in Denpasar",
    ),
    Colleague(
        "tomas",
        "Tomas Ek",
        "tomas@pellamo.example",
        (Role.LEADER, Role.HANDLER),
        ("en", "da"),
        "The machines and their safety, the workshop, refunds to decide",
    ),
)

INBOXES: tuple[DemoInbox, ...] = (
    DemoInbox("hello", "hello@pellamo.example", "mira"),
    DemoInbox("shop", "shop@pellamo.example", "mira"),
)


def colleague(key: str) -> Colleague:
    """The person an act names. Raises KeyError for a name nobody has."""
    for one in TEAM:
        if one.key == key:
            return one
    raise KeyError(key)
