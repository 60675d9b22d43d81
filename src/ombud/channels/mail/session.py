"""One IMAP session, opened as configured: certificates verified, errors told as reason codes and never with the
password."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imapclient import IMAPClient
from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError

from ombud.channels.contract import Permanent, Temporary, Trouble
from ombud.channels.mail import trouble
from ombud.channels.mail.lines import context
from ombud.channels.mail.settings import MailSettings, Security

_WAITS = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "TEMPORARY", "TOO MANY", "TRY AGAIN")


@contextmanager
def told(settings: MailSettings) -> Iterator[None]:
    """Turns whatever the network or the library raises into `Temporary` or `Permanent` with a reason code."""
    try:
        yield
    except Trouble:
        raise
    except (IMAPClientError, imaplib.IMAP4.error) as error:
        raise of_imap(error, settings) from None
    except OSError as error:
        raise trouble.of_socket(error) from None


def of_imap(error: Exception, settings: MailSettings) -> Trouble:
    """The trouble behind what the IMAP server answered."""
    text = trouble.said(error, settings.password.get_secret_value())
    upper = text.upper()
    if isinstance(error, imaplib.IMAP4.abort):
        return Temporary("connection_lost", text)
    if "[OVERQUOTA]" in upper or "QUOTA" in upper:
        return Temporary("quota", text)
    if any(word in upper for word in _WAITS):
        return Temporary("server_busy", text)
    return Temporary("imap_refused", text)


def connect(settings: MailSettings) -> IMAPClient:
    """A connected, not yet logged in client; the line is secured as configured."""
    secured = context(settings) if settings.imap_security is not Security.PLAIN else None
    with told(settings):
        try:
            client = IMAPClient(
                settings.imap_host,
                settings.imap_port,
                ssl=settings.imap_security is Security.TLS,
                ssl_context=secured if settings.imap_security is Security.TLS else None,
                timeout=settings.timeout,
            )
        except (IMAPClientError, imaplib.IMAP4.error) as error:
            raise Temporary("greeting", trouble.said(error)) from None
        if settings.imap_security is Security.STARTTLS:
            try:
                client.starttls(secured)
            except CapabilityError:
                close(client)
                raise Permanent("tls_unsupported", "STARTTLS") from None
            except BaseException:
                close(client)
                raise
    return client


def login(client: IMAPClient, settings: MailSettings) -> None:
    """Logs in. A wrong password is `Permanent("auth")`; a server that cannot say for now is temporary."""
    with told(settings):
        try:
            password = settings.password.get_secret_value()
            if settings.username.isascii() and password.isascii():
                client.login(settings.username, password)
            else:  # LOGIN knows ASCII only
                client.sasl_login("PLAIN", lambda _: f"\0{settings.username}\0{password}".encode())
        except CapabilityError as error:
            raise Permanent("auth_unsupported", trouble.said(error)) from None
        except LoginError as error:
            text = trouble.said(error, settings.password.get_secret_value())
            if any(word in text.upper() for word in _WAITS):
                raise Temporary("server_busy", text) from None
            raise Permanent("auth", text) from None


def select(client: IMAPClient, settings: MailSettings, folder: str, *, readonly: bool) -> int:
    """Opens a folder and returns its UIDVALIDITY."""
    with told(settings):
        try:
            answer = client.select_folder(folder, readonly=readonly)
        except imaplib.IMAP4.abort:
            raise
        except IMAPClientError as error:
            told_trouble = of_imap(error, settings)
            if told_trouble.reason == "imap_refused":
                raise Permanent("folder_missing", trouble.said(folder)) from None
            raise told_trouble from None
        return int(answer[b"UIDVALIDITY"])


def close(client: IMAPClient) -> None:
    """Ends the session; whatever happens is of no more interest."""
    try:
        client.logout()
    except Exception:  # noqa: BLE001 - a line that is broken is closed all the same
        with suppress(Exception):
            client.shutdown()
