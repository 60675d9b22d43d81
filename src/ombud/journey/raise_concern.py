"""raise_concern: write a brief down and send it to somebody who can end the trouble (D11, D14, D15)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from ombud.access.circle import cases_seen_by, inboxes_of
from ombud.advocacy import rules
from ombud.advocacy.figures import cases_of, counted, voices_of
from ombud.advocacy.models import Brief, Counter, Evidence, Plea, Voice
from ombud.inboxes.models import Inbox
from ombud.incidents.models import Incident
from ombud.incidents.standing import members
from ombud.promises.keeping import Made, made, make, release
from ombud.promises.models import Owe
from ombud.promises.terms import Urgency
from ombud.promises.timing import hours_of
from ombud.replies.guard import Finding
from ombud.replies.judging import judge_machine
from ombud.team.models import Member, Role
from ombud.work.rows import insert

from .brief_letters import hold, record, to_leader
from .refused import Refused

OWNERS = (Role.COMMUNITY_MANAGER, Role.ADMIN, Role.LEADER, Role.SPOKESPERSON)
AGAIN = "sent_again"
RESPECT = frozenset({"R08", "R09", "R10", "R11", "R18"})  # what the guard minds in words to our own side (D15)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked; an empty `of` means the leader herself."""

    what: str
    of: str = ""
    by: date | None = None
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """All that the author of a brief writes. `to` is a member; else somebody outside by name and mail address."""

    title: str
    claim: str
    language: str = "en"
    leaving: str = ""
    to: Member | None = None
    to_name: str = ""
    to_address: str = ""
    to_language: str = ""
    answer_on: date | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    counters: tuple[tuple[str, str], ...] = ()
    pleas: tuple[Asked, ...] = ()


@transaction.atomic
def draft(*, by: Member, now: datetime, incident: Incident | None = None, title: str = "") -> Brief:
    """A brief begun from an incident, or by hand where a rule is judged unfair (D14). One that she has begun from this
    incident and not sent is given back. Raises `Refused` (incident_merged, cannot_own_brief, no_inbox)."""
    if not by.is_(*OWNERS):
        raise Refused("cannot_own_brief", name=by.name)
    if incident is not None:
        if incident.merged_into_id is not None:
            raise Refused("incident_merged", number=incident.merged_into_id)
        begun = Brief.objects.filter(incident=incident, owner=by, sent_at=None, withdrawn_at=None).first()
        if begun:
            return begun
    inbox = _inbox(by, incident)
    if inbox is None:
        raise Refused("no_inbox")
    title = (title.strip() or (incident.title if incident else ""))[:120]
    brief = Brief.objects.create(title=title, incident=incident, owner=by, inbox=inbox, begun_at=now)
    known = [words for words in (incident.cause, incident.fix) if words.strip()] if incident else []
    Evidence.objects.bulk_create([Evidence(brief=brief, words=" ".join(words.split())[:240]) for words in known])
    record(brief, "begun", now, by=by)
    return brief


def _inbox(by: Member, incident: Incident | None) -> Inbox | None:
    """Whose clock counts: of the incident's first case, else of an inbox of hers, else of any."""
    first = members(incident).select_related("case__inbox").first() if incident else None
    if first:
        return first.case.inbox
    return inboxes_of(by).order_by("pk").first() or Inbox.objects.order_by("pk").first()


def _drafts_only(brief: Brief) -> None:
    if brief.withdrawn_at is not None:
        raise Refused("brief_withdrawn")
    if brief.sent_at is not None:
        raise Refused("brief_sent")


@transaction.atomic
def write_down(brief: Brief, words: Written, *, by: Member, now: datetime) -> None:
    """What she has written so far; whole only when it is sent. Raises `Refused` (brief_sent, brief_withdrawn)."""
    brief = hold(brief)
    _drafts_only(brief)
    brief.title, brief.claim = " ".join(words.title.split())[:120], words.claim.strip()
    brief.leaving, brief.language = words.leaving.strip(), words.language
    brief.to = words.to
    outside = words.to is None
    brief.to_name = " ".join(words.to_name.split())[:120] if outside else ""
    brief.to_address = words.to_address.strip() if outside else ""
    brief.to_language = words.to_language if outside else ""
    brief.answer_by = end_of(words.answer_on, brief.inbox, now) if words.answer_on else None
    brief.save()
    for rows in (brief.evidence, brief.counters, brief.pleas):
        rows.all().delete()
    Evidence.objects.bulk_create([Evidence(brief=brief, figure=f[:16], words=w[:240]) for f, w in words.evidence])
    Counter.objects.bulk_create([Counter(brief=brief, against=a[:240], weighed=w[:400]) for a, w in words.counters])
    Plea.objects.bulk_create(
        [Plea(brief=brief, what=p.what[:240], of=p.of[:120], by=p.by, cost=p.cost[:120]) for p in words.pleas]
    )


def end_of(day: date, inbox: Inbox, now: datetime) -> datetime:
    """When a working day ends by the clock of `inbox`; five o'clock on a day when nobody is there."""
    spans = hours_of(inbox, now).open_on(day)
    return spans[-1][1] if spans else datetime.combine(day, time(17), ZoneInfo(inbox.zone))


@transaction.atomic
def put_in(brief: Brief, cases: Collection[int], *, by: Member, now: datetime) -> int:
    """Cases that she is on speak for the brief, too. Returns how many people came with them. Raises `Refused`
    (brief_sent, brief_withdrawn, nothing_chosen)."""
    brief = hold(brief)
    _drafts_only(brief)
    found = dict(cases_seen_by(by).filter(pk__in=cases).order_by("pk").values_list("person_id", "pk"))
    if not found:
        raise Refused("nothing_chosen")
    there = set(Voice.objects.filter(brief=brief, person__in=found).values_list("person_id", flat=True))
    new = [Voice(brief=brief, person_id=who, case_id=case, at=now) for who, case in found.items() if who not in there]
    insert(new)
    return len(new)


