"""The name we greet somebody by, and how a stranger's words are made safe to stand in our sentence.

A display name is written by whoever sends the mail, and a receipt may reach a third person whose address was forged.
So a name that carries a link, an address or a sentence is not repeated: better no name than somebody's advertisement.
"""

import re

LONGEST_NAME = 60
LONGEST_LINE = 300

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_NO_NAME = re.compile(
    r"https?:|www\.|\S@\S|\.\w{2,}/|[<>{}\[\]|\\;=]|\d{4}|\w\.(?:com|net|org|ru|cn|info|xyz|shop)\b", re.IGNORECASE
)


def one_line(value: str, longest: int = LONGEST_LINE) -> str:
    """`value` on one line, without control and direction characters, at most `longest` code points."""
    line = value if value.isprintable() and "  " not in value else _BLANKS.sub(" ", _UNSEEN.sub("", value))
    line = line.strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def paragraphs(value: str) -> str:
    """`value` with its lines kept, without control and direction characters."""
    return _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def greeting_name(display_name: str) -> str:
    """The name to greet by, or "" where what was given is no name (a link, an address, a number, a whole sentence)."""
    name = one_line(display_name, LONGEST_NAME + 1).strip(" '\"“”„,")
    if len(name) > LONGEST_NAME or _NO_NAME.search(name) or not any(c.isalpha() for c in name):
        return ""
    if name.count(" ") > 5:
        return ""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else name
