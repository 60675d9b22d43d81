"""The pages behind signed links in Chromium: five languages, by keyboard, narrow, dark, without scripts, clean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ombud.access.links import customer_word
from ombud.cases.models import Case, Concern
from ombud.conversations.models import Attachment, Message
from ombud.handoffs.links import url_of
from ombud.handoffs.models import Handoff
from ombud.team.models import Role
from tests.doors.rows import a_case, a_member, handed

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "de", "es", "da", "id"]
SOLVED = {
    "en": "It is solved",
    "de": "Es ist gelöst",
    "es": "Está resuelto",
    "da": "Det er løst",
    "id": "Sudah selesai",
}
NOT_YET = {"en": "Not yet", "de": "Noch nicht", "es": "Todavía no", "da": "Ikke endnu", "id": "Belum"}
TAKE_ON = {
    "en": "I take it on", "de": "Ich übernehme es", "es": "Me encargo", "da": "Jeg tager opgaven", "id": "Saya ambil",
}  # fmt: skip


@pytest.fixture
def context(browser: Browser, house: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=house, viewport={"width": 390, "height": 844}, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, house: str) -> Iterator[Page]:
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("request", lambda sent: troubles.append(sent.url) if not sent.url.startswith((house, "data:")) else None)
    yield page
    assert troubles == [], "errors, or requests to somebody else"


def customers(case: Case) -> str:
    return f"/c/{customer_word(case)}/"


def handlers(handoff: Handoff) -> str:
    return "/h/" + url_of(handoff, timezone.now()).partition("/h/")[2]


def looks_right(page: Page) -> None:
    """Nothing axe objects to, nothing wider than the screen at 320, everything one presses large enough, text of 16."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        "[...document.querySelectorAll('button, a[href]:not(.skip), summary, input[type=file]')]"
        ".filter(e => e.checkVisibility() && !e.closest('.body'))"
        ".map(e => [e.textContent, e.getBoundingClientRect().height])"
        ".filter(([_, height]) => height < 48)"
    )
    assert small == []
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px"
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_customers_page_in_her_language(page: Page, language: str) -> None:
    case = a_case(language)
    handed(case, a_member("Jonas Petri", Role.HANDLER))
    page.goto(customers(case))
    expect(page.locator("html")).to_have_attribute("lang", language)
    solved = page.get_by_role("button", name=SOLVED[language])
    not_yet = page.get_by_role("button", name=NOT_YET[language])
    same = "e => (s => [s.backgroundColor, s.borderColor, s.color, s.fontWeight].join())(getComputedStyle(e))"
    assert solved.evaluate(same) == not_yet.evaluate(same), "neither answer is more prominent than the other"
    assert solved.evaluate("e => e.offsetWidth") == not_yet.evaluate("e => e.offsetWidth")
    looks_right(page)
    solved.click()
    expect(page.locator("[role=status]")).to_be_visible()
    case.refresh_from_db()
    assert not case.open
    looks_right(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_helpers_page_in_her_language(page: Page, language: str) -> None:
    handoff = handed(a_case("da"), a_member("Jonas Petri", Role.HANDLER, languages=(language,)))
    page.goto(handlers(handoff))
    expect(page.locator("html")).to_have_attribute("lang", language)
    looks_right(page)
    page.get_by_role("button", name=TAKE_ON[language]).click()
    expect(page.locator("[role=status]")).to_be_visible()
    handoff.refresh_from_db()
    assert handoff.accepted_at
    looks_right(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_that_opens_nothing_in_the_readers_language(browser: Browser, house: str, language: str) -> None:
    context = browser.new_context(base_url=house, locale=language)
    page = context.new_page()
    response = page.goto("/c/AQAAAAAAAAABAAEAAAAAhqmyCJVVNgfT8UHhNI1N/")
    assert response
    assert response.status == 404
    expect(page.locator("html")).to_have_attribute("lang", language)
    looks_right(page)
    context.close()


def test_by_keyboard_alone_to_not_yet(page: Page) -> None:
    case = a_case()
    page.goto(customers(case))
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#answer-words")).to_be_focused()
    page.keyboard.type("It leaks again.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Not yet")).to_be_focused()
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("Freja Dahl finds somebody else")
    case.refresh_from_db()
    assert case.open
    assert case.round == 2
    assert Message.objects.filter(text="It leaks again.").exists()


def test_return_in_the_words_presses_no_answer(page: Page) -> None:
    case = a_case()
    page.goto(customers(case))
    page.locator("#answer-words").focus()
    page.keyboard.type("One line")
    page.keyboard.press("Enter")
    page.keyboard.type("and another")
    case.refresh_from_db()
    assert case.open
    expect(page.locator("#answer-words")).to_have_value("One line\nand another")


def test_a_double_click_sends_once(page: Page) -> None:
    case = a_case()
    page.goto(customers(case))
    page.locator("#add-words").fill("And the base is scratched.")
    page.get_by_role("button", name="Send to Freja Dahl").dblclick()
    expect(page.locator("[role=status]")).to_contain_text("has arrived")
    assert Message.objects.filter(text="And the base is scratched.").count() == 1


def test_without_scripts_words_and_files_arrive(browser: Browser, house: str, tmp_path: Path) -> None:
    case = a_case("es")
    context = browser.new_context(base_url=house, java_script_enabled=False)
    page = context.new_page()
    photo = tmp_path / "tapa.jpg"
    photo.write_bytes(b"\xff\xd8\xff tapa")
    page.goto(customers(case))
    page.locator("#add-words").fill("Así se ve.")
    page.locator("#add-files").set_input_files([photo])
    page.get_by_role("button", name="Enviar a Freja Dahl").click()
    expect(page.locator("[role=status]")).to_contain_text("Su mensaje ha llegado")
    expect(page.get_by_role("link", name="tapa.jpg")).to_be_visible()
    assert Attachment.objects.get().name == "tapa.jpg"
    context.close()


def test_a_chosen_language_stays_through_a_press(page: Page) -> None:
    page.goto(customers(a_case("da")))
    page.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("button", name="Noch nicht")).to_be_visible()
    page.locator("#add-words").fill("Noch etwas.")
    page.get_by_role("button", name="An Freja Dahl senden").click()
    expect(page.locator("[role=status]")).to_contain_text("Ihre Nachricht ist angekommen")


