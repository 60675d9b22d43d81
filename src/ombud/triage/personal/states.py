"""States that somebody tells of herself: her health, her family, her faith, her work, her debts.

The table holds what says a state outright, in our five languages. In her own words a state is hers where she speaks of
herself in the same sentence; "a wheelchair ramp is missing" tells nothing of anybody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from ombud.languages.normalise import fold

# Letters that people without them type otherwise, and accents that they leave out.
_TYPED: Final = {
    "æ": "(?:æ|ae)", "ø": "(?:ø|oe|ö)", "å": "(?:å|aa)", "ä": "(?:ä|ae|æ)", "ö": "(?:ö|oe|ø)", "ü": "(?:ü|ue|u)",
    "ß": "(?:ß|ss)", "á": "[áa]", "é": "[ée]", "í": "[íi]", "ó": "[óo]", "ú": "[úu]", "ñ": "[ñn]",
    "*": r"\w*", "?": "?", " ": r"[\s-]+", "'": "['’]",
}  # fmt: skip
_SIGNS: Final = ".!?\n;"
_SHE: Final = re.compile(
    r"\b(?:i|i'm|i've|my|me|myself|our|we|us|ich|mein\w*|mir|mich|wir|uns|unser\w*|yo|mis?|me|tengo|soy|estoy|sufro|padezco|"
    r"tenemos|somos|estamos|nuestr\w+|perdí|jeg|min|mit|mine|mig|vi|vores|saya|aku|gue|kami|\w{3,}ku)\b"
)


_WORD: Final = re.compile(r"[^\W_]+")
_KEY: Final = 4  # letters of an entry's first word by which it is looked up


@dataclass(frozen=True, slots=True)
class State:
    """A state that is named in a text: which line of the table, where, and whether it is as likely what a product or a
    service is about."""

    line: int
    start: int
    end: int
    matter: bool


def _way(words: str) -> str:
    return "".join(_TYPED.get(char, re.escape(char)) for char in words)


def _keys(entry: str) -> set[str]:
    """The beginnings that the first word of an entry may have, as people type it, in plain letters."""
    first = _WORD.findall(entry)[0]
    forms = {first}
    for char, pair in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        forms |= {form.replace(char, pair) for form in forms}
    return {fold(form)[:_KEY] for form in forms}


@cache
def _table() -> dict[str, tuple[tuple[int, bool, re.Pattern[str]], ...]]:
    """The table, by the beginning of a word: for each line the entries that begin so."""
    text = files("ombud.triage.personal").joinpath("states.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    entries: dict[str, dict[int, list[str]]] = {}
    for number, line in enumerate(lines):
        for entry in line.removeprefix("~").split(" | "):
            for key in _keys(entry):
                entries.setdefault(key, {}).setdefault(number, []).append(_way(entry.strip()))
    return {
        key: tuple(
            (n, lines[n].startswith("~"), re.compile(rf"(?:{'|'.join(ways)})(?!\w)")) for n, ways in some.items()
        )
        for key, some in entries.items()
    }


def named(text: str) -> Iterator[State]:
    """Every state that is named in a text, in its order."""
    low = text.lower()
    low = low if len(low) == len(text) else fold(text)
    table = _table()
    for match in _WORD.finditer(fold(low)):
        for line, matter, ways in table.get(match.group()[:_KEY], ()):
            if found := ways.match(low, match.start()):
                yield State(line, match.start(), found.end(), matter)


def own_states(text: str) -> Iterator[State]:
    """States that somebody names in a sentence in which she speaks of herself."""
    low = text.lower()
    for state in named(text):
        begins = max(low.rfind(sign, 0, state.start) for sign in _SIGNS) + 1
        ends = min((at for sign in _SIGNS if (at := low.find(sign, state.end)) >= 0), default=len(low))
        if _SHE.search(low, begins, ends):
            yield state
