"""Which parts of a mail are its letter and which came along: text, HTML, and the files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from ombud.channels import filenames
from ombud.channels.contract import Attached
from ombud.channels.mail.charsets import decode
from ombud.channels.mail.headers import split
from ombud.channels.mail.html import to_text
from ombud.channels.mail.structure import Part

MAX_TEXT = 1_000_000
"""Letters of text that are read; the rest stays in the raw mail."""

_PLACEHOLDER = re.compile(
    r"(?=.{0,300}\b(?:html|view|ver|anzeigen|vis|lihat)\b).{0,200}\b(?:client|browser|programm|cliente|klient)",
    re.IGNORECASE,
)
_READABLE = frozenset(("text/plain", "text/html", "application/xhtml+xml"))
_TWINS = frozenset(("text/enriched", "text/x-amp-html", "text/watch-html", "text/rtf"))
_REPORTS = frozenset(("message/delivery-status", "message/feedback-report", "message/disposition-notification"))
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""")


@dataclass(frozen=True, slots=True)
class Section:
    """One readable part. Sections of one `group` say the same in different forms (multipart/alternative); 0 stands
    alone."""

    part: Part
    group: int

    @property
    def is_html(self) -> bool:
        return self.part.type != "text/plain"


@dataclass(slots=True)
class Letter:
    """What a mail consists of: readable sections in their order, and the files that came along."""

    sections: list[Section] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The letter as text. HTML is read only where it has no plain twin, so that nothing is said twice or not at
        all."""
        plain = [(one, "" if one.is_html else self._plain(one.part)) for one in self.sections]
        told = {one.group for one, text in plain if one.group and text.strip()}
        pieces = []
        for one, text in plain:
            read = to_text(self._decoded(one.part)) if one.is_html and one.group not in told else text
            if read.strip():
                pieces.append(read)
        return "\n".join(pieces)

    def html(self) -> str:
        """The letter as HTML, not yet safe; empty if no part of it is HTML."""
        shown = {one.group for one in self.sections if one.is_html}
        if not shown:
            return ""
        pieces = []
        for one in self.sections:
            if one.is_html:
                pieces.append(self._decoded(one.part))
            elif not one.group or one.group not in shown:
                pieces.append("<p>" + escape(self._decoded(one.part).strip()).replace("\n", "<br>") + "</p>")
        return "\n".join(pieces)

    def _plain(self, part: Part) -> str:
        text = self._decoded(part)
        twin = any(one.is_html for one in self.sections)
        return "" if twin and len(text) < 400 and _PLACEHOLDER.match(text) else text

    def _decoded(self, part: Part) -> str:
        return _text(part, self)


def read(root: Part) -> Letter:
    """Letter and files of a tree."""
    letter = Letter()
    stack = [(root, 0)]
    group = 0
    while stack:
        part, inside = stack.pop()
        letter.problems.extend(part.problems)
        if part.children:
            if part.type == "multipart/alternative":
                group += 1
                inside = group
            elif part.type == "multipart/encrypted":
                letter.problems.append("encrypted")
            stack.extend((child, inside) for child in reversed(part.children))
        elif part.type in _REPORTS or (inside and part.type in _TWINS):
            continue
        elif part.type in _READABLE and part.disposition != "attachment" and (part is root or not part.filename):
            letter.sections.append(Section(part, inside))
        elif part.body or part.filename:
            if part.type == "application/pkcs7-mime":
                letter.problems.append("encrypted")
            letter.files.append(part)
    if not letter.sections:
        # Some mailers give even the letter a file name.
        named = [part for part in letter.files if part.type in _READABLE and part.disposition != "attachment"]
        if named:
            letter.files.remove(named[0])
            letter.sections.append(Section(named[0], 0))
    return letter


def _text(part: Part, letter: Letter) -> str:
    raw = part.content()
    label = part.parameters.get("charset", "")
    if not label and part.type == "text/html" and not raw.isascii() and (stated := _CHARSET.search(raw, 0, 4096)):
        label = stated[1].decode("ascii")
    text, problem = decode(raw[: MAX_TEXT * 4], label)
    letter.problems.extend(part.problems)
    if problem:
        letter.problems.append(problem)
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT]
        letter.problems.append("text_too_long")
    if part.parameters.get("format", "").lower() == "flowed":
        text = _unflow(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def _unflow(text: str, delete_space: bool) -> str:
    """Paragraphs out of `format=flowed` lines (RFC 3676): a line that ends with a space goes on in the next."""
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:]
        content = content.removeprefix(" ")
        if content == "-- ":
            out.append(line)
            open_depth = -1
            continue
        flows = content.endswith(" ")
        if flows and delete_space:
            content = content[:-1]
        if open_depth == depth:
            out[-1] += content
        else:
            out.append(">" * depth + " " * bool(depth) + content)
        open_depth = depth if flows else -1
    return "\n".join(out)


def files(letter: Letter) -> tuple[Attached, ...]:
    """The attachments with safe names. A mail within the mail keeps its bytes and is named after its subject."""
    return tuple(_attached(part, letter) for part in letter.files)


def _attached(part: Part, letter: Letter) -> Attached:
    before = len(part.problems)
    content = part.content()
    letter.problems.extend(part.problems[before:])
    name = part.filename
    if not name and part.type == "message/rfc822":
        name = split(content)[0].words(b"subject").replace("/", "_")[:80].strip()
        name = f"{name}.eml" if name else ""
    return Attached(filenames.safe(name, part.type), part.type, content)
