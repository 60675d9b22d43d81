"""Files on a reply in Chromium: chosen by keyboard, dropped, taken out, waited for, sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from ombud.cases.models import Case
from ombud.replies.enclosures import WITH_DRAFT, Enclosure
from ombud.replies.waiting import Waiting
from tests.browser.test_desk import NARROW, WIDE, into
from tests.doors.desk import GOOD
from tests.world import HANNAH, World

pytestmark = pytest.mark.django_db
DROP = """([name, size]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(size)], name, { type: "image/png" }));
  const at = document.querySelector("#write .editor");
  const event = { dataTransfer: data, bubbles: true, cancelable: true };
  for (const kind of ["dragover", "drop"]) at.dispatchEvent(new DragEvent(kind, event));
}"""


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.STORE = tmp_path
    return World(timezone.now())


@pytest.fixture
def case(world: World) -> Case:
    return world.complaint(HANNAH)


@pytest.fixture
def desk(browser: Browser, world: World, case: Case, house: str) -> Iterator[Page]:
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    # Asked for only as a key is pressed, Chromium may open its own window before it hears of it.
    page.on("filechooser", lambda _: None)
    page.goto(f"/cases/{case.pk}/")
    yield page
    context.close()


def with_draft() -> list[str]:
    return list(Enclosure.objects.filter(WITH_DRAFT).order_by("pk").values_list("name", flat=True))


def files(page: Page) -> Any:
    return page.locator("#enclosed .files a")


def bring(page: Page, *given: tuple[str, bytes]) -> None:
    page.locator(".attach input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="application/pdf", buffer=content) for name, content in given]
    )


def test_by_keyboard_chosen_kept_taken_out_and_sent(desk: Page, world: World) -> None:
    desk.locator(".attach input[type=file]").focus()
    with desk.expect_file_chooser() as chooser:
        desk.keyboard.press("Space")
    chooser.value.set_files([
        FilePayload(name="way-back.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4"),
        FilePayload(name="wrong.txt", mimeType="text/plain", buffer=b"wrong"),
    ])  # fmt: skip
    expect(files(desk)).to_have_count(2)
    assert with_draft() == ["way-back.pdf", "wrong.txt"]
    desk.reload()
    expect(files(desk)).to_have_count(2)
    desk.get_by_role("button", name="Take out wrong.txt").focus()
    desk.keyboard.press("Enter")
    expect(files(desk)).to_have_count(1)
    assert with_draft() == ["way-back.pdf"]
    desk.locator("#draft").focus()
    with desk.expect_response(re.compile("/look/")):
        desk.keyboard.insert_text(GOOD["en"])
    for box in desk.locator("#findings input[name=confirm]").all():
        with desk.expect_response(re.compile("/look/")):
            box.check(force=True)
    desk.locator("#draft").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#waiting .files a")).to_have_text("way-back.pdf")
    assert Waiting.objects.get().enclosures.get().name == "way-back.pdf"
    expect(files(desk)).to_have_count(0)
    desk.locator("#waiting").get_by_role("button", name="Take it back").press("Enter")
    expect(files(desk)).to_have_text(["way-back.pdf"])


def test_enter_opens_the_window_as_the_space_bar_does(desk: Page) -> None:
    desk.locator(".attach input[type=file]").focus()
    with desk.expect_file_chooser() as chooser:
        desk.keyboard.press("Enter")
    chooser.value.set_files([FilePayload(name="way-back.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4")])
    expect(files(desk)).to_have_text(["way-back.pdf"])


def test_dropped_on_the_words_it_is_added_and_what_cannot_go_is_said(desk: Page) -> None:
    desk.evaluate(DROP, ["photo.png", 2000])
    expect(files(desk)).to_have_text(["photo.png"])
    desk.evaluate(DROP, ["nothing.png", 0])
    expect(desk.locator("#enclosed [role=alert]")).to_contain_text("Empty, so there is nothing in it to send")
    expect(files(desk)).to_have_text(["photo.png"])
    bring(desk, ("later.pdf", b"later"))
    expect(desk.locator("#enclosed [role=alert]")).to_have_count(0)
    expect(files(desk)).to_have_text(["photo.png", "later.pdf"])


def test_it_shows_how_far_it_is_can_be_stopped_and_send_waits_for_it(desk: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.route(re.compile("/conversations/[0-9]+/files/"), hold)
    bring(desk, ("slow.pdf", b"slow" * 1000), ("second.pdf", b"second"))
    expect(desk.locator(".file-going progress")).to_have_count(2)
    desk.get_by_role("button", name="Stop adding second.pdf").click()
    expect(desk.locator(".file-going")).to_have_count(1)
    desk.locator("#draft").fill("Hello Hannah")
    desk.evaluate("document.querySelector('#reply [data-send]').removeAttribute('aria-disabled')")
    desk.evaluate("document.getElementById('reply').requestSubmit(document.querySelector('#reply [data-send]'))")
    expect(desk.locator("#kept")).to_contain_text("still on its way")
    desk.wait_for_timeout(200)
    assert desk.url.endswith("/"), "nothing left without its file"
    held[0].abort()
    expect(desk.locator("#enclosed [role=alert]")).to_contain_text("the connection broke: slow.pdf")
    assert len(held) == 1


def test_without_a_script_the_form_brings_them(browser: Browser, world: World, case: Case, house: str) -> None:
    context = into(browser, world, house, viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/cases/{case.pk}/")
    page.locator("#draft").fill("Hello Hannah")
    bring(page, ("plain.pdf", b"plain"))
    page.get_by_role("button", name="Add these files").click()
    assert page.locator("#draft").input_value() == "Hello Hannah"
    assert page.locator("#enclosed .files a").inner_text() == "plain.pdf"
    page.get_by_role("button", name="Take out plain.pdf").click()
    assert page.locator("#draft").input_value() == "Hello Hannah"
    assert with_draft() == []
    context.close()


@pytest.mark.parametrize("looks", ["light", "dark", "narrow"])
def test_everybody_can_read_it(
    browser: Browser, world: World, case: Case, house: str, looks: str, tmp_path: Path
) -> None:
    context = into(
        browser, world, house, viewport=NARROW if looks == "narrow" else WIDE,
        color_scheme="dark" if looks == "dark" else "light",
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/cases/{case.pk}/")
    bring(page, ("way-back.pdf", b"%PDF" * 600_000), ("A photograph of the broken lamp " * 4 + ".jpg", b"j" * 40_000))
    expect(files(page)).to_have_count(2)
    bring(page, ("empty.pdf", b""))
    expect(page.locator("#enclosed [role=alert]")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
