"""Languages: which language a message is in, which second one is mixed in, and one plain form of its words.

We promise a code of ISO 639-1 or "unknown", in a fraction of a millisecond, and "unknown" rather than a guess where
there is nothing to go by ("ok", "ORDER 123", an emoji). Ground: no Django, no database, nothing loaded early. Anybody
may call `detect`; `learn` rebuilds the model behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ombud.languages.alike import as_seen
from ombud.languages.detect import detect
from ombud.languages.detected import UNKNOWN, Detected
from ombud.languages.normalise import fold, normalise

if TYPE_CHECKING:
    from ombud.languages.learning.learn import Learnt

__all__ = ["UNKNOWN", "Detected", "as_seen", "detect", "fold", "learn", "normalise"]


def learn(folder: Path, also: Iterable[tuple[str, str]] = (), without: Iterable[str] = ()) -> Learnt:
    """A new model from the sets in `folder` (`*.jsonl.gz`, lines with `text` and `lang`), from our own written texts
    and from `also`, (language, text) pairs; `without` the sets named. `Learnt.write` puts it in place. Two minutes."""
    from ombud.languages.learning.learn import learn as learnt  # here: it needs much that detecting does not

    return learnt(folder, also, without)
