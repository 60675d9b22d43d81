"""The stage, and how a change is tried on it. Imports wait for Django, which is not ready when this file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.rooms.breaking import Attempt
    from tests.rooms.stage import Stage

type Try = Callable[[Attempt[Stage]], None]


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Built once a module, and gone with its transaction."""
    from django.db import transaction

    from tests.rooms.stage import Stage

    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage()
        transaction.set_rollback(True)


@pytest.fixture
def stage(_built: Stage, db: None) -> Stage:
    """One case of every sort, as it was before every other test."""
    return _built


@pytest.fixture
def refused(stage: Stage) -> Try:
    """Tries what is wrong in every way: each is refused by its name, and leaves everything as it was."""
    from django.db import IntegrityError, transaction

    from tests.rooms.breaking import photograph

    def check(attempt: Attempt[Stage]) -> None:
        deed = attempt.wrong(stage)
        before = photograph()
        for way, do in deed.ways():
            with pytest.raises(IntegrityError) as caught, transaction.atomic():
                do()
            said = str(caught.value)
            held = way == "delete" and "protected foreign keys" in said
            assert held or any(name in said for name in (attempt.name, *attempt.also)), f"{way}: {said}"
            assert photograph() == before, f"{way}: refused, and yet something changed"

    return check


@pytest.fixture
def allowed(stage: Stage) -> Try:
    """Tries what is right in every way: each passes and changes something."""
    from django.db import transaction

    from tests.rooms.breaking import photograph

    def check(attempt: Attempt[Stage]) -> None:
        deed = attempt.right(stage)
        before = photograph()
        for way, do in deed.ways():
            with transaction.atomic():
                do()
                changed = photograph() != before
                transaction.set_rollback(True)
            assert changed, f"{way}: passed, and yet nothing changed"

    return check
