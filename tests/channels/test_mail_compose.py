"""Outgoing mails: what is written is read again as it was, by the standard library and by us; nothing adds a line."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ombud.channels.contract import Address, Attached, Permanent
from ombud.channels.mail.autos import Own
from ombud.channels.mail.compose import compose
from ombud.channels.mail.parse import parse
from tests.channels.letters import to

OURS = {"From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "X-Ombud-Loop", "Content-Language", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding"}  # fmt: skip
anything = st.text(st.characters(), max_size=300)
injections = st.sampled_from(["\r\nBcc: x@example.net", "\nX: y", "\r\n\r\nbody", "\u2028Bcc: x", "\x85Bcc: x", "\0\r"])
hostile = st.builds("".join, st.lists(anything | injections, max_size=4))


def modern(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def one_line(text: str) -> str:
    """What a head can keep of a text: one line of printable letters."""
    return " ".join("".join(" " if c < " " or c in "\x7f\x85\u2028\u2029" else c for c in text).split())


def surrogates_gone(text: str) -> str:
    return "".join(" " if "\ud800" <= letter <= "\udfff" else letter for letter in text)


@given(hostile, hostile, hostile)
@example("x" * 300, "=?utf-8?q?a?=", 'a "b" \\ <c@d>')
def test_nothing_adds_a_line_to_the_head(subject: str, name: str, text: str) -> None:
    raw = compose(to("anna@example.org", subject=subject, sender=Address(name, "care@ombud.test"), text=text))
    head, _, _ = raw.partition(b"\r\n\r\n")
    mail = message_from_bytes(raw)
    assert set(mail.keys()) <= OURS
    assert len(mail.keys()) == len(set(mail.keys()))
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert b"\r" not in head.replace(b"\r\n", b"")
    assert head.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert max(map(len, head.split(b"\r\n"))) <= 100


@given(hostile, hostile)
def test_subject_and_name_are_read_as_written(subject: str, name: str) -> None:
    arrival = parse(compose(to("anna@example.org", subject=subject, sender=Address(name, "care@ombud.test")))).arrival
    assert arrival.subject == one_line(surrogates_gone(subject))[:1000].strip()
    assert arrival.sender.address == "care@ombud.test"
    assert arrival.sender.name == one_line(surrogates_gone(name))[:200].strip().strip('"').strip()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=2000))
@example("From the start\nFrom here\n.\n..\n")
@example("x" * 5000)
@example("trailing space \nand tab\t\n")
@example("ø" * 3000)
def test_the_text_is_read_as_written(text: str) -> None:
    raw = compose(to("anna@example.org", text=text))
    mail = modern(raw).get_body(("plain",))
    assert mail is not None
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n").removesuffix("\n") == text.removesuffix("\n")
    assert parse(raw).arrival.full_text == (text.strip("\n") if text.strip() else "")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@given(st.lists(st.tuples(hostile, st.binary(max_size=500)), min_size=1, max_size=4))
def test_files_come_back_byte_for_byte_under_safe_names(files: list[tuple[str, bytes]]) -> None:
    sent = tuple(Attached(name, "application/pdf", content) for name, content in files)
    raw = compose(to("anna@example.org", attachments=sent))
    arrival = parse(raw).arrival
    assert [one.content for one in arrival.attachments] == [content for _, content in files]
    assert arrival.text == "We are on it."
    for one in arrival.attachments:
        assert not set(one.name) & set('/\\\r\n\0"')
        assert len(one.name.encode()) <= 150


def test_the_head_of_a_reply() -> None:
    answers = ("nearest@example.org", "older@ombud.test", "<oldest@example.org>")
    mail = modern(compose(to("anna@example.org", answers=answers, language="da", token="t" * 26)))
    assert mail["Message-ID"] == "<out.1@ombud.test>"
    assert mail["In-Reply-To"] == "<nearest@example.org>"
    assert mail["References"] == "<oldest@example.org> <older@ombud.test> <nearest@example.org>"
    assert mail["Reply-To"] == f"Care <care+{'t' * 26}@ombud.test>"
    assert mail["Content-Language"] == "da"
    assert mail["Date"] == "Fri, 20 Nov 2026 09:00:00 +0000"
    assert mail["Auto-Submitted"] is None


def test_a_second_try_is_the_same_mail() -> None:
    outgoing = to("anna@example.org", token="t" * 26, text="ø")
    assert compose(outgoing) == compose(outgoing)


def test_a_receipt_says_that_it_is_one_and_is_known_as_ours_when_it_comes_back() -> None:
    raw = compose(to("anna@example.org", automatic=True))
    mail = modern(raw)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert parse(raw, own=Own(frozenset({"care@ombud.test"}), "ombud.test")).arrival.auto == "own"
    assert parse(raw, own=Own(frozenset({"help@example.net"}), "example.net")).arrival.auto == "reply"


def test_without_plus_addresses_answers_go_to_the_address_itself() -> None:
    outgoing = to("anna@example.org", token="t" * 26)
    assert modern(compose(outgoing, plus_addressing=False))["Reply-To"] is None


def test_a_plus_address_longer_than_may_be_is_left_out() -> None:
    sender = Address("", f"{'c' * 40}@ombud.test")
    assert modern(compose(to("anna@example.org", token="t" * 26, sender=sender)))["Reply-To"] is None


def test_a_long_chain_keeps_its_root_and_its_end() -> None:
    answers = tuple(f"{number}@example.org" for number in range(200))
    chain = modern(compose(to("anna@example.org", answers=answers)))["References"].split()
    assert chain[0] == "<199@example.org>"
    assert chain[-1] == "<0@example.org>"
    assert len(chain) <= 30


@pytest.mark.parametrize("forged", ["a@b>\r\nBcc: x@example.net", "a b@c", "", "<>", "a@b c"])
def test_what_is_no_id_goes_into_no_head(forged: str) -> None:
    assert modern(compose(to("anna@example.org", answers=(forged,))))["In-Reply-To"] is None
    with pytest.raises(Permanent) as trouble:
        compose(to("anna@example.org", forged))
    assert trouble.value.reason == "message_id_invalid"


@pytest.mark.parametrize(
    "address", ["x@example.org\r\nBcc: y@example.net", "x@example.org, y@example.net", "<x@y> z@example.org"]
)
def test_what_is_no_address_goes_into_no_head(address: str) -> None:
    with pytest.raises(Permanent) as trouble:
        compose(to(address))
    assert trouble.value.reason == "address_invalid"


def test_the_zone_of_the_moment_does_not_matter() -> None:
    at = datetime.fromisoformat("2026-11-20T10:00:00+01:00")
    assert parse(compose(to("anna@example.org", at=at))).arrival.at == at.astimezone(UTC)


def test_a_mail_is_attached_so_that_every_server_passes_it_on() -> None:
    inner = Attached("letter.eml", "message/rfc822", b"Subject: x\r\n\r\ny" * 100)
    (one,) = parse(compose(to("anna@example.org", attachments=(inner,)))).arrival.attachments
    assert (one.name, one.content) == ("letter.eml", inner.content)
