"""Reading follows hearing: in full what has just come in, in haste a flood, and again in full once it is calm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import Settings

from ombud.cases.models import Case
from ombud.channels.registry import get
from ombud.journey import correct, deepen
from ombud.journey.add import add_words
from ombud.journey.hear import hear
from ombud.triage.kinds import Kind, Scenario
from ombud.triage.lag import lag
from ombud.triage.models import Reading
from ombud.triage.reader import Reader
from ombud.triage.reading import Degrees, Heard, Part, Tier, Understood
from ombud.work.models import Work
from ombud.worker.due import do_due
from tests.world import BROKEN, CARE, HANNAH, RENATE, World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    """Monday morning."""
    return World()


class Deep:
    """A reader whose full reading knows what the hasty one overlooked: by words of the message."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **known: dict[str, object]) -> None:
        self.asked: list[tuple[Tier, int]] = []
        self.known = known
        plain = Reader.read

        def read(
            reader: Reader, messages: Sequence[Heard], tier: Tier = Tier.FULL, only: frozenset[str] | None = None
        ) -> list[Understood]:
            self.asked.append((tier, len(messages)))
            found = plain(reader, messages, tier, only)
            return [self._more(m, r) if tier is Tier.FULL else r for m, r in zip(messages, found, strict=True)]

        monkeypatch.setattr(Reader, "read", read)

    def _more(self, message: Heard, reading: Understood) -> Understood:
        for word, facts in self.known.items():
            if word in message.text:
                reading = replace(reading, **facts)  # type: ignore[arg-type]  # facts of a reading by name
        return reading


COMPLAINT = {
    "kind": Kind.COMPLAINT, "scenario": Scenario.SAFETY, "urgency": 1, "confidence": 0.9, "why": ("danger",),
    "degrees": Degrees(anger=0.2), "concerns": (Part(0, 20, Kind.COMPLAINT),),
}  # fmt: skip
QUESTION = "Hi, do you sell this with a Danish socket, and how much is it? Thanks, Hannah"


