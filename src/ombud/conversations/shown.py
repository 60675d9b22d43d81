"""A message's text as any page of ours shows it: pure, whatever a stranger's mail program made of it."""

from __future__ import annotations

import re

# Direction marks of a stranger's making could turn our own line around; the page sets the direction itself.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
WRAPPED = range(56, 82)
LISTED = re.compile(r"\s|[-*•>|]|\d+[.)]")


def reflowed(text: str) -> str:
    """`text` without the line breaks that a mail program put inside sentences, so that it fits any screen.

    A line that ends near the usual margin goes on in the next one, unless that begins a list, a quote or a table.
    """
    lines = text.splitlines()
    out: list[str] = []
    joins = False
    for line in lines:
        if joins and line and not LISTED.match(line):
            out[-1] = f"{out[-1].rstrip()} {line}"
        else:
            out.append(line)
        joins = len(line.rstrip()) in WRAPPED
    return "\n".join(out)
