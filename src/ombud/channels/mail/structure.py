"""The tree of a MIME mail (RFC 2045, 2046), bounded in depth, parts and time: a mail is hostile until it is read.

One pass over the bytes, no recursion of the mail's choosing. What is beyond the bounds stays in the raw mail and is
named by a problem code.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ombud.channels.mail.headers import Head, decode_words, split, value_and_parameters

MAX_DEPTH = 20
MAX_PARTS = 500
MAX_PREAMBLE = 100_000

_QP_HINT = re.compile(rb"=(?:[0-9A-Fa-f]{2}|\r?\n)")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9*][a-z0-9!#$&^_.+-]{0,126}")
_DELIMITER = re.compile(rb"(?:^|\n)--([^\r\n]{1,200})\r?\nContent-[A-Z][a-z]{3,7}[A-Za-z-]{0,20}:", re.IGNORECASE)
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\n]*\n", re.MULTILINE)


@dataclass(slots=True)
class Part:
    """One node: a leaf with a body, or a multipart with children."""

    head: Head
    body: bytes
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    children: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Part]:
        """This part and everything below it, in the order of the mail."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))

    def content(self) -> bytes:
        """The body with its transfer encoding undone; broken encodings give what can be had."""
        encoding = self.head.text(b"content-transfer-encoding").lower().strip(' "').partition(";")[0].strip()
        if not encoding or encoding in ("7bit", "8bit", "binary", "7-bit", "8-bit"):
            return self.body
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if encoding == "base64":
            return self._base64()
        if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return self._uuencoded()
        self.problems.append("transfer_encoding_unknown")
        return binascii.a2b_qp(self.body) if _QP_HINT.search(self.body) else self.body

    def _base64(self) -> bytes:
        try:
            return binascii.a2b_base64(self.body)
        except binascii.Error:
            self.problems.append("base64_broken")
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", self.body)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))

    def _uuencoded(self) -> bytes:
        begin = _UU_BEGIN.search(self.body)
        out = bytearray()
        for line in self.body[begin.end() if begin else 0 :].split(b"\n"):
            if line.strip() in (b"end", b"`"):
                break
            try:
                out += binascii.a2b_uu(line)
            except binascii.Error:
                self.problems.append("uuencode_broken")
                break
        return bytes(out)


def read(raw: bytes) -> Part:
    """The tree of `raw`, whose line ends are `\\n`."""
    root = _leaf(raw, "text/plain")
    queue, parts = [(root, 1)], 1
    while queue:
        part, depth = queue.pop(0)
        if not part.type.startswith("multipart/"):
            continue
        boundary = part.parameters.get("boundary", "")
        pieces = _pieces(part.body, boundary) if boundary else []
        if not pieces and (other := _DELIMITER.search(part.body, 0, MAX_PREAMBLE)):
            # The stated boundary is not there, another plainly is.
            pieces = _pieces(part.body, other[1].decode("latin-1"))
            part.problems.append("boundary_wrong")
        if not pieces:
            part.problems.append("boundary_missing")
            part.type = "text/plain"
            continue
        if depth >= MAX_DEPTH:
            part.problems.append("too_deep")
            part.type = "application/octet-stream"
            continue
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        for piece in pieces:
            if parts >= MAX_PARTS:
                root.problems.append("too_many_parts")
                return root
            parts += 1
            child = _leaf(piece, default)
            part.children.append(child)
            queue.append((child, depth + 1))
    return root


def _leaf(raw: bytes, default: str) -> Part:
    head, body = split(raw)
    part = Part(head, body, default, problems=head.problems)
    stated = head.text(b"content-type")
    if stated:
        kind, part.parameters = value_and_parameters(stated)
        if _TYPE.fullmatch(kind):
            part.type = kind
        else:
            part.type = "text/plain" if kind in ("text", "") else "application/octet-stream"
            part.problems.append("type_invalid")
    stated = head.text(b"content-disposition")
    named: dict[str, str] = {}
    if stated:
        part.disposition, named = value_and_parameters(stated)
    name = named.get("filename") or part.parameters.get("name", "")
    part.filename = decode_words(name) if name else ""
    return part


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """The bodies between the delimiter lines; a missing last delimiter ends with the mail."""
    try:
        mark = b"--" + boundary.rstrip().encode("latin-1")
    except UnicodeEncodeError:
        mark = b"--" + boundary.rstrip().encode("utf-8", "replace")
    pieces: list[bytes] = []
    start, position, size = -1, 0, len(body)
    while len(pieces) <= MAX_PARTS:
        at = body.find(mark, position)
        if at < 0:
            break
        position = at + len(mark)
        if at and body[at - 1] != 10:
            continue
        line_end = body.find(b"\n", position)
        line_end = size if line_end < 0 else line_end
        rest = body[position : min(line_end, position + 200)].strip()
        if rest not in (b"", b"--"):
            continue  # a longer boundary that begins alike
        if start >= 0:
            pieces.append(body[start : max(start, at - (2 if body[at - 2 : at - 1] == b"\r" else 1))])
        start = -1 if rest else line_end + 1
        position = line_end
        if rest:
            break
    if 0 <= start < size and len(pieces) <= MAX_PARTS:
        pieces.append(body[start:])
    return pieces
