"""The form that thanks for praise: the draft, whom it praises, and the date of the next word where a case is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.journey.perk import offer, paragraph
from ombud.journey.thanking import Praise, draft
from ombud.journey.words import language_of
from ombud.promises.terms import Urgency
from ombud.promises.timing import TERMS, due_in
from ombud.team.models import Member

from . import signs
from .act_forms import Confirming, LocalMoment, words
from .names import role_name
from .perk_names import no_perk
from .said import lang

Typed = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be told of the praise; `named` says whether the words name her, and how surely."""

    member: Member
    sign: SafeString
    line: str
    named: str


def colleagues(praise: Praise) -> tuple[list[Colleague], list[Colleague]]:
    """Whom the words seem to name, and everybody else."""
    sure = {found.id: found.sure for found in praise.named}
    members = Member.objects.filter(left_at=None).prefetch_related("posts").order_by("name")
    said = {True: _("named in the words"), False: _("the words may mean somebody else of this name")}
    rows = [
        Colleague(
            m, signs.who(m.name, "ours", "small"), m.helps_with or ", ".join(role_name(r) for r in sorted(m.roles)),
            said[sure[m.pk]] if m.pk in sure else "",
        )
        for m in members
    ]  # fmt: skip
    return [row for row in rows if row.named], [row for row in rows if not row.named]


class ThankForm(Confirming):
    """Who is told, and the words. What is typed stays; `drafted` writes them again for whoever is chosen now."""

    def __init__(self, praise: Praise, case: Case | None, by: Member, now: datetime, typed: Typed) -> None:
        super().__init__(typed)
        self.praise, self.case, self.by, self.now = praise, case, by, now
        self.named, self.others = colleagues(praise)
        everybody = {str(row.member.pk): row.member for row in (*self.named, *self.others)}
        self.everybody = everybody
        self.fields["tell"] = forms.MultipleChoiceField(
            required=False, choices=[(pk, member.name) for pk, member in everybody.items()]
        )
        self.fields["text"] = words(_("Your words"), rows=9)
        conversation = praise.message.conversation
        self.fields["text"].widget.attrs["lang"] = lang(language_of(conversation.person, conversation.inbox))
        if case is not None and case.open:
            due = due_in(case.inbox, TERMS.next_word[Urgency(case.urgency)], now)
            self.fields["next_word_by"] = LocalMoment(
                _("Sets next word by"), due, _("What else was said stays owed: by then at the latest you write of it.")
            )
        self.offer = offer(praise.message, by=by, now=now)
        if self.offer.pool is not None:
            self.fields["perk"] = forms.BooleanField(required=False)
        if typed is None:
            self.initial["tell"] = [str(found.id) for found in praise.named if found.sure and found.id != by.pk]
            self.initial["text"] = self.drafted(self.members(self.initial["tell"]))

    def members(self, chosen: Sequence[str]) -> list[Member]:
        """The members behind the names that were chosen."""
        return [self.everybody[pk] for pk in chosen if pk in self.everybody]

    @property
    def told(self) -> list[str]:
        """The names that are chosen now, for the boxes."""
        return list(self["tell"].value() or [])

    @property
    def why_no_perk(self) -> str:
        """Why none can be added, in words; empty where one can."""
        return "" if self.offer.pool else no_perk(self.offer.why, self.offer.had, self.now)

    def drafted(self, tell: Sequence[Member], perk: bool = False, by_when: datetime | None = None) -> str:
        """Our text for it, in her language, naming those who are told; with a place for the code of a `perk`."""
        more = paragraph(self.praise.message, self.offer.pool) if perk and self.offer.pool else ""
        return draft(
            self.praise, self.case, by=self.by, tell=tell, now=self.now, next_word_by=by_when, more=more
        )  # fmt: skip


def may_be_thanked(message: Message) -> bool:
    """Whether the words are a customer's own, read as what one thanks for, and not set aside."""
    reading = getattr(message, "reading", None)
    return bool(
        reading and reading.kind in ("praise", "suggestion") and message.voice == "customer" and not message.aside_by_id
    )
