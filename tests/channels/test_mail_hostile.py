"""Mails that nobody wrote to be read: parsing never raises, never loses the raw mail, and never takes its time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.channels.mail.autos import Own
from ombud.channels.mail.html import to_text
from ombud.channels.mail.parse import Parsed, parse, whole
from ombud.channels.mail.quotes import strip
from ombud.channels.mail.sanitise import safe_html
from ombud.channels.mail.structure import MAX_PARTS
from ombud.cli.mail import told

MAILS = sorted((Path(__file__).parent / "mails").glob("*.eml"))
OWN = Own(frozenset({"care@ombud.test"}), "ombud.test", "mx.ombud.test")
snippets = st.sampled_from(
    [
        *(
            b"From: ",
            b"=?utf-8?b?",
            b"?=",
            b"\r\n",
            b"\n\n",
            b"--b\n",
            b"charset=utf-16",
            b"\x00",
            b"\xff\xfe",
            b"\x1b$B",
        ),
        *(b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: text/html\n", b"message/rfc822"),
        *(b"Content-Transfer-Encoding: base64\n", b"filename*0*=utf-8''%", b"References: <"),
        *(b"<div>", b"<!--", b"> ", b"wrote:\n", b"-- \n"),
    ]
)
junk = st.builds(b"".join, st.lists(st.binary(max_size=200) | snippets, max_size=30))


def sound(parsed: Parsed, raw: bytes) -> None:
    """What must hold for every mail, whatever it is."""
    arrival = parsed.arrival
    assert arrival.raw == raw
    assert arrival.remote_id
    assert arrival.at.utcoffset() is not None
    assert "unreadable" not in arrival.problems
    told_of = [arrival.text, arrival.full_text, arrival.subject, arrival.sender.name, arrival.sender.address]
    told_of += [one.name for one in arrival.attachments]
    for text in told_of:
        text.encode("utf-8")
        assert "\0" not in text
    assert "\n" not in arrival.subject + arrival.sender.name + arrival.sender.address + arrival.remote_id
    if arrival.full_text.strip(" \n\t>_-*\xa0"):
        quoted = all(line.lstrip().startswith(">") for line in arrival.full_text.splitlines() if line.strip())
        assert arrival.text or quoted or "\n" in arrival.full_text
    whole(raw).html.encode("utf-8")
    json.dumps(told(raw))


@given(junk)
def test_anything_at_all(raw: bytes) -> None:
    sound(parse(raw, own=OWN), raw)


@given(st.sampled_from(MAILS), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), junk), max_size=4))
def test_a_mail_with_pieces_torn_out_and_put_in(path: Path, wounds: list[tuple[int, int, bytes]]) -> None:
    raw = path.read_bytes()
    for place, length, piece in wounds:
        at = place % (len(raw) + 1)
        raw = raw[:at] + piece[:60] + raw[at + length :]
    sound(parse(raw, own=OWN), raw)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=500))
def test_who_wrote_something_is_never_left_without_words(text: str) -> None:
    words = "My parcel never came."
    assert words in strip(f"{words}\n\n{text}")


tags = st.sampled_from(
    [
        *(
            "<b>",
            "</b>",
            "<script>",
            "</script>",
            "<img src=x onerror=y>",
            "<a href='javascript:z'>",
            "<",
            ">",
            '"',
            "'",
        ),
        *("&lt;script&gt;", "<svg onload=x>", "<style>", "<iframe src=//x.example>", "<!--", "-->", "text"),
        "<p style='background:url(//x.example)'>",
    ]
)


@given(st.text(max_size=400) | st.lists(tags).map("".join))
def test_shown_html_runs_and_fetches_nothing(source: str) -> None:
    shown = safe_html(source).lower()
    assert not [one for one in ("<script", "<iframe", "<svg", "<style", "<img src") if one in shown]
    assert not [one for one in ("onerror=y>", "onload=x>", "style=", 'href="javascript') if one in shown]
    assert safe_html(shown).lower() == shown or "&" in shown
    to_text(source).encode("utf-8", "surrogatepass")


HTML = b"Content-Type: text/html\n\n"
TEXT = b"Subject: x\n\nhello\n"
MALICE = {
    "unclosed elements": HTML + b"<div>" * 200_000,
    "unclosed styles": HTML + b"<style>" * 140_000,
    "unclosed comments": HTML + b"<!--" * 250_000,
    "unclosed quotes": HTML + b"<a '\"" * 160_000,
    "only openings": HTML + b"<" * 900_000,
    "deep quotations": HTML + b"<blockquote>" * 80_000,
    "signatures": TEXT + b"-- \n" * 200_000,
    "loose signatures": TEXT + b"--\n" * 200_000,
    "attributions": TEXT + b"On 1 Anna wrote:\n" * 50_000,
    "long attributions": TEXT + (b"On 1 wrote " * 30 + b":\n") * 3000,
    "header blocks": TEXT + b"From: x\n" * 100_000,
    "stars": TEXT + b"*" * 900_000,
    "many fields": b"X-A: y\n" * 150_000 + b"\nhello",
    "one long field": b"Subject: " + b"=?utf-8?q?a?= " * 80_000 + b"\n\nhello",
    "open comments": b"From: " + b"(" * 900_000 + b"\n\nhello",
    "many addresses": b"To: " + b'"a" <a@example.org>, ' * 40_000 + b"\n\nhello",
    "parameters": b'Content-Type: text/plain; ' + b'a*0*="' * 150_000 + b"\n\nhello",
    "references": b"References: " + b"<a@b> " * 150_000 + b"\n\nhello",
    "parts": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 120_000,
    "depth": b"".join(b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(20_000)),
    "results": b"Authentication-Results: x; " + b"(" * 450_000 + b"dmarc=" * 75_000 + b"\n\nhello",
}  # fmt: skip


@pytest.mark.timeout(60)  # each takes less than a second; what is quadratic takes minutes
@pytest.mark.parametrize("kind", MALICE)
def test_malice_ends_soon(kind: str) -> None:
    raw = MALICE[kind]
    parsed = parse(raw, own=OWN)
    whole(raw)
    assert parsed.arrival.raw == raw
    assert "unreadable" not in parsed.arrival.problems


def test_thousands_of_parts_are_bounded_and_named() -> None:
    arrival = parse(MALICE["parts"]).arrival
    assert "too_many_parts" in arrival.problems
    assert arrival.text.count("x") <= MAX_PARTS


def test_endless_depth_is_bounded_and_named() -> None:
    assert "too_deep" in parse(MALICE["depth"]).arrival.problems


def test_an_enormous_head_is_bounded_and_named() -> None:
    arrival = parse(MALICE["many fields"] + b"!").arrival
    assert "headers_too_large" in arrival.problems
    assert arrival.text == "hello!"


def test_nothing_at_all() -> None:
    arrival = parse(b"").arrival
    assert set(arrival.problems) == {"empty", "sender_missing", "date_missing"}
    assert arrival.remote_id.startswith("sha256:")
