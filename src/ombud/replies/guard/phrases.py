"""Find forbidden phrases, sentence by sentence.

Most of what the machine writes are sentences it wrote before, with another name, number or link in them. So a sentence
is remembered with these blotted out, and only a sentence in which a pattern strikes is read as it stands.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ombud.replies.guard.lexicon import Entry, Lexicon, lexicon

_LONGEST_REMEMBERED: Final = 500
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_DIGITS = re.compile(r"\d+")
_LINK = re.compile(r"\bhttps?://[^\s<>\"]{1,2000}", re.IGNORECASE)

Hit = tuple[Entry, int, int]


def without_links(plain: str) -> str:
    """`plain` with every link blotted out, length kept: a token in a link is no word of ours."""
    return _LINK.sub(lambda link: "0" * len(link.group()), plain) if "://" in plain else plain


def _sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a match, for an entry's `unless`."""
    left = max(text.rfind(mark + " ", 0, start) for mark in ".!?")
    ends = [place for mark in ".!?" if (place := text.find(mark, max(start, end - 1))) >= 0]
    return text[left + 1 : min(ends) + 1 if ends else len(text)].strip()


def _strike(entry: Entry, text: str) -> tuple[int, int] | None:
    for match in entry.pattern.finditer(text):
        if entry.unless is None or not entry.unless.search(_sentence_at(text, match.start(), match.end())):
            return match.span()
    return None


def _meant(entry: Entry, public: bool, before: str) -> bool:
    """Whether an entry is for such a reader, and not lifted by what the text said `before`."""
    return (not entry.public_only or public) and not (entry.after and entry.after.search(before))


def _suspects(listed: Lexicon, sentence: str) -> tuple[Entry, ...]:
    small = sentence.lower()
    return tuple(
        entry
        for entry in listed.entries
        if not entry.counts and (entry.sieve.search(small) if entry.sieve else entry.pattern.search(sentence))
    )


@lru_cache(maxsize=8192)
def _remembered(listed: Lexicon, sentence: str) -> tuple[Entry, ...]:
    return _suspects(listed, sentence)


@lru_cache(maxsize=8)
def _special(listed: Lexicon) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries that mind which digits stand there, and those that reach over the end of a sentence."""
    entries = listed.entries
    return tuple(e for e in entries if e.counts), tuple(e for e in entries if e.crosses)


def hits(language: str, plain: str, public: bool, names: tuple[str, ...] = (), machine: bool = False) -> Iterator[Hit]:
    """The forbidden phrases in a normalised text without links; each entry at its first place in each sentence.

    `names` are blotted out for remembering, where the text is the machine's.
    """
    listed = lexicon(language, "" if machine else plain)
    counting, crossing = _special(listed)
    here = 0
    for sentence in _SENTENCE_END.split(plain):
        blotted = sentence
        if machine:
            for name in names:
                blotted = blotted.replace(name, "Nn")
        blotted = _DIGITS.sub("0", blotted)
        suspects = _remembered(listed, blotted) if len(blotted) <= _LONGEST_REMEMBERED else _suspects(listed, blotted)
        for entry in (*suspects, *counting):
            if _meant(entry, public, plain[:here]) and (place := _strike(entry, sentence)):
                yield entry, here + place[0], here + place[1]
        here += len(sentence) + 1
    if machine:
        return
    for entry in crossing:
        if (place := _strike(entry, plain)) and _meant(entry, public, plain[: place[0]]):
            yield entry, place[0], place[1]
