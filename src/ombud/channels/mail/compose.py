"""One outgoing mail as bytes (RFC 5322, 2045, 2047), fast, and so that no name, subject or text can add a header
line."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from datetime import UTC
from email.utils import format_datetime
from urllib.parse import quote

from ombud.channels import filenames
from ombud.channels.contract import Address, Attached, Outgoing, Undeliverable
from ombud.channels.mail.autos import LOOP_HEADER
from ombud.channels.mail.dressed import dressed

MAX_LOCAL = 64
MAX_REFERENCES = 30
_LINE = 76
_CONTROLS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_LOCAL = re.compile(r"[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]{1,64}")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_MESSAGE_ID = re.compile(r"[^\s<>\x00-\x1f\x7f]{1,900}")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_UNSAFE_Q = re.compile(rb"[^A-Za-z0-9!*+/-]")


def compose(outgoing: Outgoing, *, plus_addressing: bool = True) -> bytes:
    """The mail with `\\r\\n` line ends. Raises `Undeliverable("address_invalid")` for an address that is none.

    The words go as plain text and, for programs that prefer it, as HTML. The same `Outgoing` gives the same bytes each
    time: a second try is the same mail.
    """
    sender = spec(outgoing.sender.address)
    lines = [
        _mailbox("From", outgoing.sender),
        _mailbox("To", outgoing.to),
        _header("Subject", outgoing.subject),
        "Date: " + format_datetime(outgoing.at.astimezone(UTC)),
        f"Message-ID: <{_id(outgoing.remote_id)}>",
    ]
    if outgoing.token and plus_addressing and (answer_to := plus_address(sender, outgoing.token)):
        lines.append(_mailbox("Reply-To", Address(outgoing.sender.name, answer_to)))
    answers = [_id(one) for one in outgoing.answers if _MESSAGE_ID.fullmatch(one.strip("<> "))]
    if answers:
        lines.append(f"In-Reply-To: <{answers[0]}>")
        # Nearest first in, oldest first out; of a long chain its root and its end (RFC 5322, 3.6.4).
        chain = answers[::-1]
        chain = chain if len(chain) <= MAX_REFERENCES else chain[:1] + chain[1 - MAX_REFERENCES :]
        lines.append("References: " + "\r\n ".join(f"<{one}>" for one in chain))
    if outgoing.automatic:
        lines += ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"]
    lines.append(f"{LOOP_HEADER}: {sender}")
    language = outgoing.language if _LANGUAGE.fullmatch(outgoing.language) else ""
    if language:
        lines.append(f"Content-Language: {language}")
    lines.append("MIME-Version: 1.0")
    # Whoever writes a text cannot know the marks between its parts, and a second try has the same ones.
    mark = hashlib.sha256(f"{outgoing.remote_id}\n{outgoing.text}".encode("utf-8", "replace")).hexdigest()[:24]
    head, body = _both(outgoing.text, dressed(outgoing.text, language, outgoing.subject), f"=_ombud_a_{mark}")
    if not outgoing.attachments:
        return "\r\n".join((*lines, *head, "", "")).encode() + body
    return _with_files("\r\n".join(lines), head, body, outgoing.attachments, f"=_ombud_m_{mark}")


def spec(address: str) -> str:
    """An address as it goes into a head and an envelope; foreign domains in their ASCII form."""
    local, at, domain = address.strip().rpartition("@")
    if not domain.isascii():
        try:
            domain = domain[:253].encode("idna").decode("ascii")
        except UnicodeError:
            domain = ""
    if not (at and _LOCAL.fullmatch(local) and len(domain) < 254 and _DOMAIN.fullmatch(domain)):
        raise Undeliverable("address_invalid")
    return f"{local}@{domain}"


def plus_address(address: str, token: str) -> str:
    """`care+token@…`; empty where that would be longer than a local part may be."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}" if len(local) + 1 + len(token) <= MAX_LOCAL else ""


def _id(text: str) -> str:
    bare = text.strip("<> ")
    if not _MESSAGE_ID.fullmatch(bare):
        raise Undeliverable("message_id_invalid")
    return bare


def _mailbox(field: str, address: Address) -> str:
    name = " ".join(_CONTROLS.sub(" ", address.name).split())[:200]
    where = f"<{spec(address.address)}>"
    if not name:
        return f"{field}: {where}"
    if name.isascii() and len(name) < 60 and "=?" not in name:
        if not _ATOM.fullmatch(name):
            name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        line = f"{field}: {name} {where}"
        return line if len(line) <= 78 else f"{field}: {name}\r\n {where}"
    return f"{field}: {encode_words(name, len(field) + 2)}\r\n {where}"


