"""Languages: which language a message is in, and one plain form of its words.

We promise a code of ISO 639-1 or "unknown", in a fraction of a millisecond, and "unknown" rather than a guess where
there is nothing to go by ("ok", "ORDER 123", an emoji). Ground: no Django, no database, nothing loaded early.
"""

from ombud.languages.detect import Detected, detect
from ombud.languages.normalise import fold, normalise

__all__ = ["Detected", "detect", "fold", "normalise"]
