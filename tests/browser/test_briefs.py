"""Briefs in Chromium: by keyboard alone, narrow, dark, on paper, and what a leader's and a customer's page do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.advocacy.models import Brief
from ombud.journey import decide
from tests.alike import by_mark
from tests.browser.test_desk import NARROW, WIDE, into
from tests.journey.briefs import again, allow, asked, brief, incident, sent
from tests.journey.test_story_briefs import way
from tests.world import BUDI, CUSTOMERS, LUCIA, RENATE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World(timezone.now() - timedelta(days=6))


def grown(world: World) -> Brief:
    """Written from an incident of several days, with quotes allowed, refused and not answered."""
    found, cases = incident(world, RENATE, BUDI, *(one for one in CUSTOMERS if one not in (RENATE, BUDI)))
    for number, name in enumerate(("Otto", "Ida", "Emil", "Ruth")):
        world.now += timedelta(hours=18 + number)
        one = Customer(f"{name} Kern", f"{name.lower()}@kern.example", "de")
        world.complaint(one, f"Meine Lampe ist kaputt, und {name} wartet seit Tagen auf Antwort.", subject="Lampe")
    world.now = timezone.now()
    whole = brief(
        world, found, answer_on=(world.now + timedelta(days=5)).date(),
        evidence=(("11", "more were delivered in silence"), ("", "The October delivery had bulbs of another maker.")),
        counters=(
            ("It is the supplier's fault.", "The supplier replaces them; we only have to ask."),
            ("Most people do not complain.", "Seven of nine wrote twice before anybody answered."),
        ),
    )  # fmt: skip
    for who, words in ((RENATE, "Meine Lampe ist seit Montag kaputt und niemand hilft mir"), (BUDI, ""), (LUCIA, "")):
        number = asked(world, whole, cases[who], words)
        if who != LUCIA:
            allow(world, cases[who], number)
    whole.quotes.filter(case=cases[RENATE]).update(
        translation="My lamp has been broken since Monday and nobody helps me.", translated_by=world.mira
    )
    world.now = timezone.now()
    return whole


def clean(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_is_clean_in_every_light(
    browser: Browser, world: World, house: str, size: dict[str, int], scheme: str
) -> None:
    whole = grown(world)
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page = context.new_page()
    for name in ("", "words/", "quote/", "send/"):
        page.goto(f"/briefs/{whole.pk}/{name}")
        clean(page)
    whole = sent_now(world, whole)
    link = way(world.letters(world.tomas)[-1].text)
    for address in (f"/briefs/{whole.pk}/", "/briefs/", link):
        page.goto(address)
        clean(page)
    decide.answer(whole, said="no", words="The supplier\nrefuses.", until=None, key="k", now=world.now, by=world.tomas)
    for address in (f"/briefs/{whole.pk}/outcome/", f"/briefs/{whole.pk}/"):
        page.goto(address)
        clean(page)
    page.goto(f"/briefs/{whole.pk}/outcome/")
    page.locator("textarea").first.fill("Jede Lampe wird ersetzt.")
    page.get_by_role("button", name="Preview the letters").click()
    expect(page.get_by_role("heading", name="As it would leave")).to_be_visible()
    clean(page)
    page.goto(way(world.letters(RENATE)[-1].text))
    clean(page)
    context.close()


def sent_now(world: World, whole: Brief) -> Brief:
    from ombud.journey import raise_concern

    raise_concern.send(whole, by=world.mira, now=world.now)
    world.work()
    return again(whole)


def test_by_keyboard_from_the_list_to_a_brief_that_is_sent(browser: Browser, world: World, house: str) -> None:
    whole = brief(world, None, answer_on=(timezone.now() + timedelta(days=4)).date())
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page).to_have_url(re.compile(r"/briefs/$"))
    page.get_by_role("link", name="Lamps that stay lit").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Lamps that stay lit")
    page.get_by_role("link", name="Send…").focus()
    page.keyboard.press("Enter")
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("stand still")
    sheet.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Sent to Tomas")
    assert again(whole).sent_at is not None
    context.close()


def test_her_first_movement_says_that_she_read_it_and_her_answer_is_one(
    browser: Browser, world: World, house: str
) -> None:
    whole = sent(world, None, answer_on=(timezone.now() + timedelta(days=4)).date())
    context = browser.new_context(base_url=house)
    page = context.new_page()
    page.goto(way(world.letters(world.tomas)[-1].text))
    page.wait_for_timeout(2300)
    assert again(whole).read_at is None, "a page that is only fetched was not read"
    page.mouse.move(200, 200)
    page.mouse.move(240, 260)
    expect(page.locator("[data-reading]")).to_have_count(0)
    assert again(whole).read_at is not None
    page.get_by_label("No With your reasons, please").check()
    page.get_by_label("In your own words").fill("Not this year: the budget is spent.")
    expect(page.get_by_label("If later: by when?")).to_be_hidden()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you for answering")
    expect(page.get_by_role("heading", name=re.compile("You said no"))).to_be_visible()
    assert again(whole).said == "no"
    context.close()


def test_without_scripts_nothing_is_lost(browser: Browser, world: World, house: str) -> None:
    whole = sent(world, None, answer_on=(timezone.now() + timedelta(days=4)).date())
    context = browser.new_context(base_url=house, java_script_enabled=False)
    page = context.new_page()
    page.goto(way(world.letters(world.tomas)[-1].text))
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you for reading it")
    assert again(whole).read_at is not None
    page.get_by_text("Later", exact=True).click()
    page.get_by_label("If later: by when?").fill((timezone.now() + timedelta(days=20)).date().isoformat())
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name=re.compile("You said later"))).to_be_visible()
    context.close()


def test_on_paper_it_is_one_page(browser: Browser, world: World, house: str) -> None:
    whole = grown(world)
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto(f"/briefs/{whole.pk}/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    context.close()
