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
# Elsewhere than in praise: how little the first kind and how much the second must be spoken for to look for parts.
_FIRST, _SECOND = 1.5, -0.6
# How much the whole message says of a part, and by how much the part must be of another kind: inside praise a stone is
# believed sooner than anything else, since it is forgotten sooner than anything else.
_IN_PRAISE: Final = (0.3, 0.3)
_ELSEWHERE: Final = (1.0, 0.8)
# A part of praise that is so plainly a complaint, and no praise, is one whatever the whole sounds like.
_PLAINLY: Final = (0.75, 1.0)
# So is one whose words tell of a trouble with regret, unless it is surely praise.
TROUBLE: Final = "told:trouble"
_SURELY: Final = 0.7
_LONGEST: Final = 2000

Score = Callable[[Sequence[str], Sequence[Detected]], list[Scores]]


def concerns(
    messages: Sequence[Heard],
    languages: Sequence[Detected],
    said: Sequence[Scores],
    score: Score,
    hurried: bool = False,
) -> list[tuple[Part, ...]]:
    """The parts of each message that are of different kinds, in order; () where it is all of one.

    `score` reads texts; `hurried`: only praise is looked into.
    """
    cut = [
        parts(message.text[:_LONGEST]) if _mixed(scores, hurried) else []
        for message, scores in zip(messages, said, strict=True)
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


def _mixed(scores: Scores, hurried: bool) -> bool:
    """Whether more than one kind is likely enough to look for it; in praise it always is."""
    best, second = sorted(Kind, key=lambda kind: scores[f"kind:{kind}"], reverse=True)[:2]
    if best is Kind.PRAISE or hurried or best not in _BESIDE:
        return best is Kind.PRAISE
    return scores[f"kind:{best}"] < _FIRST and scores[f"kind:{second}"] > _SECOND


def _kind(part: Scores, whole: Scores) -> Kind:
    overall = max(_BESIDE, key=lambda kind: whole[f"kind:{kind}"])
    complaint, praise = part["part:complaint"], part["part:praise"]
    plainly = complaint > _PLAINLY[0] and complaint - praise > _PLAINLY[1]
    if overall is Kind.PRAISE and (plainly or (part[TROUBLE] and praise < _SURELY)):
        return Kind.COMPLAINT
    counts, clear = _IN_PRAISE if overall is Kind.PRAISE else _ELSEWHERE
    said = {kind: part[f"part:{kind}"] + counts * whole[f"kind:{kind}"] for kind in _BESIDE}
    best = max(said, key=said.__getitem__)
    return best if said[best] - said[overall] > clear else overall


def _add(found: list[Part], part: Part) -> None:
    """Parts of one kind in a row are one concern."""
    if found and found[-1].kind is part.kind:
        found[-1] = Part(found[-1].start, part.end, part.kind)
    else:
        found.append(part)
