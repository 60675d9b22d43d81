"""The connection test: every step of hearing and speaking tried once, and of each whether it worked and if not, why.

Nothing is sent: the sender and the answer address are offered to the server and taken back (RSET). After a step that
fails, the steps that need it are left out; sending is tried whatever became of hearing.
"""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator

from ombud.channels.contract import Check, Permanent, Temporary, Trouble
from ombud.channels.mail import deliver, session, trouble
from ombud.channels.mail.compose import plus_address
from ombud.channels.mail.settings import MailSettings, Security

_TLS = frozenset(("tls_certificate", "tls_unsupported", "tls_failed", "ca_file"))


def check(settings: MailSettings) -> Iterator[Check]:
    """The steps as they are tried: `imap_dns imap_connect imap_tls imap_login imap_folder imap_move_folder`, then
    `smtp_dns smtp_connect smtp_tls smtp_login smtp_sender smtp_plus`."""
    yield from _hearing(settings)
    yield from _speaking(settings)


def _failed(step: str, error: Trouble) -> Check:
    return Check(step, False, error.reason, error.detail)


def _reach(kind: str, host: str, port: int, settings: MailSettings) -> Iterator[Check]:
    """Name and port; the last line tells whether to go on."""
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        told = trouble.of_socket(error) if isinstance(error, OSError) else Temporary("dns")
        yield _failed(f"{kind}_dns", told)
        return
    yield Check(f"{kind}_dns", True)
    try:
        socket.create_connection((host, port), settings.timeout).close()
    except OSError as error:
        yield _failed(f"{kind}_connect", trouble.of_socket(error))
        return
    yield Check(f"{kind}_connect", True)


def _hearing(settings: MailSettings) -> Iterator[Check]:
    reached = True
    for line in _reach("imap", settings.imap_host, settings.imap_port, settings):
        reached = line.ok
        yield line
    if not reached:
        return
    try:
        client = session.connect(settings)
    except Trouble as error:
        yield _failed("imap_tls" if error.reason in _TLS else "imap_connect", error)
        return
    try:
        if settings.imap_security is not Security.PLAIN:
            yield Check("imap_tls", True)
        step = "imap_login"
        try:
            session.login(client, settings)
            yield Check(step, True)
            step = "imap_folder"
            session.select(client, settings, settings.folder, readonly=True)
            yield Check(step, True)
            if settings.move_to:
                step = "imap_move_folder"
                with session.told(settings):
                    if not client.folder_exists(settings.move_to):
                        raise Permanent("move_folder_missing", settings.move_to)
                yield Check(step, True)
        except Trouble as error:
            yield _failed(step, error)
    finally:
        session.close(client)


def _speaking(settings: MailSettings) -> Iterator[Check]:
    reached = True
    for line in _reach("smtp", settings.smtp_host, settings.smtp_port, settings):
        reached = line.ok
        yield line
    if not reached:
        return
    try:
        smtp = deliver.connect(settings)
    except Trouble as error:
        yield _failed("smtp_tls" if error.reason in _TLS else "smtp_connect", error)
        return
    try:
        if settings.smtp_security is not Security.PLAIN:
            yield Check("smtp_tls", True)
        try:
            deliver.login(smtp, settings)
        except Trouble as error:
            yield _failed("smtp_login", error)
            return
        yield Check("smtp_login", True)
        yield from _addresses(smtp, settings)
    finally:
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()


def _addresses(smtp: smtplib.SMTP, settings: MailSettings) -> Iterator[Check]:
    steps = [("smtp_sender", settings.address)]
    plus = plus_address(settings.address, "check")
    if settings.plus_addressing and plus:
        steps.append(("smtp_plus", plus))
    for step, address in steps:
        try:
            deliver.offer(smtp, settings, address)
        except Trouble as error:
            if step == "smtp_plus" and isinstance(error, Permanent):
                error = Permanent("plus_refused", address)
            yield _failed(step, error)
            return
        yield Check(step, True)
