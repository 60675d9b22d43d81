"""The desk's words: every code has a sentence, dates are short and clear, quotes are her language's, signs are true."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from ombud.cases import lists
from ombud.cases.models import Case
from ombud.cases.rules import Status, status
from ombud.conversations.shown import reflowed
from ombud.incidents.models import Said
from ombud.journey.hand_off import hand_off
from ombud.journey.refused import Refused
from ombud.journey.suggest import BY_KIND
from ombud.replies.guard import CATALOGUE, Finding, Verdict
from ombud.web import findings, names, refusals, said, signs, timeline, when
from ombud.web.dates import read_local, write_local
from tests.doors.desk import at_the_desk
from tests.house.tree import PACKAGE
from tests.world import RENATE

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
VENDOR = PACKAGE / "web" / "static" / "ombud" / "vendor"


def sources(folder: str) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in sorted((PACKAGE / folder).rglob("*.py")))


def test_every_refusal_of_the_journey_has_a_sentence() -> None:
    codes = {code for text in sources("journey") for code in re.findall(r'Refused\(\s*"(\w+)"', text)}
    codes |= set(re.findall(r'return "(\w+)"', (PACKAGE / "handoffs" / "rules.py").read_text(encoding="utf-8")))
    assert len(codes) > 20
    assert sorted(codes - refusals.SENTENCES.keys()) == []


@pytest.mark.parametrize("code", sorted(refusals.SENTENCES))
def test_a_refusal_is_a_whole_sentence_whatever_it_is_told(code: str) -> None:
    sentence = refusals.sentence(Refused(code, name="Jonas", until=NOW, names="a.pdf", channel="mail"))
    assert sentence[0].isupper() or sentence.startswith("Jonas")
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert "%(" not in refusals.sentence(Refused(code))


def test_an_unknown_refusal_still_says_that_nothing_was_lost() -> None:
    assert "Nothing was lost" in refusals.sentence(Refused("never_heard_of"))


def test_what_the_database_refuses_is_said_in_its_own_words() -> None:
    said_so = refusals.by_the_database(IntegrityError("cases_i3: nobody but the customer ends it (D10)\nCONTEXT: x"))
    assert said_so == "This cannot be done: nobody but the customer ends it (D10). Nothing was changed."
    plain = refusals.by_the_database(IntegrityError('duplicate key "x" DETAIL: Key (email)=(renate@vogel.example)'))
    assert "renate" not in plain


def test_every_event_of_the_journey_has_a_sentence_or_stands_elsewhere() -> None:
    told = {
        code
        for text in sources("journey")
        for code in re.findall(r'(?:(?:log|tell_cases)\([^"\n]*?, |what=)"(\w+)"', text)
    }
    told |= {f"said_{said.value}" for said in Said}
    assert len(told) > 20
    assert sorted(told - timeline.SENTENCES.keys() - timeline.SHOWN_OTHERWISE) == []


def test_every_rule_of_the_guard_is_explained() -> None:
    assert sorted(CATALOGUE.keys() - findings.TITLES.keys()) == []


def test_every_saved_text_has_a_name_of_ours() -> None:
    for key in {k for keys in BY_KIND.values() for k in keys}:
        assert names.template_name(key) != key.replace("_", " ").capitalize(), key


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (13, "13 min"), (60, "1 h"), (72, "1 h 12"), (47 * 60 + 5, "47 h 05"), (3 * 24 * 60, "3 days")],
)
def test_a_span_has_at_most_two_units(minutes: int, words: str) -> None:
    assert when.span(timedelta(minutes=minutes)) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [(5, "15:00"), (24, "tomorrow 10:00"), (-24, "yesterday 10:00"), (96, "Fri 10:00"), (24 * 40, "2 Jan 2027 10:00")],
)
def test_a_moment_is_short_and_in_the_readers_zone(hours: int, words: str) -> None:
    with timezone.override(ZoneInfo("Europe/Copenhagen")):
        assert when.moment(NOW + timedelta(hours=hours), NOW) == words


def test_a_promise_is_late_soon_today_or_later() -> None:
    made = NOW - timedelta(hours=2)
    with timezone.override(UTC):
        late = when.due(NOW - timedelta(minutes=72), made, NOW)
        soon = when.due(NOW + timedelta(hours=2), made, NOW)
        today = when.due(NOW + timedelta(hours=5), made, NOW)
        later = when.due(NOW + timedelta(days=2), made, NOW)
    assert [(d.group, d.words, d.clock) for d in (late, soon, today, later)] == [
        ("late", "1 h 12 late", "late"),
        ("soon", "in 2 h", "soon"),
        ("today", "by 14:00", "fine"),
        ("later", "Wed 09:00", "fine"),
    ]
    assert soon.left == 50


@given(st.integers(1, 99))
def test_the_wedge_is_as_large_as_the_time_that_is_left(left: int) -> None:
    path = signs.wedge(left)
    x, y = (float(n) for n in path.rstrip("z").split()[-2:])
    turn = math.atan2(x - 10, 10 - y) % (2 * math.pi)
    assert turn == pytest.approx(2 * math.pi * left / 100, abs=0.01)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mira Halvorsen", "MH"),
        ("Cher", "C"),
        ("", "?"),
        ("  ", "?"),
        ("李 小龙", "李小"),
        ("a.b@c.example", "AE"),
        ("!!", "?"),
    ],
)
def test_initials_of_any_name(name: str, letters: str) -> None:
    assert signs.initials(name) == letters


@given(st.text(max_size=400), st.sampled_from(["de", "es", "da", "en", "", "unknown", "x' onload='"]))
def test_her_words_stay_on_one_line_in_her_quotes(text: str, language: str) -> None:
    shown = said.quoted(text, language)
    assert "\n" not in shown
    assert len(shown) <= said.LONGEST + 6
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", shown)
    assert re.fullmatch(r"|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", said.lang(language))


def test_each_language_quotes_its_own_way() -> None:
    assert [said.quoted("x", code) for code in ("de", "es", "da", "en", "id")] == ["„x“", "«x»", "”x”", "“x”", "“x”"]


def test_a_line_broken_by_a_mail_program_is_whole_again_and_a_list_stays_one() -> None:
    wrapped = (
        "This is a line that a mail program has broken near its margin of\nseventy. New.\n- one\n- two\nShort\nlines"
    )
    assert reflowed(wrapped) == (
        "This is a line that a mail program has broken near its margin of seventy. New.\n- one\n- two\nShort\nlines"
    )


def test_a_signed_link_of_ours_is_hidden_and_another_stays() -> None:
    word = "AgAAAAAAAAAlAAFrT9JiFZuvHKRxy3KXjI1KpKx8"
    text = f"here: https://care.example/h/{word}/ and https://shop.example/c/cups"
    assert said.without_links(text, "[x]") == "here: [x] and https://shop.example/c/cups"


@given(st.text(max_size=60), st.data())
def test_marks_never_lose_a_letter(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    found = tuple(Finding("R08", f"e{i}", "block", min(a, b), max(a, b), "h") for i, (a, b) in enumerate(spans))
    look = findings.look(Verdict(not found, found, "0" * 64), text)
    bare = re.sub(r'</?mark[^>]*>|<i class="n-stop" data-n="\d+"></i>', "", look.marked)
    assert unescape(bare) == unescape(escape(text))
    assert min(1, len(found)) <= look.stops <= len(found), "findings that overlap are one mark"


def test_a_date_field_is_read_as_it_is_written() -> None:
    with timezone.override(ZoneInfo("Asia/Jakarta")):
        assert read_local(write_local(NOW)) == NOW
    assert read_local("2026-02-30T10:00") is None


@pytest.mark.django_db
def test_the_list_and_the_label_agree_on_every_state() -> None:
    with at_the_desk() as world:
        case = world.complaint(RENATE)
        seen = set()
        for handler in (None, world.jonas):
            if handler:
                until = world.now + timedelta(days=1)
                hand_off(case, by=world.mira, to=handler, what="Look", until=until, key="h", now=world.now)
            for asked, snoozed, answered in product((None, world.now), (None, -1, 1), (None, -1, 0, 1)):
                Case.objects.filter(pk=case.pk).update(
                    asked_at=asked, next_update_by=world.now + timedelta(days=9),
                    snoozed_until=None if snoozed is None else world.now + timedelta(hours=snoozed),
                    answered_at=None if answered is None else case.heard_at + timedelta(hours=answered),
                )  # fmt: skip
                label = status(world.again(case), world.now)
                listed = [s for s in Status if Case.objects.filter(lists.in_state(s, world.now)).exists()]
                assert listed == [label], (handler, asked, snoozed, answered)
                seen.add(label)
    assert len(seen) == 6


def test_the_vendored_script_is_the_one_whose_checksum_we_keep() -> None:
    line = (VENDOR / "SHA256SUMS").read_text(encoding="ascii").split()
    assert hashlib.sha256((VENDOR / line[1]).read_bytes()).hexdigest() == line[0]
    base = (PACKAGE / "web" / "templates" / "web" / "base_bare.html").read_text(encoding="utf-8")
    assert f"ombud/vendor/{line[1]}" in base


def test_no_page_of_ours_needs_an_inline_script_or_style() -> None:
    pages = list((PACKAGE / "web" / "templates").rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*(\bsrc=|type=.application/json))|<style|\sstyle=|\son[a-z]+=", text), page
