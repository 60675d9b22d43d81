"""Every sort of letter in every language, as a mail program on a telephone shows it, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from ombud.channels.contract import Outgoing as Letter
from ombud.channels.mail.compose import compose
from ombud.journey.hand_off import hand_off
from tests.journey.test_story_perks import pool, with_perk
from tests.journey.test_story_thanks import IN_HER_WORDS, praise
from tests.world import CUSTOMERS, Customer, World

pytestmark = pytest.mark.django_db
Sort = Callable[[World, Customer], Letter]
CODE = "WINTER-7K2Q-99PD"
NARROW: ViewportSize = {"width": 360, "height": 740}
# A letter is no page of ours: it has no landmarks and no heading, as letters have none.
OF_PAGES = {"landmark-one-main", "page-has-heading-one", "region"}


def receipt(world: World, who: Customer) -> Letter:
    world.complaint(who)
    return world.letters(who)[-1]


def notice(world: World, who: Customer) -> Letter:
    """Who sees to it now, and until when: to her."""
    asked(world, who)
    return world.letters(who)[-1]


def asked(world: World, who: Customer) -> Letter:
    """What somebody is asked who speaks her language: to him."""
    world.jonas.languages = [who.language]
    world.jonas.save()
    hand_off(
        world.complaint(who), by=world.mira, to=world.jonas, what="Please repair the lamp of shelf 7b", key="h",
        until=world.now + timedelta(days=1), now=world.now,
    )  # fmt: skip
    world.work()
    return world.letters(world.jonas)[-1]


def perk(world: World, who: Customer) -> Letter:
    """Thanks in her own words, and a code."""
    pool(world, CODE)
    with_perk(world, praise(world, who, f"{IN_HER_WORDS[who.language]}\n{who.first}"))
    return world.letters(who)[-1]


def quoting(world: World, who: Customer) -> Letter:
    """A reply above her words, as one writes it by hand; her address is longer than the window."""
    case = world.complaint(who)
    quoted = "> " + case.opener.text.replace(". ", ".\n> ") + f"\n> https://photos.example/{'lamp' * 40}"
    world.answer(case.opener.conversation, f"{who.name}\n\n{quoted}\n\n{{portal_url}}\n\nMira")
    return world.letters(who)[-1]


@pytest.mark.parametrize("who", CUSTOMERS, ids=lambda who: who.language)
@pytest.mark.parametrize("sort", [receipt, notice, asked, perk, quoting], ids=lambda sort: sort.__name__)
def test_it_reads_well_on_a_telephone(browser: Browser, who: Customer, sort: Sort) -> None:
    letter = sort(World(), who)
    mail = message_from_bytes(compose(letter), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    html, plain = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None
    assert plain is not None
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(html.get_content())
    assert requests == [], "nothing is fetched"
    assert page.locator("html").get_attribute("lang") == who.language
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert page.locator("blockquote").count() == any(line.startswith(">") for line in plain.get_content().splitlines())
    code = page.get_by_text(CODE, exact=True)
    assert all(one.evaluate("e => e.getClientRects().length") == 1 for one in code.all()), "a code is copied whole"
    assert code.count() == (sort is perk)
    size = page.locator("p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 16
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(33, 30, 27)") == (scheme == "dark")
        # Among what axe looks at: whether words stand out from their ground.
        found = {v["id"]: v["nodes"][0]["html"][:200] for v in Axe().run(page).response["violations"]}
        assert found.keys() <= OF_PAGES, found
    context.close()
