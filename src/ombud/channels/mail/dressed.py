"""The same words as HTML, for programs that show it: no pictures, nothing fetched, no word more or less than the text.

In the light the colours are the reader's own; in the dark ours, because programs guess badly there. What is said of
language and direction helps screen readers and hyphenation. What the writer quotes with `>` stands apart as a quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LINK = re.compile(r"https?://[^\s<>\"“”«»]{1,2000}")
# A code that is to be copied, such as WINTER-7K2Q: no line ends within it. Longer ones would be wider than a telephone.
_CODE = re.compile(r"(?<![\w-])(?=[A-Z0-9-]{5,20}(?![\w-]))(?=[A-Z-]*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)+")
_AFTER = ".,;:!?)]}'…"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_BODY = (
    "margin:0;padding:1em;font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;"
    "font-size:16px;line-height:1.5"
)
_DARK = (
    ":root{color-scheme:light dark}"
    "@media (prefers-color-scheme:dark){body{background:#211e1b;color:#f0ebe3}a{color:#93c7e0}}"
)
_QUOTED = "margin:0 0 1em;padding:0 0 0 .75em;border-inline-start:3px solid #8c8377"


def dressed(text: str, language: str, title: str) -> str:
    """A whole HTML page that says exactly `text`. `language` is a checked BCP 47 tag, or "" where nobody could tell."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    told = f' lang="{language}"' if language else ""
    side = "rtl" if language.partition("-")[0].lower() in FROM_RIGHT else "ltr"
    return (
        f'<!doctype html>\n<html{told} dir="{side}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(_UNSEEN.sub('', title))}</title><style>{_DARK}</style></head>\n"
        f'<body style="{_BODY}"><div style="max-width:38em;overflow-wrap:anywhere;word-break:break-word">\n'
        f"{'\n'.join(_blocks(plain))}\n</div></body></html>\n"
    )


def _blocks(plain: str) -> Iterator[str]:
    for paragraph in _BREAK.split(plain.strip("\n")):
        for quoted, lines in groupby(paragraph.split("\n"), key=lambda line: line.startswith(">")):
            words = "<br>\n".join(_line(line[1:].lstrip(" ") if quoted else line) for line in lines)
            if quoted:
                yield f'<blockquote dir="auto" style="{_QUOTED}">{words}</blockquote>'
            else:
                yield f'<p dir="auto" style="margin:0 0 1em">{words}</p>'


def _line(line: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _LINK.finditer(line):
        address = found.group().rstrip(_AFTER)
        parts.append(_words(line[at : found.start()]))
        parts.append(f'<a href="{escape(address)}">{escape(address)}</a>')
        at = found.start() + len(address)
    parts.append(_words(line[at:]))
    return "".join(parts)


def _words(words: str) -> str:
    spaced = escape(words).replace("  ", " &nbsp;")
    return _CODE.sub(r'<span style="white-space:nowrap">\g<0></span>', spaced)
