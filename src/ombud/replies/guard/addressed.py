"""A customer called "Only", "Sorry" or "Refund" is called by her name, and nothing is said by it."""

import re
from functools import lru_cache
from typing import Final

from ombud.replies.guard.normal import fold

GREETED: Final = (
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|thanks?(?: you)?(?: so much| very much)?|mr|mrs|ms|miss|"
    r"hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|frau|herrn?|danke|vielen dank|moin|servus|"
    r"hola|buen[oa]s (?:dias|tardes|noches)|estimad[oa]s?|querid[oa]|gracias|muchas gracias|senora?|sr|sra|don|dona|"
    r"hej|kaere|kare|goddag|tak|mange tak|fru|hr|"
    r"halo|hai|selamat (?:pagi|siang|sore|malam)|yth|terima kasih|bapak|ibu|pak|bu|kak|kakak|mas|mbak)"
)


@lru_cache(maxsize=512)
def _called(name: str) -> re.Pattern[str] | None:
    words = [re.escape(word) for word in fold(name).split() if any(char.isalnum() for char in word)]
    if not words:
        return None
    called = rf"(?P<name>(?:{'|'.join(words)})(?:[ '’-]+(?:{'|'.join(words)}))*)"
    return re.compile(rf"\b{GREETED}[.,]? (?:(?:frau|herr|mr|ms|don|dona|bapak|ibu)\.? )?{called}(?=[,.!:;)]|$| and | und )|"
                      rf"^@?{called.replace('name', 'first')}(?=,)")  # fmt: skip


def without_name(plain: str, name: str) -> str:
    """`plain` with the customer's name blotted out where she is addressed by it, length kept."""
    pattern = _called(name) if name.strip() else None
    if pattern is None:
        return plain
    for match in reversed(list(pattern.finditer(fold(plain)))):
        group = "name" if match["name"] else "first"
        start, end = match.span(group)
        plain = f"{plain[:start]}{'N' * (end - start)}{plain[end:]}"
    return plain
