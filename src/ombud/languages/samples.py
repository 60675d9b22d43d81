"""What of a message is looked at: its words, without what belongs to no language, never more than a fixed amount."""

import re
from typing import Final

from ombud.languages.normalise import normalise

# Head, middle and tail of a long message, in code points: enough to judge by, and a second language at the end is seen.
LONGEST: Final = 1_200
_HEAD, _MIDDLE, _TAIL = 640, 240, 320
# No word of any language is longer in letters we look at; walls of base64 and keyboard mashing are.
_LONG_WORD: Final = 28
_SHORT_WORD: Final = 11
MOST_WORDS: Final = 160
_SENTENCE: Final = 4

# What stands at the beginning of a word only is looked for there only: so the work grows with the length, not faster.
_NOISE: Final = re.compile(
    r"""```.*?(?:```|\Z) | `[^`\n]{1,200}` | <[a-z/!][^<>\n]{0,200}> | (?:https?://|www\.)\S+ | (?<!\S)\S+@\S+
    | [@#][\w.]+ | \[?\b(?:USERNAME|USER|URL)\b\]? | (?<!\S)\S*[\\/{}=_<>|;$]\S*[\\/{}=_<>|;$(]\S*
    | \b\w+\([^)\n]{0,60}\)[;{]?""",
    re.VERBOSE | re.DOTALL,
)
# Letters with the marks that Arabic and Devanagari set on them; an apostrophe inside belongs to the word.
_WORD: Final = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963]|['’](?=[^\W\d_]))*"
)
# Soooo long a vowel is one vowel; a letter that is nothing but held down is no word.
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")
_STRETCH: Final = 3
_MIXED_CASE: Final = re.compile(r"[a-z][A-Z].*[a-z][A-Z]|[A-Z]{2}[a-z][A-Z]")
_DIGITS_INSIDE: Final = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]{2,}\b")

# Words of all languages and none: alone they tell nothing.
_ANYWHERE: Final = """ok okay oke okey hi hey order id nr no re aw fw fwd sv vs ps url http https www app online
    internet email mail e-mail wifi tv pdf test info login account support service team code sms usb bluetooth premium
    update lol omg wtf xd hm hmm mhm uh oh ah aha haha hahaha iphone ipad android google windows mac pc gps pro plus
    max mini ultra beta"""
ANYWHERE: Final = frozenset(_ANYWHERE.split())


# A line of a program has a sign or a beginning that no sentence has.
_CODE: Final = re.compile(
    r"""==|!=|&&|\(\); | ^\w+\(.*\)\Z | ^(?:def|function)\s\w*\( | ^class\s\w+[:({] | ^import\s[\w.]+\Z
    | ^from\s[\w.]+\simport\b | ^(?:public|private|static)\s[\w ]+\(.*\)\s?\{?\Z | ^(?:const|let|var)\s\w+\s=
    | ^\#include\b | ^(?:for\s\w+\sin|if|while|elif)\s.*\):\Z | ^SELECT\s.*\sFROM\s
    | ^(?:INSERT\sINTO|DELETE\sFROM|CREATE\sTABLE)\s""",
    re.VERBOSE,
)
_BRACKETS: Final = frozenset('()=<>{}"')


def _is_code(line: str) -> bool:
    if (line[-1] in ";{}" and not _BRACKETS.isdisjoint(line)) or _CODE.search(line):
        return True
    return "</" in line and len(_NOISE.sub(" ", line).split()) <= _SENTENCE  # people write tags into sentences, too


def sample(text: str) -> str:
    """At most `LONGEST` code points of `text`, in its plain form, without links, addresses, handles and code."""
    if len(text) > LONGEST:
        middle = len(text) // 2
        text = "\n".join((text[:_HEAD], text[middle : middle + _MIDDLE], text[-_TAIL:]))
    lines = [line for line in map(normalise, text.splitlines()) if line]
    prose = [line for line in lines if not _is_code(line)]
    if 2 * len(prose) < len(lines):  # among lines of a program, a short line is one too
        prose = [line for line in prose if line.count(" ") >= _SENTENCE]
    plain = "\n".join(prose)
    return _DIGITS_INSIDE.sub(" ", _NOISE.sub(" ", plain))


def words(plain: str) -> list[str]:
    """The words of a sample in small letters, in order, without what is too long or too odd to be one."""
    stretched = _STRETCHED.search(plain) is not None
    found: list[str] = []
    for word in _WORD.findall(plain):
        if len(word) > _LONG_WORD or (len(word) > _SHORT_WORD and _MIXED_CASE.search(word)):
            continue
        small = word.casefold()
        if stretched:
            small = _STRETCHED.sub(r"\1", small)
            if len(small) == 1 and len(word) >= _STRETCH:
                continue
        found.append(small)
        if len(found) == MOST_WORDS:
            break
    return found
