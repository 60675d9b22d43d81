"""Readings by keyboard: what a message is, said on one key and taken back on one; and nothing for axe to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.cases.models import Concern
from ombud.conversations.models import Message
from ombud.triage.models import Correction, Reading
from tests.browser.test_desk import NARROW, WIDE, into
from tests.world import HANNAH, RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def question(world: World) -> Message:
    """A message of which the reading is not sure."""
    mail = world.mail(HANNAH, "Hello, does the lamp fit a Danish socket? Kind regards, Hannah", subject="Socket")
    (message,) = world.hear(mail)
    Reading.objects.filter(message=message).update(unsure=True, confidence=0.4)
    return message


@pytest.fixture
def desk(browser: Browser, world: World, house: str) -> Iterator[Page]:
    context = into(browser, world, house, viewport=WIDE)
    yield context.new_page()
    context.close()


def test_one_key_says_what_it_is_and_one_takes_it_back(desk: Page, question: Message) -> None:
    desk.goto("/lanes/unsure/")
    expect(desk.locator("#pane")).to_contain_text("The reading is not sure what this is")
    desk.keyboard.press("4")
    expect(desk.locator(".toast")).to_contain_text("Read as suggestion now.")
    desk.keyboard.press("z")
    expect(desk.locator(".toast")).to_contain_text("Read as question again.")
    assert [c.becomes for c in Correction.objects.order_by("pk")] == ["suggestion", "question"]


def test_the_whole_reading_opens_on_one_key_and_figures_choose(desk: Page, question: Message) -> None:
    desk.goto(f"/messages/{question.pk}/")
    desk.keyboard.press("c")
    sheet = desk.locator("#sheet")
    expect(sheet).to_contain_text("it asks something")
    desk.keyboard.press("2")
    expect(sheet.get_by_role("radio", name="Praise")).to_be_checked()
    sheet.get_by_label("Urgency").select_option("2")
    sheet.get_by_label("Urgency").focus()
    desk.keyboard.press("7")
    expect(sheet.get_by_role("radio", name="Praise")).to_be_checked()
    sheet.get_by_role("button", name="Read it so").click()
    expect(desk.locator(".toast")).to_contain_text("Read as praise now.")
    reading = Reading.objects.get(message=question)
    assert (reading.kind, reading.urgency) == ("praise", 2)


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", NARROW)])
def test_axe_has_nothing_to_say(
    browser: Browser, world: World, house: str, question: Message, scheme: Any, size: Any
) -> None:
    case = world.complaint(RENATE)
    for words in ("Die Lampe ist kaputt", "Niemand antwortet"):
        Concern.objects.create(
            case=case, message=case.opener, words=words, kind="complaint", at=world.now, start=0, end=9
        )
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page = context.new_page()
    concern = case.concerns.latest("pk")
    for address in (
        "/lanes/unsure/", f"/messages/{question.pk}/reading/", f"/cases/{case.pk}/",
        f"/cases/{case.pk}/concerns/{concern.pk}/", "/readings/",
    ):  # fmt: skip
        page.goto(address)
        for summary in page.locator("details.why > summary:visible").all():
            summary.click()
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], address
    context.close()
