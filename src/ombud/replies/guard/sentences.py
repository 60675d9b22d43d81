"""A text in sentences, as they are read between the lines: with their places, and no scrap alone."""

import re
from typing import Final

from ombud.replies.guard.normal import normalise

_END: Final = re.compile(r"(?<![.!?…])[.!?…]+[\"')\]]*(?= )")
# A dot that ends no sentence: after a title, an initial, a number, an abbreviation.
_GOES_ON: Final = re.compile(
    r"(?:(?<!\w)(?:\w|\d+|Dr|Mr|Mrs|Ms|Mx|St|Nr|No|Sr|Sra|Srta|Ud|Uds|Hr|Fr|Prof|Str|kl|ca|bzw|usw|inkl|evtl|Jl|approx|"
    r"z\. ?B|d\. ?h|u\. ?a|e\. ?g|i\. ?e|f\. ?eks|p\. ?ej|a\. ?m|p\. ?m|dll|dsb|tel|tlf|etc))\.$",
    re.IGNORECASE,
)
_SHORT: Final = 14  # characters; what is shorter says little by itself and goes with its neighbour
LONGEST: Final = 400  # characters of a sentence that are read
MOST: Final = 400  # sentences of a text that are read

Span = tuple[int, int]


def lines(seen: str, typed: str) -> list[Span]:
    """Where each line of a text stands in its normalised form."""
    spans, at = [], 0
    for line in seen.splitlines():
        if plain := normalise(line):
            spans.append((at, at + len(plain)))
            at += len(plain) + 1
    return spans if spans and spans[-1][1] == len(typed) else [(0, len(typed))]


def sentences(plain: str, places: list[Span]) -> list[Span]:
    """The sentences of a normalised text whose lines have these places; none where a letter is greeted or closed in
    fewer than three words."""
    found = [
        span
        for span in every(plain, places)
        if plain.count(" ", *span) >= 2 or any(mark in plain[slice(*span)] for mark in "?!")
    ]
    return [(a, min(b, a + LONGEST)) for a, b in found[:MOST]]


def around(spans: list[Span], start: int, end: int) -> Span:
    """From the beginning of the sentence that holds `start` to the end of the one that holds `end`."""
    held = [span for span in spans if span[0] < end and start < span[1]]
    return (held[0][0], held[-1][1]) if held else (start, end)


def every(plain: str, places: list[Span]) -> list[Span]:
    """All sentences, greetings and closings too, scraps joined to their neighbours."""
    found: list[Span] = []
    for start, end in places:
        at = start
        own: list[Span] = []
        for match in _END.finditer(plain, start, end):
            if _GOES_ON.search(plain[max(at, match.end() - 12) : match.end()]):
                continue
            own.append((at, match.end()))
            at = match.end() + 1
        if at < end:
            own.append((at, end))
        found += _joined(own)
    return found


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and (end - start < _SHORT or joined[-1][1] - joined[-1][0] < _SHORT):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
