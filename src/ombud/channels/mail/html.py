"""HTML mail: plain text from it in one fast pass (`sanitise` makes the HTML that is safe to show).

The text pass renders nothing and fetches nothing. What a mail program quotes (`blockquote` and its kin) comes out with
`> ` in front, so that one set of rules strips quotes from plain and HTML mail alike.
"""

from __future__ import annotations

import html as entities
import re

MAX_HTML = 2_000_000
"""Letters of HTML that are read; the rest stays in the raw mail."""

_TAG = re.compile(
    r"""<(?:(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]{0,40})(?P<rest>(?>[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}')*)/?>"""
    r"""|(?P<comment>!--)|(?P<other>[!?/][^<>]{0,4000}>))"""
)
_LOOSE_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>")
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_SKIPPED = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "object", "select", "textarea", "svg")
)
_END = {
    name: re.compile(rf"</{name}[\s>]|<body[\s>]" if name in ("head", "title") else rf"</{name}[\s>]", re.IGNORECASE)
    for name in _SKIPPED
}
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "center",
        "div",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
        "li",
        "hr",
        "blockquote",
        "body",
        "html",
        "caption",
    ]
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre"])
_CELL = frozenset(("td", "th"))


def to_text(source: str) -> str:
    """Plain text of an HTML mail: paragraphs kept, quotations marked with `> `, nothing of scripts, styles and
    heads."""
    source = source[:MAX_HTML]
    lines: list[str] = []
    line: list[str] = []
    endless: set[str] = set()
    depth, preformatted, position, blank = 0, 0, 0, True

    def finish(apart: bool = False) -> None:
        nonlocal blank
        text = "".join(line)
        line.clear()
        if not preformatted:
            text = _SPACES.sub(" ", text).strip()
        if text:
            lines.append("> " * depth + text)
            blank = False
        if apart and not blank:
            lines.append(("> " * depth).rstrip())
            blank = True

    while True:
        at = source.find("<", position)
        piece = source[position:] if at < 0 else source[position:at]
        if piece:
            line.append(_unescape(piece))
        if at < 0:
            break
        match = _TAG.match(source, at) or _LOOSE_TAG.match(source, at)
        if match is None:
            line.append("<")
            position = at + 1
            continue
        position = match.end()
        if match.re is _LOOSE_TAG:
            continue
        if match["comment"]:
            end = source.find("-->", position)
            position = len(source) if end < 0 else end + 3
            continue
        if match["other"]:
            continue
        name, closing = match["name"].lower(), bool(match["close"])
        if name in _SKIPPED and not closing:
            position = _after(source, name, position, endless)
            continue
        if name == "br":
            text_before = bool(line)
            finish()
            if not text_before and not blank:
                lines.append(("> " * depth).rstrip())
                blank = True
        elif name == "blockquote":
            finish(apart=True)
            depth = max(0, depth - 1) if closing else min(depth + 1, 50)
        elif name in _BLOCK:
            finish(apart=name in _APART)
            preformatted = max(0, preformatted - 1) if name == "pre" and closing else preformatted + (name == "pre")
            if name == "li" and not closing:
                line.append("- ")
            elif name == "hr":
                lines.append("> " * depth + "_" * 32)
        elif name in _CELL and closing:
            line.append(" ")
    finish()
    return "\n".join(lines).strip("\n")


def _unescape(piece: str) -> str:
    return entities.unescape(piece) if "&" in piece else piece


def _after(source: str, name: str, position: int, endless: set[str]) -> int:
    """Behind the end tag of an element whose content is not text; an element that never ends hides nothing."""
    if name in endless:
        return position
    end = _END[name].search(source, position)
    if end is None:
        endless.add(name)  # looked for once, or a mail of nothing but openings would take quadratic time
        return position
    return end.start() if end[0][1] != "/" else (source.find(">", end.start()) + 1 or len(source))
