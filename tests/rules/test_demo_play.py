"""The demo community's play: acts that can be performed, promises that are kept, words in every language."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
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
from ombud.demo.mails import age_of
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
            told = Mapping if typing.get_origin(kind) is Mapping else kind
            assert isinstance(getattr(act, field), told), (act, field)
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
    written = {kind.__name__ for kind in Act.__subclasses__() if kind.__module__ == Act.__module__}
    assert {type(act).__name__ for act in script()} == written
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
