"""D14, D16: who is quoted wrote it, a leader answers once, and everybody is told before a brief is closed."""

import pytest

from ombud.advocacy.models import Brief, Quote, Voice
from ombud.cases.endings import Because
from ombud.cases.models import Case, Release
from ombud.incidents.checked import Telling, drop
from ombud.journey import release
from ombud.replies.models import Outgoing
from tests.rooms.breaking import Attempt, Change, Insert, Remove, like
from tests.rooms.briefs_staged import (
    DAY,
    answer,
    answering,
    consent,
    decided,
    outcome,
    quote,
    quoting,
    sent,
    telling,
    told,
    untold,
    voice,
    written,
)
from tests.rooms.conftest import Try
from tests.rooms.stage import Stage


def spared(stage: Stage, brief: Brief) -> Brief:
    type(untold(stage, brief)).objects.filter(brief=brief).update(spared="stopped")
    return brief


def closed(stage: Stage) -> Brief:
    brief = spared(stage, decided(stage))
    brief.closed_at = stage.now
    brief.save()
    return brief


def lost(of: Voice) -> Voice:
    """Her letter came back."""
    assert of.letter_id
    Outgoing.objects.filter(pk=of.letter_id).update(bounced_at=of.told_at)
    return of


def closed_and_lost(stage: Stage) -> Brief:
    """A brief that was closed before her letter came back."""
    of = told(stage, decided(stage))
    Brief.objects.filter(pk=of.brief_id).update(closed_at=stage.now)
    lost(of)
    return Brief.objects.get(pk=of.brief_id)


def forgotten(stage: Stage) -> Quote:
    found = quote(stage)
    Quote.objects.filter(pk=found.pk).update(words="", forgotten_at=stage.now)
    return found


def erased(stage: Stage) -> Case:
    release.release(stage.lamp, because=Because.FORGOTTEN, words="She asked us to.", by=stage.world.mira, now=stage.now)
    return stage.lamp


def erasing(of: Quote, stage: Stage) -> Insert:
    """She whose words these are asked to be forgotten, in another case of hers."""
    drop(Telling.objects.filter(case__person=of.case.person))
    return Insert(Release, stage.released(stage.invoice, because="forgotten"))


