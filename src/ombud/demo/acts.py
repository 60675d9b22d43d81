"""What the demo team and its customers do after their letters have been heard: one frozen act each, no Django.

An act names the letter it is about (`mail`, a name of `mails()`) and how long ago it happened (`age`, minutes before
now). People are keys of `people.TEAM`. Texts are in the customer's language; `{by}` in a reply stands for the moment of
the next word, written out in that language by whoever performs the act. Hours are wall-clock hours from the act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that happens to one letter, or to the case opened for it."""

    mail: str
    age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Act):
    """A person's own words to the customer. `next_word_in` hours is the promise they carry; None settles a question.

    `files` go with them: the text of each by its name.
    """

    by: str
    text: str
    next_word_in: int | None = None
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff(Act):
    """Given to a handler (D26, D30). `topic`: the customer's words, for the introduction; `why`: for the handler."""

    by: str
    to: str
    topic: str
    why: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Act):
    """The handler takes it."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(Act):
    """The handler cannot take it and says why."""

    by: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Act):
    """The handler reports it done. Nothing is solved by that (D28)."""

    by: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquire(Act):
    """A question asked: what, `of` whom (a name as people write it, or "customer"), answered within `until` hours."""

    by: str
    what: str
    of: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(Act):
    """Put right by the owner herself (D09)."""

    by: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSolved(Act):
    """The customer is asked whether it is solved (D31). `topic`: her words."""

    by: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSays(Act):
    """The customer's answer on her page: "It is solved" or "Not yet", with her words."""

    solved: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer(Act):
    """Two asks on two days and silence: the separate ending that reopens for ever (D31)."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Act):
    """The customer took it back herself; the owner records the release."""

    by: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(Act):
    """A person sees a concern in a letter that was read as something else, and makes it a case (D18)."""

    by: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddConcern(Act):
    """One more concern in the same letter, to be settled apart (D18)."""

    by: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Act):
    """A private note for the people on the case."""

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(Act):
    """Out of sight for `hours`, never past the next word (D27)."""

    by: str
    hours: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt(Act):
    """A person confirms that nothing is owed to this letter: `spam` or `abuse` (D03, D06)."""

    by: str
    kind: str
