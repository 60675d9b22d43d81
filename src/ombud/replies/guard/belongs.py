"""Where words belong that a reply lacks: the greeting first, an apology after the first sentence, what happens next at
the end, before whoever wrote it signs. Nothing that stands there is written over but a greeting, by a greeting.

Places count characters of the text as it was typed. Pure.
"""

import re
from typing import Final

from ombud.replies.guard.normal import fold

# Where a part belongs that is not said at the end.
_FIRST: Final = frozenset({"R01"})
_EARLY: Final = frozenset({"R02", "R03"})

_GREETED: Final = re.compile(
    r"\s*(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|greetings|"
    r"hallo|moin|servus|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|gruss gott|"
    r"hola|buen[oa]s(?: (?:dias|tardes|noches))?|estimad[oa]s?|querid[oa]s?|"
    r"hej|hejsa|kare|kaere|goddag|god (?:morgen|aften)|"
    r"halo|hai|selamat (?:pagi|siang|sore|malam)|yth\.?|dengan hormat)(?!\w)"
)
# Who else is greeted: a title, a name with its capital, or everybody.
_TITLE: Final = r"(?:dr|prof|mr|mrs|ms|mx|sr|sra|srta|hr|fr|ing|lic|st)\."
_TO: Final = frozenset(
    """there again all everyone everybody customer member sir madam or and team dear friend zusammen damen und herren
    kunde kundin frau herr herrn geehrte geehrter lieber liebe nochmals alle miteinander cliente clienta senor senora
    senores senoras don dona todos todas y a de nuevo otra vez usuario usuaria igen fru hr kak kakak bapak ibu pak bu mas
    mbak bang pelanggan semua dan saudara saudari sekalian""".split()
)
_ONE: Final = re.compile(rf"[ \t]+(?:{_TITLE}|[^\W_]+(?:['’.\-/][^\W_]+)*)", re.IGNORECASE)
_MOST_GREETED: Final = 6  # words after the greeting
_MARK: Final = re.compile(r"[ \t]*[,:!.]|[ \t]*(?=\n|$)")
_LAST_MARK: Final = re.compile(r"[ \t]*[,:!]|[ \t]*(?=\n|$)")

_SENTENCE: Final = re.compile(r"[.!?…]+[\"'”“»)\]]*(?=\s|$)")
_GOES_ON: Final = re.compile(
    r"(?<!\w)(?:\w|\d+|dr|mr|mrs|ms|mx|st|nr|no|sr|sra|srta|hr|fr|prof|str|kl|ca|bzw|usw|approx|etc|z\. ?b|d\. ?h|p\. ?ej|"
    r"f\. ?eks|e\. ?g|i\. ?e|a\. ?m|p\. ?m)\.$"
)
_CLOSED: Final = re.compile(
    r"(?:(?:with )?(?:kind|best|warm|kindest|many)(?: regards| wishes| thanks)?|regards|(?:yours )?sincerely|yours|cheers|"
    r"all the best|take care|thanks(?: again)?|thank you|"
    r"(?:(?:viele|liebe|beste|schone|herzliche|freundliche|mit (?:freundlichen|besten|herzlichen)) )?grus+(?:en?)?|lg|vg|mfg|"
    r"(?:vielen |herzlichen |besten )?dank|danke|ihre?|deine?|(?:un )?(?:cordial |atento |calido )?saludos?(?: cordial(?:es)?)?|"
    r"atentamente|cordialmente|(?:un )?abrazo|(?:muchas )?gracias|"
    r"(?:med )?(?:(?:venlige?|kaerlige?|karlige?|varme?|bedste) )?hilsen(?:er)?|mvh|kh|(?:mange )?tak|"
    r"(?:dengan )?salam(?: hangat| hormat)?|hormat (?:kami|saya)|terima kasih|makasih)(?!\w)"
)
_FROM: Final = frozenset(
    ("aus", "from", "fra", "de", "del", "desde", "dari", "und", "and", "y", "og", "dan", "von", "la", "the", "team")
)
# A name below, or behind the last sentence; perhaps with the house or the place behind it.
_NAME: Final = r"[^\W\d_a-zà-öø-ÿ](?:\.(?!\w)|[\w'’-]*)"
_SIGNED: Final = re.compile(
    rf"(?:^|(?<=[.!?…]))[ \t]*(?:[-–—~][ \t]*)?{_NAME}(?: (?:{_NAME}|von|van|de|del|der|la|al|bin|binti)){{0,3}}"
    r"(?:,[^\n,]{1,60}){0,2}[ \t.]*$"
)
_DASHED: Final = re.compile(r"[ \t]*[–—-][ \t]*[^\W\d_a-zà-öø-ÿ][\w'’. -]{0,40}(?:,[^\n,]{1,60})?$")
_SIGNATURE: Final = 4  # lines of it, at most
_WIDE: Final = 100  # characters: a line that closes or signs has no more

