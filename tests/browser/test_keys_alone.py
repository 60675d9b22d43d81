"""One whole story by keys alone: from the list to a reply that is stopped, reworded, dated, taken back and sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from ombud.cases.models import Case
from ombud.replies.models import Outgoing
from ombud.replies.waiting import Waiting
from ombud.worker.due import do_all
from tests.browser.test_desk import WIDE, into
from tests.world import HANNAH, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db
WORDS = (
    "Hello Hannah,\n\nI am sorry that your lamp is broken. It is only a small delay. I ask today and write to you "
    "again by Friday at noon.\n\nMira"
)
BETTER = "I am sorry for the trouble this has caused you. It matters, and I am taking care of it."


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    world.complaint(SIGNE)
    case = world.complaint(HANNAH)
    world.complaint(RENATE)
    return case


@pytest.fixture
def desk(browser: Browser, world: World, case: Case, house: str) -> Iterator[Page]:
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def focus(page: Page) -> str:
    """What has the focus: its id, its name, or else what it is."""
    return str(page.evaluate("(e => e.id || e.name || e.className || e.tagName)(document.activeElement)"))


def until(page: Page, key: str, there: Callable[[], bool], most: int = 25) -> None:
    """Press `key` until one is there; it is no way if it takes longer than anybody would try."""
    passed = []
    for _ in range(most):
        if there():
            return
        page.keyboard.press(key)
        passed.append(focus(page))
    raise AssertionError(f"{key} leads by {passed} and not there")


def opened(page: Page, name: str) -> None:
    until(page, "j", lambda: page.locator("a.row:focus", has_text=name).count() == 1)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def looked_at(page: Page) -> None:
    """Tick what wants to be looked at, one after another, as F8 leads there."""
    left = page.locator('#findings input[name="confirm"]:not(:checked)')
    for _ in range(10):
        if not left.count():
            break
        until(page, "F8", lambda: bool(page.evaluate("document.activeElement.matches('[name=confirm]:not(:checked)')")))
        page.keyboard.press("Space")
    expect(page.locator("#reply [data-send]")).not_to_have_attribute("aria-disabled", "true")


def dated(page: Page, wanted: datetime) -> None:
    """Type a moment of the morning into the date in which one is; which part comes first is the machine's to say."""
    for parts in ("%m%d%Y", "%d%m%Y"):
        for _ in range(6):
            page.keyboard.press("ArrowLeft")
        page.keyboard.type(wanted.strftime(parts))
        page.keyboard.press("ArrowRight")
        page.keyboard.type(wanted.strftime("%H%M"))
        page.keyboard.press("ArrowRight")
        page.keyboard.type("a")
        if page.evaluate("document.activeElement.value") == wanted.strftime("%Y-%m-%dT%H:%M"):
            return
    raise AssertionError("no such date can be typed")


def test_from_the_list_to_a_reply_that_has_left(desk: Page, case: Case) -> None:
    opened(desk, "Hannah Clarke")
    desk.keyboard.press("r")
    desk.keyboard.type(WORDS)
    expect(desk.locator("#mirror mark.stop")).to_have_text("only a small delay")
    desk.keyboard.press("Control+Enter")
    assert not Waiting.objects.exists(), "what stops, stops"
    # The closed door leads to what closes it; there, better words are one key away.
    expect(desk.locator(".finding-stop[open] [data-better]")).to_be_focused()
    expect(desk.locator(".finding-stop .better")).to_have_text(BETTER)
    desk.keyboard.press("Enter")
    expect(desk.locator("#draft")).to_have_value(WORDS.replace("It is only a small delay.", BETTER))
    expect(desk.locator("#draft")).to_be_focused()
    expect(desk.locator("#mirror mark.stop")).to_have_count(0)
    looked_at(desk)
    until(desk, "Tab", lambda: focus(desk) == "next_word_by")
    wanted = timezone.localtime(timezone.now() + timedelta(days=6)).replace(hour=11, minute=30, second=0, microsecond=0)
    dated(desk, wanted)
    desk.keyboard.press("Control+Enter")
    toast = desk.locator(".toast")
    expect(toast).to_contain_text("To Hannah Clarke: on its way.")
    assert Waiting.objects.get().next_word_by == wanted
    desk.keyboard.press("z")
    expect(toast).to_contain_text("Taken back")
    expect(desk.locator("#draft")).to_have_value(re.compile("It matters"))
    expect(desk.locator("[name=next_word_by]")).to_have_value(wanted.strftime("%Y-%m-%dT%H:%M"))
    assert Waiting.objects.get().withdrawn == "undone"
    desk.keyboard.press("r")
    looked_at(desk)
    desk.keyboard.press("Control+Enter")
    expect(toast).to_contain_text("To Hannah Clarke: on its way.")
    do_all(timezone.now() + timedelta(seconds=11))
    assert Outgoing.objects.filter(case=case, automatic=False).count() == 1
    desk.keyboard.press("u")
    expect(desk).to_have_url(re.compile(r"/$"))
    desk.keyboard.press("g")
    desk.keyboard.press("a")
    expect(desk).to_have_url(re.compile(r"/cases/$"))
    opened(desk, "Hannah Clarke")
    expect(desk.locator("#thread")).to_contain_text("It matters, and I am taking care of it.")
    expect(desk.locator("#waiting")).to_have_count(0)


def test_better_words_take_the_place_of_the_whole_sentence_however_late_the_guard_is(desk: Page) -> None:
    """It has read the sentence without its end, and one takes its better words before it has read the rest."""
    opened(desk, "Hannah Clarke")
    desk.keyboard.press("r")
    desk.keyboard.type(WORDS.partition(" delay")[0] + " delay")
    expect(desk.locator("#mirror mark.stop")).to_have_text("only a small delay")
    desk.wait_for_load_state("networkidle")
    held: list[Route] = []
    desk.route(re.compile("/look/"), lambda route: route.continue_() if held else held.append(route))
    with desk.expect_request(re.compile("/look/")):
        desk.keyboard.type(" and")
    desk.keyboard.type(" nothing more.")
    desk.keyboard.press("F8")
    expect(desk.locator("[data-better]:focus")).to_have_count(1)
    desk.keyboard.press("Enter")
    held[0].continue_()
    expect(desk.locator("#draft")).to_have_value(WORDS.partition("It is")[0] + BETTER)
