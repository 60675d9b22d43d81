"""The guard's one question: may this text leave, to this reader, in this case?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ombud.languages import UNKNOWN, Detected, detect
from ombud.languages.alike import spellings
from ombud.languages.detected import NOTHING
from ombud.replies.guard import (
    asking,
    between,
    handback,
    leaks,
    leftovers,
    manner,
    phrases,
    placeholders,
    press,
    required,
    sensitive,
)
from ombud.replies.guard.addressed import without_name
from ombud.replies.guard.allowed import closes, laughs
from ombud.replies.guard.better import wordings
from ombud.replies.guard.covered import Reading, uncovered, unwrapped
from ombud.replies.guard.hers import blocks, hers, unmarked, without
from ombud.replies.guard.lexicon import LANGUAGES, lexicon
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.offered import NOBODY, missing, offered
from ombud.replies.guard.read import Read
from ombud.replies.guard.rules import CATALOGUE
from ombud.replies.guard.sentences import around, every
from ombud.replies.guard.verdict import Draft, Facts, Finding, Severity, Verdict

LONGEST: Final = 20_000

_LIKELY: Final = 0.6

# Findings with another better wording than their rule's.
_OF_ITS_OWN: Final = {"press_needs_spokesperson": "R13 press"}

_TELLING: Final = 4  # words: a stretch of hers with fewer says no more than a name does

# A finding in the normalised text: rule, entry, severity, start, end, hint, better.
_Found = tuple[str, str, Severity, int, int, str, str | None]


def fingerprint(text: str) -> str:
    """The SHA-256 of a text's UTF-8, as it stands in its verdict."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _word_lists(draft: Draft, plain: str, found: Detected) -> tuple[list[str], str]:
    """The word lists to read a text with, and the language it is surely in instead of the one it should be in.

    A text in two languages is read with both lists; one too short to tell with that of the language it looks like, too;
    one that cannot be told with all; one that is surely in a language without a list with none."""
    language = draft.language if draft.language in LANGUAGES else ""
    if draft.machine and language:
        return [language], ""
    other = manner.other_language(plain, draft.language, found)
    wrong = other if manner.told_apart(draft.language, other) else ""
    likely = found.language if other or found.confidence >= _LIKELY else ""
    chosen = list(dict.fromkeys(name for name in (language, likely, found.second) if name in LANGUAGES))
    if chosen or likely not in ("", UNKNOWN):
        return chosen, wrong
    return list(LANGUAGES), ""


def _find_anywhere(draft: Draft, facts: Facts, read: Read) -> Iterator[_Found]:
    """What must not leave whoever said it first: an open place, a fact of the case, the way back to who failed her."""
    plain = read.plain
    yield from (("R18", "r18-open", "block", start, end, "open_placeholder", None) for start, end in
                placeholders.holes(plain))  # fmt: skip
    if not draft.machine:
        yield from (("R18", "r18-undone", "block", start, end, hint, None) for hint, start, end in
                    leftovers.leftovers(plain, read.seen, facts))  # fmt: skip
    if draft.public:
        known = list(leaks.leaks(plain, facts))
        told = [spot for letters in read.letters for spot in sensitive.told(plain, letters, facts)]
        # What was found as it stands need not be told again by what it is like.
        told = [spot for spot in told if not any(spot[1] < end and start < spot[2] for _, start, end in known)]
        for kind, start, end in (*known, *told):
            yield "R12", f"r12-{kind}", "block", start, end, f"public_{kind}", None
    if draft.audience == "customer":
        for letters in read.letters:
            for start, end in handback.sent_back(plain, letters, facts):
                yield "R14", "r14-named", "block", start, end, "back_to_failed_handler", None


