"""One author, two windows on one conversation: both go on by themselves, each says so, and a reload shows both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ombud.cases.models import Case
from ombud.replies.models import Draft
from tests.browser.test_desk import WIDE, into
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
SAYS = "You wrote in another window, too: both are kept."


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    return world.complaint(HANNAH)


@pytest.fixture
def browsing(browser: Browser, world: World, house: str) -> Iterator[BrowserContext]:
    context = into(browser, world, house, viewport=WIDE)
    yield context
    context.close()


def window(browsing: BrowserContext, case: Case) -> Page:
    page = browsing.new_page()
    page.goto(f"/cases/{case.pk}/#write")
    return page


def types(page: Page, words: str) -> None:
    page.bring_to_front()
    page.locator("#draft").focus()
    with page.expect_response(lambda answer: "/draft/" in answer.url):
        page.keyboard.insert_text(words)


def test_two_windows_keep_both_and_show_both(browsing: BrowserContext, case: Case) -> None:
    one, other = window(browsing, case), window(browsing, case)
    types(one, "Jonas knows")
    expect(one.locator("#kept")).not_to_contain_text(SAYS)
    types(other, "The lamp is")
    expect(other.locator("#kept")).to_contain_text(SAYS)
    types(one, " more")
    expect(one.locator("#kept")).to_contain_text(SAYS)
    both = "Jonas knows more\n\nThe lamp is"
    assert Draft.objects.get().text == both
    expect(one.locator("#draft")).to_have_value("Jonas knows more")
    other.bring_to_front()
    other.get_by_role("link", name="Show both").click()
    expect(other.locator("#draft")).to_have_value(both)
    types(other, "!")
    expect(other.locator("#kept")).not_to_contain_text(SAYS)


def test_who_leaves_at_once_writes_over_no_other_window(browsing: BrowserContext, case: Case) -> None:
    one, other = window(browsing, case), window(browsing, case)
    types(one, "Jonas knows")
    other.bring_to_front()
    other.locator("#draft").focus()
    other.keyboard.insert_text("The lamp is")
    other.reload()
    for _ in range(50):
        if "The lamp is" in Draft.objects.get().text:
            break
        other.wait_for_timeout(100)
    assert Draft.objects.get().text == "Jonas knows\n\nThe lamp is"
