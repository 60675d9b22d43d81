"""Which language a message is in, and which second one people mix in.

The script decides for most scripts. Where it leaves a choice, three have a vote: our own model of short customer
texts and two libraries (see `voters`), weighed by how many words there are. What the sender wrote before tips the
scales where the words leave it open, and never overrules them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ombud.languages.detected import NOTHING, UNKNOWN, Detected
from ombud.languages.samples import ANYWHERE, sample, words
from ombud.languages.scripts import LANGUAGES, scripts, within

# A script beside the first one makes a second language from this share of the letters, and this many of them.
_SECOND_SHARE: Final = 0.15
_SECOND_LETTERS: Final = 10
_FEWEST: Final = 3


def detect(text: str, hint: str | None = None, models: Path | None = None) -> Detected:
    """The language of `text`; "unknown" where it holds too little to tell, or none that we know.

    `hint` (a language this sender wrote before) tips the scales where the text itself leaves it open. The work is
    bounded for any text. `models` is a folder with a model of one's own; None: the one in the package. Raises
    `model.Damaged` where that is not what its checksum says, else nothing.
    """
    plain = sample(text)
    found = scripts(plain)
    whole = sum(weight for _, weight in found)
    read: list[Detected] = []
    for script, weight in found[:3]:
        if not read or (weight >= _SECOND_LETTERS and weight >= _SECOND_SHARE * whole):
            inside = plain if len(found) == 1 else within(plain, script)
            part = _read(inside, script, weight, hint, models, alone=not read)
            if part.language != UNKNOWN:
                read.append(part)
    if not read:
        return NOTHING
    first = read[0]
    second = first.second or next((part.language for part in read[1:] if part.language != first.language), None)
    return Detected(first.language, first.confidence, second)


def _read(plain: str, script: str, weight: int, hint: str | None, models: Path | None, *, alone: bool) -> Detected:
    """The language of a text in one script; where it is not `alone`, a few foreign words are not worth naming."""
    among = LANGUAGES.get(script)
    if among is not None and len(among) == 1:
        return Detected(among[0], 0.99 if weight > 1 else 0.6)
    tokens = words(plain)
    telling = [word for word in tokens if word not in ANYWHERE]
    if not any(len(word) > 1 for word in telling) or (not alone and len(telling) < _FEWEST):
        return NOTHING
    from ombud.languages.vote import vote  # here: it loads the model, which a command that reads no message need not

    return vote(tokens if len(telling) >= _FEWEST else telling, among, hint, models)
