"""What is said between the lines: the learnt reader's findings, where they can be true in this case."""

from collections.abc import Iterator

from ombud.replies.guard.learnt import between
from ombud.replies.guard.sentences import Span, sentences
from ombud.replies.guard.verdict import Draft, Facts, Severity


def lines_of(plain: str, places: list[Span], draft: Draft, facts: Facts) -> Iterator[tuple[str, Severity, int, int]]:
    """The rule that a sentence of a normalised text breaks, how gravely, and where it stands; one for a sentence."""
    spans = sentences(plain, places)
    for (start, end), hints in zip(spans, between([plain[a:b] for a, b in spans]), strict=True):
        for hint in hints:
            if _possible(hint.rule, draft, facts):
                yield hint.rule, hint.severity, start, end
                break


def _possible(rule: str, draft: Draft, facts: Facts) -> bool:
    """Whether a rule can be broken here at all: nobody is sent back where nobody failed, a question for an address is
    right in private, and who decides on money may promise it."""
    if rule == "R07":
        return draft.public
    if rule == "R13":
        return "refund.issue" not in facts.permissions
    if rule == "R14":
        return bool(facts.failed_handler_names) or facts.scenario == "unsatisfied"
    return True