def _header(field: str, text: str) -> str:
    text = " ".join(_CONTROLS.sub(" ", text).split())[:1000]
    if text.isascii() and len(text) + len(field) + 2 <= 78 and "=?" not in text:
        return f"{field}: {text}"
    return f"{field}: {encode_words(text, len(field) + 2)}"


def encode_words(text: str, indent: int) -> str:
    """`text` as encoded words of whole letters, in lines of at most 76 (RFC 2047)."""
    raw = text.encode("utf-8", "replace")
    quoted = len(_UNSAFE_Q.findall(raw)) * 2 < len(raw)
    words: list[str] = []
    room, start, used = _LINE - indent - 12, 0, 0
    for at, letter in enumerate(text):
        if quoted:
            cost = 1 if letter.isascii() and (letter.isalnum() or letter in " !*+/-") else 3 * len(letter.encode())
            full = used + cost > room
        else:
            cost = 1 if letter < "\x80" else len(letter.encode())
            full = (used + cost + 2) // 3 * 4 > room
        if full and at > start:
            words.append(_word(text[start:at], quoted))
            room, start, used = _LINE - 13, at, 0
        used += cost
    words.append(_word(text[start:], quoted))
    return "\r\n ".join(words)


def _word(text: str, quoted: bool) -> str:
    raw = text.encode("utf-8", "replace")
    if not quoted:
        return f"=?utf-8?b?{base64.b64encode(raw).decode()}?="
    safe = _UNSAFE_Q.sub(lambda m: b"_" if m[0] == b" " else b"=%02X" % m[0][0], raw)
    return f"=?utf-8?q?{safe.decode()}?="


def _both(text: str, html: str, boundary: str) -> tuple[list[str], bytes]:
    """Head lines and body of the two forms of one text, the plain one first (RFC 2046, 5.1.4)."""
    out: list[bytes] = []
    for kind, words in (("plain", text), ("html", html)):
        head, body = _text(words, kind)
        out.append("\r\n".join((f"--{boundary}", *head, "", "")).encode() + body + b"\r\n")
    out.append(f"--{boundary}--\r\n".encode())
    return [f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"'], b"".join(out)


def _text(text: str, kind: str) -> tuple[list[str], bytes]:
    """Head lines and body of the text: as it is where that travels safely, else quoted-printable or base64."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").encode("utf-8", "replace")
    raw = raw if raw.endswith(b"\n") else raw + b"\n"
    head = f"Content-Type: text/{kind}; charset=utf-8"
    if raw.isascii() and max(map(len, raw.split(b"\n"))) <= 78 and b"\nFrom " not in b"\n" + raw:
        return [head, "Content-Transfer-Encoding: 7bit"], raw.replace(b"\n", b"\r\n")
    high = len(raw) - len(raw.decode("utf-8").encode("ascii", "ignore"))
    if high * 5 > len(raw):
        return [head, "Content-Transfer-Encoding: base64"], _base64(raw)
    body = binascii.b2a_qp(raw.replace(b"\n", b"\r\n"), istext=True)
    body = (b"\r\n" + body).replace(b"\r\nFrom ", b"\r\n=46rom ")[2:]
    return [head, "Content-Transfer-Encoding: quoted-printable"], body


def _base64(raw: bytes) -> bytes:
    letters = binascii.b2a_base64(raw, newline=False)
    return b"".join(letters[at : at + _LINE] + b"\r\n" for at in range(0, len(letters), _LINE))


def _with_files(lines: str, head: list[str], body: bytes, files: tuple[Attached, ...], boundary: str) -> bytes:
    mark = f"--{boundary}\r\n".encode()
    out = [
        f'{lines}\r\nContent-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'.encode(),
        mark,
        "\r\n".join((*head, "", "")).encode(),
        body,
    ]
    for file in files:
        kind = file.type.lower() if _TYPE.fullmatch(file.type.lower()) else "application/octet-stream"
        if kind.startswith(("message/", "multipart/")):
            kind = "application/octet-stream"  # these two may not be sent in base64 (RFC 2046, 5.2.1)
        out += [
            b"\r\n",
            mark,
            f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{_disposition(file)}\r\n\r\n".encode(),
            _base64(file.content),
        ]
    out.append(f"\r\n--{boundary}--\r\n".encode())
    return b"".join(out)


def _disposition(file: Attached) -> str:
    name = filenames.safe(file.name, file.type)
    if name.isascii():
        return f'Content-Disposition: attachment;\r\n filename="{name}"'
    encoded = quote(name, safe="")
    if len(encoded) <= 600:
        return f"Content-Disposition: attachment;\r\n filename*=utf-8''{encoded}"
    return "Content-Disposition: attachment"
