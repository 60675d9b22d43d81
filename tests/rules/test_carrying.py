"""What can go with one reply: the narrower of the channel's bounds and ours, and the first reason why not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.channels.contract import Carries
from ombud.replies.carrying import Room, does_not_fit, left, takes

OURS = Room(10, 10_000_000, 20_000_000)
PHOTOS = frozenset({"image/*", "application/pdf"})


@dataclass(frozen=True)
class File:
    size: int
    name: str = "file.pdf"
    type: str = "application/pdf"


def test_the_narrower_bound_counts() -> None:
    mail = Carries(files=100, file_size=30_000_000, files_size=30_000_000)
    assert OURS.within(mail) == OURS
    post = Carries(files=4, file_size=8_000_000, files_size=8_000_000, types=PHOTOS)
    assert OURS.within(post) == Room(4, 8_000_000, 8_000_000, PHOTOS)
    assert OURS.within(Carries()).files == 0


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], ""),
        ([File(1)], ""),
        ([File(10)] * 2, ""),
        ([File(0)], "file_empty"),
        ([File(11)], "file_over"),
        ([File(1, type="text/html")], "file_of_kind"),
        ([File(1, type="IMAGE/JPEG; name=x")], ""),
        ([File(1)] * 4, "files_too_many"),
        ([File(7)] * 3, "files_over"),
    ],
)
def test_the_first_reason_is_named(files: list[File], code: str) -> None:
    no = does_not_fit(files, Room(3, 10, 20, PHOTOS))
    assert (no.code if no else "") == code


def test_where_nothing_goes_that_is_the_reason() -> None:
    no = does_not_fit([File(0)], Room(0, 10, 20))
    assert no is not None
    assert no.code == "no_files_here"


def test_any_kind_goes_where_none_is_named() -> None:
    assert takes(frozenset(), "application/x-anything")
    assert not takes(PHOTOS, "")


@given(st.lists(st.builds(File, st.integers(0, 30)), max_size=6), st.builds(Room, *[st.integers(0, 30)] * 3))
def test_what_fits_is_within_every_bound(files: list[File], room: Room) -> None:
    if does_not_fit(files, room) is None:
        assert len(files) <= room.files
        assert all(0 < file.size <= room.file_size for file in files)
        assert sum(file.size for file in files) <= room.files_size


@pytest.mark.parametrize(
    ("length", "room"), [(0, None), (89, None), (90, 10), (100, 0), (101, -1), (150, -50)]
)  # fmt: skip
def test_what_is_left_is_said_only_near_the_bound(length: int, room: int | None) -> None:
    assert left("x" * length, 100) == room
    assert left("x" * length, None) is None
