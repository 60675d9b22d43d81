"""A mail server for each of these tests: their mailboxes are counted to the last mail."""

from collections.abc import Iterator

import pytest

from tests.servers.mail import MailServer, running_mail


@pytest.fixture
def fresh_mail_server() -> Iterator[MailServer]:
    """Dovecot and Exim with empty mailboxes."""
    with running_mail() as server:
        yield server
