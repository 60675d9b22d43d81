"""Words typed without the letters their language adds to the plain ones: "tranquilicese", "ueberreagieren", "hjaelper".

Whoever writes on a keyboard without them writes the whole text so; where a single own letter stands, words are meant as
they stand ("mas" is no "más"), and nothing is loosened.
"""

import re
from typing import Final

# For each language, its own letters and what is typed in their place.
TYPED: Final = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    "es": {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n"},
    "da": {"æ": "ae", "ø": "oe", "å": "aa"},
}
_PARTS: Final = re.compile(r"\\.|\(\?<[=!](?:[^()\\]|\\.|\([^()]*\))*\)|\[\^?(?:[^\]\\]|\\.)+\]|.", re.DOTALL)


def bare(text: str, language: str) -> bool:
    """Whether a text of `language` is written without a single one of its own letters, though it has some."""
    own = TYPED.get(language)
    return own is not None and own.keys().isdisjoint(text.lower())


def loosened(pattern: str, language: str) -> str:
    """A pattern of the lists that finds its words without the language's own letters, too. What must not stand before
    a place keeps its spelling: it may have one length alone."""
    typed = TYPED[language]

    def loose(part: re.Match[str]) -> str:
        piece = part.group()
        if piece.startswith("[") and not piece.startswith("[^"):
            more = [typed[letter] for letter in typed if letter in piece]
            return f"(?:{piece}|{'|'.join(more)})" if more else piece
        return f"(?:{piece}|{typed[piece]})" if piece in typed else piece

    return _PARTS.sub(loose, pattern)
