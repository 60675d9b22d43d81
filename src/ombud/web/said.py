"""Her words as they are shown: quoted the way her language quotes, shortened at a word, never changed otherwise."""

from __future__ import annotations

import re
import unicodedata

from ombud.conversations.shown import TURNING

QUOTES = {"de": ("„", "“"), "es": ("«", "»"), "da": ("”", "”"), "fr": ("« ", " »"), "sv": ("”", "”"), "pl": ("„", "”")}
LONGEST = 160


def lines(text: str) -> str:
    """`text` with plain line ends, as it stood in the field before the browser sent it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def plain(text: str) -> str:
    """The text on one line, without control characters and direction marks."""
    line = " ".join(TURNING.sub("", text).split())
    return "".join(c for c in line if unicodedata.category(c) != "Cc")


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text` on one line, cut at a word with an ellipsis."""
    line = plain(text)
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:") + "…"


# A signed link is its holder's alone: whoever reads it here could act as the customer or the handler.
SIGNED = re.compile(r"https?://[^\s/]+/[ch]/[A-Za-z0-9_.:=-]{20,}/?")


def without_links(text: str, instead: str) -> str:
    """`text` with every signed link of ours replaced by `instead`."""
    return SIGNED.sub(instead, text)


def quoted(text: str, language: str, longest: int = LONGEST) -> str:
    """`text` in the quotation marks of its language; empty for no text."""
    line = shortened(text, longest)
    if not line:
        return ""
    opening, closing = QUOTES.get(language, ("“", "”"))
    return f"{opening}{line}{closing}"


def lang(code: str) -> str:
    """The value of a `lang` attribute; empty, which means unknown, where nobody could tell."""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code or "") else ""
