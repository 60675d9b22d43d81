"""What every adapter has to hold to, whatever it speaks. A new channel's tests inherit this and bring an account.

The same remote id twice is one message · a cursor never goes back · what is unknown is set aside loudly · no capability
is declared that is not there · credentials never show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import BaseModel

from ombud.channels.contract import Arrival, Attached, Can, Channel, Cursor, Heard, Link, Outgoing, Permanent
from ombud.channels.registry import all_channels, get

SECRET = "correct-horse-battery"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class ChannelContract:
    """Inherit, and say how to reach an account: `channel`, `settings`, `arrive`, `ours`."""

    name: str

    @pytest.fixture
    def channel(self) -> Channel:
        return get(self.name)

    @pytest.fixture
    def settings(self) -> BaseModel:
        """Settings of an account of this test alone, with nothing in it."""
        raise NotImplementedError

    @pytest.fixture
    def secret_settings(self) -> BaseModel:
        """Any settings, with `SECRET` for every credential."""
        raise NotImplementedError

    def arrive(self, settings: BaseModel, number: int) -> str:
        """Lets message `number` arrive and returns a word that is in its text and in no other."""
        raise NotImplementedError

    def outgoing(self, settings: BaseModel, number: int) -> Outgoing:
        """A message of ours that comes back into the same account."""
        raise NotImplementedError

    @pytest.fixture
    def link(self, channel: Channel, settings: BaseModel) -> Iterator[Link]:
        link = channel.listen(settings)
        yield link
        link.close()

    @staticmethod
    def hear(link: Link, cursor: Cursor, limit: int = 50) -> tuple[list[Arrival], Cursor]:
        arrivals: list[Arrival] = []
        batch: Heard
        for batch in link.fetch(cursor, limit):
            assert len(batch.arrivals) <= limit
            arrivals += batch.arrivals
            batch.after_kept()
            cursor = batch.cursor
        return arrivals, cursor

    def test_it_is_registered_under_its_own_name(self, channel: Channel) -> None:
        assert channel.name == self.name
        assert channel in all_channels()
        assert channel.label

    def test_everything_new_is_heard_once_and_in_order(self, link: Link, settings: BaseModel) -> None:
        words = [self.arrive(settings, number) for number in range(5)]
        arrivals, cursor = self.hear(link, Cursor(), limit=2)
        assert [word for word, arrival in zip(words, arrivals, strict=True) if word in arrival.text] == words
        assert len({arrival.remote_id for arrival in arrivals}) == 5
        assert self.hear(link, cursor) == ([], cursor)

    def test_after_a_crash_the_same_messages_come_with_the_same_ids(
        self, channel: Channel, settings: BaseModel
    ) -> None:
        for number in range(3):
            self.arrive(settings, number)
        seen = []
        for _ in range(2):
            link = channel.listen(settings)
            seen.append([arrival.remote_id for batch in link.fetch(Cursor(), 50) for arrival in batch.arrivals])
            link.close()
        assert seen[0] == seen[1]
        assert len(seen[0]) == 3

    def test_an_older_cursor_hears_the_rest_again_and_never_goes_back(self, link: Link, settings: BaseModel) -> None:
        self.arrive(settings, 0)
        first, early = self.hear(link, Cursor())
        self.arrive(settings, 1)
        _, late = self.hear(link, early)
        again, cursor = self.hear(link, early)
        assert len(again) == 1
        assert again[0].remote_id != first[0].remote_id
        assert cursor == late

    def test_what_cannot_be_a_cursor_is_refused_loudly(self, link: Link) -> None:
        with pytest.raises(Permanent) as trouble:
            self.hear(link, Cursor("no cursor of ours"))
        assert trouble.value.reason == "cursor_invalid"

    def test_arrivals_can_be_kept_in_any_database(self, link: Link, settings: BaseModel) -> None:
        self.arrive(settings, 0)
        (arrival,), _ = self.hear(link, Cursor())
        assert arrival.at.tzinfo is UTC
        assert arrival.raw
        for text in (arrival.text, arrival.full_text, arrival.subject, arrival.sender.name, arrival.remote_id):
            assert "\0" not in text
            text.encode("utf-8")

    def test_waiting_ends_in_time(self, channel: Channel, link: Link) -> None:
        if Can.WAIT not in channel.can:
            pytest.fail("declare Can.WAIT, or overrule this test with what the adapter does instead")
        assert list(link.fetch(Cursor(), 50)) == []
        assert link.wait(0.2) is False

    def test_waiting_ends_when_something_comes(self, link: Link, settings: BaseModel) -> None:
        assert list(link.fetch(Cursor(), 50)) == []
        self.arrive(settings, 0)
        assert link.wait(10) is True

    def test_what_is_sent_arrives_under_its_id(self, channel: Channel, link: Link, settings: BaseModel) -> None:
        assert Can.SEND in channel.can
        outgoing = self.outgoing(settings, 7)
        post = channel.post(settings)
        post.send(outgoing)
        post.close()
        assert link.wait(20) is True
        (arrival,), _ = self.hear(link, Cursor())
        assert arrival.remote_id == outgoing.remote_id
        assert arrival.text == outgoing.text

    def test_it_says_what_it_carries_and_files_arrive_as_they_are(
        self, channel: Channel, link: Link, settings: BaseModel
    ) -> None:
        carries = channel.carries
        assert carries.longest is None or carries.longest > 0
        assert (carries.files > 0) == (carries.file_size > 0) == (carries.files_size >= carries.file_size > 0)
        if not carries.files:
            return
        kind = next(iter(sorted(carries.types)), "application/pdf").replace("*", "png")
        file = Attached("way-back.bin", kind, bytes(range(256)) * 4)
        post = channel.post(settings)
        post.send(replace(self.outgoing(settings, 8), attachments=(file,)))
        post.close()
        assert link.wait(20) is True
        (arrival,), _ = self.hear(link, Cursor())
        assert [(one.name, one.content) for one in arrival.attachments] == [(file.name, file.content)]

    def test_the_connection_test_is_all_good_and_leaves_nothing(
        self, channel: Channel, link: Link, settings: BaseModel
    ) -> None:
        steps = list(channel.check(settings))
        assert [(step.step, step.reason) for step in steps if not step.ok] == []
        assert len(steps) >= 2
        assert self.hear(link, Cursor())[0] == []

    def test_credentials_never_show(self, channel: Channel, secret_settings: BaseModel) -> None:
        link, post = channel.listen(secret_settings), channel.post(secret_settings)
        assert SECRET not in f"{secret_settings!r} {secret_settings} {link!r} {post!r} {channel!r}"
        assert SECRET not in secret_settings.model_dump_json()
        told = " ".join(f"{step!r}" for step in channel.check(secret_settings))
        with pytest.raises(Exception) as trouble:  # noqa: PT011 - whichever it is, it keeps the secret
            list(link.fetch(Cursor(), 1))
        assert SECRET not in f"{told} {trouble.value!r} {trouble.value}"

    def test_a_message_in_hand_is_read_as_if_heard(self, channel: Channel, link: Link, settings: BaseModel) -> None:
        self.arrive(settings, 0)
        (arrival,), _ = self.hear(link, Cursor())
        again = channel.read(arrival.raw, "", NOW)
        assert again.remote_id == arrival.remote_id
        assert again.text == arrival.text
        assert channel.whole(arrival.raw).full_text
