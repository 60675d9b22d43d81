"""What went wrong on a line, as a reason code: temporary or not, and never with a secret in it."""

from __future__ import annotations

import errno
import re
import socket
import ssl

from ombud.channels.contract import Permanent, Temporary, Trouble

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_PERMANENT_TLS = (
    "WRONG_VERSION_NUMBER",
    "UNSUPPORTED_PROTOCOL",
    "NO_SHARED_CIPHER",
    "UNKNOWN_PROTOCOL",
    "RECORD_LAYER_FAILURE",
)


def said(text: object, *secrets: str) -> str:
    """What the other side said, fit for a log and a page: one line, short, without our secrets."""
    line = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    for secret in secrets:
        if secret:
            line = line.replace(secret, "***")
    return _CONTROLS.sub(" ", line).strip()[:200]


def of_socket(error: BaseException) -> Trouble:
    """The trouble behind an error of the network or of TLS."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return Permanent("tls_certificate", said(error.verify_message))
    if isinstance(error, ssl.SSLError):
        reason = error.reason or ""
        if reason in _PERMANENT_TLS:
            return Permanent("tls_unsupported", said(reason.replace("_", " ").lower()))
        return Temporary("tls_failed", said(reason.replace("_", " ").lower()))
    if isinstance(error, socket.gaierror):
        return Temporary("dns", said(error.strerror or ""))
    if isinstance(error, ConnectionRefusedError):
        return Temporary("connection_refused")
    if isinstance(error, TimeoutError):
        return Temporary("timeout")
    if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        return Temporary("unreachable", said(error.strerror or ""))
    return Temporary("connection_lost", said(getattr(error, "strerror", "") or ""))