def test_several_concerns_each_have_their_own_two_buttons(page: Page) -> None:
    case = a_case()
    Concern.objects.create(case=case, words="The postage", kind="complaint", at=timezone.now(), message=case.opener)
    page.goto(customers(case))
    looks_right(page)
    group = page.get_by_role("group", name="The postage")
    group.get_by_role("button", name="It is solved").click()
    expect(page.locator("[role=status]")).to_contain_text("the rest stays open")
    assert case.concerns.get(words="The postage").satisfaction_id


def test_a_long_thread_is_folded_and_unfolds_without_scripts(browser: Browser, house: str) -> None:
    case = a_case()
    for number in range(20):
        first = case.opener
        Message.objects.create(
            conversation=first.conversation, inbox=first.inbox, person=first.person, direction="in", voice="customer",
            remote_id=f"more-{number}", text=f"Word number {number}", at=timezone.now(), heard_at=timezone.now(),
            due_at=timezone.now(),
        )  # fmt: skip
    context = browser.new_context(base_url=house, java_script_enabled=False)
    page = context.new_page()
    page.goto(customers(case))
    expect(page.get_by_text("Word number 19")).to_be_visible()
    expect(page.get_by_text("Word number 3", exact=True)).to_be_hidden()
    page.locator(".earlier summary").click()
    expect(page.get_by_text("Word number 3", exact=True)).to_be_visible()
    context.close()


def test_the_address_is_passed_on_to_nobody(page: Page) -> None:
    case = a_case()
    Message.objects.filter(pk=case.opener_id).update(text="See https://example.org/lid for a picture.")
    page.goto(customers(case))
    assert page.locator(".body a").count() == 0
    assert page.evaluate("document.referrer") == ""
    headers: Any = page.request.get(customers(case)).headers
    assert headers["referrer-policy"] == "same-origin"
