"""The marks keep up with the keys: one more sentence is typed at the end of a long letter in which all differ."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OneAtATime
from tests.browser.test_composer import case, desk, world, write

__all__ = ["case", "desk", "world"]

pytestmark = pytest.mark.django_db
PROMISED = 100  # milliseconds from the last key to the mark, on a machine at rest (`python -m bench guard`)
SLOW = 2.0  # as much longer a machine may take that runs all the other tests besides, in its slowest hour
OURS = 10  # of which the page waits for another key (guard.js)
TRIES = 3  # on a machine that does other work as well
KEY = 150  # milliseconds between two keys of somebody who types well
# Two thousand characters in which no sentence stands twice: what was read once costs nothing the second time.
LETTER = """Hello Hannah,

thank you for writing to us about the lamp that came broken on Tuesday. I am sorry that it lay in pieces when \
you opened the parcel. You had looked forward to it, and then there was glass on the carpet. I have read all of \
what you wrote, twice, and I have looked at your three pictures. The shade has a crack from the rim down to the \
socket, and the foot is bent. That is not how a lamp should leave our house, and I want to know how it did. This \
morning I went to the people who pack, and Jonas showed me the boxes they use. The one in which yours came is \
made for the smaller model. There was no paper between the glass and the wall of the carton. He has put that \
kind of box away until we know more about it. I also asked the carrier where the parcel was between Friday and \
Monday. They answer such questions within a day or two, and I will ring them if they do not. You asked whether \
you have to send the broken one back to us. Please keep it for the moment, in the bag in which you put it, out \
of reach of the cat. Nobody here needs to see it, as your pictures show enough. You also asked about the bulb, \
which was part of the set. It is a common one with a small thread, and any shop in your street has it. The \
colour you chose is still there in our store, and so is the darker green. Which of the two you would like to \
have is for you to say. Your sister's birthday is on the ninth, as you wrote, so there are eleven days left. I \
have marked that day in my own calendar. Ana, who sits beside me, knows about it as well. Should I be ill, she \
goes on with it without asking you anything again. I write to you by Friday at noon with what the carrier said. \
If you would rather hear a voice, give me a number and a time, and I ring you then. Your letter of last autumn \
about the long cable is here too, and nobody thanked you for it. That was a good hint, and the new lamps have \
the longer one. Until then you reach me under this address at any hour, and I read it in the morning first."""
# What is typed at its end, so many a try; none of them was read before.
LEADS = (
    "Hannah", "So please", "Until then", "Dear Hannah", "And now", "First", "For today", "Yes", "Well", "This once",
    "On Friday", "Once more", "With that", "Please", "Oh",
)  # fmt: skip
EACH = len(LEADS) // TRIES

# When the mark came is told by the page as it comes: who asks it afterwards asks a key's time too late.
WATCH = """() => {
  window.last = 0;
  window.soon = [];
  document.addEventListener("keydown", (event) => { window.last = event.timeStamp; }, true);
  const mirror = document.getElementById("mirror");
  new MutationObserver(() => {
    const marks = mirror.querySelectorAll("mark.stop").length;
    while (window.soon.length < marks) window.soon.push(performance.now() - window.last);
  }).observe(mirror, { childList: true, subtree: true });
}"""
# What the same door costs when there is nothing to read: the connection, who is signed in, the page.
EMPTY = """async () => {
  const draft = document.getElementById("draft"), took = [];
  for (let n = 0; n < 7; n++) {
    const body = new URLSearchParams(new FormData(draft.form));
    body.set("text", "");
    const began = performance.now();
    await (await fetch(draft.dataset.looks, { method: "POST", body, credentials: "same-origin" })).text();
    took.push(performance.now() - began);
  }
  return took;
}"""


@dataclass
class Spent:
    """Milliseconds in which the server answered questions to the guard, and those in which it had the processor."""

    wall: float = 0
    cpu: float = 0


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> Spent:
    spent, answer = Spent(), OneAtATime.__call__

    def timed(self: OneAtATime, environ: dict[str, Any], start_response: Any) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        answered = answer(self, environ, start_response)
        if environ["PATH_INFO"].endswith("/look/"):
            spent.wall += 1000 * (time.perf_counter() - wall)
            spent.cpu += 1000 * (time.process_time() - cpu)
        return answered

    monkeypatch.setattr(OneAtATime, "__call__", timed)
    return spent


@pytest.fixture
def letter(desk: Page) -> Page:
    """The long letter stands in the draft, was read and is kept; the next key comes at its end."""
    sentences = [one for part in LETTER.split("\n\n") for one in part.split(". ")]
    assert len(set(sentences)) == len(sentences)
    assert 1900 < len(LETTER) < 2100
    write(desk, LETTER)
    desk.evaluate(WATCH)
    return desk


def from_the_last_key(page: Page, leads: Sequence[str]) -> list[float]:
    """Milliseconds to its mark, for each sentence that is typed."""
    marks = page.locator("#mirror mark.stop")
    page.locator("#draft").fill(LETTER)
    expect(marks).to_have_count(0)
    page.evaluate("soon = []")
    page.keyboard.press("Control+End")
    for number, lead in enumerate(leads, 1):
        page.wait_for_load_state("networkidle")
        page.keyboard.type(f" {lead}, calm down", delay=KEY)
        expect(marks).to_have_count(number)
        page.keyboard.type(".")
    took: list[float] = page.evaluate("soon")
    assert len(took) == len(leads)
    return took


def test_the_marks_are_there_soon_after_the_last_key(letter: Page, spent: Spent) -> None:
    """The promise is one of a machine that does nothing else. Where others take turns on it, what counts is the part
    of the time in which the server had the processor. The encoder is numpy's, the slower of the two."""
    tries = []
    for start in range(0, len(LEADS), EACH):
        spent.wall = spent.cpu = 0
        took = from_the_last_key(letter, LEADS[start : start + EACH])
        had, median = spent.cpu / spent.wall, statistics.median(took)
        empty = statistics.median(letter.evaluate(EMPTY))
        tries.append(OURS + (median - OURS) * min(had, 1))
        print(
            f"\n{len(LETTER)} characters, last key to mark: median {median:.0f} ms, worst {max(took):.0f}; "
            f"the server had the processor {had:.0%} of the time, which makes {tries[-1]:.0f} ms; "
            f"the same door with nothing to read: {empty:.0f} ms"
        )
        if tries[-1] < PROMISED:
            break
    assert min(tries) < SLOW * PROMISED
