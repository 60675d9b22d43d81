"""Letters as a mail program shows them: narrow, dark, without a request to anywhere, readable by a screen reader."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from ombud.channels.mail.compose import compose
from tests.doors.desk import GOOD
from tests.world import RENATE, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 900])
def test_a_letter_is_shown_as_it_was_written(browser: Browser, scheme: Any, width: int) -> None:
    world = World()
    case = world.complaint(RENATE)
    world.answer(case.opener.conversation, GOOD["de"] + "\n\nHier sehen Sie den Stand: {portal_url}")
    mail = message_from_bytes(compose(world.letters(RENATE)[-1]), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("html",))
    assert body is not None
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(body.get_content())
    assert asked == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert page.locator("html").get_attribute("lang") == "de"
    assert "es tut mir leid, dass die Lampe kaputt ist" in page.locator("body").inner_text()
    dark = page.evaluate("getComputedStyle(document.body).color") != "rgb(0, 0, 0)"
    assert dark == (scheme == "dark")
    # A letter is no page of ours: it has no landmarks and no heading, as letters have none.
    found = {v["id"] for v in Axe().run(page).response["violations"]}
    assert found <= {"landmark-one-main", "page-has-heading-one", "region"}
    context.close()