Span = tuple[int, int]


def belongs(rule: str, words: str, text: str, language: str = "") -> tuple[int, int, str]:
    """What of `text` the missing `words` of a rule take the place of, mostly nothing, and how they are put there."""
    greeting = greeted(text)
    if rule in _FIRST:
        return _greeting(words, text, greeting, language)
    begins = greeting[1] if greeting else len(text) - len(text.lstrip())
    ends = max(begins, body_end(text, begins))
    at = (rule in _EARLY and _after_first(text, begins, ends)) or ends
    said = text[begins:at].strip()
    if not said:
        after = "\n\n" if text[at:].strip() and not text[at:].startswith("\n") else ""
        return at, at, ("\n\n" if greeting else "") + words + after
    gap = " " if re.search(r"[.!?…:][\"'”“»)\]]*$", said) and "\n" not in said[-2:] else "\n\n"
    return at, at, gap + words


def greeted(text: str) -> Span | None:
    """Where a text greets, with the mark behind; None where it does not, or goes on in the same breath."""
    found = _GREETED.match(fold(text))
    if not found:
        return None
    begins, at = len(text) - len(text.lstrip()), found.end()
    named = _called(text, at)
    if named == at and text[at : at + 1] == ",":  # "Hola, Renate:"
        named = _called(text, at + 1)
        if named > at + 1 and (mark := _LAST_MARK.match(text, named)):
            return begins, mark.end()
        named = at
    mark = _MARK.match(text, named)
    return (begins, mark.end()) if mark else None


def _called(text: str, at: int) -> int:
    """The end of the words after `at` that say who is greeted."""
    for _ in range(_MOST_GREETED):
        one = _ONE.match(text, at)
        if not one or not _is_called(one.group().strip()):
            break
        at = one.end()
    return at


def _is_called(word: str) -> bool:
    parts = re.split(r"[-/]", fold(word))
    return all(part in _TO for part in parts) or (word[0].isupper() and word != "I") or not word[0].isalpha()


def _greeting(words: str, text: str, greeting: Span | None, language: str) -> tuple[int, int, str]:
    if greeting:
        mark = text[greeting[0] : greeting[1]].rstrip()[-1:]
        keeps = mark if mark in ",:!." else ""
        return *greeting, words.rstrip(",:!") + keeps
    at = len(text) - len(text.lstrip())
    if language == "de" and text[at : at + 1].isupper():
        words = words.rstrip(",") + "!"  # a German letter goes on small after a comma
    return at, at, words + ("\n\n" if text.strip() else "")


def _after_first(text: str, begins: int, ends: int) -> int | None:
    """The end of the first sentence."""
    for match in _SENTENCE.finditer(text, begins, ends):
        if not _GOES_ON.search(fold(text[max(begins, match.start() - 8) : match.start() + 1])):
            return match.end()
    return None


def body_end(text: str, begins: int) -> int:
    """Where what is said ends: before the closing, the name below and what is quoted under it."""
    end = _before_quoted(text, begins)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text[:end]) if m.group().strip() and m.end() > begins]
    last = [(max(start, begins), stop) for start, stop in lines[-_SIGNATURE:]]
    for number, (start, _) in enumerate(last):
        if all(_closing(text[a:b], first=at == 0) for at, (a, b) in enumerate(last[number:])):
            return begins + len(text[begins:start].rstrip())
    if last:
        start, stop = max(last[-1][0], last[-1][1] - _WIDE), last[-1][1]
        line = text[start:stop].rstrip()
        signed = _DASHED.search(line) or _SIGNED.search(line)
        alone = "\n" in text[begins:start] or bool(text[begins:start].strip())
        if signed and (signed.start() or (alone and start == last[-1][0])):
            end = start + signed.start()
    return begins + len(text[begins:end].rstrip())


def _closing(line: str, first: bool) -> bool:
    """Whether a line closes a letter, or where it is not the `first`, may stand below the one that does."""
    if len(line) > _WIDE:
        return False
    if not first:
        return True
    found = _CLOSED.match(fold(line.strip()))
    rest = line.strip()[found.end() :] if found else "?"
    words = re.findall(r"[^\W\d_]+", rest)
    return found is not None and len(words) <= _SIGNATURE and all(w[0].isupper() or w in _FROM for w in words)


def _before_quoted(text: str, begins: int) -> int:
    """Where a mail that is quoted below begins, with the line that says whose it is."""
    end, quoted = len(text), False
    while end > begins:
        start = text.rfind("\n", begins, end) + 1 or begins
        line = text[start:end].strip()
        if line and not line.startswith(">"):
            if quoted and line.endswith(":"):
                end = max(begins, start - 1)
            break
        quoted = quoted or line.startswith(">")
        end = start - 1
    return max(end, begins) if quoted else len(text)
