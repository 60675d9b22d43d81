"""Incidents in Chromium: said on one key and taken back, confirmed, split and undone; narrow, dark, and axe content."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ombud.cases.models import Case
from ombud.incidents.models import Incident, Verdict
from ombud.incidents.standing import members
from ombud.journey.incident import confirm, note_cause
from ombud.journey.regroup import split_off
from tests.alike import by_mark
from tests.browser.test_desk import NARROW, WIDE, into
from tests.journey.test_incidents import TEXTS
from tests.world import BUDI, CUSTOMERS, RENATE, Customer, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    by_mark(monkeypatch)
    return World(timezone.now() - timedelta(days=5))


def lamps(world: World, *who: Customer) -> list[Case]:
    found = []
    for one in who:
        found.append(world.complaint(one, TEXTS[one.language], subject=f"Lamp of {one.first}"))
        world.now += timedelta(hours=20)
    world.now = max(world.now, timezone.now())
    return found


def grown(world: World) -> tuple[Incident, Incident]:
    """One that goes on, from which another was split off."""
    more = [Customer(f"{name} Kern", f"{name.lower()}@kern.example", "de") for name in ("Otto", "Ida")]
    cases = lamps(world, *CUSTOMERS)
    for one in more:
        cases.append(world.complaint(one, f"Die Lampe brummt und flackert seit gestern, {one.first} ist ratlos.", "L"))
    incident = Incident.objects.get()
    confirm(
        incident, owner=world.mira, title="Lamps go out", next_update_by=world.now + timedelta(hours=5), by=world.mira,
        now=world.now,
    )  # fmt: skip
    note_cause(incident, words="A bad batch of bulbs", by=world.mira, now=world.now)
    new = split_off(incident, [case.pk for case in cases[-2:]], title="Lamps hum", by=world.mira, now=world.now)
    return incident, new


def test_same_and_different_on_one_key_each(browser: Browser, world: World, house: str) -> None:
    first, second = lamps(world, RENATE, BUDI)
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto(f"/cases/{first.pk}/")
    expect(page.locator("#near")).to_have_text("Is Renate the only one?")
    page.keyboard.press("d")
    expect(page.locator(".toast")).to_contain_text("The two stay apart")
    assert Verdict.objects.latest("pk").said == "not_same"
    page.keyboard.press("z")
    expect(page.locator(".toast")).to_contain_text("Taken back")
    page.keyboard.press("y")
    expect(page.locator(".near")).to_contain_text("The same, a person says")
    last = Verdict.objects.latest("pk")
    assert (last.said, {last.first_id, last.second_id}) == ("same", {first.pk, second.pk})
    context.close()


def test_an_incident_is_confirmed_split_and_put_together_again(browser: Browser, world: World, house: str) -> None:
    lamps(world, *CUSTOMERS)
    incident = Incident.objects.get()
    context = into(browser, world, house, viewport=WIDE)
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page).to_have_url(re.compile(r"/incidents/$"))
    page.get_by_role("link", name=f"Incident no. {incident.pk}").click()
    page.get_by_role("link", name="Confirm…").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("What people have").fill("Lamps go out")
    sheet.get_by_role("button", name="Confirm").click()
    expect(page.locator("h1")).to_have_text("Lamps go out")
    expect(page.locator(".side")).to_contain_text("Next word by")
    page.get_by_role("link", name="Split…").click()
    sheet.locator("input[type=checkbox]").first.check()
    sheet.get_by_role("button", name="Split").click()
    expect(page.locator(".apart-list")).to_contain_text("Close, and another trouble")
    assert members(incident).count() == 4
    page.get_by_role("button", name="Undo split").click()
    expect(page.locator(".toast")).to_contain_text("Nothing of what happened is lost")
    assert members(incident).count() == 5
    context.close()


def addresses(incident: Incident, new: Incident) -> list[str]:
    case = members(incident).earliest("pk").case_id
    acts = [f"/incidents/{incident.pk}/{act}/" for act in ("owner", "split", "merge", "cause", "dismiss")]
    return ["/incidents/", f"/incidents/{incident.pk}/", f"/incidents/{new.pk}/", f"/cases/{case}/", *acts]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_has_nothing_to_say(browser: Browser, world: World, house: str, scheme: Any, size: Any) -> None:
    found = addresses(*grown(world))
    context = into(browser, world, house, viewport=size, color_scheme=scheme)
    page: Page = context.new_page()
    said: dict[str, list[str]] = {}
    for address in found:
        page.goto(address)
        if violations := Axe().run(page).response["violations"]:
            said[address] = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    context.close()
    assert said == {}
