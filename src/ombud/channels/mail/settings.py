"""What a person types to set up a mail inbox. A wrong entry names its field and says how to put it right."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from ombud.channels.contract import Permanent
from ombud.channels.mail.addresses import normal
from ombud.channels.mail.autos import Own
from ombud.channels.mail.compose import spec

MEGABYTE = 1024 * 1024
Port = Annotated[int, Field(ge=1, le=65535)]


class Security(StrEnum):
    """How a line is kept from being read on its way."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


class MailSettings(BaseModel):
    """One mail account: where it is heard (IMAP), where it speaks (SMTP), and what is its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, str_strip_whitespace=True)

    address: str = Field(title="Our address")
    imap_host: str = Field(title="IMAP server", min_length=1, max_length=253)
    imap_port: Port = Field(993, title="IMAP port")
    imap_security: Security = Field(Security.TLS, title="IMAP security")
    smtp_host: str = Field(title="SMTP server", min_length=1, max_length=253)
    smtp_port: Port = Field(465, title="SMTP port")
    smtp_security: Security = Field(Security.TLS, title="SMTP security")
    username: str = Field(title="User name", min_length=1, max_length=320)
    password: SecretStr = Field(title="Password", min_length=1)
    smtp_username: str | None = Field(None, title="User name for sending, if another", max_length=320)
    smtp_password: SecretStr | None = Field(None, title="Password for sending, if another")
    folder: str = Field("INBOX", title="Folder to listen to", min_length=1, max_length=255)
    move_to: str | None = Field(None, title="Folder to move heard mail to", max_length=255)
    own_addresses: tuple[str, ...] = Field((), title="Other addresses of ours")
    authserv_id: str = Field("", title="Name of the receiving server in Authentication-Results", max_length=253)
    plus_addressing: bool = Field(True, title="care+anything@ reaches this inbox")
    ca_file: Path | None = Field(None, title="File of a certificate authority of our own")
    max_size: int = Field(25 * MEGABYTE, title="Largest mail taken in whole, in bytes", ge=64 * 1024, le=200 * MEGABYTE)
    timeout: float = Field(30.0, title="Seconds to wait for the server", gt=0, le=300)

    @field_validator("address")
    @classmethod
    def _an_address(cls, value: str) -> str:
        try:
            return normal(spec(value))
        except Permanent:
            raise ValueError("address is not a mail address; write it like care@example.org") from None

    @field_validator("own_addresses")
    @classmethod
    def _addresses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(normal(spec(value)) for value in values)
        except Permanent:
            raise ValueError("own_addresses must be mail addresses; write each like care@example.org") from None

    @field_validator("imap_host", "smtp_host")
    @classmethod
    def _a_host(cls, value: str) -> str:
        if "/" in value or " " in value or "@" in value:
            raise ValueError("the server must be a bare name such as mail.example.org, without https:// or a path")
        try:
            value.encode("idna")
        except UnicodeError:
            raise ValueError("this cannot be the name of a server; write it like mail.example.org") from None
        return value

    @field_validator("folder", "move_to", "username", "smtp_username")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if value and any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
            raise ValueError("this must be one line; remove the line break or control letter")
        return value or None

    @field_validator("ca_file")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("ca_file does not exist; give the full path of a PEM file, or leave it empty")
        return value

    @model_validator(mode="after")
    def _elsewhere(self) -> Self:
        if self.move_to is not None and self.move_to.casefold() == self.folder.casefold():
            raise ValueError("move_to is the folder that is listened to; name another folder or leave it empty")
        return self

    @property
    def own(self) -> Own:
        """What counts as ours in a mail."""
        addresses = frozenset((self.address, *self.own_addresses))
        return Own(addresses, self.address.rpartition("@")[2], self.authserv_id)

    @property
    def post_username(self) -> str:
        return self.smtp_username or self.username

    @property
    def post_password(self) -> SecretStr:
        return self.smtp_password or self.password
