"""The demo community: letters that parse, five languages, threads that hold, and a play whose acts can be performed."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import yaml

from ombud.demo import mails
from ombud.demo.acts import Act, AskSolved, CustomerSays, Enquire, HandOff, NoAnswer, Reply, Snooze
from ombud.demo.mails import age_of, dated
from ombud.demo.people import INBOXES, TEAM, Role, colleague
from ombud.demo.script import minutes, script, worded

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


def test_the_team_has_every_role_and_the_inboxes_an_owner() -> None:
    assert {role for one in TEAM for role in one.roles} == set(Role)
    assert len({one.key for one in TEAM}) == len({one.address for one in TEAM}) == len(TEAM)
    for inbox in INBOXES:
        assert Role.COMMUNITY_MANAGER in colleague(inbox.owner).roles
        assert ZoneInfo(inbox.timezone).utcoffset(NOW) == timedelta(hours=1)
    assert not colleague("jonas").account
    with pytest.raises(KeyError):
        colleague("nobody")


def _by_mail() -> dict[str, list[Act]]:
    told: dict[str, list[Act]] = {}
    for act in script():
        told.setdefault(act.mail, []).append(act)
    return told


def test_acts_come_in_order_and_after_the_letter_they_are_about() -> None:
    ages = {name: age_of(raw) for name, raw in _on_disk().items()}
    assert [act.age for act in script()] == sorted((act.age for act in script()), reverse=True)
    for act in script():
        assert 0 <= act.age < ages[act.mail], act


def test_acts_hold_what_their_fields_say_and_name_people_there_are() -> None:
    keys = {one.key for one in TEAM}
    for act in script():
        for field, kind in typing.get_type_hints(type(act)).items():
            assert isinstance(getattr(act, field), kind), (act, field)
        for who in ("by", "to"):
            assert getattr(act, who, "mira") in keys, act
        if isinstance(act, HandOff):
            assert {Role.HANDLER, Role.SPOKESPERSON} & set(colleague(act.to).roles)


def test_a_reply_that_promises_a_word_says_when() -> None:
    for act in script():
        if isinstance(act, Reply):
            assert ("{by}" in act.text) == (act.next_word_in is not None), act.mail
            assert "{" not in worded(act.text, "fredag den 5. marts kl. 12"), act.mail
            assert act.next_word_in is None or 0 < act.next_word_in <= 48


def test_a_reply_calls_the_customer_by_name_and_is_signed() -> None:
    for act in script():
        if isinstance(act, Reply):
            name = getaddresses([LETTERS[act.mail]["From"]])[0][0]
            assert any(part in act.text for part in name.replace("Dr. ", "").split()), act.mail
            assert colleague(act.by).name.split()[0] in act.text.splitlines()[-1], act.mail


def test_promises_are_kept_by_a_later_word_but_for_two_on_purpose() -> None:
    broken = set()
    for mail, told in _by_mail().items():
        due: int | None = None
        for act in told:
            if isinstance(act, Snooze) and due is not None:
                assert act.age - act.hours * 60 > due, mail
            if isinstance(act, Reply | AskSolved | CustomerSays | NoAnswer):
                if due is not None and act.age < due:
                    broken.add(mail)
                due = None
            if isinstance(act, Reply) and act.next_word_in is not None:
                due = act.age - act.next_word_in * 60
        if due is not None and due > 0:
            broken.add(mail)
    assert {name.split("-", 1)[1] for name in broken} == {"nair-charged-twice", "dittmer-bis-freitag"}


def test_a_handler_who_failed_is_not_asked_again() -> None:
    failures = 0
    for mail, told in _by_mail().items():
        failed: set[str] = set()
        handler = ""
        for act in told:
            if isinstance(act, HandOff):
                assert act.to not in failed, mail
                handler = act.to
            if isinstance(act, CustomerSays) and not act.solved:
                failed.add(handler)
                failures += 1
    assert failures >= 2


def test_customers_of_every_language_say_solved_and_one_stays_silent_after_two_asks() -> None:
    said = Counter(MANIFEST[act.mail]["language"] for act in script() if isinstance(act, CustomerSays) and act.solved)
    assert set(said) == LANGUAGES
    for act in script():
        if isinstance(act, CustomerSays):
            assert any(isinstance(one, AskSolved) and one.age >= act.age for one in _by_mail()[act.mail]), act.mail
        if isinstance(act, NoAnswer):
            asked = [one.age for one in _by_mail()[act.mail] if isinstance(one, AskSolved)]
            assert len(asked) == 2
            assert asked[0] - asked[1] >= 24 * 60


def test_every_act_there_is_gets_performed() -> None:
    assert {type(act).__name__ for act in script()} == {kind.__name__ for kind in Act.__subclasses__()}
    assert any(isinstance(act, Enquire) and act.of == "customer" for act in script())
    assert all(dataclasses.is_dataclass(act) for act in script())


@pytest.mark.parametrize(
    ("ago", "expected"), [("0m", 0), ("45m", 45), ("2h", 120), ("1d 2h 3m", 1563), ("4d 5m", 5765)]
)
def test_a_time_ago_in_minutes(ago: str, expected: int) -> None:
    assert minutes(ago) == expected


@pytest.mark.parametrize("ago", ["", "soon", "3m 2h", "-1h"])
def test_no_time_ago(ago: str) -> None:
    with pytest.raises(ValueError, match="ago"):
        minutes(ago)


def test_the_zone_of_now_does_not_matter() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))
    assert {n: parsedate_to_datetime(_parsed(r)["Date"]) for n, r in mails(elsewhere)} == {
        n: parsedate_to_datetime(letter["Date"]) for n, letter in LETTERS.items()
    }
