"""What every channel speaks: `Arrival` in, `Outgoing` out, three errors.

The shapes are frozen: an adapter tells facts and decides nothing. Times are aware UTC datetimes, texts are free of NUL
and lone surrogates, so every database can keep them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pydantic import BaseModel


class Can(StrEnum):
    """What an adapter is able to do. Declared only where it is there. `PUBLIC`: it sends before everybody,
    `PRIVATE`: to one person alone."""

    FETCH = "fetch"
    WAIT = "wait"
    SEND = "send"
    PRIVATE = "private"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Carries:
    """What one message of a channel can take along.

    `longest` is its text in characters (code points), signature and links included; None: no bound of its own.
    `markup`: quotes and links stand out for the reader; where it is False she reads exactly what was typed. `files` is
    how many go with it (0: none), `file_size` the bytes of one and `files_size` of all of them. `types` are the media
    types that it takes, `image/*` for all of a kind; empty: any.
    """

    longest: int | None = None
    markup: bool = True
    files: int = 0
    file_size: int = 0
    files_size: int = 0
    types: frozenset[str] = frozenset()


class Auto(StrEnum):
    """How a message came to be (RFC 3834, RFC 3464, RFC 2919)."""

    NO = "no"
    REPLY = "reply"
    BOUNCE = "bounce"
    LIST = "list"
    OWN = "own"


class Authentic(StrEnum):
    """What the receiving server said of the sender (DMARC, RFC 8601). `unknown` where it said nothing."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Address:
    """One party as the channel names it. `address` is normalised for comparison (mail: lower case)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came or goes with a message. `name` is safe to offer for saving."""

    name: str
    type: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message as heard, understood as far as the channel can.

    `remote_id` is unique in its inbox for ever: hearing it twice is hearing it once. `answers` are the remote ids this
    one says it belongs to, nearest first. `tokens` are our own signed threading tokens found in it (RFC 5322 ids, the
    plus-address), not yet verified. `text` is what the person wrote now, `full_text` the whole with what was quoted.
    `bounced` are the remote ids of our own messages that a bounce speaks of; `bounce_final` tells a 5xx from a 4xx.
    `problems` are codes (never prose) of what could not be read. `raw` is the message as it came, never altered.

    `public`: it was said before everybody, and is answered there.

    `replaces` is the remote id of an earlier message that its writer changed into this one; without a text and files
    she took it back. A change has a `remote_id` of its own. Only channels where words can be changed tell it; mail
    cannot.

    `fingerprint` guards against strangers and broken mailers who use one id twice: the same `remote_id` with the same
    fingerprint is the same message; with another one it is another message, to be kept under `apart()`. Empty where the
    channel's ids can be trusted.
    """

    remote_id: str
    sender: Address
    subject: str
    text: str
    full_text: str
    at: datetime
    raw: bytes = field(repr=False)
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    answers: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    attachments: tuple[Attached, ...] = ()
    auto: Auto = Auto.NO
    authentic: Authentic = Authentic.UNKNOWN
    bounced: tuple[str, ...] = ()
    bounce_final: bool = False
    problems: tuple[str, ...] = ()
    fingerprint: str = ""
    replaces: str = ""
    public: bool = False

    @property
    def takes_back(self) -> bool:
        """Whether it says that an earlier message is no more, and nothing instead."""
        return bool(self.replaces) and not self.text.strip() and not self.attachments

    def apart(self) -> Arrival:
        """This message under an id of its own, for when its id is taken by a message with another fingerprint."""
        return replace(self, remote_id=f"{self.remote_id}#{self.fingerprint}")


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a message for reading: its text with all it quotes, and HTML that is safe to show (empty if it has
    none)."""

    full_text: str
    html: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send. `remote_id` is chosen by us before the first try and never changes between tries.

    `automatic` marks a receipt: null envelope sender, `Auto-Submitted: auto-replied` (RFC 3834). `token` is the signed
    threading token; the mail adapter puts it into Reply-To. `public`: it is for everybody to read, below what it
    answers.
    """

    remote_id: str
    to: Address
    sender: Address
    subject: str
    text: str
    at: datetime
    answers: tuple[str, ...] = ()
    token: str = ""
    automatic: bool = False
    attachments: tuple[Attached, ...] = ()
    language: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far an inbox has been heard. Opaque to all but its adapter; `Cursor("")` is the beginning."""

    value: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One batch and the cursor that is true once the batch is kept. `after_kept` runs only then (move, mark)."""

    arrivals: tuple[Arrival, ...]
    cursor: Cursor
    after_kept: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a connection test: what was tried (`step` code), whether it worked, and a reason code if not."""

    step: str
    ok: bool
    reason: str = ""
    detail: str = ""


class Trouble(Exception):
    """Something the channel could not do. `reason` is a code with a sentence in the catalogue, never a secret."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class Temporary(Trouble):
    """Worth another try, after `retry_after` seconds if the other side said so."""

    def __init__(self, reason: str, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(reason, detail)
        self.retry_after = retry_after


class Permanent(Trouble):
    """Not worth another try before a person has changed something."""


class Undeliverable(Permanent):
    """This one letter will not arrive; the account itself is well and takes others."""


class Unsupported(Trouble):
    """The adapter says loudly what it cannot do."""


class Link(Protocol):
    """An open connection to one account. Not thread-safe; `close` never raises."""

    def fetch(self, cursor: Cursor, limit: int) -> Iterator[Heard]: ...
    def wait(self, seconds: float) -> bool:
        """True as soon as something new may be there, False after `seconds`."""
        ...

    def close(self) -> None: ...


class Post(Protocol):
    """An open line for sending. Raises `Temporary` or `Permanent`; returning means the other side took it."""

    def send(self, outgoing: Outgoing) -> None: ...
    def close(self) -> None: ...


class Channel(Protocol):
    """A kind of place where people speak to us."""

    name: str
    label: str
    can: frozenset[Can]
    carries: Carries
    Settings: type[BaseModel]

    def listen(self, settings: BaseModel) -> Link: ...
    def read(self, raw: bytes, address: str, received: datetime | None = None) -> Arrival:
        """A message in hand, as if heard by the account `address`."""
        ...

    def whole(self, raw: bytes) -> Whole:
        """All of a message as it came, safe to show."""
        ...

    def post(self, settings: BaseModel) -> Post: ...
    def check(self, settings: BaseModel) -> Iterable[Check]: ...
    def explain(self, reason: str, detail: str = "") -> str:
        """What a reason code of this channel means in plain English, and what to do about it."""
        ...
