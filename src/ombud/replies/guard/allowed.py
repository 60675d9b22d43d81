"""What a customer began herself, so that an answer may: who laughs may be laughed with (R10), and who says "you can
close it" is not closed over her head (R17)."""

import re
from collections.abc import Sequence
from typing import Final

from ombud.replies.guard.normal import fold, normalise

_LONGEST: Final = 4000  # characters of a message
_LAUGHS: Final = re.compile(
    r"[😂🤣😹😄😆😅😁😀😃]|\b(?:a?ha(?:ha)+\w*|hæ(?:hæ)+|he(?:he)+\w*|hi(?:hi)+|ja(?:ja)+\w*|je(?:je)+\w*|wk(?:wk)+\w*|xi(?:xi)+|"
    r"lol|lmao|xd+|ngakak)\b",
    re.IGNORECASE,
)
# In plain letters: `fold`. What is closed is the case, not a shop or an account.
_IT: Final = r"(?:it|this|that|the (?:case|ticket)|my (?:case|ticket))"
_END: Final = r"(?=$|[ .,;:!)]*$|[.,;!)]| (?:now|then|please|thanks?|today))"
_CLOSE: Final = re.compile(
    rf"(?:^|\b(?:can|may|please|just|ahead and|sorted|works|fixed|done)[,:]? )close {_IT}{_END}|\b(?:can|may) (?:now )?be closed\b"
    r"|\b(?:kann|konnt|konnen|darf|durft|durfen) (?:(?:ihr|sie|man|der fall|das ticket|den fall|ihn|es|jetzt|gerne?|ruhig|also) )*"
    r"(?:zu(?:machen)?|schliessen|abschliessen|geschlossen werden)(?=$|[.,;!)])|\bmach(?:t|en sie)? (?:den fall |das ticket |ihn |es )?"
    r"(?:bitte |ruhig |gerne )*zu(?=$|[.,;!)])"
    r"|\b(?:podeis|puedes?|pueden) (?:ya )?cerrar(?:lo|la| (?:el|mi) caso| (?:el|mi) ticket)?(?=$|[.,;!)])|\b(?:cerradlo|cierrenlo|cierralo|"
    r"cierrelo)\b"
    r"|\b(?:ma|kan) (?:i |du )?(?:gerne |godt |bare |roligt )*lukke (?:den|det|sagen)\b|\bluk (?:bare |gerne |roligt )*(?:den|det|sagen)\b|"
    r"\bsagen (?:ma|kan) (?:gerne |godt |bare )*lukkes\b"
    r"|\b(?:tutup (?:aja|saja|deh)|(?:bisa|boleh|silakan) (?:di)?tutup)(?: (?:kasus|tiket|laporan)(?:nya|ku)?)?(?=$|[.,;!)]| ya\b)"
)
_NOT: Final = re.compile(
    r"n't\b|\?|\b(?:not|never|before|until|nobody|no one|nicht|nie|bevor|erst|niemand|no|nunca|hasta|antes|nadie|ikke|aldrig|for|"
    r"forend|ingen|jangan|belum|tidak|sebelum|nggak|gak)\b"
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;])\s+|\n")


def laughs(messages: Sequence[str]) -> bool:
    """Whether her last message, the first of `messages`, laughs, by a sign or in letters."""
    return bool(messages) and _LAUGHS.search(normalise(messages[0][:_LONGEST])) is not None


def closes(messages: Sequence[str]) -> bool:
    """Whether her last message, the first of `messages`, says that her case may be closed."""
    said = "\n".join(normalise(line) for line in messages[0][:_LONGEST].splitlines()) if messages else ""
    return any(_CLOSE.search(one) and not _NOT.search(one) for one in map(fold, _SENTENCE_END.split(said)))
