"""Words that are being written are kept, whatever comes between: no connection, a page that is not ready yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.cases.models import Case, NoteDraft
from ombud.replies.models import Draft
from tests.browser.test_desk import WIDE, into
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    return world.complaint(HANNAH)


@pytest.fixture
def desk(browser: Browser, world: World, house: str) -> Iterator[Page]:
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize(("key", "place", "what"), [("r", "#kept", Draft), ("n", "#kept-note", NoteDraft)])
def test_without_a_connection_it_says_so_and_tries_again(
    desk: Page, case: Case, key: str, place: str, what: type[Draft | NoteDraft]
) -> None:
    desk.goto(f"/cases/{case.pk}/")
    kept = desk.locator(place)
    desk.route(re.compile("/draft/"), lambda route: route.abort())
    desk.keyboard.press(key)
    desk.keyboard.insert_text("Jonas knows more")
    expect(kept).to_contain_text("Not kept: no connection")
    assert not what.objects.exists()
    desk.unroute(re.compile("/draft/"))
    expect(kept).to_contain_text("Draft kept", timeout=20_000)  # without one more key
    assert what.objects.get().text == "Jonas knows more"


def test_a_connection_that_is_back_is_used_at_once(desk: Page, case: Case) -> None:
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("r")
    desk.context.set_offline(True)
    desk.keyboard.insert_text("Jonas knows more")
    expect(desk.locator("#kept")).to_contain_text("Not kept: no connection")
    desk.context.set_offline(False)
    expect(desk.locator("#kept")).to_contain_text("Draft kept", timeout=3_000)
    assert Draft.objects.get().text == "Jonas knows more"


def test_words_typed_before_the_page_is_ready_are_kept(desk: Page, case: Case) -> None:
    # What begins "at once" begins after two seconds, as in a browser that has too much to do.
    desk.add_init_script("const later = setTimeout; window.setTimeout = (f, ms = 0) => later(f, ms || 2000);")
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("r")
    desk.keyboard.insert_text("Jonas knows more")
    expect(desk.locator("#kept")).to_contain_text("Draft kept", timeout=20_000)
    assert Draft.objects.get().text == "Jonas knows more"


def test_something_else_that_fails_says_nothing_about_the_draft(desk: Page, case: Case) -> None:
    desk.goto(f"/cases/{case.pk}/")
    desk.route(re.compile("/presence/"), lambda route: route.abort())
    desk.keyboard.press("r")
    desk.keyboard.insert_text("Jonas knows more")
    expect(desk.locator("#kept")).to_contain_text("Draft kept")
    with desk.expect_request(re.compile("/presence/")):
        desk.evaluate("document.getElementById('here').dispatchEvent(new CustomEvent('ombud:here'))")
    desk.wait_for_timeout(300)
    expect(desk.locator("#kept")).to_contain_text("Draft kept")
