"""From rows to the guard's question, and from its answer to rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ombud.cases.models import Case, Event
from ombud.conversations.models import Conversation
from ombud.people.models import Person
from ombud.triage.correcting import scenario_of
from ombud.triage.kinds import Kind, Scenario
from ombud.triage.models import Reading

from .guard import Draft, Facts, Finding, Verdict, judge, with_said
from .guard.verdict import Audience

# What begins a round after the first.
TAKEN_UP_ANEW = ("said_not_yet", "reopened")


def facts_about(
    person: Person | None, case: Case | None, *, owner: str, failed: Iterable[str] = (),
    permissions: Iterable[str] = (), author: str = "",
) -> Facts:  # fmt: skip
    """What the guard compares a text with: whose case it is and of what, who has it, who failed, who writes, and what
    she may promise."""
    return Facts(
        customer_name=person.called if person else "",
        owner_name=owner,
        handler_name=case.handler.name if case and case.handler else "",
        failed_handler_names=tuple(failed),
        emails=tuple(i.address for i in person.identities.all()) if person else (),
        kind=case.kind if case else "",
        scenario=scenario_for(case) if case else "",
        first_word=bool(case and first_word(case)),
        permissions=frozenset(permissions),
        author_name=author,
    )


def scenario_for(case: Case) -> str:
    """What an answer in the case has to live up to (DUTIES 6.2); "" where nobody knows. Whoever had to come back is
    unsatisfied, whatever she came with; the press stays the press."""
    if case.round > 1 and case.kind != Kind.PRESS:
        return Scenario.UNSATISFIED
    read = Reading.objects.filter(message=case.opener_id).values_list("scenario", flat=True).first()
    scenario = scenario_of(case.kind, read or "")
    return "" if scenario is Scenario.NONE else scenario


def first_word(case: Case) -> bool:
    """Whether nobody has said anything to her yet in this round: since she came, or came back (D45)."""
    if case.answered_at is None or case.round == 1:
        return case.answered_at is None
    turns = Event.objects.filter(case=case, what__in=TAKEN_UP_ANEW).order_by("-pk")
    began = turns.values_list("at", flat=True).first()
    return began is not None and case.answered_at <= began


def judge_reply(
    text: str, conversation: Conversation, case: Case | None, *, language: str, owner: str,
    failed: Iterable[str] = (), quoted: Iterable[str] = (), earlier: Iterable[str] = (), said: Iterable[str] = (),
    thanks: bool = False, perks: Iterable[str] = (), permissions: Iterable[str] = (), author: str = "",
) -> Verdict:  # fmt: skip
    """The guard's verdict for the words of `author` to the party of `conversation`.

    `thanks`: they answer praise, which is thanked by name and in its own words (D35). `perks` are codes that nobody
    else may read, `permissions` what their author may promise. Where everybody reads along they are compared with what
    the customer wrote of herself in `said`, her messages, latest first; it is not read otherwise. `earlier` is what she
    wrote before `quoted`: it may be repeated, too.
    """
    draft = Draft(
        text=text, language=language, public=conversation.public, quoted=tuple(quoted),
        audience="handler" if conversation.member_id else "customer", earlier=tuple(earlier),
    )  # fmt: skip
    facts = facts_about(conversation.person, case, owner=owner, failed=failed, permissions=permissions, author=author)
    facts = replace(facts, perks=tuple(perks))
    if thanks:
        facts = replace(facts, scenario="praise", first_word=True)
    return judge(draft, with_said(facts, said, language) if conversation.public else facts)


def judge_machine(text: str, language: str, audience: Audience, *, hers: Iterable[str] = ()) -> Verdict:
    """The guard's verdict for one of our own finished texts, sent by the machine. `hers` are words of a customer's that
    it repeats."""
    return judge(
        Draft(text=text, language=language, public=False, audience=audience, quoted=tuple(hers), machine=True), Facts()
    )


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as they are kept with a verdict: rule, entry and place, never the words."""
    return [
        {"rule": f.rule, "entry": f.entry, "severity": f.severity, "start": f.start, "end": f.end} for f in findings
    ]
