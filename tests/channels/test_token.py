"""The signed threading token: only what we minted is read, in whatever case it comes back."""

from __future__ import annotations

from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.channels.mail.autos import Own
from ombud.channels.mail.parse import parse
from ombud.channels.token import Tokens

TOKENS = Tokens(b"k" * 32, "Ombud.test")
OWN = Own(frozenset({"care@ombud.test"}), "ombud.test")
subjects = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=25)


@given(subjects)
def test_what_was_minted_is_read_in_any_case(subject: str) -> None:
    token = TOKENS.mint(subject)
    assert TOKENS.read(token) == TOKENS.read(token.upper()) == subject
    assert token.isalnum()
    assert token == token.lower()
    assert len("care+" + token) <= 64


@given(subjects, st.integers(0, 200), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_letter_changed_is_no_token(subject: str, place: int, letter: str) -> None:
    token = TOKENS.mint(subject)
    place %= len(token)
    forged = token[:place] + letter + token[place + 1 :]
    assert (TOKENS.read(forged) == subject) is (forged == token)


@given(st.text(max_size=80))
def test_anything_else_is_no_token(text: str) -> None:
    assert TOKENS.read(text) is None


def test_another_key_reads_nothing() -> None:
    assert Tokens(b"l" * 32, "ombud.test").read(TOKENS.mint("42")) is None


def test_the_tag_has_eighty_bits() -> None:
    assert len(TOKENS.mint("a")) * 5 >= 8 + 80


def test_ids_are_fresh_and_under_our_domain() -> None:
    token = TOKENS.mint("42")
    ids = {TOKENS.message_id(token) for _ in range(100)}
    assert len(ids) == 100
    assert all(one.startswith(f"{token}.") and one.endswith("@ombud.test") for one in ids)


@pytest.mark.parametrize("subject", ["", "x" * 26])
def test_a_name_too_long_or_none_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="token_subject_length"):
        TOKENS.mint(subject)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="token_key_short"):
        Tokens(b"short", "ombud.test")


def test_the_key_never_shows() -> None:
    assert "kkkk" not in repr(TOKENS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("In-Reply-To", "<TOKEN.00ff@ombud.test>"),
        ("References", "<first@example.org> <TOKEN.00ff@OMBUD.test> <last@example.org>"),
        ("Message-ID", "<TOKEN.00ff@ombud.test>"),
        ("To", "Care <care+TOKEN@ombud.test>, other@example.org"),
        ("Cc", "CARE+TOKEN@ombud.test"),
        ("Delivered-To", "care+TOKEN@ombud.test"),
        ("X-Original-To", "care+TOKEN@ombud.test"),
    ],
)
def test_where_it_is_looked_for(field: str, value: str) -> None:
    token = TOKENS.mint("42")
    mail = Message()
    mail["From"] = "anna@example.org"
    mail[field] = value.replace("TOKEN", token)
    assert parse(mail.as_bytes(), own=OWN).arrival.tokens == (token,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Subject", "[TOKEN] Re: help #42"),
        ("In-Reply-To", "<TOKEN.00ff@example.net>"),
        ("To", "care+TOKEN@example.net"),
        ("To", "other+TOKEN@ombud.test"),
        ("To", '"care+TOKEN@ombud.test" <mallory@example.net>'),
        ("Reply-To", "care+TOKEN@ombud.test"),
    ],
)
def test_where_it_is_no_authority(field: str, value: str) -> None:
    mail = Message()
    mail["From"] = "mallory@example.net"
    mail[field] = value.replace("TOKEN", TOKENS.mint("42"))
    assert parse(mail.as_bytes(), own=OWN).arrival.tokens == ()
