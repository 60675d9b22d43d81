"""A message as numbers: which pieces stand in it and beside each other, and what it shows at a glance.

Pieces are those of the encoder's vocabulary, so a typo or a word never seen still has parts that were. One piece, two
neighbours and three in a row are each hashed to a place; the hash is arithmetic on the pieces' numbers, the same on
every machine. Pure: numpy alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.languages import normalise

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

BITS: Final = 17
PLACES: Final = 1 << BITS
LONGEST: Final = 1500  # characters; of a longer message its beginning and its end are read
_MOST_PIECES: Final = 400
_TURNS: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+\.\w{2,}")
_MENTION = re.compile(r"@\w+")
_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_PICTURE = re.compile("[\u2601-\U0010ffff]")
_EMOTICON = re.compile(r"[:;]-?[)D(/|]|<3")
_MONEY = re.compile(r"[$€£%]|\b(?:usd|eur|euro|rp|kr|dkk|dollars?|d[oó]lares)\b", re.IGNORECASE)
GLANCES: Final = 16


def clipped(text: str, longest: int = LONGEST) -> str:
    """`text`, or its head and tail where it is longer than `longest` characters."""
    if len(text) <= longest:
        return text
    head = longest * 3 // 4
    return f"{text[:head]} {text[head - longest :]}"


def plainer(text: str) -> str:
    """What counts for pieces: small letters, links, addresses, names with @ and numbers as one sign each."""
    text = normalise(text).lower()
    if "@" in text:
        text = _MENTION.sub(" @ ", _MAIL.sub(" mail@ ", text))
    if "http" in text or "www." in text:
        text = _LINK.sub(" http ", text)
    return _DRAWN_OUT.sub(r"\1\1", _DIGITS.sub("0", text))


def glance(text: str) -> list[float]:
    """What a message shows before it is read: how long, how loud, how many links, sums, marks and faces."""
    letters = sum(map(str.isalpha, text)) or 1
    capitals = sum(map(str.isupper, text))
    words = text.count(" ") + 1
    emoji = 0 if text.isascii() else len(_PICTURE.findall(text))
    return [
        1.0,
        min(np.log1p(words) / 5, 1.5),
        min(capitals / letters, 1.0) if letters > 8 else 0.0,
        min(text.count("!"), 4) / 4,
        min(text.count("?"), 3) / 3,
        float("?!" in text or "!?" in text),
        min(len(_LINK.findall(text)), 3) / 3,
        float("@" in text),
        float("#" in text),
        min(len(_MONEY.findall(text)), 3) / 3,
        min(emoji, 4) / 4,
        float(_EMOTICON.search(text) is not None),
        min(text.count("\n"), 6) / 6,
        min(sum(map(str.isdigit, text)), 12) / 12,
        float(text.endswith("?")),
        float(letters < 12),
    ]


@dataclass(frozen=True, slots=True)
class Hashed:
    """The n-grams of several messages in one row: their `places`, and where each message's begin (`starts`, n + 1)."""

    places: Places
    starts: Places

    def __len__(self) -> int:
        return len(self.starts) - 1


def hashed(pieces: Sequence[Sequence[int]]) -> Hashed:
    """The places of all single pieces, pairs and threes of each message; a message without any has the one place 0."""
    cut = [list(one[:_MOST_PIECES]) or [0] for one in pieces]
    lengths = np.fromiter(map(len, cut), np.int64, len(cut))
    flat = np.fromiter((piece for one in cut for piece in one), np.uint64, int(lengths.sum()))
    owner = np.repeat(np.arange(len(cut)), lengths)
    with np.errstate(over="ignore"):
        one = (flat + np.uint64(1)) * _TURNS[0]
        two = one[:-1] + np.roll(flat + np.uint64(7), -1)[:-1] * _TURNS[1] if len(flat) > 1 else one[:0]
        three = two[:-1] + (flat[2:] + np.uint64(13)) * _TURNS[2] if len(flat) > 2 else one[:0]
    keep_two = owner[:-1] == owner[1:]
    keep_three = owner[:-2] == owner[2:] if len(flat) > 2 else np.zeros(0, bool)
    grams = np.concatenate([one, two[keep_two], three[keep_three]])
    owners = np.concatenate([owner, owner[:-1][keep_two], owner[: len(three)][keep_three]])
    order = np.argsort(owners, kind="stable")
    mixed = grams[order]
    mixed ^= mixed >> np.uint64(29)
    with np.errstate(over="ignore"):
        mixed *= _TURNS[1]
    places = (mixed >> np.uint64(64 - BITS)).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(cut)))])
    return Hashed(places, starts)


def grams(texts: Sequence[str], cut: Callable[[str], Sequence[int]]) -> Hashed:
    """The n-grams of messages, cut into pieces by `cut`."""
    return hashed([cut(plainer(clipped(text))) for text in texts])