def as_it_stands(brief: Brief) -> rules.Case:
    """The brief as far as it can be sent."""
    counters = list(brief.counters.all())
    return rules.Case(
        brief.title, brief.claim, cases_of(brief).order_by().values("person").distinct().count(),
        brief.evidence.count(), brief.pleas.count(),
        bool(brief.to_id or (brief.to_name and brief.to_address)), brief.answer_by,
        bool(brief.to and brief.to.left_at), sum(not counter.weighed.strip() for counter in counters),
    )  # fmt: skip


def manner(brief: Brief) -> list[tuple[str, Finding]]:
    """What in its words would hurt those who read it, each with the words themselves: to look at, never in the way."""
    texts = chain(
        (brief.title, brief.claim, brief.leaving), brief.evidence.values_list("words", flat=True),
        *((c.against, c.weighed) for c in brief.counters.all()), (p.what for p in brief.pleas.all()),
    )  # fmt: skip
    found = []
    for text in texts:
        verdict = judge_machine(text, brief.language, "handler")
        found += [(text[f.start : f.end] or text, f) for f in verdict.findings if f.rule in RESPECT]
    return found


@transaction.atomic
def send(brief: Brief, *, by: Member, now: datetime) -> None:
    """It goes to its leader, and from here its words and figures stand still. Again is harmless.

    Raises `Refused` (brief_withdrawn, or what `rules.lacking` says first, all of it as `codes`) or `Stopped`.
    """
    brief = hold(brief)
    if brief.sent_at is not None:
        return
    _drafts_only(brief)
    codes = rules.lacking(as_it_stands(brief), now)
    if codes or brief.answer_by is None:
        raise Refused(codes[0], codes=codes, name=brief.leader_name)
    brief.figures = counted(brief, now).as_json()
    gather(brief, now)
    brief.sent_at = now
    promise_answer(brief, brief.answer_by, now)
    brief.letter = to_leader(brief, "brief_sent", f"brief:{brief.pk}:{brief.edition}", now, by=by)
    brief.save()
    record(brief, "sent", now, by=by, name=brief.leader_name, until=brief.answer_by.isoformat())


def gather(brief: Brief, now: datetime) -> None:
    """Everybody who complains of it by now has a voice in the brief; once a person, however often it is called."""
    rows = (Voice(brief=brief, person_id=person, case_id=case, at=now) for person, case in voices_of(brief))
    insert(list(rows), once=True)


def promise_answer(brief: Brief, due: datetime, now: datetime) -> None:
    """Its owner sees to it that it is answered by the date that it names. Saved with the brief."""
    turn, hours = brief.answers.count(), hours_of(brief.inbox, now)
    key = f"b{brief.pk}:answer:{turn}"
    make([Made(key, Owe.BRIEF_ANSWER, due, brief.owner_id, Urgency.COMPLAINT, hours)], now)
    brief.answer_promise = made(key)


@transaction.atomic
def send_again(brief: Brief, *, address: str, by: Member, now: datetime) -> None:
    """A fresh letter with a fresh link; those before open nothing any more. To somebody outside it may go to another
    address. Raises `Refused` (brief_withdrawn, not_sent, decided, too_soon)."""
    brief = hold(brief)
    waiting_only(brief)
    last = brief.happenings.filter(what=AGAIN).order_by("-pk").first()
    if last and now - last.at < timedelta(minutes=5):
        raise Refused("too_soon")
    brief.edition += 1
    if brief.to is None and address.strip():
        brief.to_address = address.strip()
    brief.letter = to_leader(brief, "brief_sent", f"brief:{brief.pk}:{brief.edition}", now, by=by)
    brief.save()
    record(brief, AGAIN, now, by=by, name=brief.leader_name)


def waiting_only(brief: Brief) -> None:
    """Raises `Refused` (brief_withdrawn, not_sent, decided) unless it waits for an answer."""
    if brief.withdrawn_at is not None:
        raise Refused("brief_withdrawn")
    if brief.sent_at is None:
        raise Refused("not_sent")
    if brief.decision_id is not None:
        raise Refused("decided")


@transaction.atomic
def withdraw(brief: Brief, *, words: str, by: Member, now: datetime) -> None:
    """Taken back before it is decided, with the reason: its link opens nothing. Raises `Refused` (decided,
    needs_words)."""
    brief = hold(brief)
    if brief.withdrawn_at is not None:
        return
    if brief.decision_id is not None:
        raise Refused("decided")
    if not words.strip():
        raise Refused("needs_words")
    brief.withdrawn_at, brief.withdrawn = now, words.strip()
    brief.edition += 1
    brief.save(update_fields=["withdrawn_at", "withdrawn", "edition"])
    release(Q(pk=brief.answer_promise_id), "withdrawn", now)
    record(brief, "withdrawn", now, by=by, words=words.strip()[:300])


@transaction.atomic
def pass_on(brief: Brief, *, to: Member, by: Member, now: datetime) -> None:
    """Somebody else owns it from here, with what is promised. Raises `Refused` (left, cannot_own_brief)."""
    brief = hold(brief)
    if to.left_at is not None:
        raise Refused("left", name=to.name)
    if not to.is_(*OWNERS):
        raise Refused("cannot_own_brief", name=to.name)
    if brief.owner_id == to.pk:
        return
    brief.owner = to
    brief.save(update_fields=["owner"])
    for promise in (brief.answer_promise, brief.tell_promise):
        if promise and promise.due:
            promise.keeper = to
            promise.save(update_fields=["keeper"])
    record(brief, "passed_on", now, by=by, name=to.name)
