"""A text with what is personal in it exchanged for marks, for readers who are to know the matter and not the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .finding import personal
from .span import Personal, apart


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with marks such as `[phone 1]`, and what each stands for. The same words have the same mark."""

    text: str
    stands_for: Mapping[str, str]

    def restored(self, text: str) -> str:
        """`text`, made of the masked one by somebody else, with what the marks in it stand for."""
        for mark, words in self.stands_for.items():
            text = text.replace(mark, words)
        return text


def mask(text: str, language: str, names: Iterable[str] = ()) -> Masked:
    """`text` without what is personal in it and without any word of `names` (of two letters or more)."""
    parts: list[str] = []
    marks: dict[tuple[str, str], str] = {}
    stands_for: dict[str, str] = {}
    at = 0
    for span in apart([*personal(text, language), *_called(text, names)]):
        kind, words = span.type.replace("_", " "), text[span.start : span.end]
        same = sum(1 for known, _ in marks if known == kind)
        mark = marks.setdefault((kind, words.casefold()), f"[{kind} {same + 1}]")
        stands_for.setdefault(mark, words)
        parts += [text[at : span.start], mark]
        at = span.end
    return Masked("".join([*parts, text[at:]]), stands_for)


def _called(text: str, names: Iterable[str]) -> Iterable[Personal]:
    words = {re.escape(word) for name in names for word in name.split() if len(word) > 1}
    if words:
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)", text, re.IGNORECASE):
            yield Personal(match.start(), match.end(), "name")
