"""What is said between the lines: the learnt reader's findings, where they can be true in this case."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ombud.replies.guard.asking import in_private
from ombud.replies.guard.learnt import Sense, between
from ombud.replies.guard.lexicon import Entry
from ombud.replies.guard.owned import owned
from ombud.replies.guard.sentences import Span, sentences
from ombud.replies.guard.spoken_of import quoted, taken_back
from ombud.replies.guard.verdict import Draft, Facts, Severity

type Read = Sequence[tuple[Span, Sense]]

# What was blotted out is no text that anybody writes: "NNNNN" reads like a scream. A name in its place reads like the
# beginning of a good letter, which it mostly is: with one, two thirds of what hurts would pass. With an initial hardly
# more passes than without any name.
_NAME: Final = re.compile(r"\bN{2,}\b")
_HERS: Final = re.compile(r"(?<![^\s(])\" \"")
# An address, blotted out: how long it was says nothing, and a long row of naughts reads like something else.
_BLOTTED: Final = re.compile(r"0{8,}")
ADDRESS: Final = "0" * 32  # as it is learnt, too


def read(plain: str, places: list[Span]) -> Read:
    """Each sentence of a normalised text with what it says between the lines."""
    spans = sentences(plain, places)
    return list(zip(spans, between([whole(plain[start:end]) for start, end in spans]), strict=True))


def whole(sentence: str) -> str:
    """A sentence as it is read: with an initial for the customer's blotted name, a sign of leaving out where her own
    words were, and every address of one length."""
    return _BLOTTED.sub(ADDRESS, _HERS.sub('"…"', _NAME.sub("N", sentence)))


def broken(plain: str, found: Read, draft: Draft, facts: Facts) -> Iterator[tuple[str, Severity, int, int]]:
    """The rule that a sentence breaks, how gravely, and where it stands; one for a sentence."""
    for (start, end), sense in found:
        for hint in sense.hints:
            if _possible(hint.rule, plain[start:end], draft, facts):
                yield hint.rule, hint.severity, start, end
                break


def spared(plain: str, found: Read, entry: Entry, start: int, end: int) -> bool:
    """Whether a word of the lists does not stop a text alone: the sentence in which it stands is far from breaking its
    rule, and the word is one that leans, or quoted; or it is farther still, and something is taken back there."""
    return any(
        (entry.rule in sense.calm and (entry.leans or quoted(plain, start, end, sentence)))
        or (entry.rule in sense.clear and taken_back(plain, sentence))
        for sentence, sense in found
        if sentence[0] <= start and end <= sentence[1]
    )


def _possible(rule: str, sentence: str, draft: Draft, facts: Facts) -> bool:
    """Whether a rule can be broken here at all: nobody is sent back where nobody failed, a question for an address is
    right in private and so is the way there, who decides on money may promise it, and who praises is neither angry nor
    waits for an end, and an apology that says what we did is one."""
    if rule == "R07":
        return draft.public and not in_private(sentence)
    if rule == "R13":
        return "refund.issue" not in facts.permissions
    if rule in ("R11", "R17"):
        return facts.scenario != "praise"
    if rule == "R19":
        return not owned(sentence)
    if rule == "R14":
        return bool(facts.failed_handler_names) or facts.scenario == "unsatisfied"
    return True
