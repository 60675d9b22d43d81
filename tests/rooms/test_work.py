"""Work is shared and taken up again, and what may kill its worker blames nobody beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ombud.work.models import Work
from ombud.work.queue import ALONE, LEASE, TRIES, LostLease, enqueue, finish, lease, stuck

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def killed(times: int, now: datetime = NOW) -> list[list[int]]:
    """Workers that each take up what is due and die over it; what each had in hand."""
    found = []
    for _ in range(times):
        found.append([piece.subject for piece in lease(now, 100)])
        Work.objects.update(lease="", lease_until=None)
    return found


@pytest.mark.parametrize("plain", [False, True])
def test_a_batch_is_taken_up_oldest_first_and_struck_off(plain: bool) -> None:
    enqueue("understand", [3, 1, 2], NOW)
    if plain and connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a plan in which what is picked may be asked for again for each row
            for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    taken = lease(NOW, 2)
    assert [piece.subject for piece in taken] == [3, 1]
    assert [piece.subject for piece in lease(NOW, 100)] == [2], "what is held is nobody else's"
    finish(taken)
    assert Work.objects.count() == 1


def test_what_was_held_by_a_dead_worker_is_taken_up_again_and_lost_to_it() -> None:
    enqueue("understand", [1], NOW)
    dead = lease(NOW, 1)
    assert lease(NOW + LEASE - timedelta(seconds=1), 1) == []
    assert lease(NOW + LEASE, 1)
    with pytest.raises(LostLease):
        finish(dead)


def test_after_a_few_tries_each_is_taken_up_alone() -> None:
    enqueue("understand", range(5), NOW)
    assert killed(ALONE) == [[0, 1, 2, 3, 4]] * ALONE
    assert [piece.subject for piece in lease(NOW, 100)] == [0]
    assert [piece.subject for piece in lease(NOW, 100)] == [1]


def test_what_is_new_is_not_held_up_beside_it() -> None:
    enqueue("understand", [1, 2], NOW)
    killed(ALONE)
    enqueue("understand", [3, 4], NOW)
    hands = [[piece.subject for piece in lease(NOW, 100)] for _ in range(3)]
    assert hands == [[1], [2], [3, 4]]


def test_whoever_kills_every_worker_waits_for_a_person_and_the_others_are_done() -> None:
    enqueue("understand", range(20), NOW)
    killed(ALONE)
    done = []
    for _ in range(TRIES * 3):
        taken = lease(NOW, 100)
        if any(piece.subject == 0 for piece in taken):
            Work.objects.update(lease="", lease_until=None)  # the worker is dead
        else:
            finish(taken)
            done += [piece.subject for piece in taken]
    assert done == list(range(1, 20))
    assert (Work.objects.get().subject, stuck()) == (0, 1)
