"""Words that a reply speaks of and does not say: 'we told you to "calm down"' quotes them, "we told you to calm down,
and that was wrong" takes them back. By itself that is no proof ("I am sorry, but calm down"): the sentence as a whole
has to sound harmless, too."""

import re
from typing import Final

from ombud.replies.guard.normal import fold

_QUOTED: Final = re.compile(r"\"[^\"\n]{2,160}\"|(?<!\w)'[^'\n]{2,160}'(?!\w)")
_WORD: Final = re.compile(r"\w+")
_OUTSIDE: Final = 3  # words beside what is quoted: 'I say: "calm down"' says it
# In plain letters: `fold`.
_TAKEN_BACK: Final = re.compile(
    r"\b(?:(?:was|were|is) (?:\w+ )?wrong|(?:take|took) (?:that|it|this|those words) back|ashamed|out of line|uncalled for|"
    r"should(?: never| not|n't) have|(?:my|our) (?:own )?(?:fault|mistake)"
    r"|(?:war|ist|waren) (?:\w+ )?falsch|(?:nehme|nehmen) [^.!?]{0,20}zuruck|schame\w* (?:ich|wir|uns|mich)|"
    r"hatten? [^.!?]{0,40}\b(?:nie|nicht)|unhoflich|daneben|(?:unser|mein) fehler"
    r"|(?:error|culpa) (?:nuestr[oa]|mi[oa])|no debi\w*|retir(?:o|amos)|averguenza"
    r"|var (?:\w+ )?forkert\w*|fejl fra vores|ikke i orden|skulle aldrig|tager [^.!?]{0,20}tilbage|skammer"
    r"|(?:salah|kesalahan) (?:kami|saya)|mencabut\w*|tidak (?:pada tempatnya|adil|pantas))\b"
)


def quoted(plain: str, start: int, end: int, sentence: tuple[int, int]) -> bool:
    """Whether the words from `start` to `end` of a normalised text stand in quotation marks in a `sentence` of it that
    says something of its own."""
    begins, ends = sentence
    marked = [match.span() for match in _QUOTED.finditer(plain, begins, ends)]
    if not any(opens < start and end < closes for opens, closes in marked):
        return False
    return len(_WORD.findall(_QUOTED.sub(" ", plain[begins:ends]))) >= _OUTSIDE


def taken_back(plain: str, sentence: tuple[int, int]) -> bool:
    """Whether a `sentence` of a normalised text calls something of ours wrong. To be sorry is less: "sorry, but"."""
    return _TAKEN_BACK.search(fold(plain[slice(*sentence)])) is not None
