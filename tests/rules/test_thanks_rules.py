"""What earns a perk, who may give one, when a pool gives, and how codes come out of a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.thanks.rules import ENOUGH_WORDS, Dry, Reason, Stock, WhyNot, Words, dry, earns, masked, may_give, reason_for
from ombud.thanks.sheet import LARGEST, LONGEST, MOST, Bad, Unreadable, folded, read_sheet

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
GOOD = Words("praise", ENOUGH_WORDS)
FULL = Stock(10, 0, 0, 5, 250, 2500, NOW - DAY, NOW + DAY, closed=False)


@pytest.mark.parametrize("kind", ["complaint", "question", "press", "spam", "abuse", ""])
@pytest.mark.parametrize("reason", list(Reason))
def test_nobody_earns_a_perk_by_anything_but_praise_or_an_idea(kind: str, reason: Reason) -> None:
    assert reason_for(kind) is None
    assert earns(reason, replace(GOOD, kind=kind)) is WhyNot.NOT_THIS


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (GOOD, None),
        (replace(GOOD, own=ENOUGH_WORDS - 1), WhyNot.BARE),
        (replace(GOOD, vouched=False), WhyNot.UNVOUCHED),
        (replace(GOOD, one_of_us=True), WhyNot.ONE_OF_US),
        (replace(GOOD, copied=True), WhyNot.COPY),
        (replace(GOOD, had_one=True), WhyNot.HAD_ONE),
        (replace(GOOD, kind="suggestion"), WhyNot.NOT_THIS),
    ],
)
def test_what_praise_earns_one(words: Words, why: WhyNot | None) -> None:
    assert earns(Reason.PRAISE, words) == why


@given(st.integers(ENOUGH_WORDS, 10_000))
def test_more_words_earn_no_more(own: int) -> None:
    assert earns(Reason.PRAISE, replace(GOOD, own=own)) is None


def test_who_may_give() -> None:
    assert may_give(Reason.PRAISE, ["community_manager"])
    assert not may_give(Reason.IDEA, ["community_manager"])
    assert may_give(Reason.IDEA, ["handler", "leader"])
    for reason in Reason:
        assert not may_give(reason, ["handler", "spokesperson"])


@pytest.mark.parametrize(
    ("stock", "why"),
    [
        (FULL, None),
        (replace(FULL, closed=True), Dry.CLOSED),
        (replace(FULL, valid_from=NOW + timedelta(seconds=1)), Dry.NOT_YET),
        (replace(FULL, valid_until=NOW), Dry.OVER),
        (replace(FULL, given=10), Dry.EMPTY),
        (replace(FULL, given=4, budget=1249), Dry.BUDGET),
        (replace(FULL, given=4, budget=1250), None),
        (replace(FULL, this_month=5), Dry.MONTH),
    ],
)
def test_when_a_pool_gives(stock: Stock, why: Dry | None) -> None:
    assert dry(stock, NOW) == why


@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 500), st.integers(1, 9000))
def test_what_gives_stays_within_its_budget(codes: int, given_: int, worth: int, budget: int) -> None:
    stock = replace(FULL, codes=codes, given=given_, worth=worth, budget=budget)
    if dry(stock, NOW) is None:
        assert (given_ + 1) * worth <= budget
        assert given_ < codes


@pytest.mark.parametrize(("code", "shown"), [("THANKS-7K", "••••7K"), ("ABCDE", "••••"), ("", "••••")])
def test_a_code_is_shown_masked(code: str, shown: str) -> None:
    assert masked(code) == shown


@pytest.mark.parametrize(
    ("content", "codes", "bad"),
    [
        (b"AAAA1\nBBBB2\n", [(1, "AAAA1"), (2, "BBBB2")], []),
        (b"code\nAAAA1\n\n\n", [(2, "AAAA1")], []),
        (b"\xef\xbb\xbfName;Code;Info\r\nx;AAAA1;y\r\nx;;y\r\n", [(2, "AAAA1")], [(3, Bad.EMPTY)]),
        ("Gutschein\tWert\nÄÖÜ-1\t5\nAAAA1\t5".encode("latin-1"), [(3, "AAAA1")], [(2, Bad.SIGNS)]),
        ("code\nAAAA1".encode("utf-16"), [(2, "AAAA1")], []),
        (b"AAAA-1\naaaa1\nAA AA1\n", [(1, "AAAA-1")], [(2, Bad.TWICE), (3, Bad.SIGNS)]),
        (b"AB1\n" + b"A" * (LONGEST + 1) + b"\nA-B-1\n", [], [(1, Bad.SHORT), (2, Bad.LONG), (3, Bad.SHORT)]),
        (b'=HYPERLINK("x")\n+AAAA1\n-AAAA1\n@AAAA1\n<b>AAAA1</b>\n', [], [(n, Bad.SIGNS) for n in range(1, 6)]),
        (b'"code"\n"AAAA1"\n', [(2, "AAAA1")], []),
    ],
)
def test_codes_out_of_a_file(content: bytes, codes: list[tuple[int, str]], bad: list[tuple[int, Bad]]) -> None:
    sheet = read_sheet(content)
    assert list(sheet.codes) == codes
    assert list(sheet.bad) == bad


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"A" * (LARGEST + 1), "too_large"),
        (b"\n".join(b"CODE%d" % n for n in range(MOST + 2)), "too_many"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "no_text"),
        (b"", "nothing"),
        (b"code\n\n", "nothing"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheet(content)
    assert refused.value.code == code


@given(st.binary(max_size=400))
def test_any_bytes_are_a_sheet_or_refused(content: bytes) -> None:
    try:
        sheet = read_sheet(content)
    except Unreadable:
        return
    codes = [folded(code) for _line, code in sheet.codes]
    assert len(codes) == len(set(codes))
