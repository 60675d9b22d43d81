"""Finding people by their addresses, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ombud.work.rows import insert

from .models import Identity, Person


class Known:
    """The people behind a batch of addresses: those we know, and those we meet now (written by `write`)."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self._people: dict[str, Person] = {}
        self._new: list[Person] = []
        self._identities: list[tuple[Person, str]] = []

    @classmethod
    def of(cls, channel: str, parties: Iterable[tuple[str, str]], now: datetime) -> Known:
        """Look up (address, name) pairs on `channel`; who is not there yet is prepared. Writes nothing."""
        known = cls(channel)
        names = {address[:320]: name for address, name in parties}
        found = Identity.objects.filter(channel=channel, address__in=names).select_related("person")
        known._people = {identity.address: identity.person for identity in found}
        for address, name in names.items():
            if address not in known._people:
                person = Person(name=name[:200], since=now)
                known._people[address] = person
                known._new.append(person)
                known._identities.append((person, address))
        return known

    def person(self, address: str) -> Person:
        """Who speaks from `address`."""
        return self._people[address[:320]]

    def stranger(self, name: str, now: datetime) -> Person:
        """Somebody of whom we know no address: a sender nobody vouched for."""
        person = Person(name=name[:200], since=now)
        self._new.append(person)
        return person

    def write(self) -> None:
        """Keep whom we met."""
        insert(self._new)
        insert([Identity(person=person, channel=self.channel, address=address) for person, address in self._identities])
