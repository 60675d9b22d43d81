"""Every adapter of ours held to the contract, on real servers."""

from __future__ import annotations

import uuid

import pytest
from pydantic import BaseModel

from ombud.channels.contract import Address, Can, Outgoing
from ombud.channels.mail.settings import MailSettings
from ombud.channels.registry import Unknown, all_channels, get
from tests.channels.contract_suite import SECRET, ChannelContract
from tests.channels.letters import letter, settings_of, to
from tests.servers.mail import MailServer


class TestMail(ChannelContract):
    name = "mail"
    server: MailServer

    @pytest.fixture
    def settings(self, mail_server: MailServer) -> BaseModel:
        self.server = mail_server
        return settings_of(mail_server, f"contract{uuid.uuid4().hex[:12]}")

    @pytest.fixture
    def secret_settings(self, mail_server: MailServer) -> BaseModel:
        return settings_of(mail_server, "contract", password=SECRET, smtp_password=SECRET)

    def arrive(self, settings: BaseModel, number: int) -> str:
        assert isinstance(settings, MailSettings)
        word = f"word{number}."
        self.server.put(settings.username, letter(f"This is {word}", message_id=f"contract.{number}@example.org"))
        return word

    def outgoing(self, settings: BaseModel, number: int) -> Outgoing:
        assert isinstance(settings, MailSettings)
        ours = Address("Care", settings.address)
        return to(settings.address, f"contract.{number}@ombud.test", sender=ours, text="Wir kümmern uns.")


def test_every_channel_is_held_to_the_contract() -> None:
    held = {suite.name for suite in ChannelContract.__subclasses__()}
    assert held == {channel.name for channel in all_channels()}


def test_every_channel_can_at_least_hear() -> None:
    for channel in all_channels():
        assert Can.FETCH in channel.can


def test_a_channel_that_is_not_installed_is_named() -> None:
    with pytest.raises(Unknown) as trouble:
        get("pigeon")
    assert trouble.value.args == ("pigeon",)
