"""The guard asked from outside: a reply and what is told of its case, in plain fields; and what was not told.

Whoever asks need not know how a case is kept here. What a rule needs and nobody told is said (`unchecked`) rather than
guessed, and a field that cannot be used is left aside with a remark.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ombud.languages import UNKNOWN, detect
from ombud.replies.guard.handback import speaks_of_others
from ombud.replies.guard.lexicon import LANGUAGES
from ombud.replies.guard.manner import surely_in, told_apart
from ombud.replies.guard.normal import normalise
from ombud.replies.guard.press import is_spokesperson
from ombud.replies.guard.required import signs
from ombud.replies.guard.said import with_said
from ombud.replies.guard.verdict import Draft, Facts, Verdict

SCENARIOS: Final = frozenset(
    [
        "product_or_service",
        "refund",
        "staff",
        "member",
        "unsatisfied",
        "chronic",
        "safety",
        "praise",
        "question",
        "suggestion",
        "press",
    ]
)
_UNTOLD: Final = "untold"  # a scenario of which nothing is known: only name and matter are asked for
_STRINGS: Final = (
    "visibility", "scenario", "customer_name", "customer_text", "next_update_by", "author_role", "author_name",
    "language",
)  # fmt: skip
_LISTS: Final = ("handler_names", "failed_handlers", "case_sensitive")
# One language under two codes, and three letters for the five.
_SAME: Final = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "eng": "en", "deu": "de", "ger": "de", "spa": "es", "dan": "da",
    "ind": "id",
}  # fmt: skip
# What is judged by meaning, and so needs a language that is read.
_MEANT: Final = ("R08", "R09", "R10", "R11", "R13", "R16", "R17", "R19")


@dataclass(frozen=True, slots=True)
class Question:
    """A reply to judge. `told` are the fields that came with something in them."""

    draft: Draft
    facts: Facts
    told: frozenset[str]


def question(values: Mapping[str, Any]) -> tuple[Question, tuple[str, ...]]:
    """The question that the fields of a record ask, and remarks in plain words on fields that could not be used.

    Raises ValueError, in plain words, without a text."""
    text = values.get("text")
    if not isinstance(text, str):
        raise ValueError('has no "text"' if text is None else '"text" is not a string')
    remarks: list[str] = []
    words = {name: _words(values, name, remarks) for name in _STRINGS}
    lists = {name: _list(values, name, remarks) for name in _LISTS}
    may = values.get("author_may_refund")
    if may is not None and not isinstance(may, bool):
        remarks.append('"author_may_refund" is neither true nor false; read without it')
        may = None
    scenario = words["scenario"].casefold()
    if scenario and scenario not in SCENARIOS:
        remarks.append('"scenario" is none that we know; read without it')
        scenario = ""
    visibility = words["visibility"].casefold()
    if visibility not in ("", "public", "private"):
        remarks.append('"visibility" is neither public nor private; read without it')
        visibility = ""
    told = {
        name for name, value in {**words, **lists}.items() if value or (name in _LISTS and values.get(name) is not None)
    }
    told -= {"scenario", "visibility"}
    told |= {name for name, value in (("scenario", scenario), ("visibility", visibility)) if value}
    told |= {"author_may_refund"} if may is not None else set()
    said = words["customer_text"]
    draft = Draft(
        text=text, language=_language(words["language"], said, text), public=visibility == "public",
        quoted=(said,) if said.strip() else (),
    )  # fmt: skip
    facts = Facts(
        customer_name=words["customer_name"], failed_handler_names=lists["failed_handlers"],
        scenario=scenario or _UNTOLD, first_word=True, next_update_by=words["next_update_by"],
        permissions=frozenset({"refund.issue"}) if may else frozenset(), sensitive=lists["case_sensitive"],
        handler_names=lists["handler_names"], author_name=words["author_name"],
        speaks_to_press=not words["author_role"] or is_spokesperson(words["author_role"]),
    )  # fmt: skip
    if draft.public and said:  # where it was told what of it is private, her numbers are so all the same
        facts = with_said(facts, (said,), draft.language, numbers_alone="case_sensitive" in told)
    return Question(draft, facts, frozenset(told)), tuple(remarks)


def unchecked(asked: Question, verdict: Verdict) -> tuple[str, ...]:
    """The rules that lacked what they need and found nothing, in their order."""
    lacking: set[str] = set()
    told, facts = asked.told, asked.facts
    needs = {
        "R01": "customer_name", "R02": "customer_text", "R03": "scenario", "R04": "scenario", "R06": "scenario",
        "R07": "visibility", "R13": "author_may_refund",
    }  # fmt: skip
    lacking |= {rule for rule, need in needs.items() if need not in told}
    if "scenario" not in told or not (facts.named or facts.author_name or signs(asked.draft.text)):
        lacking.add("R05")
    if facts.scenario == "press" and "author_role" not in told:
        lacking.add("R13")
    if "case_sensitive" not in told and (asked.draft.public or "visibility" not in told):
        lacking.add("R12")
    if "failed_handlers" not in told or (not facts.failed_handler_names and speaks_of_others(asked.draft.text)):
        lacking.add("R14")
    if not told & {"language", "customer_text"} or not _compared(asked.draft.language, verdict.language):
        lacking.add("R15")
    if not asked.draft.text.strip():
        lacking |= set(_MEANT)
    elif not readable(asked.draft):
        lacking |= {*_MEANT, "R03", "R04"}
    return tuple(sorted(lacking - {finding.rule for finding in verdict.findings}))


def _compared(language: str, spoken: str) -> bool:
    """Whether a reply that is surely in the language `spoken` ("" where that is unclear) could be held against the one
    that it should be in."""
    if language in (UNKNOWN, *LANGUAGES):
        return language != UNKNOWN
    return bool(spoken) and (spoken == language or told_apart(language, spoken))


def readable(draft: Draft) -> bool:
    """Whether the words of a reply can be read: in one of the five languages."""
    if draft.language in LANGUAGES:
        return True
    found = detect(normalise(draft.text[:2000]))
    return found.language in (*LANGUAGES, UNKNOWN)


def _words(values: Mapping[str, Any], name: str, remarks: list[str]) -> str:
    value = values.get(name)
    if value is None or isinstance(value, str):
        return (value or "").strip() if name != "customer_text" else value or ""
    remarks.append(f'"{name}" is not a string; read without it')
    return ""


def _list(values: Mapping[str, Any], name: str, remarks: list[str]) -> tuple[str, ...]:
    value = values.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        remarks.append(f'"{name}" is not a list of strings; read without what is none')
        value = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    return tuple(dict.fromkeys(one for one in value if one.strip()))


def _language(named: str, said: str, text: str) -> str:
    """The language that the reply should be in: as it is told, else hers, else its own. Hers is known where it is one
    of the five, or surely another."""
    if named:
        code = named.casefold().replace("_", "-").split("-")[0]
        return _SAME.get(code, code)
    for words in (said, text):
        plain = normalise(words[:2000])
        found = detect(plain)
        if words.strip() and found.language != UNKNOWN:
            unsure = words is said and found.language not in LANGUAGES and not surely_in(plain, found)
            return UNKNOWN if unsure else found.language
    return UNKNOWN
