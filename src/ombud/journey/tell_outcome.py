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
from ombud.advocacy.voices import TO_TELL
from ombud.cases.forgotten import forgotten_at
from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.incidents.affected import tongue
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
from .deliver import deliver, party
from .raise_concern import gather
from .refused import Refused, Stopped
from .words import PAGE, to_customer

SPARED = {"no_address": rules.Spared.NO_ADDRESS, "press_needs_spokesperson": rules.Spared.PRESS}


def waiting(brief: Brief) -> dict[str, int]:
    """In which languages people wait for the outcome, ours or not, and how many in each."""
    found: Counter[str] = Counter()
    rows = Voice.objects.filter(TO_TELL, brief=brief).values_list("person__language", "case__inbox__language")
    for hers, ours in rows.iterator():
        found[tongue(hers, ours)] += 1
    return dict(found.most_common())


@dataclass(frozen=True, slots=True)
class Ahead:
    """A letter as it leaves: its language, its text, and what the guard says of exactly that."""

    language: str
    text: str
    verdict: Verdict


def letter_for(brief: Brief, case: Case, words: str, thread: Conversation | None = None) -> Ahead:
    """The whole letter as the customer of `case` gets it; in a language that we have no texts in the words are all of
    it, with the link to her page and a name below. Writes nothing but the thread with her alone, where there was none.
    Raises `Stopped`, or `Refused` where her channel carries less."""
    conversation = thread or alone_with(case)
    if thread is None:
        conversation.inbox = case.inbox
    language = tongue(case.person.language, case.inbox.language)
    text = f"{words}\n\n{PAGE}"
    if language in LANGUAGES:
        text = to_customer("brief_outcome", case, agent=brief.owner.name, outcome=words, portal_url=PAGE).body
    body, verdict = judged(conversation, case, brief.owner, text, None, language=language)
    return Ahead(language, body, verdict)


@transaction.atomic
def who_else(brief: Brief, now: datetime) -> None:
    """Whoever has come since is owed the word, too. Apart from what follows: it stands where that is refused."""
    brief = hold(brief)
    if brief.decision_id is not None and brief.closed_at is None:
        gather(brief, now)


def tell_everybody(brief: Brief, words: Mapping[str, str], *, by: Member, now: datetime) -> int:
    """What came of it, in each language in which somebody waits; then each is told in turn. Returns how many.

    Raises `Refused` (not_decided, outcome_missing with `languages`: asked for, never guessed) or `Stopped`.
    """
    who_else(brief, now)
    return _set_going(brief, words, by, now)


@transaction.atomic
def _set_going(brief: Brief, words: Mapping[str, str], by: Member, now: datetime) -> int:
    brief = hold(brief)
    if brief.decision_id is None:
        raise Refused("not_decided")
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
    untold = list(brief.voices.filter(TO_TELL).values_list("pk", flat=True))
    enqueue("tell_outcome", untold, now, tag=str(int(now.timestamp())))
    record(brief, "telling", now, by=by, people=len(untold))
    _all_told(brief, now)
    return len(untold)


def tell_outcome(voices: Sequence[int], now: datetime) -> None:
    """Tell each of these; whoever was told already is left in peace."""
    briefs = set()
    rows = Voice.objects.select_for_update(of=("self",)).filter(TO_TELL, pk__in=voices).order_by("pk")
    for voice in rows.select_related("brief__owner", "case", "letter"):
        _tell(voice, now)
        briefs.add(voice.brief_id)
    for brief in Brief.objects.filter(pk__in=briefs).order_by("pk"):
        _all_told(hold(brief), now)


def _tell(voice: Voice, now: datetime) -> None:
    case, brief = going_on(voice.case), voice.brief
    thread = _thread(voice, case)
    if spared := rules.spared(_released(case), reachable=thread is not None):
        _spare(voice, spared)
        return
    language = tongue(case.person.language, case.inbox.language)
    outcome = Outcome.objects.filter(brief=brief, language=language).first()
    if outcome is None:
        _not_yet(voice, "no_words")
        return
    try:
        with transaction.atomic():
            ahead = letter_for(brief, case, outcome.words, thread)
            letter = deliver(
                thread or alone_with(case), case, by=brief.owner, text=ahead.text, verdict=ahead.verdict,
                key=_key(voice), now=now, language=ahead.language,
            )  # fmt: skip
    except Stopped:
        _not_yet(voice, "guard_stops")
        return
    except Refused as refused:
        if refused.code not in SPARED:
            raise
        _spare(voice, SPARED[refused.code])
        return
    voice.letter, voice.told_at, voice.trouble = letter, now, ""
    voice.save(update_fields=["letter", "told_at", "trouble"])
    log(case, "outcome_told", now, by=brief.owner, number=brief.pk)


def _released(case: Case) -> str:
    """How she let us go, if she did: also by asking, in another case of hers, to be forgotten, and no word since."""
    asked = forgotten_at(case.person_id)
    if asked is not None and case.heard_at <= asked:
        return rules.Spared.FORGOTTEN
    return case.release.because if case.release else ""


def _thread(voice: Voice, case: Case) -> Conversation | None:
    """Where she is told: the thread that began her case; once a letter came back, the newest of the case in which she
    writes from somewhere else. None: there is nothing to try but the address from which it came back."""
    first = alone_with(case)
    first.inbox = case.inbox
    if voice.letter is None or voice.letter.bounced_at is None:
        return first
    hers = Conversation.objects.filter(strand__case=case, person=case.person_id, public=False).order_by("-pk")
    for thread in hers.select_related("inbox__owner", "person", "member"):
        last = Message.objects.filter(conversation=thread, direction="in", auto="no").order_by("-pk").first()
        address = party(thread, last)[1]
        if address and address.casefold() != voice.letter.to_address.casefold():
            return thread
    return None


def _key(voice: Voice) -> str:
    """Once a voice; once more for each letter that was lost."""
    return f"outcome:{voice.pk}" + (f":{voice.letter_id}" if voice.letter_id else "")


def _spare(voice: Voice, why: rules.Spared) -> None:
    voice.spared, voice.letter, voice.told_at = why, None, None
    voice.save(update_fields=["spared", "letter", "told_at"])


def _not_yet(voice: Voice, trouble: str) -> None:
    voice.trouble = trouble
    voice.save(update_fields=["trouble"])


def _all_told(brief: Brief, now: datetime) -> None:
    """The promise to tell them is kept with the last of them."""
    waits = brief.tell_promise_id is None or brief.voices.filter(TO_TELL).exists()
    if not waits and keep(Q(pk=brief.tell_promise_id), now):
        record(brief, "all_told", now, people=brief.voices.filter(told_at__isnull=False).count())


def close(brief: Brief, *, by: Member, now: datetime) -> None:
    """It is over: decided, and everybody who complained by now knows. Raises `Refused` (not_decided, not_all_told)."""
    who_else(brief, now)
    _close(brief, by, now)


@transaction.atomic
def _close(brief: Brief, by: Member, now: datetime) -> None:
    brief = hold(brief)
    if brief.closed_at is not None:
        return
    untold = brief.voices.filter(TO_TELL).count()
    if why := rules.closable(rules.status(brief), untold):
        raise Refused(why, number=untold)
    brief.closed_at = now
    brief.save(update_fields=["closed_at"])
    record(brief, "closed", now, by=by)
