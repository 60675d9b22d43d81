"""The texts to learn from: sets in a folder, and what we wrote ourselves, cleaned as a message is."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ombud.languages.samples import sample, words
from ombud.languages.voters import eldc_says, fasttext_says
from ombud.languages.weighing import NEIGHBOURS

WRITTEN: Final = Path(__file__).parent.parent / "written"
# No set may speak louder than this many texts in one language.
MOST: Final = 4_000
_JUDGED: Final = 4
_SURE: Final = 0.8
# Neighbours that both libraries tell apart well enough to be believed against a set.
_STRICT: Final = frozenset(("sv",))
_LEFTOVERS: Final = re.compile(
    r"\\u[0-9a-f]{4}|&\w+;|\[?\b(?:RT|USER|USERNAME|URL|HTTPURL|LBR|user|http|https)\b\]?|\|LBR\|"
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one text, its language and where it comes from; `listed` where they are words of a list, in no order."""

    language: str
    source: str
    words: tuple[str, ...]
    listed: bool = False


def rows_in(path: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of every line with `text` and a two-letter `lang`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, language = (row.get("text"), row.get("lang")) if isinstance(row, dict) else (None, None)
            if isinstance(text, str) and isinstance(language, str) and len(language) == 2:
                yield language, text


def texts_in(folder: Path, without: Iterable[str] = ()) -> list[Text]:
    """The texts of the `*.jsonl.gz` files in `folder`, in a fixed order, at most `MOST` of a language in each file;
    files named in `without` are not opened."""
    found: list[Text] = []
    left_out = set(without)
    for path in sorted(folder.glob("*.jsonl.gz")):
        if path.name.removesuffix(".jsonl.gz") in left_out:
            continue
        by_language: dict[str, list[str]] = {}
        for language, text in rows_in(path):
            by_language.setdefault(language, []).append(text)
        for language, texts in sorted(by_language.items()):
            kept = sorted(texts, key=lambda text: hashlib.sha256(text.encode(errors="replace")).digest())[:MOST]
            found += as_texts(((language, text) for text in kept), path.name.removesuffix(".jsonl.gz"))
    return found


def as_texts(pairs: Iterable[tuple[str, str]], source: str) -> list[Text]:
    """(language, text) pairs as texts to learn from; those without words are left out."""
    made = (Text(language, source, tuple(words(sample(_LEFTOVERS.sub(" ", text))))) for language, text in pairs)
    return [text for text in made if text.words and not _plainly_another(text)]


def _plainly_another(text: Text) -> bool:
    """Whether both libraries are sure that the text is in another language than its set says: sets have such errors."""
    if len(text.words) < _JUDGED:
        return False
    line = " ".join(text.words)
    fasttext, eldc = fasttext_says(line), eldc_says(line)
    first, second = max(fasttext, key=fasttext.__getitem__, default=""), max(eldc, key=eldc.__getitem__, default="")
    near = {text.language, *next((group for group in NEIGHBOURS if text.language in group), ())}
    return first == second and first not in near - _STRICT and fasttext[first] > _SURE and first != text.language


def written() -> list[Text]:
    """Our own word lists and texts, a file for each language."""
    found: list[Text] = []
    for path in sorted(WRITTEN.glob("??.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("+"):
                found.append(Text(path.stem, "written", tuple(words_of(line[1:])), listed=True))
            elif line and not line.startswith("#"):
                found += as_texts([(path.stem, line)], "written")
    return found


def words_of(line: str) -> list[str]:
    """All words of a list, however many."""
    return [word for part in line.split() for word in words(part)]


def others() -> list[tuple[str, str]]:
    """(language, text) in languages that only the libraries know."""
    found = []
    for line in (WRITTEN / "others.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, _, texts = line.partition(": ")
            found += [(language, text) for text in texts.split(" | ")]
    return found
