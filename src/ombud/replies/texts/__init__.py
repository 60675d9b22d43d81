"""Texts: what we say, in five languages and every register of each.

We promise: `write` gives a finished text or raises, never one with a hole in it (R18); a language we do not speak gets
English; a text sent by the machine says so (`Text.automatic`). We know: `templates.<language>.yaml`. Callers: every
journey step that writes to somebody. Pure: no database, no settings.
"""

from ombud.replies.texts.dates import say_day, say_when
from ombud.replies.texts.names import greeting_name
from ombud.replies.texts.write import (
    LANGUAGES,
    MissingValue,
    Text,
    UnknownText,
    keys,
    nameless_greeting,
    placeholders,
    register_for,
    registers,
    write,
)

__all__ = [
    "LANGUAGES",
    "MissingValue",
    "Text",
    "UnknownText",
    "greeting_name",
    "keys",
    "nameless_greeting",
    "placeholders",
    "register_for",
    "registers",
    "say_day",
    "say_when",
    "write",
]
