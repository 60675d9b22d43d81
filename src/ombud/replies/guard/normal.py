"""One plain form of a text for matching, and the way back to the places in the text as it was given.

The form is Unicode NFC, straight quotation marks, single blanks, no unseen characters: writing "calm" and "down" on two
lines, or with a soft hyphen inside, hides nothing.
"""

import itertools
import unicodedata

from ombud.languages.normalise import PLAIN, fold, normalise

__all__ = ["fold", "normalise", "places"]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Runs of characters that NFC may join into one."""
    starts = [
        place
        for place, char in enumerate(text)
        if place == 0 or not (unicodedata.category(char) in ("Mn", "Mc") or 0x1160 <= ord(char) <= 0x11FF)
    ]
    return list(itertools.pairwise([*starts, len(text)]))


def places(text: str, plain: str) -> tuple[list[int], list[int]]:
    """For every character of `plain`, the normalised `text`: where it starts and ends in `text`."""
    starts: list[int] = []
    ends: list[int] = []
    made: list[str] = []
    for start, end in _clusters(text):
        for char in unicodedata.normalize("NFC", text[start:end].translate(PLAIN)):
            if char.isspace():
                if not made or made[-1] == " ":
                    continue
                made.append(" ")
            else:
                made.append(char)
            starts.append(start)
            ends.append(end)
    if made and made[-1] == " ":
        del made[-1], starts[-1], ends[-1]
    if "".join(made) == plain:
        return starts, ends
    # Scripts in which NFC joins more than our runs: show the right neighbourhood rather than a wrong letter.
    scale = len(text) / max(1, len(plain))
    spots = [min(len(text), int(place * scale)) for place in range(len(plain) + 1)]
    return spots[:-1], [max(a, b) for a, b in zip(spots[1:], spots[:-1], strict=True)]
