"""Awkward mails, and what each of them says. The mails and `expected.yaml` lie in `mails/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ombud.channels.mail.autos import Own
from ombud.channels.mail.parse import Parsed, parse, whole

MAILS = Path(__file__).parent / "mails"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((MAILS / "expected.yaml").read_text(encoding="utf-8"))
OWN = Own(frozenset({"care@ombud.test"}), "ombud.test")


def read(name: str) -> Parsed:
    return parse((MAILS / f"{name}.eml").read_bytes(), own=OWN)


def test_every_mail_is_expected_and_every_expectation_has_its_mail() -> None:
    assert {path.stem for path in MAILS.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_mail(name: str) -> None:
    wanted = dict(EXPECTED[name])
    parsed = read(name)
    arrival = parsed.arrival
    seen: dict[str, Any] = {
        "subject": arrival.subject,
        "sender": [arrival.sender.name, arrival.sender.address],
        "text": arrival.text,
        "auto": arrival.auto.value,
        "authentic": arrival.authentic.value,
        "answers": list(arrival.answers),
        "tokens": list(arrival.tokens),
        "bounced": list(arrival.bounced),
        "bounce_final": arrival.bounce_final,
        "message_id": parsed.message_id,
        "in_reply_to": list(parsed.in_reply_to),
        "references": list(parsed.references),
        "at": arrival.at.isoformat(),
    }
    html = whole(arrival.raw).html
    # A mail is without problems unless it is there for one.
    assert sorted(arrival.problems) == sorted(wanted.pop("problems", []))
    for part in wanted.pop("html_has", []):
        assert part in html
    for part in wanted.pop("html_lacks", []):
        assert part not in html
    for part in wanted.pop("full_has", []):
        assert part in arrival.full_text
    assert wanted.pop("text_has", "") in arrival.text
    assert arrival.remote_id.startswith(wanted.pop("remote_id_starts", ""))
    files = wanted.pop("files", [])
    assert [[one.name, one.type] for one in arrival.attachments] == [[name, kind] for name, kind, _ in files]
    for one, (_, _, size) in zip(arrival.attachments, files, strict=True):
        assert size is None or one.size == size
    assert {key: seen[key] for key in wanted} == wanted