def _find(draft: Draft, facts: Facts, read: Read, quoting: str, found: Detected) -> Iterator[_Found]:
    """What we must not say ourselves, and what is asked of us. `quoting` is the text with her words in it."""
    plain = read.plain
    languages, other = _word_lists(draft, plain, found)
    if other:
        yield "R15", "r15-language", "warn", 0, 0, "other_language", None
    bare = without_name(phrases.without_links(plain), facts.customer_name)
    names = tuple(n for n in (facts.customer_name, *facts.named) if len(n) >= 3)
    struck: list[tuple[int, int]] = []
    said = [] if draft.machine else between.read(bare, read.lines())
    for language in languages:
        for entry, start, end in (
            hit
            for words in spellings(bare, language)
            for hit in phrases.hits(language, words, draft.public, names, draft.machine)
        ):
            if entry.needs_permission and entry.needs_permission in facts.permissions:
                continue
            if entry.rule == "R06" and required.gives_a_time(facts, bare, lexicon(language, bare)):
                continue  # "as soon as I know, and by Friday at noon" is not vague
            if entry.rule == "R17" and closes(draft.quoted):
                continue
            spared = between.spared(bare, said, entry, start, end)
            joined = entry.joins and laughs(draft.quoted)
            if spared and joined:
                continue
            severity: Severity = "warn" if spared or joined or draft.audience != "customer" else entry.severity
            struck += [(start, end)] if entry.severity == "block" else []
            yield entry.rule, entry.id, severity, start, end, entry.hint, entry.better
    if draft.public and draft.audience == "customer" and not draft.machine:
        for start, end in asking.asked_openly(plain, every(plain, read.lines())):
            yield "R07", "r07-asked", "block", start, end, "public_data_request", None
    if not draft.machine:
        for severity, start, end in press.substance(plain, read.lines(), facts, languages[0] if languages else ""):
            yield "R13", "r13-press", severity, start, end, "press_needs_spokesperson", None
        for rule, severity, start, end in between.broken(bare, said, draft, facts):
            if any(start <= a and b <= end for a, b in struck):
                continue  # the lists say more exactly which words
            if rule == "R17" and closes(draft.quoted):
                continue
            joined = rule == "R10" and laughs(draft.quoted)
            weight: Severity = severity if draft.audience == "customer" and not joined else "warn"
            yield rule, f"{rule.lower()}-between", weight, start, end, CATALOGUE[rule].reason, None
    if draft.audience == "customer" and not draft.machine:
        spoken = languages[0] if languages else ""
        register = draft.register or manner.register_of(draft.quoted, spoken)
        for hint, start, end in manner.wrong_register(plain, spoken, register):
            yield "R15", "r15-register", "warn", start, end, hint, None
        if required.asked(facts):
            for rule, hint in required.missing(draft, facts, bare, quoting, lexicon(spoken, bare) if spoken else None):
                yield rule, f"{rule.lower()}-missing", "warn", 0, 0, hint, None


def _find_listed(draft: Draft, facts: Facts, plain: str, found: Detected) -> Iterator[_Found]:
    """What the lists alone find."""
    bare = without_name(phrases.without_links(plain), facts.customer_name)
    for language in _word_lists(draft, plain, found)[0]:
        for entry, start, end in phrases.hits(language, bare, draft.public):
            if entry.rule != "R06" and (entry.needs_permission or "-") not in facts.permissions:
                severity: Severity = "warn" if entry.leans or draft.audience != "customer" else entry.severity
                yield entry.rule, entry.id, severity, start, end, entry.hint, entry.better


def _find_covered(
    draft: Draft, facts: Facts, text: str, found: Detected, better: Mapping[str, str]
) -> Iterator[Finding]:
    """What is found in words that are covered up, and behind tags and entities whatever must not leave; with places in
    `text`. What stands there openly was judged as it stands."""

    def openly(way: Reading, one: Finding) -> bool:
        return normalise(way.text[one.start : one.end]) == normalise(text[slice(*way.given(one.start, one.end))])

    shown = unwrapped(text)
    ways: list[tuple[Reading, Read, Iterator[_Found]]] = []
    if shown.text != text:
        read = Read.of(shown.text)
        ways.append((shown, read, _find_anywhere(draft, facts, read)))
    for way in uncovered(shown, text):
        read = Read.of(way.text)
        ways.append((way, read, _find_listed(draft, facts, read.plain, found)))
    for way, read, finds in ways:
        for one in _findings(read, finds, better):
            if one.start < one.end and not openly(way, one):
                start, end = way.given(one.start, one.end)
                yield replace(one, start=start, end=end, place=way.given(*one.place) if one.place else None)


