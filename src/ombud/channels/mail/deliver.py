"""Speaking by SMTP: one line for many mails, secured as configured, every refusal told as a reason code.

Returning means that the server has taken the mail. What happens between the last byte and its answer cannot be known:
then `Temporary("answer_lost")`, and the next try carries the same Message-ID.
"""

from __future__ import annotations

import base64
import re
import smtplib
import time
from contextlib import suppress

from ombud.channels.contract import Outgoing, Permanent, Temporary, Trouble, Undeliverable
from ombud.channels.mail import trouble
from ombud.channels.mail.compose import compose, spec
from ombud.channels.mail.lines import context
from ombud.channels.mail.reasons import OF_THE_RECIPIENT
from ombud.channels.mail.settings import MailSettings, Security

IDLE = 20.0
"""Seconds after which a line is asked whether it still stands before it is used."""
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_REASONS = {
    "1.1": "recipient_unknown", "1.2": "recipient_unknown", "1.3": "recipient_unknown", "1.6": "recipient_unknown",
    "1.7": "sender_refused", "1.8": "sender_refused", "1.10": "recipient_unknown", "2.0": "mailbox_unavailable",
    "2.1": "mailbox_unavailable", "2.2": "mailbox_full", "2.3": "too_large", "3.1": "server_full", "3.2": "server_busy",
    "3.4": "too_large", "4.1": "unreachable_there", "4.5": "server_busy", "5.3": "too_many_recipients",
    "7.0": "refused_policy", "7.1": "refused_policy", "7.8": "auth", "7.9": "auth", "7.26": "refused_policy",
}  # fmt: skip
_BY_CODE = {
    421: "server_busy", 450: "mailbox_unavailable", 451: "try_later", 452: "server_full", 530: "auth_needed", 535:
    "auth", 550: "refused", 551: "recipient_unknown", 552: "mailbox_full", 553: "recipient_unknown", 554:
    "refused_policy",
}  # fmt: skip
_OF_THE_MAIL = frozenset(("too_large", "server_full", "server_busy"))


class MailPost:
    """A `Post`: an SMTP line opened at the first mail and kept for the next ones."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._line: smtplib.SMTP | None = None
        self._used = 0.0

    def send(self, outgoing: Outgoing) -> None:
        """Hands the mail over. Raises `Temporary` or `Permanent`; afterwards the line is fit for the next mail."""
        raw = compose(outgoing, plus_addressing=self._settings.plus_addressing)
        sender = "" if outgoing.automatic else self._settings.address
        recipient = spec(outgoing.to.address)
        kept = self._line is not None
        try:
            self._over(self._ready(), sender, recipient, raw)
        except Temporary as error:
            if error.reason != "server_busy" or not kept:
                raise
            # A line carries so many mails, with some servers a thousand, and then none (421): a new one takes it.
            self._over(self._ready(), sender, recipient, raw)

    def _over(self, line: smtplib.SMTP, sender: str, recipient: str, raw: bytes) -> None:
        try:
            self._hand_over(line, sender, recipient, raw)
            self._used = time.monotonic()
        except Trouble as error:
            if error.reason == "server_busy":
                self.close()
            else:
                self._reset(line)
            raise
        except smtplib.SMTPException as error:
            self.close()
            raise _of_smtp(error, self._settings) from None
        except OSError as error:
            self.close()
            raise trouble.of_socket(error) from None

    def close(self) -> None:
        """Says goodbye; never raises."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(Exception):
                line.quit()
            with suppress(Exception):
                line.close()

    def _ready(self) -> smtplib.SMTP:
        if self._line is not None and time.monotonic() - self._used > IDLE:
            try:
                alive = self._line.noop()[0] == 250
            except (smtplib.SMTPException, OSError):
                alive = False
            if not alive:
                self.close()
        if self._line is None:
            self._line = open_line(self._settings)
            self._used = time.monotonic()
        return self._line

    def _hand_over(self, line: smtplib.SMTP, sender: str, recipient: str, raw: bytes) -> None:
        options = [f"SIZE={len(raw)}"] if line.has_extn("size") else []
        if not recipient.isascii():
            if not line.has_extn("smtputf8"):
                raise Undeliverable("address_utf8")
            options += ["SMTPUTF8", "BODY=8BITMIME"]
            line.command_encoding = "utf-8"
        code, text = line.mail(sender, options)
        if code >= 500 and not sender:
            # Some submission servers refuse the null path (RFC 3834 wants it); Auto-Submitted still keeps loops away.
            self._reset(line)
            code, text = line.mail(self._settings.address, options)
        if code != 250:
            raise _refused(code, text, self._settings, "mail")
        code, text = line.rcpt(recipient)
        if code not in (250, 251):
            raise _refused(code, text, self._settings)
        try:
            code, text = line.data(raw)
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error, self._settings) from None
        except (smtplib.SMTPServerDisconnected, OSError):
            self.close()
            raise Temporary("answer_lost") from None
        if code != 250:
            raise _refused(code, text, self._settings)

    def _reset(self, line: smtplib.SMTP) -> None:
        try:
            if line.rset()[0] != 250:
                self.close()
        except (smtplib.SMTPException, OSError):
            self.close()


