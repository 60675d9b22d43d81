"""quote: ask a customer whether her words may stand in a brief; yes, no and a yes taken back are hers (D14)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from ombud.access.circle import is_on
from ombud.advocacy import rules
from ombud.advocacy.models import Brief, Consent, Quote
from ombud.cases.forgotten import forgotten_at
from ombud.cases.models import Case
from ombud.conversations.models import Message
from ombud.team.models import Member
from ombud.triage.personal import personal

from .alone import alone_with
from .answer import judged
from .begin import lock, log
from .brief_letters import hold, record
from .deliver import deliver
from .refused import Refused
from .words import PAGE, to_customer

SEARCHED = 200  # messages of a case in which her words are looked for, the newest first
LONGEST = 600


def anonymised(words: str, person: str, language: str) -> str:
    """Her words as they would be shown: without her name and whatever else is personal."""
    hidden = rules.anonymous(words.strip(), [(one.start, one.end) for one in personal(words.strip(), language)])
    return rules.without_name(hidden, person)


@transaction.atomic
def ask_to_quote(brief: Brief, case: Case, *, words: str, by: Member, key: str, now: datetime) -> Quote:
    """Ask the customer of `case`, in her thread and on her page, whether the brief may show these words of hers.

    Raises `Refused` (brief_sent, brief_withdrawn, not_on_case, words_too_long, not_her_words, asked_us_to_stop,
    no_address) or `Stopped`. Once per `key`, and once per words.
    """
    brief, case = hold(brief), lock(case)
    before = Quote.objects.filter(key=key).first()
    if before:
        return before
    if brief.withdrawn_at is not None or brief.sent_at is not None:
        raise Refused("brief_withdrawn" if brief.withdrawn_at else "brief_sent")
    if not is_on(case, by):
        raise Refused("not_on_case")
    if len(words) > LONGEST:
        raise Refused("words_too_long")
    forgotten = forgotten_at(case.person_id)
    stopped = case.release is not None and case.release.because == rules.Spared.STOPPED
    if stopped or (forgotten and case.heard_at <= forgotten):
        raise Refused("asked_us_to_stop")
    message = _where(case, words, forgotten)
    shown = anonymised(words, case.person.called, case.language)
    if message is None or len(shown.replace(rules.LEFT_OUT, "").strip()) < rules.SHORTEST:
        raise Refused("not_her_words")
    again = Quote.objects.filter(brief=brief, case=case, words=shown, dropped_at=None).first()
    if again:
        return again
    conversation = alone_with(case)
    conversation.inbox = case.inbox
    text = to_customer("quote_ask", case, agent=by.name, quote=shown, portal_url=PAGE)
    body, verdict = judged(conversation, case, by, text.body, None, hers=[shown])
    letter = deliver(conversation, case, by=by, text=body, verdict=verdict, key=f"quote:{key}", now=now, ours=True)
    quote = Quote.objects.create(
        brief=brief, case=case, message=message, words=shown, language=case.language, key=key, asked_at=now, by=by,
        letter=letter,
    )  # fmt: skip
    record(brief, "quote_asked", now, by=by)
    log(case, "quote_asked", now, by=by, number=brief.pk)
    return quote


def _where(case: Case, words: str, after: datetime | None) -> Message | None:
    """The message of hers in which these words stand, heard `after` she asked us to forget what there was."""
    theirs = Message.objects.filter(
        conversation__strand__case=case, person=case.person_id, voice="customer", direction="in", forged=False
    )
    theirs = theirs.filter(heard_at__gt=after) if after else theirs
    return next((one for one in theirs.order_by("-pk")[:SEARCHED] if rules.hers(words, one.text)), None)


def asked_in(case: Case) -> QuerySet[Quote]:
    """What she was asked in this case, and in those that were put together with it: they go on here."""
    here = Q(case=case) | Q(case__opener__conversation__strand__case=case)
    return Quote.objects.filter(here, forgotten_at=None)


@transaction.atomic
def say_of_quote(case: Case, number: int, *, allows: bool, key: str, now: datetime) -> None:
    """Her word: yes, no, or a yes taken back. The last one holds, at any time. Raises `Refused` (no_such_quote)."""
    case = lock(case)
    quote = asked_in(case).select_related("brief").filter(pk=number).first()
    if quote is None:
        raise Refused("no_such_quote")
    if Consent.objects.filter(key=key).exists():
        return
    last = quote.consents.order_by("-pk").first()
    if last is not None and last.allows == allows:
        return
    Consent.objects.create(quote=quote, allows=allows, key=key, at=now)
    what = "quote_allowed" if allows else "quote_taken_back" if last else "quote_refused"
    record(quote.brief, what, now)
    log(case, what, now, shown=what != "quote_refused", number=quote.brief_id)


@transaction.atomic
def drop_quote(quote: Quote, *, by: Member, now: datetime) -> None:
    """Leave it out of the brief after all, at any time: what was sent shows fewer words of people, never more."""
    brief = hold(quote.brief)
    if quote.dropped_at is None:
        quote.dropped_at = now
        quote.save(update_fields=["dropped_at"])
        record(brief, "quote_dropped", now, by=by)


@transaction.atomic
def translate(quote: Quote, *, words: str, by: Member) -> None:
    """What it means, in the language of the brief, by somebody who knows. Raises `Refused` (brief_sent)."""
    brief = hold(quote.brief)
    if brief.sent_at is not None:
        raise Refused("brief_sent")
    quote.translation = " ".join(words.split())[:LONGEST]
    quote.translated_by = by if quote.translation else None
    quote.save(update_fields=["translation", "translated_by"])
