"""Public sets to learn tone, abuse and spam from: compact files in a folder of one's own (docs/model-card.md)."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a set: its text, its language, and the set's label as we take it."""

    text: str
    language: str
    label: str


def abuse(folder: Path) -> list[Post]:
    """Posts labelled `yes` (offensive, hate) or `no`; merely negative tweets are among those that are not."""
    posts = _some(folder, "davidson_en", 1800, lambda row: "no" if row["label"] == "neither" else "yes")
    posts += _some(folder, "germeval2018_offense_de", 1800, lambda row: "no" if row["label"] == "OTHER" else "yes")
    posts += _some(folder, "dkhate_da", 1800, lambda row: "yes" if row["label"] == "OFF" else "no")
    for language in ("en", "de", "es"):
        posts += _some(folder, "umsab_sentiment", 350, _negative(language))
    return posts


def spam(folder: Path) -> list[Post]:
    """Short messages labelled `yes` or `no`."""
    posts = _some(folder, "sms_spam_en", 500, lambda row: "yes" if row["label"] == "spam" else "")
    return posts + _some(folder, "sms_spam_en", 700, lambda row: "no" if row["label"] != "spam" else "")


def sentiment(folder: Path) -> list[Post]:
    """Posts labelled positive, neutral or negative, in eight languages."""
    posts = []
    for language, most in (("en", 2200), ("de", 2200), ("es", 2200), ("fr", 300), ("it", 300), ("pt", 300)):
        posts += _some(folder, "umsab_sentiment", most, _feeling(language))
    posts += _some(folder, "smsa_id", 1800, _feeling("id"))
    return posts + _some(folder, "lcc_da", 499, _feeling("da"))


def _negative(language: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: "no" if row["lang"] == language and row["label"] == "negative" else ""


def _feeling(language: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: str(row["label"]) if row["lang"] == language else ""


def _some(folder: Path, name: str, most: int, label: Callable[[Mapping[str, Any]], str]) -> list[Post]:
    """At most so many of a set, drawn by a fixed seed from those that get a label."""
    posts = [Post(_plain(row["text"]), row["lang"], said) for row in _rows(folder, name) if (said := label(row))]
    random.Random(_SEED).shuffle(posts)  # noqa: S311 - the same draw each time, nothing secret
    return posts[:most]


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text
