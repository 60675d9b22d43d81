"""No guarantee without a try: whatever the database is told to refuse, some test here tries to get past."""

from __future__ import annotations

import importlib

import pytest
from django.db.models import CheckConstraint

from ombud.guarantees.operations import declared
from tests.rooms.breaking import ours

TRIED_IN = (
    "test_briefs", "test_briefs_told", "test_enclosures", "test_i1", "test_i2", "test_i3", "test_i4", "test_i5",
    "test_i6", "test_incidents", "test_promises", "test_records", "test_thanks", "test_updates", "test_waiting",
    "test_warnings",
)  # fmt: skip


def tried() -> set[str]:
    return {attempt.name for name in TRIED_IN for attempt in importlib.import_module(f"tests.rooms.{name}").ATTEMPTS}


def held() -> set[str]:
    """Every guarantee that a room declares, and every check of a model."""
    checks = {c.name for model in ours() for c in model._meta.constraints if isinstance(c, CheckConstraint)}
    return {guarantee.name for guarantee in declared()} | checks


def test_every_guarantee_is_tried() -> None:
    assert held() - tried() == set()


@pytest.mark.parametrize("invariant", ["i1", "i2", "i3", "i4", "i5", "i6"])
def test_every_invariant_stands_in_the_database(invariant: str) -> None:
    assert [name for name in held() if f"_{invariant}_" in name]


def test_names_are_unique() -> None:
    names = [guarantee.name for guarantee in declared()]
    assert len(names) == len(set(names))
