"""Two windows: a colleague sends a reply back while its author writes the next one. Neither text is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.access.models import Place
from ombud.cases.models import Case
from ombud.journey.hold import hold
from ombud.replies.models import Draft
from ombud.team.models import Member, Role
from tests.browser.test_desk import WIDE, focused, into
from tests.doors.desk import GOOD
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    """Mira's reply waits for Ana, who reads it first."""
    case = world.complaint(HANNAH)
    Place.objects.create(case=case, member=world.ana, because="invited", since=world.now)
    world.mira.take_on(Role.TRAINEE)
    conversation = case.opener.conversation
    hold(
        conversation, by=world.mira, text=GOOD["en"], key="first", now=timezone.now(),
        next_word_by=timezone.now() + timedelta(days=2), confirm=world.warned(conversation, GOOD["en"]),
    )  # fmt: skip
    return case


def window(browser: Browser, world: World, case: Case, house: str, by: Member) -> Iterator[Page]:
    context = into(browser, world, house, by, viewport=WIDE)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"/cases/{case.pk}/")
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def hers(browser: Browser, world: World, case: Case, house: str) -> Iterator[Page]:
    yield from window(browser, world, case, house, world.mira)


@pytest.fixture
def anas(browser: Browser, world: World, case: Case, house: str) -> Iterator[Page]:
    yield from window(browser, world, case, house, world.ana)


def sent_back(anas: Page) -> None:
    anas.get_by_placeholder("What should be different").fill("Kinder, please")
    anas.get_by_role("button", name="Send it back").click()
    expect(anas.locator(".toast")).to_contain_text("Mira has it again")


def test_what_comes_back_is_put_above_what_one_writes(hers: Page, anas: Page, world: World) -> None:
    hers.keyboard.press("r")
    hers.keyboard.type("And one more thin.")
    hers.wait_for_selector("#kept:has-text('Draft kept')")
    sent_back(anas)
    hers.keyboard.press("ArrowLeft")
    hers.keyboard.type("g")
    draft = hers.locator("#draft")
    expect(draft).to_have_value(f"{GOOD['en']}\n\nAnd one more thing.")
    expect(hers.locator("#came-back")).to_contain_text("Ana read it and sends it back: “Kinder, please”")
    expect(hers.locator("#came-back")).to_contain_text("What came back stands above what you are writing.")
    assert focused(hers) == "draft"
    hers.keyboard.type("y")
    assert draft.input_value().endswith("And one more thingy."), "the caret is where it was"
    assert draft.evaluate("e => e.selectionStart === e.selectionEnd")
    hers.keyboard.press("Control+z")
    assert draft.input_value().endswith("And one more thing."), "and so is what can be undone"
    with hers.expect_response(lambda answer: "/draft/" in answer.url):
        hers.keyboard.type("!")
    hers.reload()
    expect(draft).to_have_value(f"{GOOD['en']}\n\nAnd one more thing!.")
    assert Draft.objects.get(member=world.mira).text.count(GOOD["en"]) == 1
    # Once she knows, her words are hers to take out.
    with hers.expect_response(lambda answer: "/draft/" in answer.url):
        draft.fill("Only this.")
    hers.reload()
    expect(draft).to_have_value("Only this.")


def test_who_leaves_at_once_loses_nothing_either(hers: Page, anas: Page, world: World, case: Case) -> None:
    sent_back(anas)
    hers.keyboard.press("r")
    hers.keyboard.type("Quick words")
    hers.reload()
    both = f"{GOOD['en']}\n\nQuick words"
    for _ in range(50):
        if Draft.objects.get(member=world.mira).text == both:
            break
        hers.wait_for_timeout(100)
    hers.reload()
    expect(hers.locator("#draft")).to_have_value(both)


def test_while_characters_are_composed_nothing_is_put_between(hers: Page, anas: Page) -> None:
    """Who writes with an input method is not interrupted: what came back comes with what is kept next."""
    sent_back(anas)
    hers.keyboard.press("r")
    keys = hers.context.new_cdp_session(hers)
    with hers.expect_response(lambda answer: "/draft/" in answer.url):
        keys.send("Input.imeSetComposition", {"text": "かな", "selectionStart": 2, "selectionEnd": 2})
    hers.wait_for_timeout(200)
    assert hers.locator("#draft").input_value() == "かな"
    keys.send("Input.insertText", {"text": "仮名"})
    expect(hers.locator("#draft")).to_have_value(f"{GOOD['en']}\n\n仮名")
