"""Early warning in Chromium: heeded by keyboard in the desk, read by its link on a narrow screen; axe content."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.incidents.models import Heeded
from tests.alike import by_mark
from tests.doors.desk import signed_in
from tests.journey.test_story_early_warning import LINK, grown
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World(timezone.now() - timedelta(hours=2))


def content(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert found == [], [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_an_alarm_is_read_by_its_link_and_heeded_in_the_desk_by_keyboard(
    world: World, live_server: str, browser: Browser
) -> None:
    url = f"{live_server}"
    with override_settings(WARN_AT=15, PUBLIC_URL=url):
        incident = grown(world, 5)
        found = LINK.search(world.letters(world.tomas)[0].text)
        assert found
        narrow = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
        page = narrow.new_page()
        page.goto(found[0])
        expect(page.get_by_role("heading", level=1)).to_contain_text("may boil over")
        content(page)
        narrow.close()
        assert not Heeded.objects.exists()
        wide = browser.new_context(viewport={"width": 1440, "height": 960})
        wide.add_cookies(
            [{"name": name, "value": one.value, "url": url} for name, one in signed_in(world.tomas).cookies.items()]
        )
        page = wide.new_page()
        page.goto(f"{url}/incidents/{incident.pk}/")
        expect(page.get_by_role("link", name="Incidents 1 alarm")).to_be_visible()
        content(page)
        page.get_by_role("link", name="Alarm, not heeded yet").focus()
        page.keyboard.press("Enter")
        page.get_by_label("What you do about it").focus()
        page.keyboard.type("I call the factory.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#s-warning ~ p").first).to_contain_text("Tomas heeded it")
        content(page)
        wide.close()
    assert Heeded.objects.get().words == "I call the factory."
