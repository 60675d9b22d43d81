"""The several concerns of one message: a small complaint inside praise is found where it stands (D18)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ombud.languages import Detected
from ombud.triage.deciding import Scores
from ombud.triage.kinds import Kind
from ombud.triage.parts import parts
from ombud.triage.reading import Heard, Part

# Only these stand beside each other in one message; whoever insults or sells does nothing else.
_BESIDE: Final = (Kind.COMPLAINT, Kind.PRAISE, Kind.QUESTION, Kind.SUGGESTION, Kind.PRESS)
_WHOLE_COUNTS: Final = 0.5  # how much the whole message says of a part
_SECOND: Final = -0.85  # a second kind that the whole message speaks less for is not looked for
_CLEAR: Final = 0.35  # by how much a part must be of another kind than the whole
_LONGEST: Final = 2000

Score = Callable[[Sequence[str], Sequence[Detected]], list[Scores]]


def concerns(
    messages: Sequence[Heard], languages: Sequence[Detected], said: Sequence[Scores], score: Score
) -> list[tuple[Part, ...]]:
    """The parts of each message that are of different kinds, in order; () where it is all of one."""
    cut = [
        parts(message.text[:_LONGEST]) if _mixed(scores) else [] for message, scores in zip(messages, said, strict=True)
    ]
    asked = [(number, place) for number, places in enumerate(cut) if len(places) > 1 for place in places]
    if not asked:
        return [()] * len(messages)
    texts = [messages[number].text[start:end] for number, (start, end) in asked]
    scored = score(texts, [languages[number] for number, _ in asked])
    found: list[list[Part]] = [[] for _ in messages]
    for (number, (start, end)), scores in zip(asked, scored, strict=True):
        _add(found[number], Part(start, end, _kind(scores, said[number])))
    return [tuple(own) if len({part.kind for part in own}) > 1 else () for own in found]


def _mixed(scores: Scores) -> bool:
    """Whether more than one kind is likely enough to look for it."""
    first, second = sorted((scores[f"kind:{kind}"] for kind in Kind), reverse=True)[:2]
    best = max(Kind, key=lambda kind: scores[f"kind:{kind}"])
    return best in _BESIDE and second > _SECOND and first < 1.5


def _kind(part: Scores, whole: Scores) -> Kind:
    said = {kind: part[f"part:{kind}"] + _WHOLE_COUNTS * whole[f"kind:{kind}"] for kind in _BESIDE}
    best = max(said, key=said.__getitem__)
    overall = max(_BESIDE, key=lambda kind: whole[f"kind:{kind}"])
    return best if said[best] - said[overall] > _CLEAR else overall


def _add(found: list[Part], part: Part) -> None:
    """Parts of one kind in a row are one concern."""
    if found and found[-1].kind is part.kind:
        found[-1] = Part(found[-1].start, part.end, part.kind)
    else:
        found.append(part)
