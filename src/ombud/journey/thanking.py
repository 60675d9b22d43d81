"""What is known of words that deserve thanks, and a letter that gives them, as a draft: a person sends it (D35)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ombud.cases.models import Case, Concern
from ombud.conversations.models import Message
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.replies.texts import greeting_name, register_for, write
from ombud.replies.texts.names import one_line
from ombud.team.models import Member
from ombud.thanks.words import Named, Place, named, passed_on, quote
from ombud.triage.models import Kind, Reading

from .words import language_of, when

# What is thanked for, and the letter that does it.
LETTERS = {Kind.PRAISE: "praise_thanks", Kind.SUGGESTION: "idea_thanks"}
AND = {"en": "and", "de": "und", "es": "y", "da": "og", "id": "dan"}
STONE = 200


@dataclass(frozen=True, slots=True)
class Praise:
    """A message with what was read in it: `complaints` and `private` are places in its text, `people` our own."""

    message: Message
    kind: str
    complaints: list[Place]
    private: list[Place]
    people: dict[int, str]

    @property
    def named(self) -> list[Named]:
        """Whom of ours the words seem to name."""
        kept = passed_on(self.message.text, self.complaints)
        return named(kept, self.people.items())

    @property
    def quoted(self) -> str:
        """Her own words to take up; her subject where no sentence will do."""
        words = quote(self.message.text, self.complaints, self.private, self.people.values())
        return words or one_line(self.message.subject or self.message.text, 120)

    @property
    def passed_on(self) -> str:
        """Her words for whom they praise, without what is private and what she complains of (D24)."""
        return passed_on(self.message.text, self.complaints, self.private, self.people.values())

    @property
    def stone(self) -> str:
        """What she complains of beside the praise, in her words; "" where it is praise alone."""
        parts = [" ".join(self.message.text[begin:end].split()) for begin, end, _ in self.complaints]
        return one_line(" ".join(part for part in parts if part), STONE).rstrip(" .!")


def praise_of(message: Message) -> Praise:
    """What is known of the words in `message`: what the reading found, and what a person settled or dropped since."""
    reading = Reading.objects.filter(message=message).first()
    read: list[Place] = [(p[0], p[1], p[2]) for p in reading.concerns] if reading else []
    complaints = [place for place in read if place[2] == Kind.COMPLAINT]
    for concern in Concern.every.filter(message=message):
        if concern.start is not None and concern.end is not None:
            begin, end = concern.start, concern.end
            complaints = [place for place in complaints if not (place[0] < end and begin < place[1])]
            complaints += [(begin, end, Kind.COMPLAINT.value)] if concern.left_at is None else []
    people = dict(Member.objects.filter(left_at=None).values_list("pk", "name"))
    private: list[Place] = [(p[0], p[1], p[2]) for p in reading.personal] if reading else []
    return Praise(message, reading.kind if reading else "", sorted(complaints), private, people)


def draft(
    praise: Praise, case: Case | None, *, by: Member, tell: Sequence[Member], now: datetime,
    next_word_by: datetime | None = None, more: str = "",
) -> str:  # fmt: skip
    """The thank-you in her language: her own words quoted, who hears of them, and what she complained of beside it with
    the date by which she hears of that. `more` is a paragraph of its own, such as the perk's. Writes nothing."""
    message = praise.message
    conversation = message.conversation
    language = language_of(conversation.person, conversation.inbox)
    register = register_for(language, (conversation.person.register if conversation.person else "") or "neutral")

    def line(key: str, **values: object) -> str:
        return write(key, language, register, **values).body

    told = [member.name for member in tell if member.pk != by.pk]
    said = [line("thanks_told", handler_name=listed(told, language)) if told else line("thanks_team")]
    if more:
        said.append(more)
    if case is not None and case.open and praise.stone:
        due = next_word_by or due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
        said.append(
            line("thanks_stone", topic=praise.stone, next_update_by=when(due, conversation.inbox, language))
        )  # fmt: skip
    return line(
        LETTERS.get(Kind(praise.kind) if praise.kind else Kind.PRAISE, "praise_thanks"),
        customer_name=greeting_name(conversation.person.called) if conversation.person else "",
        topic=praise.quoted, message="\n\n".join(said), agent_name=by.name, team=conversation.inbox.brand,
    )  # fmt: skip


def listed(names: Sequence[str], language: str) -> str:
    """Names as people say them one after the other: "Ana, Jonas and Bianca"."""
    *first, last = names
    return f"{', '.join(first)} {AND.get(language, AND['en'])} {last}" if first else last
