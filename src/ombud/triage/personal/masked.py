"""A text with what is personal in it exchanged for marks, for readers who are to know the matter and not the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ombud.languages.spoken import stretches

from .finding import personal
from .living import employers, incomes
from .span import Personal, apart
from .states import own_states

_HANDLE: Final = re.compile(r"(?<![\w@/.])@(?=[\w.]*[^\W\d_])\w[\w.]{1,29}(?<!\.)")
_TELLS: Final = 6  # digits that somebody spells out: more than an amount

_Span = tuple[int, int, str]


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
    """`text` without what is personal in it, what she tells of her life, and any word of `names` (of two letters or
    more)."""
    parts: list[str] = []
    marks: dict[tuple[str, str], str] = {}
    stands_for: dict[str, str] = {}
    at = 0
    for start, end, kind in _spans(text, language, names):
        words = text[start:end]
        same = sum(1 for known, _ in marks if known == kind)
        mark = marks.setdefault((kind, words.casefold()), f"[{kind} {same + 1}]")
        stands_for.setdefault(mark, words)
        parts += [text[at:start], mark]
        at = end
    return Masked("".join([*parts, text[at:]]), stands_for)


def _spans(text: str, language: str, names: Iterable[str]) -> list[_Span]:
    """Where something personal stands and what it is, in the order of the text; what has a shape of its own first."""
    spans = [
        (s.start, s.end, s.type.replace("_", " ")) for s in apart([*personal(text, language), *_called(text, names)])
    ]
    for one in _told(text):
        if one[0] < one[1] and all(one[1] <= start or end <= one[0] for start, end, _ in spans):
            spans.append(one)
    return sorted(spans)


def _told(text: str) -> Iterator[_Span]:
    """What she tells of herself without the shape of a number or a name."""
    yield from ((*span, "employer") for span in employers(text))
    yield from ((*span, "income") for span in incomes(text))
    yield from ((state.start, state.end, "state") for state in own_states(text))
    yield from ((*match.span(), "user name") for match in _HANDLE.finditer(text))
    yield from ((run[0][1], run[-1][2], "number") for run in stretches(text) if len(run) >= _TELLS)


def _called(text: str, names: Iterable[str]) -> Iterable[Personal]:
    words = {re.escape(word) for name in names for word in name.split() if len(word) > 1}
    if words:
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)", text, re.IGNORECASE):
            yield Personal(match.start(), match.end(), "name")
