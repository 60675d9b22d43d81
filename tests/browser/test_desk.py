"""The desk in Chromium: by keyboard alone, narrow, dark, without scripts, and with nothing that axe has to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ombud.cases.models import Case
from ombud.conversations.models import Conversation, Message
from ombud.handoffs.models import Handoff
from ombud.journey import answer, fix
from ombud.replies.guard import Verdict
from ombud.replies.models import Draft, Outgoing
from ombud.replies.waiting import Waiting
from ombud.team.models import Member
from ombud.worker.due import do_all
from tests.doors.desk import GOOD, a_question, signed_in
from tests.world import BUDI, RENATE, SIGNE, World

pytestmark = pytest.mark.django_db
WIDE, NARROW = {"width": 1440, "height": 960}, {"width": 390, "height": 844}


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    world.complaint(SIGNE)
    world.complaint(BUDI)
    return world.complaint(RENATE)


@pytest.fixture
def desk(browser: Browser, world: World, house: str) -> Iterator[Page]:
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert troubles == []


def into(browser: Browser, world: World, url: str, by: Member | None = None, **options: Any) -> BrowserContext:
    """A browser of Mira's, or of somebody else's."""
    context = browser.new_context(base_url=url, locale="en-GB", **options)
    session = signed_in(by or world.mira).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    return context


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_by_keyboard_from_the_list_to_a_reply_that_is_sent(desk: Page, case: Case, world: World) -> None:
    desk.goto("/")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    row = desk.locator("a.row:focus")
    name = row.locator(".row-name").inner_text()
    expect(desk.locator("#pane .title")).to_have_text(name)
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/cases/\d+/$"))
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("r")
    assert focused(desk) == "draft"
    desk.keyboard.insert_text(GOOD["de"])
    desk.wait_for_selector("#kept:has-text('Draft kept')")
    assert Draft.objects.get(member=world.mira).text == GOOD["de"]
    for box in desk.locator('#findings input[name="confirm"]').all():
        box.evaluate("el => { el.closest('details').open = true; el.focus(); }")
        desk.keyboard.press("Space")
    desk.locator("#draft").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".toast")).to_contain_text("To Renate Vogel: on its way.")
    assert Waiting.objects.filter(case=case).count() == 1
    do_all(timezone.now() + timedelta(seconds=11))
    assert Outgoing.objects.filter(case=case, automatic=False).count() == 1
    desk.keyboard.press("u")
    expect(desk).to_have_url(re.compile(r"/$"))


def test_single_keys_lead_to_places_and_say_what_they_do(desk: Page, case: Case) -> None:
    desk.goto("/")
    desk.keyboard.press("g")
    desk.keyboard.press("a")
    expect(desk).to_have_url(re.compile(r"/cases/$"))
    desk.keyboard.press("g")
    desk.keyboard.press("o")
    expect(desk).to_have_url(re.compile(r"/$"))
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("n")
    expect(desk.locator("#panel-note textarea")).to_be_focused()
    desk.keyboard.type("jkh?")
    expect(desk.locator("#panel-note textarea")).to_have_value("jkh?")


def test_single_keys_can_be_switched_off(desk: Page, case: Case) -> None:
    desk.goto(f"/cases/{case.pk}/")
    desk.locator(".me summary").click()
    desk.get_by_role("button", name="Switch single keys off").click()
    desk.keyboard.press("r")
    assert focused(desk) != "draft"
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_hidden()
    expect(desk.locator("kbd.key").first).to_be_hidden()


def test_a_hand_off_by_keyboard(desk: Page, case: Case, world: World) -> None:
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("h")
    expect(desk.locator("#sheet")).to_be_visible()
    expect(desk.locator("#sheet .struck")).to_have_text("Mira")
    desk.keyboard.press("Space")
    chosen = desk.locator("#sheet input:checked")
    expect(chosen).to_have_count(1)
    name = desk.locator("#sheet label:has(input:checked) .line").inner_text().split()[-1]
    desk.keyboard.press("Tab")
    desk.keyboard.type("Please look at the lamp")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".toast")).to_contain_text(f"{name} is asked")
    assert Handoff.objects.get().handler.name == name
    expect(desk.locator(".side")).to_contain_text(name)


def test_the_guard_marks_the_words_and_offers_better_ones(
    desk: Page, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    better, plain = "das beunruhigt uns auch", answer.preview

    def offering(conversation: Conversation, *, by: Member, text: str) -> Verdict:
        verdict = plain(conversation, by=by, text=text)
        return replace(verdict, findings=tuple(replace(f, better=better, place=None) for f in verdict.findings))

    monkeypatch.setattr("ombud.journey.answer.preview", offering)
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("r")
    desk.keyboard.type("Hallo Renate 👋, beruhigen Sie sich bitte.")
    expect(desk.locator("#mirror mark.stop")).to_have_text("beruhigen Sie sich")
    expect(desk.locator("#reply [data-send]")).to_have_attribute("aria-disabled", "true")
    desk.locator("#reply [data-send]").click(force=True)
    assert Outgoing.objects.filter(automatic=False).count() == 0
    desk.locator("#findings [data-better]").first.click()
    expect(desk.locator("#draft")).to_have_value(f"Hallo Renate 👋, {better} bitte.")
    expect(desk.locator("#mirror mark.stop")).to_have_count(0)


def test_what_is_typed_survives_a_reload(desk: Page, case: Case) -> None:
    desk.goto(f"/cases/{case.pk}/")
    desk.keyboard.press("r")
    desk.keyboard.type("Hallo Renate Vogel, ich sehe nach.")
    desk.wait_for_selector("#kept:has-text('Draft kept')")
    desk.reload()
    expect(desk.locator("#draft")).to_have_value("Hallo Renate Vogel, ich sehe nach.")


def test_a_question_becomes_a_case_on_one_key(desk: Page, world: World) -> None:
    message = a_question(world)
    desk.goto(f"/messages/{message.pk}/")
    desk.keyboard.press("o")
    expect(desk.locator(".toast")).to_contain_text("It is case no.")
    assert Case.objects.get().opener == message


def test_setting_aside_is_undone_on_one_key(desk: Page, world: World) -> None:
    message = a_question(world)
    desk.goto(f"/messages/{message.pk}/")
    desk.get_by_text("Set aside", exact=True).last.click()
    desk.get_by_role("button", name="It is spam").click()
    expect(desk.locator(".toast")).to_contain_text("Set aside as spam")
    desk.keyboard.press("z")
    expect(desk.locator(".toast")).to_contain_text("Taken up again")
    message.refresh_from_db()
    assert message.owed


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_has_nothing_to_say(browser: Browser, case: Case, world: World, house: str, scheme: Any, size: Any) -> None:
    world.pass_time(timedelta(days=1))
    fix.fix(case, by=world.mira, what="Sent a new lamp", now=world.now, key="f")
    message = a_question(world)
    other = Case.objects.exclude(pk=case.pk).first()
    assert other is not None
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page = context.new_page()
    pages = [
        "/", "/?whose=team", "/cases/", "/cases/?state=no_answer", "/lanes/spam/", "/lanes/aside/", "/places/",
        f"/cases/{case.pk}/", f"/cases/{case.pk}/ask/", f"/cases/{other.pk}/handoff/", f"/cases/{case.pk}/release/",
        f"/messages/{message.pk}/", f"/messages/{message.pk}/whole/", f"/messages/{message.pk}/reading/", "/cases/0/",
    ]  # fmt: skip
    said: dict[str, list[str]] = {}
    for address in pages:
        page.goto(address)
        found = Axe().run(page).response["violations"]
        if found:
            said[address] = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    context.close()
    assert said == {}


def test_on_a_small_screen_a_row_leads_to_its_page(browser: Browser, case: Case, world: World, house: str) -> None:
    context = into(browser, world, house, viewport=NARROW, has_touch=True)
    page = context.new_page()
    page.goto("/")
    expect(page.locator(".tabbar")).to_be_visible()
    expect(page.locator("#pane")).to_be_hidden()
    page.locator("a.row").first.tap()
    expect(page).to_have_url(re.compile(r"/cases/\d+/$"))
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
        .filter(e => e.checkVisibility() && !e.closest("p") && !e.closest(".choice"))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, r]) => r.height && (r.height < 24 || r.width < 24) && r.y >= 0).map(([h]) => h)"""
    )
    assert small == [], "nothing to press is smaller than 24 px"
    context.close()


