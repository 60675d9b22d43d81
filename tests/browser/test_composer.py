"""The composer in Chromium, by keyboard alone: stopped, reworded, taken on, sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from ombud.cases.models import Case, NoteDraft
from ombud.journey import presence
from ombud.replies.models import Outgoing, Override
from ombud.replies.waiting import Waiting
from ombud.worker.due import do_all
from tests.browser.test_desk import NARROW, WIDE, focused, into
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
TWO = "Hello Hannah,\n\nplease calm down, it is only a small delay. I write to you by Friday at noon.\n\nMira"


@pytest.fixture
def world() -> World:
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    return world.complaint(HANNAH)


@pytest.fixture
def desk(browser: Browser, world: World, case: Case, house: str) -> Iterator[Page]:
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto(f"/cases/{case.pk}/")
    yield page
    context.close()


def write(page: Page, text: str) -> None:
    """`text` in the draft, and what the guard says of it."""
    page.locator("#draft").focus()
    with page.expect_response(re.compile("/look/")):
        page.keyboard.insert_text(text)


def test_what_is_missing_is_put_where_it_belongs_and_undone(desk: Page) -> None:
    said = "I write to you by Friday at noon 👋.\n\nKind regards,\nMira"
    write(desk, said)
    for rule in ("R01", "R03"):
        finding = desk.locator(f'.finding[data-rule="{rule}"]')
        if finding.get_attribute("open") is None:
            finding.locator("summary").click()
        with desk.expect_response(re.compile("/look/")):
            finding.locator("[data-better]").click()
        expect(finding).to_have_count(0)
    sorry = "I am sorry that this happened to you."
    name = re.escape(HANNAH.name)
    expect(desk.locator("#draft")).to_have_value(
        re.compile(rf"^Hello {name},\n\nI write to you by Friday at noon 👋\. {sorry}\n\nKind regards,\nMira$")
    )
    desk.keyboard.press("Control+z")
    desk.keyboard.press("Control+z")
    expect(desk.locator("#draft")).to_have_value(said)


def test_from_finding_to_finding_and_back_to_the_words(desk: Page) -> None:
    write(desk, TWO)
    expect(desk.locator("#mirror mark.stop")).to_have_count(2)
    expect(desk.locator("#mirror i.n-stop").first).to_have_attribute("data-n", "1")
    expect(desk.locator("#says")).to_contain_text("2 stop sending")
    desk.keyboard.press("F8")
    expect(desk.locator(".finding[open]")).to_have_attribute("data-number", "1")
    desk.keyboard.press("F8")
    expect(desk.locator(".finding[open]")).to_have_attribute("data-number", "2")
    words = desk.locator(".finding[open]").get_attribute("data-words")
    desk.keyboard.press("Escape")
    assert focused(desk) == "draft"
    assert desk.evaluate("getSelection().toString()") == words
    desk.keyboard.type("late")
    expect(desk.locator("#mirror mark.stop")).to_have_count(1)
    expect(desk.locator("#says")).to_contain_text("1 stops sending")


def test_marks_stay_at_their_words_while_one_writes_before_them(desk: Page) -> None:
    write(desk, TWO)
    desk.route(re.compile("/look/"), lambda route: route.abort())
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("Hi 👋 & <b>")
    marks = desk.locator("#mirror mark.stop")
    expect(marks).to_have_count(2)
    assert desk.locator("#mirror").text_content() == desk.locator("#draft").input_value()
    assert marks.first.inner_text() == "calm down"
    lines = "e => getComputedStyle(e).lineHeight + e.clientWidth + getComputedStyle(e).fontSize"
    assert desk.locator("#mirror").evaluate(lines) == desk.locator("#draft").evaluate(lines)


def test_a_rule_is_taken_on_in_words_by_keyboard(desk: Page, case: Case) -> None:
    write(
        desk, "Hello Hannah,\n\nit is only a small delay, and I am sorry. You hear from me by Friday at noon.\n\nMira"
    )
    send = desk.locator("#reply [data-send]")
    expect(send).to_have_attribute("aria-disabled", "true")
    desk.keyboard.press("Control+Enter")
    assert Outgoing.objects.filter(automatic=False).count() == 0
    expect(desk.locator(".finding[open]")).to_have_count(1)
    desk.locator(".finding[open] .because summary").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type("She calls it so herself")
    for box in desk.locator('#findings input[name="confirm"]').all():
        box.evaluate("el => { el.closest('details').open = true; el.focus(); }")
        desk.keyboard.press("Space")
    expect(send).not_to_have_attribute("aria-disabled", "true")
    desk.wait_for_load_state("networkidle")  # the draft is being kept, and read once more
    desk.locator("#draft").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".toast")).to_contain_text("To Hannah Clarke")
    do_all(timezone.now() + timedelta(seconds=11))
    assert Override.objects.get().words == "She calls it so herself"
    desk.reload()
    expect(desk.locator("#thread")).to_contain_text("She calls it so herself")


def test_what_one_says_while_the_guard_still_reads_is_not_lost(desk: Page) -> None:
    """A slow answer knows only the first word of those with which the rule is taken on."""
    write(desk, "Hello Hannah,\n\nI am sorry, it is only a small delay. You hear from me by Friday at noon.\n\nMira")
    desk.locator(".finding .because").evaluate("e => { e.closest('.finding').open = true; e.open = true; }")
    because = desk.locator("#findings input[name^=because-]")
    held: list[Route] = []
    desk.route(re.compile("/look/"), lambda route: route.continue_() if held else held.append(route))
    with desk.expect_request(re.compile("/look/")):
        because.press_sequentially("She")
    because.press_sequentially(" calls it so herself")
    desk.locator("#draft").focus()
    with desk.expect_response(lambda answer: "herself" in (answer.request.post_data or "")):
        held[0].continue_()
    desk.wait_for_load_state("networkidle")
    assert because.input_value() == "She calls it so herself"
    for box in desk.locator('#findings input[name="confirm"]:not(:checked)').all():
        box.evaluate("e => { e.closest('details').open = true; e.click(); }")
    expect(desk.locator("#reply [data-send]")).not_to_have_attribute("aria-disabled", "true")


def test_the_note_one_writes_stays_beside_every_thread(desk: Page) -> None:
    desk.keyboard.press("n")
    desk.keyboard.type("Jonas knows more")
    desk.wait_for_selector("#kept-note:has-text('Draft kept')")
    desk.keyboard.type(" than I do")
    desk.reload()  # at once: the last words go out with the page, and may be kept after the page is there again
    for _ in range(50):
        if NoteDraft.objects.get().text.endswith("I do"):
            break
        desk.wait_for_timeout(100)
    desk.reload()
    desk.keyboard.press("n")
    expect(desk.locator("#panel-note textarea")).to_have_value("Jonas knows more than I do")


def test_a_reply_is_taken_back_on_one_key_while_the_seconds_run(desk: Page, case: Case) -> None:
    text = "Hello Hannah,\n\nI am sorry that your lamp is broken. I write to you by Friday at noon.\n\nMira"
    write(desk, text)
    for box in desk.locator('#findings input[name="confirm"]').all():
        box.evaluate("el => { el.closest('details').open = true; el.click(); }")
    desk.keyboard.press("Control+Enter")
    toast = desk.locator(".toast")
    expect(toast).to_contain_text("To Hannah Clarke: on its way.")
    expect(toast.locator(".toast-left")).to_have_text(re.compile(r"Leaves in \d s\."))
    expect(desk.locator("#waiting")).to_contain_text("I am sorry that your lamp is broken.")
    desk.keyboard.press("z")
    expect(toast).to_contain_text("Taken back")
    expect(desk.locator("#draft")).to_have_value(text)
    expect(desk.locator("#waiting")).to_have_count(0)
    assert Waiting.objects.get().withdrawn == "undone"


def test_a_reply_is_sent_later_by_keyboard_and_its_date_changed(desk: Page, case: Case) -> None:
    write(desk, "Hello Hannah,\n\nI am sorry that your lamp is broken. I write to you by Friday at noon.\n\nMira")
    for box in desk.locator('#findings input[name="confirm"]').all():
        box.evaluate("el => { el.closest('details').open = true; el.click(); }")
    desk.locator(".later summary").click()
    goes = timezone.localtime(timezone.now() + timedelta(hours=1))
    desk.locator("[name=goes]").fill(goes.strftime("%Y-%m-%dT%H:%M"))
    desk.locator("#draft").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#waiting")).to_contain_text("unless the customer writes first")
    assert Waiting.objects.get().unless_heard
    desk.locator(".waits-date summary").click()
    desk.get_by_role("button", name="Let it go now").click()
    expect(desk.locator(".toast")).to_contain_text("It goes now.")


def test_a_colleague_who_writes_is_seen(desk: Page, world: World, case: Case) -> None:
    presence.be_here(case.opener.conversation, by=world.ana, now=timezone.now(), writes=True)
    desk.reload()
    expect(desk.locator("#here")).to_contain_text("Ana is writing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_has_nothing_to_say_of_findings(
    browser: Browser, world: World, case: Case, house: str, scheme: Any, size: Any
) -> None:
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"/cases/{case.pk}/")
    write(page, TWO)
    expect(page.locator("#mirror mark.stop")).to_have_count(2)
    found = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in Axe().run(page).response["violations"]]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_saved_reply_is_found_by_name_on_one_key(desk: Page, case: Case) -> None:
    desk.keyboard.press("m")
    expect(desk.locator("#find-saved")).to_be_focused()
    desk.keyboard.type("late")
    expect(desk.locator("[name=template]:visible")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(desk.locator("#draft")).to_have_value(re.compile("Hello Hannah Clarke"))
