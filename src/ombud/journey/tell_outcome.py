"""tell_outcome: everybody who complained hears what came of it, once, in her own thread and language (D16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ombud.advocacy import rules
from ombud.advocacy.models import Brief, Outcome, Voice
from ombud.advocacy.voices import UNTOLD
from ombud.cases.models import Case
from ombud.promises.keeping import keep
from ombud.replies.guard import Verdict
from ombud.replies.judging import judge_machine
from ombud.replies.texts import LANGUAGES
from ombud.team.models import Member
from ombud.work.queue import enqueue

from .alone import alone_with
from .answer import judged
from .begin import going_on, log
from .brief_letters import hold, record
from .deliver import deliver
from .raise_concern import gather
from .refused import Refused, Stopped
from .words import PAGE, language_of, to_customer

SPARED = {"no_address": rules.Spared.NO_ADDRESS, "press_needs_spokesperson": rules.Spared.PRESS}


def waiting(brief: Brief) -> dict[str, int]:
    """In which languages people wait for the outcome, and how many in each."""
    found: Counter[str] = Counter()
    rows = Voice.objects.filter(UNTOLD, brief=brief).values_list("person__language", "case__inbox__language")
    for hers, ours in rows.iterator():
        found[next((language for language in (hers, ours) if language in LANGUAGES), "en")] += 1
    return dict(found.most_common())


@dataclass(frozen=True, slots=True)
class Ahead:
    """A letter as it leaves: its text, and what the guard says of exactly that."""

    text: str
    verdict: Verdict


def letter_for(brief: Brief, case: Case, words: str) -> Ahead:
    """The whole letter as the customer of `case` gets it. Writes nothing. Raises `Stopped`, or `Refused` where her
    channel carries less."""
    conversation = alone_with(case)
    conversation.inbox = case.inbox
    text = to_customer("brief_outcome", case, agent=brief.owner.name, outcome=words, portal_url=PAGE)
    body, verdict = judged(conversation, case, brief.owner, text.body, None)
    return Ahead(body, verdict)


@transaction.atomic
def tell_everybody(brief: Brief, words: Mapping[str, str], *, by: Member, now: datetime) -> int:
    """What came of it, in each language in which somebody waits; then each is told in turn. Returns how many.

    Raises `Refused` (not_decided, outcome_missing with `languages`: asked for, never guessed) or `Stopped`.
    """
    brief = hold(brief)
    if brief.decision_id is None:
        raise Refused("not_decided")
    gather(brief, now)
    spoken = waiting(brief)
    written = {language: text.strip() for language, text in words.items() if text.strip()}
    written = dict(brief.outcomes.values_list("language", "words")) | written
    if lacks := rules.missing(spoken, list(written)):
        raise Refused("outcome_missing", languages=lacks)
    for language in spoken:
        verdict = judge_machine(written[language], language, "customer")
        if not verdict.passes:
            raise Stopped(verdict)
        Outcome.objects.update_or_create(
            brief=brief, language=language, defaults={"words": written[language], "by": by, "at": now}
        )
    untold = list(brief.voices.filter(UNTOLD).values_list("pk", flat=True))
    enqueue("tell_outcome", untold, now, tag=str(int(now.timestamp())))
    record(brief, "telling", now, by=by, people=len(untold))
    _all_told(brief, now)
    return len(untold)


def tell_outcome(voices: Sequence[int], now: datetime) -> None:
    """Tell each of these; whoever was told already is left in peace."""
    briefs = set()
    rows = Voice.objects.select_for_update(of=("self",)).filter(UNTOLD, pk__in=voices).order_by("pk")
    for voice in rows.select_related("brief__owner", "case"):
        _tell(voice, now)
        briefs.add(voice.brief_id)
    for brief in Brief.objects.filter(pk__in=briefs).order_by("pk"):
        _all_told(hold(brief), now)


def _tell(voice: Voice, now: datetime) -> None:
    case, brief = going_on(voice.case), voice.brief
    released = case.release.because if case.release else ""
    if spared := rules.spared(released, reachable=True):
        voice.spared = spared
        voice.save(update_fields=["spared"])
        return
    outcome = Outcome.objects.filter(brief=brief, language=language_of(case.person, case.inbox)).first()
    if outcome is None:
        _not_yet(voice, "no_words")
        return
    try:
        with transaction.atomic():
            ahead = letter_for(brief, case, outcome.words)
            letter = deliver(
                alone_with(case), case, by=brief.owner, text=ahead.text, verdict=ahead.verdict,
                key=f"outcome:{voice.pk}", now=now,
            )  # fmt: skip
    except Stopped:
        _not_yet(voice, "guard_stops")
        return
    except Refused as refused:
        if refused.code not in SPARED:
            raise
        voice.spared = SPARED[refused.code]
        voice.save(update_fields=["spared"])
        return
    voice.letter, voice.told_at, voice.trouble = letter, now, ""
    voice.save(update_fields=["letter", "told_at", "trouble"])
    log(case, "outcome_told", now, by=brief.owner, number=brief.pk)


def _not_yet(voice: Voice, trouble: str) -> None:
    voice.trouble = trouble
    voice.save(update_fields=["trouble"])


def _all_told(brief: Brief, now: datetime) -> None:
    """The promise to tell them is kept with the last of them."""
    waits = brief.tell_promise_id is None or brief.voices.filter(UNTOLD).exists()
    if not waits and keep(Q(pk=brief.tell_promise_id), now):
        record(brief, "all_told", now, people=brief.voices.filter(told_at__isnull=False).count())


@transaction.atomic
def close(brief: Brief, *, by: Member, now: datetime) -> None:
    """It is over: decided, and everybody who complained knows. Raises `Refused` (not_decided, not_all_told)."""
    brief = hold(brief)
    if brief.closed_at is not None:
        return
    untold = brief.voices.filter(UNTOLD).count()
    if why := rules.closable(rules.status(brief), untold):
        raise Refused(why, number=untold)
    brief.closed_at = now
    brief.save(update_fields=["closed_at"])
    record(brief, "closed", now, by=by)