def open_line(settings: MailSettings) -> smtplib.SMTP:
    """A connected, secured line, logged in where the server asks for it."""
    line = connect(settings)
    try:
        login(line, settings)
    except BaseException:
        line.close()
        raise
    return line


def connect(settings: MailSettings) -> smtplib.SMTP:
    """A connected and secured line, not yet logged in."""
    name = settings.address.rpartition("@")[2]
    try:
        if settings.smtp_security is Security.TLS:
            return smtplib.SMTP_SSL(
                settings.smtp_host, settings.smtp_port, name, timeout=settings.timeout, context=context(settings)
            )
        line = smtplib.SMTP(settings.smtp_host, settings.smtp_port, name, timeout=settings.timeout)
    except smtplib.SMTPException as error:
        reason = "timeout" if "timed out" in str(error) else "greeting"
        raise Temporary(reason, trouble.said(error)) from None
    except OSError as error:
        raise trouble.of_socket(error) from None
    if settings.smtp_security is Security.STARTTLS:
        try:
            line.ehlo()
            if not line.has_extn("starttls"):
                raise Permanent("tls_unsupported", "STARTTLS")
            line.starttls(context=context(settings))
        except Trouble:
            line.close()
            raise
        except smtplib.SMTPException as error:
            line.close()
            raise Temporary("tls_failed", trouble.said(error)) from None
        except OSError as error:
            line.close()
            raise trouble.of_socket(error) from None
    return line


def login(line: smtplib.SMTP, settings: MailSettings) -> None:
    """Logs in where the server offers it; a relay that asks for nothing is used without."""
    try:
        line.ehlo_or_helo_if_needed()
        if line.has_extn("auth"):
            _sign_in(line, settings.post_username, settings.post_password.get_secret_value())
    except smtplib.SMTPException as error:
        raise _of_smtp(error, settings) from None
    except OSError as error:
        raise trouble.of_socket(error) from None


def _sign_in(line: smtplib.SMTP, username: str, password: str) -> None:
    if username.isascii() and password.isascii():
        line.login(username, password)
        return
    # The library's login knows ASCII only (RFC 4616 says UTF-8).
    response = base64.b64encode(f"\0{username}\0{password}".encode()).decode()
    code, text = line.docmd("AUTH", f"PLAIN {response}")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, text)


def offer(line: smtplib.SMTP, settings: MailSettings, recipient: str) -> None:
    """Asks whether the server would take a mail of ours to `recipient`, and takes the question back."""
    try:
        code, text = line.mail(settings.address)
        if code != 250:
            raise _refused(code, text, settings, "mail")
        code, text = line.rcpt(recipient)
        if code not in (250, 251):
            raise _refused(code, text, settings)
        line.rset()
    except smtplib.SMTPException as error:
        raise _of_smtp(error, settings) from None
    except OSError as error:
        raise trouble.of_socket(error) from None


def _refused(code: int, text: bytes | str, settings: MailSettings, step: str = "") -> Trouble:
    said = trouble.said(text, settings.post_password.get_secret_value())
    if code == -1:
        return Temporary("connection_lost", said)
    status = _STATUS.search(said)
    detailed = _REASONS.get(f"{int(status[2])}.{int(status[3])}", "") if status else ""
    reason = detailed or _BY_CODE.get(code) or ("refused" if code >= 500 else "try_later")
    if code == 530:
        reason = "auth_needed"
    elif step == "mail" and code >= 500 and reason not in _OF_THE_MAIL:
        reason = "sender_refused"  # it is us they do not want, whatever words they have for it
    elif code < 500 and reason == "refused_policy":
        reason = "try_later"  # greylisting
    if code < 500:
        return Temporary(reason, f"{code} {said}")
    return (Undeliverable if reason in OF_THE_RECIPIENT else Permanent)(reason, f"{code} {said}")


def _of_smtp(error: smtplib.SMTPException, settings: MailSettings) -> Trouble:
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Temporary("timeout" if "timed out" in str(error) else "connection_lost")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = f"{error.smtp_code} {trouble.said(error.smtp_error, settings.post_password.get_secret_value())}"
        return Permanent("auth", said) if error.smtp_code >= 500 else Temporary("server_busy", said)
    if isinstance(error, smtplib.SMTPResponseException):
        return _refused(error.smtp_code, error.smtp_error, settings)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Permanent("auth_unsupported", trouble.said(error))
    return Temporary("smtp_refused", trouble.said(error, settings.post_password.get_secret_value()))
