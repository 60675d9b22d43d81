"""Writing many rows at once comes to the same as saving each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ombud.conversations.models import Conversation, Message, Raw
from ombud.inboxes.models import Inbox
from ombud.people.models import Identity, Person
from ombud.team.models import Member
from ombud.work.models import Work
from ombud.work.rows import insert

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
ODD = ["Ænne “Ö” ñ 山田", "back\\slash and % and 'quotes'", "tab\tand\nline", "null", "{}", "\U0001f600"]


def test_every_row_gets_its_key_and_keeps_every_value() -> None:
    people = insert([Person(name=name, language="da", since=NOW + timedelta(minutes=n)) for n, name in enumerate(ODD)])
    kept = Person.objects.in_bulk([person.pk for person in people])
    assert [(p.name, p.since, p.register) for p in (kept[one.pk] for one in people)] == [
        (name, NOW + timedelta(minutes=n), "") for n, name in enumerate(ODD)
    ]


def test_a_row_takes_the_key_of_what_it_refers_to() -> None:
    person = Person(name="Anne", since=NOW)
    identity = Identity(person=person, channel="mail", address="anne@example.org")
    insert([person])
    insert([identity])
    assert Identity.objects.get(address="anne@example.org").person == person
    assert identity.person_id == person.pk


def test_lists_bytes_and_empty_values_come_back_as_they_were() -> None:
    mira = Member.objects.create(name="Mira", email="mira@ombud.test")
    holidays = [date(2026, 12, 24).isoformat(), ODD[0]]
    [inbox] = insert([Inbox(name="care", address="care@ombud.test", owner=mira, brand="P", holidays=holidays)])
    inbox.refresh_from_db()
    assert inbox.holidays == holidays
    assert len(inbox.week) == 7
    assert inbox.paused_at is None
    person = Person.objects.create(name="Anne")
    talk = Conversation.objects.create(inbox=inbox, person=person, started_at=NOW)
    [message] = insert([_message(talk, 1)])
    insert([Raw(message_id=message.pk, sha256="a" * 64, content=bytes(range(256)))])
    assert bytes(Raw.objects.get(message=message).content) == bytes(range(256))
    assert Message.objects.get().problems == ["charset_unknown"]


def test_once_leaves_what_is_there() -> None:
    insert([Work(step="read", subject=1, key="read:1", due_at=NOW)])
    later = NOW + timedelta(hours=1)
    insert([Work(step="read", subject=n, key=f"read:{n}", due_at=later) for n in (1, 2)], once=True)
    assert list(Work.objects.order_by("key").values_list("key", "due_at")) == [("read:1", NOW), ("read:2", later)]


def test_nothing_to_write_asks_nothing() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "cursor", None)
        assert list(insert([])) == []


def test_more_rows_than_one_statement_holds() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.features), "max_query_params", 20)
        insert([Work(step="read", subject=n, key=f"read:{n}", due_at=NOW) for n in range(50)])
    assert sorted(Work.objects.values_list("subject", flat=True)) == list(range(50))


def test_constraints_hold_and_nothing_of_the_batch_stays() -> None:
    rows = [Work(step="read", subject=n, key="the same", due_at=NOW) for n in (1, 2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(rows)
    assert not Work.objects.exists()


def test_guarantees_hold() -> None:
    mira = Member.objects.create(name="Mira", email="mira@ombud.test")
    inbox = Inbox.objects.create(name="care", address="care@ombud.test", owner=mira, brand="P")
    anne, other = Person.objects.create(name="Anne"), Person.objects.create(name="Other")
    talk = Conversation.objects.create(inbox=inbox, person=anne, started_at=NOW)
    stolen = _message(talk, 2)
    stolen.person = other
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([stolen])


def _message(talk: Conversation, number: int) -> Message:
    return Message(
        conversation=talk, inbox=talk.inbox, person=talk.person, direction="in", voice="customer", auto="no",
        remote_id=f"{number}@example.org", text=ODD[1], at=NOW, heard_at=NOW, due_at=NOW, problems=["charset_unknown"],
    )  # fmt: skip