ATTEMPTS: list[Attempt[Stage]] = [
    Attempt(
        "advocacy_answer_kept",
        lambda s: Change(answer(s, sent(s)), {"said": "no", "words": "x"}),
        lambda s: answering(s, sent(s)),
    ),
    Attempt("advocacy_answer_kept", lambda s: Remove(answer(s, sent(s))), lambda s: answering(s, sent(s))),
    Attempt("advocacy_answer_is_one", lambda s: answering(s, sent(s), said="perhaps"), lambda s: answering(s, sent(s))),
    Attempt(
        "advocacy_no_with_reasons",
        lambda s: answering(s, sent(s), "no", words=""),
        lambda s: answering(s, sent(s), "no"),
    ),
    Attempt(
        "advocacy_later_with_a_date",
        lambda s: answering(s, sent(s), "later", until=None),
        lambda s: answering(s, sent(s), "later"),
    ),
    Attempt(
        "advocacy_later_with_a_date",
        lambda s: answering(s, sent(s), "yes", until=s.now),
        lambda s: answering(s, sent(s), "yes"),
    ),
    Attempt(
        "advocacy_decided_once",
        lambda s: answering(s, answer(s, sent(s)).brief, "no"),
        lambda s: answering(s, answer(s, sent(s), "later").brief, "no"),
        also=("advocacy_answer.brief_id",),
    ),
    Attempt("advocacy_answers_what_is_open", lambda s: answering(s, written(s)), lambda s: answering(s, sent(s))),
    Attempt(
        "advocacy_answers_what_is_open",
        lambda s: answering(s, decided(s), "later"),
        lambda s: answering(s, sent(s), "later"),
    ),
    Attempt(
        "advocacy_answers_what_is_open",
        lambda s: answering(s, sent(s, withdrawn_at=s.now, withdrawn="x")),
        lambda s: answering(s, sent(s)),
    ),
    Attempt("advocacy_quotes_words", lambda s: quoting(s, written(s), words=""), lambda s: quoting(s, written(s))),
    Attempt(
        "advocacy_quotes_her_own_words",
        lambda s: quoting(s, written(s), message_id=s.ours(s.lamp).pk),
        lambda s: quoting(s, written(s)),
    ),
    Attempt(
        "advocacy_quotes_her_own_words",
        lambda s: quoting(s, written(s), message_id=s.hers(s.radio).pk),
        lambda s: quoting(s, written(s)),
    ),
    Attempt(
        "advocacy_quote_as_asked",
        lambda s: Change(quote(s), {"words": "Alles ist wunderbar."}),
        lambda s: Change(quote(s), {"dropped_at": s.now}),
    ),
    Attempt(  # blank, while nobody asked to be forgotten
        "advocacy_quotes_words",
        lambda s: Change(quote(s), {"forgotten_at": s.now}),
        lambda s: Change(quote(s), {"words": "", "forgotten_at": s.now}),
    ),
    Attempt(
        "advocacy_quote_as_asked",
        lambda s: Change(quote(s), {"words": ""}),
        lambda s: Change(quote(s), {"words": "", "forgotten_at": s.now}),
    ),
    Attempt(
        "advocacy_quote_as_asked",
        lambda s: Change(forgotten(s), {"words": "Kaputt.", "forgotten_at": None}),
        lambda s: Change(forgotten(s), {"dropped_at": s.now}),
    ),
    Attempt(
        "advocacy_quote_whose",
        lambda s: Change(quote(s), {"language": "en"}),
        lambda s: Change(quote(s), {"dropped_at": s.now}),
    ),
    Attempt(
        "advocacy_forgotten_is_not_quoted",
        lambda s: quoting(s, written(s), case_id=erased(s).pk),
        lambda s: quoting(s, written(s)),
    ),
    Attempt(
        "advocacy_forgotten_quotes_go",
        lambda s: erasing(quote(s), s),
        lambda s: erasing(forgotten(s), s),
    ),
    Attempt("advocacy_quote_kept", lambda s: Remove(quote(s)), lambda s: quoting(s, written(s))),
    Attempt(
        "advocacy_translated_by_somebody",
        lambda s: Change(quote(s), {"translation": "Broken."}),
        lambda s: Change(quote(s), {"translation": "Broken.", "translated_by_id": s.world.mira.pk}),
    ),
    Attempt(
        "advocacy_consent_kept",
        lambda s: Change(consent(s), {"allows": False}),
        lambda s: like(consent(s), allows=False, key="another"),
    ),
    Attempt(
        "advocacy_consent_kept", lambda s: Remove(consent(s)), lambda s: like(consent(s), allows=False, key="another")
    ),
    Attempt(
        "advocacy_d16_once_a_person",
        lambda s: like(voice(s, written(s)), case_id=s.invoice.pk),
        lambda s: like(voice(s, written(s)), case_id=s.radio.pk, person_id=s.radio.person_id),
        also=("advocacy_voice.brief_id",),
    ),
    Attempt(
        "advocacy_told_by_a_letter", lambda s: telling(s, decided(s), letter_id=None), lambda s: telling(s, decided(s))
    ),
    Attempt(
        "advocacy_told_by_a_letter",
        lambda s: telling(s, decided(s), spared="stopped"),
        lambda s: telling(s, decided(s)),
    ),
    Attempt(
        "advocacy_voice_whose",
        lambda s: Change(voice(s, written(s)), {"case_id": s.invoice.pk}),
        lambda s: Change(voice(s, written(s)), {"trouble": "x"}),
    ),
    Attempt(
        "advocacy_voice_in_an_open_brief",
        lambda s: like(
            untold(s, spared(s, decided(s, read_at=s.now))), person_id=s.radio.person_id, brief_id=closed(s).pk
        ),
        lambda s: like(untold(s, decided(s)), person_id=s.radio.person_id, case_id=s.radio.pk),
    ),
    Attempt("advocacy_voice_kept", lambda s: Remove(untold(s, sent(s))), lambda s: Remove(voice(s, written(s)))),
    Attempt(
        "advocacy_told_is_told",
        lambda s: Change(told(s, decided(s)), {"told_at": s.now + DAY}),
        lambda s: Change(told(s, decided(s)), {"trouble": "x"}),
    ),
    Attempt(
        "advocacy_told_is_told",
        lambda s: Change(told(s, decided(s)), {"told_at": None, "letter_id": None, "spared": "no_address"}),
        lambda s: Change(lost(told(s, decided(s))), {"told_at": None, "letter_id": None, "spared": "no_address"}),
    ),
    Attempt(
        "advocacy_d16_letters_arrived",
        lambda s: Change(lost(told(s, decided(s))).brief, {"closed_at": s.now}),
        lambda s: Change(told(s, decided(s)).brief, {"closed_at": s.now}),
    ),
    Attempt(
        "advocacy_done_is_done",
        lambda s: Change(closed(s), {"closed_at": None}),
        lambda s: Change(closed_and_lost(s), {"closed_at": None}),
    ),
    Attempt(
        "advocacy_done_is_done",
        lambda s: Change(closed_and_lost(s), {"closed_at": s.now + DAY}),
        lambda s: Change(closed_and_lost(s), {"closed_at": None}),
    ),
    Attempt("advocacy_told_of_a_decision", lambda s: telling(s, sent(s)), lambda s: telling(s, decided(s))),
    Attempt(
        "advocacy_outcome_in_words",
        lambda s: like(outcome(s), language="en", words=""),
        lambda s: like(outcome(s), language="en"),
    ),
    Attempt(
        "advocacy_outcome_kept",
        lambda s: Remove(outcome(s)),
        lambda s: Change(outcome(s), {"words": "Ja, bis Januar."}),
    ),
]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_wrong_is_refused(attempt: Attempt[Stage], refused: Try) -> None:
    refused(attempt)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.name)
def test_what_is_right_passes(attempt: Attempt[Stage], allowed: Try) -> None:
    allowed(attempt)
