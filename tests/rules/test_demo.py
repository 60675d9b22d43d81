"""The demo community: letters that parse, five languages, threads that hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from importlib.resources import files

import pytest
import yaml

from ombud.demo import mails
from ombud.demo.mails import age_of, dated
from ombud.demo.people import INBOXES, TEAM

NOW = datetime(2027, 3, 3, 14, 30, tzinfo=UTC)
LANGUAGES = {"en", "de", "es", "da", "id"}
KINDS = {"complaint", "praise", "question", "suggestion", "press", "spam", "abuse", "automatic"}


def _on_disk() -> dict[str, bytes]:
    folder = files("ombud.demo") / "mails"
    return {one.name.removesuffix(".eml"): one.read_bytes() for one in folder.iterdir() if one.name.endswith(".eml")}


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _ids(header: str | None) -> list[str]:
    return re.findall(r"<[^<>\s]+>", header or "")


def _texts(letter: EmailMessage) -> Iterator[str]:
    for part in letter.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and part.get_content_maintype() == "text":
            yield content.decode("utf-8", "replace")


MANIFEST: dict[str, dict[str, str]] = yaml.safe_load((files("ombud.demo") / "manifest.yaml").read_text("utf-8"))
LETTERS = {name: _parsed(raw) for name, raw in mails(NOW)}


def test_the_manifest_knows_every_letter_and_no_other() -> None:
    assert set(MANIFEST) == set(_on_disk()) == set(LETTERS)
    for name, entry in MANIFEST.items():
        assert entry["language"] in LANGUAGES, name
        assert entry["kind"] in KINDS, name
        assert entry["note"], name
        assert (entry["kind"] == "automatic") == ("auto" in entry), name


def test_about_two_dozen_letters_in_each_of_five_languages() -> None:
    spoken = Counter(entry["language"] for entry in MANIFEST.values())
    assert set(spoken) == LANGUAGES
    assert min(spoken.values()) >= 20
    for language in LANGUAGES:
        kinds = {entry["kind"] for entry in MANIFEST.values() if entry["language"] == language}
        assert {"complaint", "praise", "question", "suggestion", "spam"} <= kinds, language


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_a_letter_has_a_writer_words_and_an_inbox_of_ours(name: str) -> None:
    letter = LETTERS[name]
    assert getaddresses([letter["From"]])[0][1].endswith(".example")
    assert letter["Delivered-To"] in {inbox.address for inbox in INBOXES}
    assert any(text.strip() for text in _texts(letter))
    assert not letter.get("X-Demo-Age")


def test_message_ids_are_unique() -> None:
    ids = [letter["Message-ID"] for letter in LETTERS.values()]
    assert len(set(ids)) == len(ids)


def test_threads_answer_earlier_letters() -> None:
    known: set[str] = set()
    answers = 0
    for name, letter in LETTERS.items():
        asked = _ids(letter["In-Reply-To"]) + _ids(letter["References"])
        assert set(asked) <= known, name
        answers += bool(asked)
        known.update(_ids(letter["Message-ID"]))
    assert answers >= 7


def test_oldest_first_within_six_days_and_dated_back_from_now() -> None:
    names = list(LETTERS)
    assert names == sorted(names)
    ages = {name: age_of(raw) for name, raw in _on_disk().items()}
    assert all(0 < age <= 6 * 24 * 60 for age in ages.values())
    for name, letter in LETTERS.items():
        assert parsedate_to_datetime(letter["Date"]) == NOW - timedelta(minutes=ages[name])
        assert len(letter.get_all("Date", [])) == 1


def test_the_date_keeps_the_zone_of_its_writer() -> None:
    zones = {parsedate_to_datetime(letter["Date"]).utcoffset() for letter in LETTERS.values()}
    assert {timedelta(hours=hours) for hours in (-6, -3, 0, 1, 7, 8)} <= zones


def test_nothing_but_date_and_age_is_touched() -> None:
    touched = re.compile(rb"^(?:X-Demo-Age|Date):[^\r\n]*\r?\n", re.MULTILINE)
    before = _on_disk()
    for name, raw in mails(NOW):
        lines = 1 if "wallet-airdrop" in name else 2  # that one never had a Date
        assert touched.sub(b"", raw, count=1) == touched.sub(b"", before[name], count=lines), name


def test_a_letter_without_a_date_gets_one() -> None:
    raw = b"From: a@b.example\nX-Demo-Age: 90\nSubject: x\n\nX-Demo-Age: 5\nDate: today\n"
    assert dated(raw, NOW) == (
        b"From: a@b.example\nDate: Wed, 03 Mar 2027 13:00:00 +0000\nSubject: x\n\nX-Demo-Age: 5\nDate: today\n"
    )


def test_a_naive_now_and_a_letter_without_an_age_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        next(mails(datetime(2027, 3, 3, 14, 30)))  # noqa: DTZ001 the naive time is what is tested
    with pytest.raises(ValueError, match="X-Demo-Age"):
        dated(b"From: a@b.example\n\nX-Demo-Age: 5\n", NOW)


def test_no_real_domain_anywhere() -> None:
    for name, letter in LETTERS.items():
        headers = "\n".join(f"{key}: {value}" for key, value in letter.items())
        for text in (headers, *_texts(letter)):
            hosts = re.findall(
                r"(?:@|https?://|header\.(?:d|from)=|mailfrom=)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", text
            )
            assert all(host.endswith(".example") for host in hosts), (name, hosts)
            assert not re.search(r"\bwww\.|\b[\w-]+\.(?:com|net|org|info|io)\b", text), name
    ours = [one.address for one in TEAM] + [one.address for one in INBOXES]
    assert all(address.endswith("@pellamo.example") for address in ours)


def test_every_awkward_shape_is_there() -> None:
    letters = LETTERS.values()
    shapes = Counter(letter.get_content_type() for letter in letters)
    assert min(shapes[kind] for kind in ("text/plain", "text/html", "multipart/alternative", "multipart/mixed")) >= 5
    assert shapes["multipart/report"] == 1
    charsets = Counter(str(part.get_content_charset()) for letter in letters for part in letter.walk())
    assert {"utf-8", "iso-8859-1", "windows-1252", "us-ascii"} <= set(charsets)
    ways = {str(part["Content-Transfer-Encoding"]) for letter in letters for part in letter.walk()}
    assert {"7bit", "8bit", "quoted-printable", "base64"} <= ways
    attached = {part.get_content_type() for letter in letters for part in letter.walk() if part.is_attachment()}
    assert {"image/png", "application/pdf", "text/plain"} <= attached
    assert sum(not letter["Subject"] for letter in letters) == 1
    assert sum(bool(letter["List-Id"]) for letter in letters) == 1
    assert sum("auto-replied" in str(letter["Auto-Submitted"]) for letter in letters) >= 4


@pytest.mark.parametrize(
    ("name", "true_charset", "word"), [("lindner-geschenk", "cp1252", "Schwägerin"), ("soendergaard", "latin-1", "Ærø")]
)
def test_two_letters_lie_about_their_charset(name: str, true_charset: str, word: str) -> None:
    letter = next(one for key, one in LETTERS.items() if name in key)
    content = letter.get_payload(decode=True)
    assert isinstance(content, bytes)
    with pytest.raises(UnicodeDecodeError):
        content.decode(str(letter.get_content_charset()))
    assert word in content.decode(true_charset)


def test_the_forged_reply_fails_dmarc_and_answers_the_letter_it_abuses() -> None:
    forged = next(one for key, one in LETTERS.items() if "forged" in key)
    victim = next(one for key, one in LETTERS.items() if "okafor-bricked" in key)
    assert "dmarc=fail" in forged["Authentication-Results"]
    assert getaddresses([forged["From"]]) == getaddresses([victim["From"]])
    assert _ids(forged["In-Reply-To"]) == _ids(victim["Message-ID"])
    stranger = next(one for key, one in LETTERS.items() if "fremder" in key)
    asked = next(one for key, one in LETTERS.items() if "oberhuber" in key)
    assert _ids(stranger["In-Reply-To"]) == _ids(asked["Message-ID"])
    assert getaddresses([stranger["From"]]) != getaddresses([asked["From"]])