def test_what_comes_in_is_read_in_full_and_history_in_haste(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = Deep(monkeypatch)
    world.hear(world.mail(RENATE, BROKEN["de"]), world.mail(HANNAH, BROKEN["en"]))
    assert deep.asked == [(Tier.FULL, 2)]
    (old,) = world.hear(world.mail(HANNAH, "Hello, where are you based? Hannah"), history=True)
    assert deep.asked[1:] == [(Tier.FAST, 1)]
    assert Reading.objects.get(message=old).tier == Tier.FAST
    world.pass_time(2 * MINUTE)
    assert Reading.objects.get(message=old).tier == Tier.FULL
    assert not Work.objects.filter(step="deepen").exists(), "once all is read in full, nothing is left to do"


def test_a_flood_is_read_in_haste_and_in_full_once_it_is_calm(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FLOOD = 1
    deep = Deep(monkeypatch, socket=COMPLAINT)
    question, complaint = world.hear(world.mail(HANNAH, QUESTION), world.mail(RENATE, BROKEN["de"]))
    assert deep.asked == [(Tier.FAST, 2)]
    assert Reading.objects.get(message=question).kind == Kind.QUESTION
    world.pass_time(2 * MINUTE)
    deepened = Reading.objects.get(message=question)
    assert (deepened.kind, deepened.urgency, deepened.scenario, deepened.tier) == ("complaint", 1, "safety", "full")
    case = Case.objects.get(opener=question)
    assert case.urgency == 1, "a complaint that was not seen before opens its case"
    assert case.promises.filter(owe="answer", message=question, kept_at=None).order_by("due_at").first()
    assert Case.objects.filter(opener=complaint).count() == 1, "and what was one stays one"
    assert len(world.letters(HANNAH)) == 1, "one receipt, however often it is read"


def test_reading_again_lowers_nothing_and_overwrites_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FLOOD = 0
    harmless = {"kind": Kind.SPAM, "urgency": 4, "spam": True, "scenario": Scenario.NONE}
    Deep(monkeypatch, socket=harmless, Lampe=harmless)
    said, complaint = world.hear(world.mail(HANNAH, QUESTION), world.mail(RENATE, BROKEN["de"]))
    correct.correct(said, kind="praise", by=world.mira, now=world.now)
    before = Reading.objects.get(message=complaint)
    assert (before.kind, before.tier) == ("complaint", "fast")
    world.pass_time(2 * MINUTE)
    again = Reading.objects.get(message=said)
    assert (again.kind, again.tier, again.corrected_by, again.unsure) == ("praise", "full", world.mira, False)
    after = Reading.objects.get(message=complaint)
    assert (after.kind, after.urgency, after.spam, after.tier) == ("complaint", before.urgency, False, "full")


def test_a_threat_that_haste_overlooked_alarms_people_and_sends_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FLOOD = 0
    Deep(monkeypatch, socket={"kind": Kind.ABUSE, "urgency": 1, "threat": True, "why": ("threat",)})
    (message,) = world.hear(world.mail(HANNAH, QUESTION))
    before = len(world.letters(HANNAH))
    world.pass_time(2 * MINUTE)
    assert Reading.objects.get(message=message).suspected
    assert len(world.letters(HANNAH)) == before
    told = [letter for who in (world.mira, world.tomas) for letter in world.letters(who)]
    assert any(f"/messages/{message.pk}/" in letter.text for letter in told)


def test_words_on_her_page_are_read_for_what_the_button_does_not_say(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = world.complaint(RENATE)
    Deep(monkeypatch, Nummer={**COMPLAINT, "urgency": 3, "threat": True})
    message = add_words(case, words="Meine Nummer ist 0170 1234567", files=(), key=world.key(), now=world.now)
    world.pass_time(2 * MINUTE)
    reading = Reading.objects.get(message=message)
    assert (reading.kind, reading.tier, reading.threat) == ("question", "full", True)
    assert [message.text[a:b] for a, b, what in reading.personal if what == "phone"] == ["0170 1234567"]


def test_reading_again_waits_for_everything_else(world: World, settings: Settings) -> None:
    settings.FLOOD = 0
    (message,) = world.hear(world.mail(HANNAH, QUESTION))
    later = world.now + 2 * MINUTE
    Work.objects.create(step="no_such_step", subject=1, key="x", due_at=later)
    assert Work.objects.get(step="deepen").due_at < later
    do_due(later)
    assert Reading.objects.get(message=message).tier == Tier.FAST
    assert later < Work.objects.get(step="deepen").due_at <= later + MINUTE / 10, "it looks again soon"


def test_reading_again_does_not_wait_for_what_it_gives_others_to_compare(world: World, settings: Settings) -> None:
    settings.FLOOD = 0
    (message,) = world.hear(world.mail(HANNAH, QUESTION))
    later = world.now + 2 * MINUTE
    Work.objects.create(step="notice_pattern", subject=1, key="x", due_at=later)
    deepen.deepen(deepen.ALL, later)
    assert Reading.objects.get(message=message).tier == Tier.FULL


def test_hearing_commits_first_and_the_lag_is_known(world: World) -> None:
    arrivals = [get("mail").read(world.mail(who, BROKEN[who.language]), CARE, world.now) for who in (RENATE, HANNAH)]
    assert lag(world.now).waiting == 0
    hear(world.inbox, arrivals, now=world.now)
    behind = lag(world.now + 3 * MINUTE)
    assert (behind.waiting, behind.behind, behind.worth_saying) == (2, 3 * MINUTE, True)
    assert not lag(world.now + MINUTE / 2).worth_saying
    world.work()
    assert lag(world.now + 3 * MINUTE).waiting == 0


def test_a_correction_is_learned_with_the_next_batch(world: World) -> None:
    from ombud.triage.learned import reader

    (message,) = world.hear(world.mail(HANNAH, QUESTION))
    before = reader()
    assert reader() is before, "made anew only when somebody corrects"
    correct.correct(message, kind="complaint", by=world.mira, now=world.now)
    after = reader()
    assert [(heard.text.strip(), kind) for heard, kind in after.corrections] == [(QUESTION, Kind.COMPLAINT)]
    correct.correct(message, kind="praise", by=world.ana, now=world.now)
    assert [kind for _, kind in reader().corrections] == [Kind.PRAISE], "the last word counts"


# What a person writes, and what becomes of it, whoever reads it


def test_furious_and_rightful_is_a_case_and_no_abuse(world: World) -> None:
    (message,) = world.hear(
        world.mail(
            HANNAH, "What the HELL is going on?! My lamp arrived broken AGAIN and nobody has answered for three weeks. "
            "I am absolutely furious, this is a damn disgrace. I want my money back. Hannah", subject="Broken again",
        )
    )  # fmt: skip
    reading = Reading.objects.get(message=message)
    assert (reading.kind, reading.anger, reading.abuse, reading.suspected) == ("complaint", True, False, False)
    assert reading.urgency <= 2, "it has failed before"
    assert Case.objects.get(opener=message).open
    assert len(world.letters(HANNAH)) == 1, "a receipt, as to everybody"


def test_polite_and_dangerous_is_at_once(world: World) -> None:
    (message,) = world.hear(
        world.mail(
            HANNAH, "Good morning, I hope you are well. I thought you might like to know that the plug of the lamp "
            "gets very hot and there was smoke and a burning smell last night. Kind regards, Hannah", subject="A note",
        )
    )  # fmt: skip
    assert Reading.objects.get(message=message).urgency == 1
    assert Case.objects.get(opener=message).urgency == 1


def test_profanity_is_no_abuse_and_a_threat_in_the_same_minute_is_one(world: World) -> None:
    angry, threat = world.hear(
        world.mail(HANNAH, "The damn lid cracked, holy shit. Please send a new one. Hannah", subject="Lid"),
        world.mail(RENATE, "Ich weiß, wo du wohnst. Ich bringe dich um.", subject="Du"),
    )
    assert Case.objects.filter(opener=angry).exists()
    assert not Reading.objects.get(message=angry).suspected
    assert Reading.objects.get(message=threat).threat
    assert not Case.objects.filter(opener=threat).exists()
    assert len(world.letters(HANNAH)) == 1
    assert world.letters(RENATE) == [], "not even a receipt"
    for who in (world.mira, world.tomas):
        assert any(f"/messages/{threat.pk}/" in letter.text for letter in world.letters(who))
    threat.refresh_from_db()
    assert threat.owed, "and it waits for a person"


def test_sarcasm_is_answered_like_a_complaint_once_a_person_says_so(world: World) -> None:
    (message,) = world.hear(
        world.mail(HANNAH, "Great job! Only three weeks for a lamp, what wonderful service. Hannah", subject="Wow")
    )
    correct.correct(message, kind="complaint", by=world.mira, now=world.now)
    world.work()
    case = Case.objects.get(opener=message)
    assert (case.kind, case.urgency) == ("complaint", 3)
    assert Reading.objects.get(message=message).scenario == "product_or_service"