def test_without_scripts_everything_is_sent_by_forms(browser: Browser, case: Case, world: World, house: str) -> None:
    context = into(browser, world, house, viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/cases/{case.pk}/")
    expect(page.locator("#panel-note")).to_be_visible()
    page.locator("#panel-note textarea").fill("She is right.")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator(".toast")).to_contain_text("Note kept.")
    page.locator("#draft").fill(GOOD["de"])
    page.locator("#reply [data-send]").click()
    for box in page.locator('#findings input[name="confirm"]').all():
        box.evaluate("el => { el.checked = true }")
    if page.locator('#findings input[name="confirm"]').count():
        page.locator("#reply [data-send]").click()
    expect(page.locator(".toast")).to_contain_text("on its way")
    page.get_by_role("link", name="Hand off").click()
    expect(page).to_have_url(re.compile(r"/handoff/$"))
    page.locator("label.choice", has_text="Jonas").click()
    page.locator("[name=what]").fill("Please look")
    page.locator("[name=act]").click()
    expect(page.locator("[name=notice]")).to_have_value(re.compile("Jonas"))
    page.locator("form.form [data-send]").click()
    expect(page.locator(".toast")).to_contain_text("Jonas is asked")
    do_all(timezone.now() + timedelta(seconds=11))
    assert Message.objects.filter(voice="person", direction="out").count() >= 2
    context.close()


def test_the_theme_is_chosen_and_stays(desk: Page, case: Case) -> None:
    desk.emulate_media(color_scheme="light")
    desk.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = desk.evaluate(ground)
    desk.locator(".me summary").click()
    desk.get_by_role("button", name="Light or dark").click()
    assert desk.evaluate(ground) != light
    desk.reload()
    assert desk.evaluate(ground) != light
