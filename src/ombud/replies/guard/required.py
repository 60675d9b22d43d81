"""R01 to R07: what a word to somebody who writes to us must contain. What is missing warns: a person decides."""

import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard import dates
from ombud.replies.guard.addressed import without_name
from ombud.replies.guard.ahead import ahead
from ombud.replies.guard.lexicon import Lexicon
from ombud.replies.guard.matter import meets
from ombud.replies.guard.normal import fold
from ombud.replies.guard.spelling import sounds
from ombud.replies.guard.verdict import Draft, Facts
from ombud.replies.guard.wordlike import stands_as_a_name

_ALL: Final = frozenset({"R01", "R02", "R03", "R04", "R05", "R06"})
# What is asked of an answer, by what it answers. Praise is thanked by name and in its own words; press and questions
# learn who answers and by when, unless the answer is there; only who suffered something is told that we are sorry.
PARTS: Final[dict[str, frozenset[str]]] = {
    "praise": frozenset({"R01", "R02"}),
    "press": _ALL - {"R03"},
    "question": _ALL - {"R03"},
    "suggestion": _ALL - {"R03"},
    "untold": frozenset({"R01", "R02"}),
}
_LATER: Final = frozenset({"R04", "R05", "R06"})
_NAME_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FIRST_PERSON: Final = re.compile(
    r"\b(?:I|I'll|I'm|me|my|ich|mich|mir|meine?|yo|me|mi|he|jeg|mig|min|mit|saya|aku|personally)\b|"
    r"\b(?:estoy|voy|quedo|sigo|encargo|ocupo|escribo|llamo)\b", re.IGNORECASE
)  # fmt: skip
_SIGNED: Final = re.compile(
    r"(?:\n|[.!?] ?|^)[ \t]*(?:[-–—~][ \t]*)?(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})"
    r"(?:,[^\n,]{1,60}){0,2}[ \t.]*$"
)
# A letter of one line is not signed by whom it greets.
_GREETS: Final = re.compile(
    r"(?:hello|hi|hey|dear|hallo|moin|liebe[rs]?|guten|sehr geehrte[rs]?|hola|estimad[oa]|querid[oa]|buen[oa]s|hej|kare|halo|hai|yth)\b"
)
# What stands below a reply that nobody signs.
_TEAM: Final = re.compile(
    r"\b(?:support|team|service\w*|kundeservice|kundendienst|kundenservice|care|desk|redaktion|equipo|atencion|servicio|"
    r"soporte|holdet|afdeling\w*|abteilung|tim|layanan|admin|department|office|buro|oficina|kontor\w*|customer|clientes)\b"
)


def asked(facts: Facts) -> frozenset[str]:
    """The parts that an answer in a case with `facts` must contain; none where it is not the first word."""
    if not facts.first_word:
        return frozenset()
    if facts.scenario:
        parts = PARTS.get(facts.scenario, _ALL)
        return parts if "R03" in parts or facts.handler_names or facts.next_update_by else parts - _LATER
    return _ALL if facts.kind == "complaint" else frozenset()


def named(name: str, text: str) -> bool:
    """Whether a text calls somebody by a part of the name. A name of one letter must stand there as a capital, one that
    is a word besides as an address or a name."""
    said = {
        form
        for match in _NAME_WORD.finditer(text)
        if stands_as_a_name(text, *match.span())
        for word in _taken(match.group())
        for form in sounds(word)
    }
    words = [word for match in _NAME_WORD.finditer(name) for word in _taken(match.group())]
    long = [word for word in words if len(word) >= 2]
    if not long:
        return bool(words) and re.search(rf"(?<!\w){re.escape(words[0].upper())}(?!\w|'\w)", text) is not None
    return any(not sounds(word).isdisjoint(said) for word in long)


def _taken(word: str) -> list[str]:
    """A word whole and in its parts: O'Brien is also Brien, Berg-Olsen also Olsen."""
    parts = re.split(r"['’.-]", word)
    return [word, *(part for part in parts if len(part) > 1)] if len(parts) > 1 else [word]


def missing(draft: Draft, facts: Facts, plain: str, quoting: str, lexicon: Lexicon | None) -> Iterator[tuple[str, str]]:
    """The rule and hint for each part that is asked for and not there.

    `plain` is the normalised text without the customer's words, `quoting` with them: repeating them meets the matter.
    Without a `lexicon`, apology and next step cannot be told and are not asked for.
    """
    parts = asked(facts)
    if "R01" in parts and facts.customer_name and not named(facts.customer_name, quoting):
        yield "R01", "name_the_customer"
    if "R02" in parts and draft.quoted and not meets(quoting, draft.quoted, facts):
        yield "R02", "take_up_their_words"
    if "R03" in parts and lexicon and not lexicon.shows("apology", plain):
        yield "R03", "say_sorry"
    # Who names an hour has said what happens then, in words that no list holds.
    dated = gives_a_time(facts, plain, lexicon)
    if "R04" in parts and lexicon and not dated and not _shows(lexicon, plain, "next_step", "introduction"):
        yield "R04", "say_what_happens_next"
    # Whoever is called by the customer's own name is not named by greeting her.
    if "R05" in parts and not names_somebody(draft.text, facts, without_name(quoting, facts.customer_name)):
        yield "R05", "name_who_takes_care"
    if "R06" in parts and not dated:
        yield "R06", "say_by_when"
    # Where we write again by a day, nobody need tell us anything in public.
    if (
        parts & {"R03", "R04"}
        and draft.public
        and lexicon
        and not dated
        and not _shows(lexicon, plain, "private_channel")
    ):
        yield "R07", "offer_a_private_channel"


def names_somebody(text: str, facts: Facts, quoting: str) -> bool:
    """Whether a person with a name has it: one of those on the case, or the author, who says "I" and her name, in a
    sentence or below it."""
    people = facts.named
    if not people and not facts.author_name:
        return True
    if any(named(name, quoting) for name in people) or signs(text, facts.author_name):
        return True
    return bool(facts.author_name) and named(facts.author_name, quoting) and _FIRST_PERSON.search(text) is not None


def signs(text: str, author: str = "") -> bool:
    """Whether the author says "I" and stands below it with a name."""
    signed = _SIGNED.search(text.rstrip())
    if not signed or not _FIRST_PERSON.search(text) or _GREETS.match(fold(signed["name"])):
        return False
    name = signed["name"]
    return named(author, name) if author else name[:1].isupper() and not _TEAM.search(fold(name))


def gives_a_time(facts: Facts, plain: str, lexicon: Lexicon | None) -> bool:
    """Whether the reader learns a day or an hour: the promised one, or one that can be waited for. What is told of the
    past, and opening hours, are none."""
    plain = ahead(plain, lexicon.language if lexicon else "")
    words = fold(facts.next_update_by)
    if words and words in fold(plain):
        return True
    when = dates.moment(facts.next_update_by) if words else None
    return bool(
        (when and dates.names(plain, when)) or _shows(lexicon, plain, "time_commitment") or dates.concrete(plain)
    )


def _shows(lexicon: Lexicon | None, plain: str, *signals: str) -> bool:
    return lexicon is not None and any(lexicon.shows(signal, plain) for signal in signals)
