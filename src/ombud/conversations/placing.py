"""Which conversations a batch of arrivals claims to continue, and who may enter them."""

from __future__ import annotations

from collections.abc import Sequence

from ombud.channels.contract import Arrival, Auto
from ombud.channels.token import Tokens
from ombud.inboxes.models import Inbox
from ombud.people.models import Identity
from ombud.privacy.keys import key

from .models import Conversation, Message
from .rules import Candidate, Placed, Placing, place


def tokens(inbox: Inbox) -> Tokens:
    """The maker and reader of this inbox's signed threading tokens."""
    return Tokens(key("threads"), inbox.address.rpartition("@")[2] or "ombud.invalid")


def token_of(conversation: Conversation) -> str:
    """The token that lets an answer find back to `conversation`."""
    return tokens(conversation.inbox).mint(str(conversation.pk))


class Threads:
    """What the arrivals of one batch may belong to: by the ids they answer and by our own signed tokens."""

    def __init__(self, reader: Tokens) -> None:
        self._reader = reader
        self._by_remote: dict[str, Conversation] = {}
        self._by_id: dict[int, Conversation] = {}
        self._addresses: dict[int, frozenset[str]] = {}

    @classmethod
    def of(cls, inbox: Inbox, arrivals: Sequence[Arrival]) -> Threads:
        """Read what the batch refers to, in three queries."""
        reader = tokens(inbox)
        threads = cls(reader)
        ids = {i[:400] for a in arrivals for i in (*a.answers, *a.bounced, a.replaces) if i}
        for message in Message.objects.filter(inbox=inbox, remote_id__in=ids).select_related("conversation"):
            threads._by_remote[message.remote_id] = message.conversation
        named = {int(s) for a in arrivals for t in a.tokens if (s := reader.read(t)) and s.isdigit()}
        threads._by_id = {c.pk: c for c in Conversation.objects.filter(pk__in=named, inbox=inbox)}
        threads._learn({c.pk: c for c in [*threads._by_remote.values(), *threads._by_id.values()]})
        return threads

    def _learn(self, conversations: dict[int, Conversation]) -> None:
        by_person: dict[int, set[str]] = {}
        people = {c.person_id for c in conversations.values() if c.person_id}
        for person, address in Identity.objects.filter(person__in=people).values_list("person_id", "address"):
            by_person.setdefault(person, set()).add(address)
        members = dict(
            Conversation.objects.filter(pk__in=conversations, member__isnull=False).values_list("pk", "member__email")
        )
        for pk, conversation in conversations.items():
            email = members.get(pk)
            theirs = {email.lower()} if email else by_person.get(conversation.person_id or 0, set())
            self._addresses[pk] = frozenset(theirs)

    def place(self, arrival: Arrival, forged: bool) -> tuple[Placed, Conversation | None]:
        """Where the arrival goes; None for a new conversation. A bounce goes where the bounced message was."""
        claimed = self._claimed(arrival)
        if arrival.auto == Auto.BOUNCE:
            bounced = [self._by_remote.get(i[:400]) for i in arrival.bounced]
            for conversation in [*bounced, *claimed]:
                if conversation is not None and conversation.pk:
                    return Placed(Placing.JOIN, conversation.pk), conversation
            return Placed(Placing.NEW), None
        there = [c for c in claimed if c is not None and c.public == arrival.public]
        if arrival.auto == Auto.OWN and there:
            return Placed(Placing.JOIN), there[0]
        keys = {self._key(c): c for c in there}
        placed = place(
            arrival.sender.address, forged, [Candidate(k, self._addresses.get(k, frozenset())) for k in keys]
        )
        if placed.placing is Placing.JOIN and placed.conversation is not None:
            return placed, keys[placed.conversation]
        if placed.conversation is not None and placed.conversation < 0:
            # It claimed a conversation that begins in this very batch: there is nothing to hint at yet.
            return Placed(Placing.NEW), None
        return placed, None

    def beside(self, arrival: Arrival) -> Conversation | None:
        """What its sender said before everybody, where she goes on alone with us, or the other way round."""
        for one in self._claimed(arrival):
            if one is None or one.public == arrival.public:
                continue
            if arrival.sender.address in self._addresses.get(self._key(one), frozenset()):
                return one
        return None

    def _claimed(self, arrival: Arrival) -> list[Conversation | None]:
        """What it says it belongs to, by the ids it answers and by our tokens."""
        claimed = [self._by_remote.get(i[:400]) for i in (arrival.replaces, *arrival.answers)]
        tokens = (self._reader.read(token) for token in arrival.tokens)
        return claimed + [self._by_id.get(int(said)) for said in tokens if said and said.isdigit()]

    def remember(self, remote_id: str, conversation: Conversation, address: str) -> None:
        """A message of this batch that later ones may answer."""
        self._by_remote[remote_id[:400]] = conversation
        key = self._key(conversation)
        self._addresses[key] = self._addresses.get(key, frozenset()) | {address}

    @staticmethod
    def _key(conversation: Conversation) -> int:
        """Its id, or a negative stand-in while it is not written yet."""
        return conversation.pk or -id(conversation)