def _findings(text: Read, found: Iterator[_Found], better: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings with places in the text as given, in the order of the text, none twice; with the lists' own better
    words, else those of the rule."""
    unique = list(dict.fromkeys(found))
    if not unique:
        return ()
    starts, ends = text.places()
    spans = every(text.plain, text.lines())

    def given(start: int, end: int) -> tuple[int, int]:
        some = slice(start, min(end, len(ends)))
        return min(starts[some]), max(ends[some])

    def placed(item: _Found) -> Finding:
        rule, entry, severity, start, end, hint, words = item
        words = words or better.get(_OF_ITS_OWN.get(hint, rule))
        if end <= start or not starts:
            return Finding(rule, entry, severity, 0, 0, hint, words)
        place = given(*around(spans, start, end)) if words else None
        return Finding(rule, entry, severity, *given(start, end), hint, words, place)

    return tuple(sorted(map(placed, unique), key=_order))


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.start, finding.end, finding.rule, finding.entry


def _better(draft: Draft, plain: str, found: Detected) -> Mapping[str, str]:
    """Better wordings in the language and form of address of the reply, else in those of the customer."""
    if draft.machine or draft.audience != "customer":
        return {}
    return wordings(*_tongue(draft, plain, found))


def _tongue(draft: Draft, plain: str, found: Detected) -> tuple[str, str]:
    """The language and form of address to offer words in: those of the reply where they are sure, else those that it
    should be in. Who writes English to a German customer is offered English; that it is English, R15 says."""
    language = manner.other_language(plain, draft.language, found) or draft.language
    if language not in LANGUAGES:
        language = found.language
    return language, draft.register or manner.spoken(plain, language) or manner.register_of(draft.quoted, language)


def judge(draft: Draft, facts: Facts) -> Verdict:
    """The guard's verdict on `draft` in a case with `facts`. Never raises; bounded on any text.

    A text longer than LONGEST characters is not read and does not pass (R00). A text for a handler is only warned about
    its manner (D15); its open placeholders still stop it.
    """
    sha = fingerprint(draft.text)
    if len(draft.text) > LONGEST:
        return Verdict(False, (Finding("R00", "r00-long", "block", LONGEST, len(draft.text), "too_long"),), sha)
    text = unmarked(draft.text)
    quoted = hers(draft.text, draft.quoted, draft.earlier)
    whole = Read.of(text)
    own = Read.of(without(text, quoted)) if quoted else whole
    detected = NOTHING if draft.machine and draft.language in LANGUAGES else detect(own.plain)
    better = _better(draft, own.plain, detected)
    anywhere = _findings(whole, _find_anywhere(draft, facts, whole), better)
    findings = (
        *(_repeated(found, draft.text, quoted) for found in anywhere),
        *_findings(own, _find(draft, facts, own, whole.plain, detected), better),
    )
    covered = () if draft.machine else _find_covered(draft, facts, without(text, quoted), detected, better)
    findings = tuple(sorted({*findings, *covered}, key=_order))
    if any(missing(one) or one.hint == NOBODY for one in findings):
        findings = offered(findings, draft, facts, _tongue(draft, own.plain, detected))
    return Verdict(all(f.severity != "block" for f in findings), findings, sha, _spoken(draft, own.plain, detected))


def _spoken(draft: Draft, plain: str, found: Detected) -> str:
    """The language that a person's words are surely in; what is set as quoted may be in another."""
    if draft.machine:
        return ""
    quoting = blocks(draft.text)
    if quoting:
        plain = Read.of(without(draft.text, quoting)).plain
        found = detect(plain)
    return manner.surely_in(plain, found)


def _repeated(found: Finding, text: str, quoted: Sequence[tuple[int, int]]) -> Finding:
    """A finding in words that she did write only warns: an open place that is none of ours, and a whole sentence of
    hers about who failed her. What is private stays private, whoever told it."""
    whole = next((text[start:end] for start, end in quoted if start <= found.start and found.end <= end), "")
    repeated = {
        "R14": len(unmarked(whole).split()) >= _TELLING,
        "R18": bool(whole) and not placeholders.ours(text[found.start : found.end]),
    }
    return replace(found, severity="warn") if repeated.get(found.rule) else found


def judge_note(text: str, language: str) -> Verdict:
    """A private note is warned where it calls the customer a liar or to blame (R09, D42), and never stopped."""
    read = Read.of(text[:LONGEST])
    lists = [language] if language in LANGUAGES else ["en"]
    found: Iterator[_Found] = (
        (entry.rule, entry.id, "warn", start, end, entry.hint, entry.better)
        for name in lists
        for entry, start, end in phrases.hits(name, phrases.without_links(read.plain), public=False)
        if entry.rule == "R09"
    )
    return Verdict(True, _findings(read, found, {}), fingerprint(text))
