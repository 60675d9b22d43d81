"""What everybody reads and what is hers alone, side by side: by keys, narrow and dark, and nothing is lost between."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, expect

from ombud.cases.models import Case
from ombud.channels import registry
from tests.browser.test_desk import NARROW, WIDE, into
from tests.doors.square import Square, called_out
from tests.world import BROKEN, HANNAH, World

pytestmark = pytest.mark.django_db
PUBLIC = "Hello Hannah, I am sorry that your lamp is broken. I write to you alone now, and here again by Friday. Mira"
ALONE = "Hello Hannah, which of the two addresses shall the new lamp go to?"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    channels = {channel.name: channel for channel in (*registry.all_channels(), Square())}
    monkeypatch.setattr(registry, "_found", lambda: channels)
    world = World(timezone.now())
    world.inbox.channel = "square"
    world.inbox.save()
    return world


@pytest.fixture
def case(world: World) -> Case:
    number = called_out(world.inbox, HANNAH.address, BROKEN["en"], world.now, name=HANNAH.name)
    world.work()
    return Case.objects.get(strands__conversation__messages=number)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_both_ways_stand_side_by_side(
    browser: Browser, world: World, case: Case, house: str, size: dict[str, int], scheme: str
) -> None:
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"/cases/{case.pk}/")
    expect(page.locator(".composer-to.chip-public")).to_contain_text("everybody reads it")
    page.keyboard.press("r")
    with page.expect_response(re.compile("/draft/")):
        page.keyboard.insert_text(PUBLIC)
    page.keyboard.press("Escape")
    page.locator(".beside button").press("Enter")
    expect(page.locator(".beside-text")).to_have_text(PUBLIC)
    expect(page.locator(".threads")).to_have_count(0)
    expect(page.locator(".composer-to")).not_to_have_class(re.compile("chip-public"))
    with page.expect_response(re.compile("/draft/")):
        page.locator("#draft").press_sequentially(ALONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert Axe().run(page).response["violations"] == []
    page.locator(".beside a").press("Enter")
    expect(page.locator("#draft")).to_have_value(PUBLIC)
    expect(page.locator(".beside-text")).to_have_text(ALONE)
    assert Axe().run(page).response["violations"] == []
    context.close()
