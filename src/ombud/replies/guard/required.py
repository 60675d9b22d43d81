"""R01 to R07: what the first word to somebody who complains must contain. What is missing warns: a person decides."""

import re
from collections.abc import Iterator

from ombud.replies.guard.lexicon import Lexicon
from ombud.replies.guard.normal import fold
from ombud.replies.guard.verdict import Draft, Facts

_WORD = re.compile(r"[^\W\d_]{5,}")


def _named(name: str, folded: str) -> bool:
    words = [w for w in re.findall(r"[^\W_]+", fold(name)) if len(w) >= 2]
    return any(re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", folded) for word in words)


def missing(draft: Draft, facts: Facts, plain: str, quoting: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The rule and hint for each part that a first word does not contain.

    `plain` is the normalised text without the customer's words, `quoting` with them: repeating them meets the matter.
    """
    folded = fold(quoting)
    if facts.customer_name and not _named(facts.customer_name, folded):
        yield "R01", "name_the_customer"
    words = {w for quoted in draft.quoted for w in _WORD.findall(fold(quoted[:4000]))}
    if words and words.isdisjoint(_WORD.findall(folded)):
        yield "R02", "take_up_their_words"
    if not lexicon.shows("apology", plain):
        yield "R03", "say_sorry"
    if not lexicon.shows("next_step", plain) and not lexicon.shows("introduction", plain):
        yield "R04", "say_what_happens_next"
    people = [name for name in (facts.owner_name, facts.handler_name) if name]
    if people and not any(_named(name, folded) for name in people):
        yield "R05", "name_who_takes_care"
    said = facts.next_update_by and fold(facts.next_update_by) in folded
    if not said and not lexicon.shows("time_commitment", plain):
        yield "R06", "say_by_when"
    if draft.public and not lexicon.shows("private_channel", plain):
        yield "R07", "offer_a_private_channel"
