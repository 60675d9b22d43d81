"""How a message is read stands beside it with its reasons; a person sets it right on one key, and it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from ombud.cases.models import Case, Concern
from ombud.conversations.models import Message
from ombud.journey.correct import correct
from ombud.triage.figures import figures
from ombud.triage.models import Correction, Reading
from ombud.web.reading_names import WHY
from ombud.work.queue import enqueue
from tests.doors.desk import a_question, at, at_the_desk, signed_in
from tests.house.tree import PACKAGE
from tests.world import BROKEN, HANNAH, RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    with at_the_desk() as world:
        yield world


@pytest.fixture
def mira(world: World) -> Client:
    return signed_in(world.mira)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def read_as(message: Message, **facts: object) -> None:
    assert Reading.objects.filter(message=message).update(**facts)


def test_the_reading_and_its_reasons_stand_beside_the_words(world: World, mira: Client) -> None:
    message = a_question(world, "Hello, does the lamp of order A-2209-17 fit a Danish socket? Hannah")
    start = message.text.index("A-2209-17")
    read_as(
        message, kind="complaint", urgency=2, scenario="refund", secondary=["staff"], second_language="da", anger=True,
        anger_degree=0.9, sentiment="negative", confidence=0.81, unsure=False, tier="full",
        why=["second_failure", "insult_inside"], personal=[[start, start + 9, "order_number"], [0, 5, "name"]],
    )  # fmt: skip
    shown = page(mira, f"/messages/{message.pk}/reading/")
    for words in (
        "Complaint", "Money back, One of our people", "2 · serious", "English and Danish", "displeased, very angry",
        "an order number, a name", "81 in 100 for the kind", "it has failed before", "does not make this abuse",
    ):  # fmt: skip
        assert words in shown, words
    thread = page(mira, f"/messages/{message.pk}/")
    assert '<mark class="fact">A-2209-17</mark>' in thread
    assert "<mark" not in re.sub(r'<mark class="fact">A-2209-17</mark>', "", thread), "a name is not underlined"


def test_what_is_marked_stays_text(world: World, mira: Client) -> None:
    message = a_question(world, "Do you also send order <b>A-2209-17</b> & <script>alert(1)</script> to Malta?")
    start = message.text.index("<b>")
    read_as(message, personal=[[start, start + 16, "order_number"]], kind="question")
    thread = page(mira, f"/messages/{message.pk}/")
    assert '<mark class="fact">&lt;b&gt;A-2209-17&lt;/b&gt;</mark>' in thread
    assert "<script>alert" not in thread


def test_every_reason_has_words() -> None:
    lexicon = (PACKAGE / "triage" / "rules.py").read_text(encoding="utf-8")
    told = set(re.findall(r'"(\w+)": (?:counts|threat|harmed|child|exposed|kind)', lexicon))
    weighed = (PACKAGE / "triage" / "weighing.py").read_text(encoding="utf-8")
    told |= set(re.findall(r'return Kind\.\w+, .*"(\w+)"$', weighed, flags=re.MULTILINE))
    assert len(told) > 12
    assert sorted(told - WHY.keys()) == []


def test_one_key_says_what_it_is_and_one_takes_it_back(world: World, mira: Client) -> None:
    message = a_question(world)
    assert re.search(r'value="complaint" data-key="1"', page(mira, f"/messages/{message.pk}/"))
    answer = mira.post(f"/messages/{message.pk}/reading/", {"kind": "praise"}, follow=True)
    assert f'action="/messages/{message.pk}/reading/back/"' in answer.content.decode(), "the undo stands beside it"
    assert Reading.objects.get(message=message).kind == "praise"
    mira.post(f"/messages/{message.pk}/reading/back/")
    assert Reading.objects.get(message=message).kind == "question"
    assert [c.becomes for c in Correction.objects.order_by("pk")] == ["praise", "question"], "both are kept"


def test_urgency_scenario_and_language_are_corrected_and_kept(world: World, mira: Client) -> None:
    message = a_question(world)
    before = Reading.objects.get(message=message)
    was = f"question|{before.urgency}|{before.scenario}|{before.language}"
    form = {"kind": "question", "urgency": "2", "scenario": "safety", "language": "da", "was": was}
    assert mira.post(f"/messages/{message.pk}/reading/", form).status_code == 302
    reading = Reading.objects.get(message=message)
    assert (reading.kind, reading.urgency, reading.scenario, reading.language) == ("question", 2, "safety", "da")
    assert reading.corrected_by == world.mira
    kept = {c.field: (c.was, c.becomes) for c in Correction.objects.filter(reading=reading)}
    assert kept["urgency"] == (str(before.urgency), "2")
    assert kept["language"] == ("en", "da")
    message.person.refresh_from_db()  # type: ignore[union-attr]
    assert message.person.language == "da"  # type: ignore[union-attr]
    assert "Denmark" not in page(mira, f"/messages/{message.pk}/")


def test_a_complaint_is_never_less_urgent_than_3_whoever_says_so(world: World, mira: Client) -> None:
    case = world.complaint(RENATE)
    reading = Reading.objects.get(message=case.opener)
    form = {"urgency": "4", "was": f"complaint|{reading.urgency}|{reading.scenario}|de"}
    mira.post(f"/messages/{case.opener_id}/reading/", form)
    assert Reading.objects.get(message=case.opener).urgency == 3


@pytest.mark.parametrize("form", [{"urgency": "9"}, {"scenario": "liar"}, {"language": "xx"}, {"kind": ""}, {}])
def test_nonsense_changes_nothing(world: World, mira: Client, form: dict[str, str]) -> None:
    message = a_question(world)
    assert mira.post(f"/messages/{message.pk}/reading/", form).status_code == 302
    assert not Correction.objects.exists()


def test_what_is_unsure_waits_in_a_lane_until_a_person_says(world: World, mira: Client) -> None:
    message = a_question(world)
    read_as(message, unsure=True, confidence=0.3)
    assert "Hannah" in page(mira, "/lanes/unsure/")
    assert "Hannah" in page(mira, "/"), "an answer is owed like to any other"
    assert "The reading is not sure what this is" in page(mira, f"/messages/{message.pk}/")
    mira.post(f"/messages/{message.pk}/reading/", {"kind": "question"})
    confirmed = Correction.objects.get()
    assert confirmed.was == confirmed.becomes == "question", "that it was right is kept as well"
    assert "The reading is sure of everything" in page(mira, "/lanes/unsure/")


@pytest.mark.parametrize("facts", [{"kind": "spam"}, {"kind": "abuse"}, {"threat": True}])
def test_a_suspicion_stands_in_its_own_lane_alone(world: World, mira: Client, facts: dict[str, object]) -> None:
    message = a_question(world)
    read_as(message, unsure=True, **facts)
    assert "Hannah" not in page(mira, "/lanes/unsure/")
    assert "Hannah" in page(mira, "/lanes/spam/") + page(mira, "/lanes/abuse/")
    assert not Message.objects.get(pk=message.pk).aside_by_id


def several(world: World) -> Case:
    case = world.complaint(RENATE)
    first = case.concerns.get()
    Concern.objects.filter(pk=first.pk).update(words="Lampe kaputt", start=0, end=12)
    Concern.objects.create(case=case, message=case.opener, words="Doppelt bezahlt", kind="complaint", at=world.now,
                           start=13, end=20)  # fmt: skip
    return case


def test_concerns_are_shown_joined_dropped_and_taken_up(world: World, mira: Client) -> None:
    case = several(world)
    shown = page(mira, f"/cases/{case.pk}/")
    assert "2 concerns found in the message" in shown
    lamp, bill = case.concerns.all()
    form = f"/cases/{case.pk}/concerns/{bill.pk}/"
    assert "Lampe kaputt" in page(mira, form)
    assert mira.post(form, {}).status_code == 422
    answer = mira.post(form, {"into": str(lamp.pk)}, follow=True).content.decode()
    assert "Mira: part of another" in answer
    assert f'action="{form}take-up/"' in answer
    mira.post(f"{form}take-up/")
    assert case.concerns.count() == 2
    assert "Mira: no concern" in mira.post(form, {"into": "none"}, follow=True).content.decode()
    last = mira.post(f"/cases/{case.pk}/concerns/{lamp.pk}/", {"into": "none"})
    assert "It is the only concern left" in last.content.decode()


def test_only_who_is_on_the_case_touches_its_concerns(world: World) -> None:
    case = several(world)
    concern = case.concerns.last()
    assert concern is not None
    bianca = signed_in(world.bianca)
    for address in (f"/cases/{case.pk}/concerns/{concern.pk}/", f"/cases/{case.pk}/concerns/{concern.pk}/take-up/"):
        assert bianca.post(address, {"into": "none"}).status_code == 403
    other = world.complaint(HANNAH)
    assert signed_in(world.mira).get(f"/cases/{other.pk}/concerns/{concern.pk}/").status_code == 404


def test_the_lag_is_said_once_it_is_worth_it(world: World, mira: Client) -> None:
    message = a_question(world)
    enqueue("understand", [message.pk], world.now)
    assert "waits to be read" not in page(mira, "/")
    world.now += timedelta(minutes=5)
    with at(world):
        assert "1 message waits to be read, for 5 min" in page(mira, "/")
        assert "Everything is heard and kept" in page(mira, "/inboxes/")
        assert "waits to be read" not in page(signed_in(world.jonas), "/")


def test_figures_count_what_was_read_first_and_what_people_changed(world: World, mira: Client) -> None:
    assert "Nothing has been read in these weeks." in page(mira, "/readings/")
    question = a_question(world)
    world.hear(world.mail(RENATE, BROKEN["de"]))
    correct(question, kind="praise", by=world.mira, now=world.now)
    correct(question, kind="question", by=world.mira, now=world.now)
    found = figures(world.now)
    assert (found.whole.read, found.whole.corrected) == (2, 1)
    assert {kind: (s.read, s.corrected) for kind, s in found.kinds} == {"question": (1, 1), "complaint": (1, 0)}
    assert {code: (s.read, s.corrected) for code, s in found.languages} == {"en": (1, 1), "de": (1, 0)}
    assert [(s.read, s.corrected) for _, s in found.weeks] == [(2, 1)] + [(0, 0)] * 11
    shown = page(mira, "/readings/")
    assert "2 messages read, 1 corrected: 50 in 100." in shown
    assert "kind: Praise, not Question" in shown
    assert "kind: Question, not Praise" in shown


def test_of_mistakes_one_sees_what_one_may_read(world: World) -> None:
    message = a_question(world)
    correct(message, kind="praise", by=world.mira, now=world.now)
    shown = page(signed_in(world.tomas), "/readings/")
    assert "1 corrected" in shown
    assert "Danish socket" not in shown
    assert signed_in(world.jonas).get("/readings/").status_code == 403
