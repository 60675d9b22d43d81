"""What of a message is read, in which plain form, and what it shows at a glance. Pure: numpy alone."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from ombud.languages import normalise

Floats = npt.NDArray[np.float32]

LONGEST: Final = 1500  # characters; of a longer message its beginning and its end are read

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
