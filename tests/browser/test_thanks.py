"""Thanks and perks in Chromium: thanked by keyboard alone, a file of codes brought, narrow, dark, and axe content."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, expect

from ombud.thanks.models import Code, Gift, Pool, Thanks
from ombud.triage.kinds import Kind
from tests.browser.test_desk import NARROW, WIDE, into
from tests.journey.test_story_concerns import LID, WORDS, reads
from tests.journey.test_story_perks import pool, with_perk
from tests.journey.test_story_thanks import IN_HER_WORDS, praise, said_thanks
from tests.world import BUDI, HANNAH, LUCIA, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db
CODES = [f"WINTER-{number:04d}" for number in range(12)]


@pytest.fixture
def world() -> World:
    return World(timezone.now() - timedelta(hours=3))


def staged(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Praise that waits, praise with a stone, some that was thanked with a perk; the addresses of their pages."""
    made = pool(world, *CODES, name="Winter thanks 2026")
    with_perk(world, praise(world, LUCIA, f"{IN_HER_WORDS['es']}\nLucía"))
    said_thanks(world, praise(world, SIGNE, f"{IN_HER_WORDS['da']}\nSigne"), world.jonas, key="2")
    waits = praise(world, RENATE, f"{IN_HER_WORDS['de']}\nRenate")
    praise(world, BUDI, IN_HER_WORDS["id"])
    with monkeypatch.context() as once:
        reads(once, Kind.PRAISE, LID)
        stone = praise(world, HANNAH, WORDS)
    return {
        "lane": "/thanks/", "said": "/thanks/said/", "thank": f"/messages/{waits.pk}/thank/",
        "stone": f"/messages/{stone.pk}/thank/", "pools": "/perks/", "pool": f"/perks/{made.pk}/", "new": "/perks/new/",
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_has_nothing_to_say(
    browser: Browser, world: World, house: str, scheme: Any, size: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = staged(world, monkeypatch)
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page = context.new_page()
    said: dict[str, list[str]] = {}
    for address in found.values():
        page.goto(address)
        if violations := Axe().run(page).response["violations"]:
            said[address] = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    context.close()
    assert said == {}


def test_praise_is_thanked_by_keyboard_alone(browser: Browser, world: World, house: str) -> None:
    pool(world, *CODES)
    message = praise(world)
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto("/thanks/")
    expect(page.get_by_text("so patient with me on the phone").first).to_be_visible()
    page.keyboard.press("p")
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("heading")).to_have_text("Thank Hannah Clarke")
    expect(sheet.get_by_label("Your words")).to_have_value(message_words())
    sheet.get_by_label("Add a perk").focus()
    page.keyboard.press("Space")
    sheet.get_by_role("button", name="Write it again").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your words")).to_contain_text("{perk_code}")
    page.get_by_role("button", name="Send the thanks").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Hannah Clarke is thanked. Jonas is told, too.")
    assert Thanks.objects.get().message == message
    assert Gift.objects.get().letter.text.count("WINTER-0000") == 1
    context.close()


def message_words() -> re.Pattern[str]:
    """What the draft holds of hers."""
    return re.compile("Jonas was so patient with me on the phone, I have never been helped so well")


def test_a_file_of_codes_is_looked_at_and_put_in(browser: Browser, world: World, house: str) -> None:
    made = Pool.objects.get(pk=pool(world).pk)
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto(f"/perks/{made.pk}/")
    content = b"code\nWINTER-0001\nWINTER-0002\nNO CODE\n"
    page.get_by_label("A file with one code a line").set_input_files(
        {"name": "codes.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("2 new codes")).to_be_visible()
    expect(page.get_by_text("Line 4: signs that no code has")).to_be_visible()
    assert "WINTER" not in page.content()
    page.get_by_role("button", name="Put 2 codes into the pool").click()
    expect(page.locator(".toast")).to_contain_text("2 codes are in the pool now, sealed.")
    assert Code.objects.count() == 2
    context.close()
