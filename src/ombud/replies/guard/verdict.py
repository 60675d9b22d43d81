"""What the guard is given and what it gives back."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn"]
Audience = Literal["customer", "handler"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that wants to leave. `language` is the language it is meant to be in (ISO 639-1 or "unknown"), `register`
    the form of address if one is set, `quoted` the customer's own words (repeating them is not saying them; without
    them nothing is known to be hers), `earlier` what she wrote before: it may be repeated as well, and says nothing of
    what this is about; `machine` true for a text from our templates that no person edited."""

    text: str
    language: str
    public: bool = False
    audience: Audience = "customer"
    quoted: tuple[str, ...] = ()
    machine: bool = False
    register: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the case knows. Names as people write them; `handler_names` are whoever else may be named as helping;
    `next_update_by` is ISO 8601 or as it is said in the text; `permissions` are what the author may promise
    ("refund.issue"); everything from `emails` on must not appear in public (I6); `numbers` are bank, card and national
    numbers, `sensitive` is anything else, of no told kind, `states` what she told of herself: an illness, a loss,
    a faith; `employers`, `births` and `incomes` whom she works for, when she was born, what she earns;
    `speaks_to_press` is false where it is told that the author is no spokesperson (D13)."""

    customer_name: str = ""
    owner_name: str = ""
    handler_name: str = ""
    failed_handler_names: tuple[str, ...] = ()
    kind: str = ""
    scenario: str = ""
    first_word: bool = False
    next_update_by: str = ""
    permissions: frozenset[str] = frozenset()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    order_numbers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    case_numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    perks: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    incomes: tuple[str, ...] = ()
    handler_names: tuple[str, ...] = ()
    author_name: str = ""
    speaks_to_press: bool = True

    @property
    def named(self) -> tuple[str, ...]:
        """Everybody who may be named as having the case."""
        return tuple(dict.fromkeys(name for name in (self.owner_name, self.handler_name, *self.handler_names) if name))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the guard found. `entry` says which check, `start` and `end` are code points of the given text (both 0
    where something is missing), `hint` is a code a page puts into words, `better` a wording that would pass,
    where there is one, and `place` what it takes the place of: the sentence around the finding, or for what is missing
    where it belongs, mostly between words. `put` is `better` as it is put there, with the blanks or lines around it."""

    rule: str
    entry: str
    severity: Severity
    start: int
    end: int
    hint: str
    better: str | None = None
    place: tuple[int, int] | None = None
    put: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The guard's word on exactly the text whose SHA-256 (of its UTF-8) is `text_sha256`. `language` is the one that a
    person's text is surely in; "" where that is unclear, or nobody typed it."""

    passes: bool
    findings: tuple[Finding, ...]
    text_sha256: str
    language: str = ""

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """The findings that stop the text."""
        return tuple(f for f in self.findings if f.severity == "block")

    @property
    def word(self) -> Literal["pass", "warn", "block"]:
        """The verdict in a word: `warn` leaves the decision to the person who sends it."""
        return "block" if self.blocks else "warn" if self.findings else "pass"
