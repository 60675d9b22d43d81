"""The head of a mail: its lines, encoded words (RFC 2047), parameters (RFC 2231). All of it as bytes until it is
needed.

Broken encoded words are read as they were meant: letters cut in two by folding, spaces inside, a missing end.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from ombud.channels.mail.charsets import clean, codec_of, decode

MAX_HEAD = 256 * 1024
"""Bytes of a head that are read; what follows stays in the raw mail."""
MAX_LINES = 1000
_MAX_VALUE = 64 * 1024
_MAX_PARAMETERS = 8 * 1024

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_KNOWN = re.compile(
    rb"(?im)^(?:from|to|cc|subject|date|message-id|content-type|mime-version|received|return-path)[ \t]*:"
)
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]*(?:\?(?!=)[^?\n]*)*)(?:\?=|$)")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")
_QUOTED_BYTE = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_PARAMETER = re.compile(r""";[\s;]*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)""")
_ESCAPED = re.compile(r"\\(.)")
_PERCENT_BYTE = re.compile(rb"%([0-9A-Fa-f]{2})")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Head:
    """Field name in lower case to its raw values, topmost first."""

    fields: dict[bytes, list[bytes]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def raw(self, name: bytes) -> bytes:
        """The topmost value as it stands, unfolded; empty where there is none."""
        values = self.fields.get(name)
        return values[0] if values else b""

    def text(self, name: bytes) -> str:
        """The topmost value without decoding of encoded words: for ids, dates and tokens."""
        values = self.fields.get(name)
        return unfold(values[0]) if values else ""

    def all(self, name: bytes) -> list[str]:
        """Every value, topmost first."""
        return [unfold(value) for value in self.fields.get(name, ())]

    def words(self, name: bytes) -> str:
        """The topmost value for people: encoded words decoded, one line."""
        values = self.fields.get(name)
        return decode_words(unfold(values[0])) if values else ""


def split(raw: bytes) -> tuple[Head, bytes]:
    """Head and body of a mail or part. Line ends are `\\r\\n` or `\\n`; the body keeps its own, for attachments'
    sake."""
    if raw[:1] == b"\n":
        return Head(), raw[1:]
    if raw[:2] == b"\r\n":
        return Head(), raw[2:]
    crlf = raw.find(b"\n\r\n")
    bare = raw.find(b"\n\n", 0, crlf if crlf >= 0 else len(raw))
    if bare >= 0:
        head, body = raw[: bare + 1], raw[bare + 2 :]
    elif crlf >= 0:
        head, body = raw[: crlf + 1], raw[crlf + 3 :]
    else:
        head, body = raw, b""
    found = Head()
    if len(head) > MAX_HEAD:
        head = head[:MAX_HEAD]
        found.problems.append("headers_too_large")
    position, count = 0, 0
    while position < len(head):
        match = _FIELD.match(head, position)
        if match is None:
            line_end = head.find(b"\n", position) + 1 or len(head)
            if position and not _KNOWN.search(head, position):
                # No field follows: the empty line is missing and the text begins here.
                found.problems.append("head_unfinished")
                return found, raw[position:]
            if position == 0 and not head.startswith((b"From ", b">From ")) and not _KNOWN.search(head, line_end):
                found.problems.append("head_missing")
                return found, raw
            position = line_end
            continue
        count += 1
        if count > MAX_LINES:
            if "headers_too_large" not in found.problems:
                found.problems.append("headers_too_large")
            break
        found.fields.setdefault(match[1].lower(), []).append(match[2])
        position = match.end()
    return found, body


def unfold(value: bytes) -> str:
    """One line of text from a raw field value; 8-bit letters in a head are UTF-8 or, failing that, Windows-1252."""
    text = value[:_MAX_VALUE].decode("ascii") if value.isascii() else decode(value[:_MAX_VALUE])[0]
    if "\n" in text or "\r" in text or "\t" in text or "\x00" in text:
        text = _SPACES.sub(" ", clean(text))
    return text.strip()


def decode_words(text: str) -> str:
    """Encoded words (RFC 2047) as people read them, on one line."""
    if "=?" not in text:
        return clean(text)
    text = _BETWEEN_WORDS.sub(r"\1", text)
    out: list[str] = []
    position, pending, label = 0, b"", ""
    for match in _WORD.finditer(text):
        charset = match[1].split("*", 1)[0]
        content = _word_bytes(match[2], match[3])
        if match.start() > position or charset.lower() != label:
            # Neighbours of one charset are joined as bytes first: some mailers cut a letter in two.
            out.append(decode(pending, label)[0])
            out.append(text[position : match.start()])
            pending, label = content, charset.lower()
        else:
            pending += content
        position = match.end()
    out.append(decode(pending, label)[0])
    out.append(text[position:])
    return _SPACES.sub(" ", clean("".join(out))).strip()


def _word_bytes(encoding: str, content: str) -> bytes:
    if encoding in "qQ":
        raw = content.replace("_", " ").encode("utf-8", "replace")
        return _QUOTED_BYTE.sub(lambda m: bytes((int(m[1], 16),)), raw)
    letters = _NOT_BASE64.sub("", content)
    letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def value_and_parameters(text: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=utf-8` as its value in lower case and its parameters, continuations joined (RFC 2231)."""
    value, semicolon, _ = text.partition(";")
    value = value.strip().strip('"').lower()
    if not semicolon:
        return value, {}
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for spelled, stated in _PARAMETER.findall(text[:_MAX_PARAMETERS]):
        name, content = spelled.lower(), _unquoted(stated.strip())
        if "*" not in name:
            plain.setdefault(name, content)
            continue
        base, _, number = name.partition("*")
        encoded = number.endswith("*") or number == ""
        number = number.rstrip("*")
        if number == "" or (number.isascii() and number.isdigit() and len(number) < 4):
            pieces.setdefault(base, {})[int(number or 0)] = (encoded, content)
    for base, parts in pieces.items():
        plain[base] = _join_continuations(parts)
    return value, plain


def _unquoted(content: str) -> str:
    if content[:1] != '"':
        return content
    content = content[1:-1] if content[-1:] == '"' and len(content) > 1 else content[1:]
    return _ESCAPED.sub(r"\1", content) if "\\" in content else content


def _join_continuations(parts: dict[int, tuple[bool, str]]) -> str:
    label, raw = "", b""
    for index, (encoded, stated) in sorted(parts.items()):
        content = stated
        if encoded and index == 0 and stated.count("'") >= 2:
            label, _, content = stated.split("'", 2)
        piece = content.encode("utf-8", "replace")
        raw += _PERCENT_BYTE.sub(lambda m: bytes((int(m[1], 16),)), piece) if encoded else piece
    return decode(raw, label if codec_of(label) else "")[0]
