"""What is offered where a part is missing: words filled with what is known of the case, and where they belong."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ombud.replies.guard import handback, leaks, sensitive
from ombud.replies.guard.belongs import belongs
from ombud.replies.guard.better import frames
from ombud.replies.guard.cited import cited
from ombud.replies.guard.normal import fold, normalise
from ombud.replies.guard.verdict import Draft, Facts, Finding
from ombud.replies.texts.names import greeting_name

# The parts whose words are made of one person's case: they are for nobody else's letter.
FILLED: Final = frozenset({"R01", "R02", "R05"})
NOBODY: Final = "nobodys_name"
_MARK: Final = re.compile(r"[ \t]?[,:!.]")


def offered(found: Sequence[Finding], draft: Draft, facts: Facts, tongue: tuple[str, str]) -> tuple[Finding, ...]:
    """`found` with words for what is missing, in this language and form of address, and where they belong."""
    return tuple(
        _with_words(one, draft, facts, tongue)
        if missing(one)
        else _greeted(one, draft, facts, tongue)
        if one.hint == NOBODY
        else one
        for one in found
    )


def missing(finding: Finding) -> bool:
    """Whether a finding says that something is not there."""
    return finding.entry.endswith("-missing")


def hers_alone(finding: Finding) -> bool:
    """Whether the words offered are made of one person's case, or her name."""
    return finding.hint == NOBODY or (finding.rule in FILLED and missing(finding))


def _greeted(finding: Finding, draft: Draft, facts: Facts, tongue: tuple[str, str]) -> Finding:
    """A greeting of nobody, with a greeting by her name in its place; what else of nobody's stands there is left to be
    filled in."""
    text = draft.text
    words = None if text[: finding.start].strip() else next(_filled("R01", draft, facts, frames(*tongue)), None)
    if words is None or draft.audience != "customer":
        return finding
    mark = _MARK.match(text, finding.end)
    return replace(finding, better=words, place=(finding.start, mark.end() if mark else finding.end), put=words)


def _with_words(finding: Finding, draft: Draft, facts: Facts, tongue: tuple[str, str]) -> Finding:
    words = finding.better
    if finding.rule in FILLED:
        words = next(_filled(finding.rule, draft, facts, frames(*tongue)), None)
    if words is None:
        return finding
    start, end, put = belongs(finding.rule, words, draft.text, tongue[0])
    return replace(finding, better=words, place=(start, end), put=put)


def _filled(rule: str, draft: Draft, facts: Facts, known: Mapping[str, str]) -> Iterator[str]:
    """Sentences for a missing part that may leave here, the best first."""
    sentences: Iterable[str] = ()
    if not known:
        return
    if rule == "R01":
        sentences = (known["R01"].replace("{name}", name) for name in _called(facts.customer_name, draft.public))
    elif rule == "R02":
        frame = known["R02 praise" if facts.scenario == "praise" else "R02"]
        sentences = (frame.replace("{words}", words) for words in cited(draft.quoted, facts))
    elif name := takes_care(facts):
        frame = known["R05" if _same(name, facts.author_name) else "R05 another"]
        sentences = (frame.replace("{name}", name),)
    yield from (words for words in sentences if _may_leave(words, draft, facts))


def _called(name: str, public: bool) -> Iterator[str]:
    """How she is greeted; in public by her first name where the whole one is nobody's business."""
    whole = greeting_name(name)
    whole = whole.upper() if len(whole) == 1 else whole
    if whole:
        yield whole
        if public and " " in whole:
            yield whole.split()[0]


def takes_care(facts: Facts) -> str:
    """Whom to name: the author if it is hers or nobody else's, else who helps, else the owner; never who failed."""
    people = [one for one in (facts.handler_name, *facts.handler_names, facts.owner_name) if one]
    if facts.author_name and (not people or any(_same(one, facts.author_name) for one in people)):
        people = [facts.author_name, *people]
    helping = (name for one in people if not any(_same(one, failed) for failed in facts.failed_handler_names)
               and (name := greeting_name(one)))  # fmt: skip
    return next(helping, "")


def _same(one: str, other: str) -> bool:
    return fold(normalise(one)) == fold(normalise(other))


def _may_leave(words: str, draft: Draft, facts: Facts) -> bool:
    """Whether these words tell nothing in public that is nobody's business, and send nobody back."""
    plain = normalise(words)
    if next(iter(handback.sent_back(plain, plain, facts)), None):
        return False
    if not draft.public:
        return True
    return not any(leaks.leaks(plain, facts)) and not any(sensitive.told(plain, plain, facts))
