"""One word to all in Chromium: written by keyboard, stopped, looked at, sent, asked; narrow, dark, and axe content."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.incidents.models import Incident, Recipient
from ombud.journey import let_go
from ombud.journey.ask_everyone import ask_everyone
from ombud.journey.incident import note_fix
from ombud.journey.write_update import ask_to_write
from tests.alike import by_mark
from tests.browser.test_desk import NARROW, WIDE, into
from tests.browser.test_incidents import grown
from tests.journey.one_word import KNOWN, an_account, case_of, sent, written
from tests.world import BUDI, HANNAH, RENATE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World(timezone.now() - timedelta(days=5))


def half_told(world: World) -> Incident:
    """Sent in two of five languages, put right, asked, and answered in both ways."""
    incident, _new = grown(world)
    written(world, incident, "en", "de")
    an_account(world.ana)
    until = world.now + timedelta(hours=3)
    ask_to_write(incident, "es", of=world.ana, until=until, by=world.mira, now=world.now)
    sent(world, incident)
    note_fix(incident, words="New bulbs", by=world.mira, now=world.now)
    ask_everyone(incident, by=world.mira, now=world.now)
    world.work()
    let_go.solved(case_of(HANNAH), concerns=None, words="", key=world.key(), now=world.now)
    let_go.not_yet(case_of(BUDI), words="Masih rusak.", key=world.key(), now=world.now)
    return incident


def test_by_keyboard_it_is_stopped_reworded_looked_at_and_sent(browser: Browser, world: World, house: str) -> None:
    incident, _new = grown(world)
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto(f"/incidents/{incident.pk}/?language=en#word")
    draft = page.get_by_label("The word to all in English")
    expect(draft).to_have_value(re.compile(r"\{…\}"))
    draft.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Hello {customer_name},\n\nyou told us about {topic}. Calm down, {…}\n\n{agent_name}")
    expect(page.locator("#findings")).to_contain_text("A gap is still open")
    page.keyboard.press("Control+a")
    page.keyboard.type(
        "Hello {customer_name},\n\nI am sorry about “{topic}”. "
        + KNOWN["en"]
        + " You hear from me by {next_update_by}.\n\n{agent_name}"
    )
    expect(page.locator("#findings")).not_to_contain_text("A gap is still open")
    expect(page.locator("#kept")).to_contain_text("Draft kept")
    page.get_by_role("button", name="Preview").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What Hannah Clarke gets")
    expect(page.locator(".letter")).to_contain_text("Hello Hannah Clarke")
    page.get_by_role("link", name="Back to the words").focus()
    page.keyboard.press("Enter")
    for box in page.locator('input[name="confirm"]').all():
        box.check()
    send = page.get_by_role("button", name="Send to 1 now")
    send.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("On its way: English")
    assert Recipient.objects.count() == 1
    world.now = timezone.now()
    world.work()
    page.reload()
    expect(page.locator(".became")).to_contain_text("1 of 5 told")
    assert KNOWN["en"] in world.letters(HANNAH)[-1].text
    context.close()


def test_a_colleague_is_asked_in_a_sheet(browser: Browser, world: World, house: str) -> None:
    incident, _new = grown(world)
    an_account(world.ana)
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto(f"/incidents/{incident.pk}/?language=es")
    page.get_by_role("link", name="Ask somebody to write Spanish").click()
    sheet = page.locator("#sheet")
    sheet.get_by_text("Ana", exact=True).click()
    sheet.get_by_role("button", name="Ask").click()
    expect(page.locator(".toast")).to_contain_text("Ana is asked, by mail")
    expect(page.locator(".word .tab[aria-current]")).to_contain_text("Ana")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_has_nothing_to_say(browser: Browser, world: World, house: str, scheme: Any, size: Any) -> None:
    incident = half_told(world)
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page: Page = context.new_page()
    said: dict[str, list[str]] = {}
    start = f"/incidents/{incident.pk}/"
    for address in ("", "?language=de", "?show=not_yet", "word/de/preview/", "word/es/ask/", "ask/"):
        page.goto(start + address)
        if violations := Axe().run(page).response["violations"]:
            said[address] = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    context.close()
    assert said == {}
    assert Recipient.objects.filter(case=case_of(RENATE)).exists()
