"""TLS as every line of ours uses it: certificates are always verified, against the system's authorities or our own
file."""

from __future__ import annotations

import ssl

from ombud.channels.contract import Permanent
from ombud.channels.mail.settings import MailSettings


def context(settings: MailSettings) -> ssl.SSLContext:
    """A verifying client context. Raises `Permanent("ca_file")` where the file of our own authority cannot be read."""
    try:
        return ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    except (OSError, ssl.SSLError):
        raise Permanent("ca_file", str(settings.ca_file)) from None
