"""The guard's one question: may this text leave, to this reader, in this case?"""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from ombud.replies.guard import handback, leaks, manner, phrases, placeholders, required
from ombud.replies.guard.lexicon import LANGUAGES, lexicon
from ombud.replies.guard.normal import normalise, places
from ombud.replies.guard.verdict import Draft, Facts, Finding, Severity, Verdict

LONGEST: Final = 20_000

_QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
_IN_MARKS = re.compile(r"[“„«»”\"]([^“”„«»\"]{3,600})[”“»«\"]")

# A finding in the normalised text: rule, entry, severity, start, end, hint, better.
_Found = tuple[str, str, Severity, int, int, str, str | None]


def fingerprint(text: str) -> str:
    """The SHA-256 of a text's UTF-8, as it stands in its verdict."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _own_words(text: str, quoted: tuple[str, ...]) -> str:
    """`text` with quoted lines and the customer's own words in quotation marks blanked, length kept: repeating is not
    saying (D21 asks for it)."""
    if ">" in text:
        text = _QUOTED_LINE.sub(lambda line: " " * len(line.group()), text)
    if quoted:
        said = [normalise(words).casefold() for words in quoted]

        def blank(match: re.Match[str]) -> str:
            inside = match.group(1)
            plain = normalise(inside).casefold().strip(" .,!?…")
            return match.group().replace(inside, " " * len(inside)) if any(plain in s for s in said) else match.group()

        text = _IN_MARKS.sub(blank, text)
    return text


def _word_lists(draft: Draft, plain: str) -> tuple[list[str], str]:
    """The word lists to read a text with, and the language it is surely in instead of the one it should be in."""
    language = draft.language if draft.language in LANGUAGES else ""
    if draft.machine and language:
        return [language], ""
    other = manner.other_language(plain, draft.language)
    chosen = [name for name in (language, other) if name in LANGUAGES]
    return chosen or ["en"], other if language else ""


def _find(draft: Draft, facts: Facts, plain: str, quoting: str) -> Iterator[_Found]:
    yield from (("R18", "r18-open", "block", start, end, "open_placeholder", None) for start, end in
                placeholders.holes(plain))  # fmt: skip
    languages, other = _word_lists(draft, plain)
    if other:
        yield "R15", "r15-language", "warn", 0, 0, "other_language", None
    bare = phrases.without_links(plain)
    names = tuple(n for n in (facts.customer_name, facts.owner_name, facts.handler_name) if len(n) >= 3)
    for language in languages:
        for entry, start, end in phrases.hits(language, bare, draft.public, names, draft.machine):
            if entry.needs_permission and entry.needs_permission in facts.permissions:
                continue
            severity: Severity = entry.severity if draft.audience == "customer" else "warn"
            yield entry.rule, entry.id, severity, start, end, entry.hint, entry.better
    if draft.public:
        yield from (("R12", f"r12-{kind}", "block", start, end, f"public_{kind}", None) for kind, start, end in
                    leaks.leaks(plain, facts))  # fmt: skip
    if draft.audience == "customer":
        for severity, start, end in handback.sent_back(plain, facts):
            yield "R14", "r14-named", severity, start, end, "back_to_failed_handler", None
        if not draft.machine:
            for hint, start, end in manner.wrong_register(plain, languages[0], draft.register):
                yield "R15", "r15-register", "warn", start, end, hint, None
            if facts.first_word and facts.kind == "complaint":
                for rule, hint in required.missing(draft, facts, plain, quoting, lexicon(languages[0])):
                    yield rule, f"{rule.lower()}-missing", "warn", 0, 0, hint, None


def _findings(text: str, plain: str, found: Iterator[_Found]) -> tuple[Finding, ...]:
    """Findings with places in the text as given, in the order of the text, none twice."""
    unique = list(dict.fromkeys(found))
    if not unique:
        return ()
    starts, ends = places(text, plain)

    def placed(item: _Found) -> Finding:
        rule, entry, severity, start, end, hint, better = item
        if end <= start or not starts:
            return Finding(rule, entry, severity, 0, 0, hint, better)
        return Finding(rule, entry, severity, starts[start], ends[min(end, len(ends)) - 1], hint, better)

    return tuple(sorted(map(placed, unique), key=lambda f: (f.start, f.end, f.rule, f.entry)))


def judge(draft: Draft, facts: Facts) -> Verdict:
    """The guard's verdict on `draft` in a case with `facts`. Never raises; bounded on any text.

    A text longer than LONGEST characters is not read and does not pass (R00). A text for a handler is only warned about
    its manner (D15); its open placeholders still stop it.
    """
    sha = fingerprint(draft.text)
    if len(draft.text) > LONGEST:
        return Verdict(False, (Finding("R00", "r00-long", "block", LONGEST, len(draft.text), "too_long"),), sha)
    text = _own_words(draft.text, draft.quoted)
    plain = normalise(text)
    quoting = normalise(draft.text) if facts.first_word and not draft.machine else plain
    findings = _findings(text, plain, _find(draft, facts, plain, quoting))
    return Verdict(all(f.severity != "block" for f in findings), findings, sha)


def judge_note(text: str, language: str) -> Verdict:
    """A private note is warned where it calls the customer a liar or to blame (R09, D42), and never stopped."""
    plain = normalise(text[:LONGEST])
    lists = [language] if language in LANGUAGES else ["en"]
    found: Iterator[_Found] = (
        (entry.rule, entry.id, "warn", start, end, entry.hint, entry.better)
        for name in lists
        for entry, start, end in phrases.hits(name, phrases.without_links(plain), public=False)
        if entry.rule == "R09"
    )
    return Verdict(True, _findings(text[:LONGEST], plain, found), fingerprint(text))
