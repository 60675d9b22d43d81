"""Setting up a mail inbox: every wrong entry names its field and the cure, and secrets stay unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ombud.channels.mail.settings import MailSettings

GOOD: dict[str, Any] = {
    "address": "Care@Ombud.test",
    "imap_host": "imap.ombud.test",
    "smtp_host": "smtp.ombud.test",
    "username": "care",
    "password": "hush-hush",
}


def made(**other: Any) -> MailSettings:
    return MailSettings.model_validate({**GOOD, **other})


def test_what_need_not_be_said() -> None:
    settings = made()
    assert settings.address == "care@ombud.test"
    assert (settings.imap_port, settings.imap_security, settings.smtp_port) == (993, "tls", 465)
    assert settings.folder == "INBOX"
    assert settings.max_size == 25 * 1024 * 1024
    assert settings.post_username == "care"


def test_what_is_ours() -> None:
    own = made(own_addresses=["Help@ombud.test"], authserv_id="mx.ombud.test").own
    assert own.addresses == {"care@ombud.test", "help@ombud.test"}
    assert (own.domain, own.authserv_id) == ("ombud.test", "mx.ombud.test")


@pytest.mark.parametrize(
    ("field", "value", "cure"),
    [
        ("address", "care", "care@example.org"),
        ("own_addresses", ["x y"], "care@example.org"),
        ("imap_host", "https://imap.example.org/", "without https://"),
        ("smtp_host", "", "at least 1"),
        ("smtp_host", f"{'a' * 80}.example.org", "cannot be the name"),
        ("imap_port", 70000, "65535"),
        ("smtp_port", "smtp", "integer"),
        ("imap_security", "ssl", "'starttls'"),
        ("password", "", "at least 1"),
        ("folder", "IN\nBOX", "line break"),
        ("ca_file", "no/such/file.pem", "full path"),
        ("max_size", 10, "65536"),
        ("pasword", "x", "not permitted"),
    ],
)
def test_a_wrong_entry_names_its_field_and_the_cure(field: str, value: object, cure: str) -> None:
    with pytest.raises(ValidationError) as trouble:
        made(**{field: value})
    (error,) = trouble.value.errors()
    assert error["loc"][0] == field
    assert cure in error["msg"]
    assert "hush-hush" not in str(trouble.value)


def test_moving_into_the_same_folder_makes_no_sense() -> None:
    with pytest.raises(ValidationError, match="name another folder"):
        made(move_to="inbox")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(ValidationError) as trouble:
        MailSettings.model_validate({})
    assert {error["loc"][0] for error in trouble.value.errors()} == set(GOOD)


def test_secrets_stay_unseen(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_text("x")
    settings = made(smtp_password="other-hush", ca_file=ca)
    assert "hush" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
