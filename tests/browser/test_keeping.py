"""Sign-in, team, inboxes and outgoing mail in Chromium: passkeys under the content policy, narrow, dark, axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ombud.access.links import customer_url
from ombud.team.models import Member, Role
from tests.doors.desk import signed_in
from tests.doors.rows import a_case, a_member, answered, handed

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"
LETTER = (
    "Hello Signe,\n\nI am sorry that the lid broke and that you were hurt. I look into it and write to you again by "
    "tomorrow at noon: {link}\n\nKind regards\nFreja Dahl"
)


@pytest.fixture(autouse=True)
def _rested(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def freja() -> Member:
    return a_member("Freja Dahl", Role.COMMUNITY_MANAGER, Role.ADMIN, account=True)


@pytest.fixture
def page(browser: Browser, house: str) -> Iterator[Page]:
    # Passkeys need a name in the address: browsers give none to a number.
    context = browser.new_context(base_url=house.replace("127.0.0.1", "localhost"), locale="en-GB")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert troubles == []


def entered(page: Page, member: Member) -> None:
    session = signed_in(member).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}])


def enter(page: Page, member: Member) -> None:
    page.goto("/account/login/")
    page.get_by_label("Mail address").fill(member.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def looks_right(page: Page) -> None:
    """Nothing axe objects to in light and dark, nothing wider than a phone, nothing to press under 24 pixels."""
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main a.btn, main summary')].filter(e => e.checkVisibility())"
        ".map(e => [e.textContent, e.getBoundingClientRect().height]).filter(([_, height]) => height < 24)"
    )
    assert small == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_passkey_is_added_and_opens_the_desk_alone(page: Page, freja: Member) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                     "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    enter(page, freja)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="It is me").click()
    looks_right(page)
    page.get_by_label("What you call it").fill("Laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(re.compile("recovery|webauthn/$"))
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("opens the desk alone")).to_be_visible()
    looks_right(page)
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    page.goto("/team/")
    expect(page.get_by_role("heading", name="Team")).to_be_visible()


def test_a_passkey_that_fails_is_said_in_words(page: Page, freja: Member) -> None:
    page.goto("/account/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey did not work")


def test_signing_in_by_keyboard_alone(page: Page, freja: Member) -> None:
    page.goto("/account/login/")
    looks_right(page)
    page.locator("[name=login]").focus()
    page.keyboard.type(freja.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").first).to_be_visible()
    page.goto("/team/")
    expect(page).to_have_url(re.compile("/team/"))


@pytest.mark.parametrize(
    "path",
    ["/team/", "/team/new/", "/team/{member}/", "/inboxes/", "/inboxes/new/", "/inboxes/{inbox}/", "/outgoing/",
     "/account/2fa/", "/account/password/change/", "/account/logout/"],
)  # fmt: skip
def test_pages_narrow_dark_and_for_every_reader(page: Page, freja: Member, path: str) -> None:
    case = a_case(owner=freja)
    answered(case, LETTER.format(link=customer_url(case)))
    handed(case, a_member("Jonas Petri", Role.HANDLER))
    entered(page, freja)
    page.goto(path.format(member=freja.pk, inbox=case.inbox_id))
    looks_right(page)
    for folded in page.locator("main details").all():
        folded.evaluate("e => { e.open = true }")
    looks_right(page)


@pytest.mark.parametrize("path", ["/account/password/reset/", "/account/signup/", "/welcome/nothing/"])
def test_pages_before_the_door(page: Page, freja: Member, path: str) -> None:
    page.goto(path)
    looks_right(page)


def test_the_first_start(page: Page, settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    from ombud.web.setup_word import setup_word

    word = setup_word()
    page.goto("/")
    expect(page).to_have_url(re.compile("/setup/"))
    looks_right(page)
    page.get_by_label("The word from the terminal").fill(word)
    page.get_by_label("Your name").fill("Mira Halvorsen")
    page.get_by_label("Your mail address").fill("mira@pellamo.example")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Open the desk").click()
    expect(page).to_have_url(re.compile("/inboxes/new/"))
    expect(page.get_by_text("Welcome, Mira Halvorsen")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Care")
    page.get_by_label("Brand").fill("Pellamo")
    page.get_by_label("Our address").fill("care@pellamo.example")
    for label in ("IMAP server", "SMTP server"):
        page.get_by_label(label).fill("127.0.0.1")
    page.get_by_label("User name", exact=True).fill("care")
    page.get_by_label("Password", exact=True).fill("secret of the mailbox")
    page.get_by_text("Ports, security").click()
    page.get_by_label("IMAP port").fill("1")
    page.get_by_label("SMTP port").fill("1")
    page.get_by_role("button", name="Try the connection").click()
    expect(page.get_by_text("The connection does not work yet")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page).to_have_url(re.compile("/inboxes/$"))
    expect(page.get_by_role("heading", name="Care")).to_be_visible()
