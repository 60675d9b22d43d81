"""The plain first reading: what a message is, how pressing, and why we think so.

Not all errors are equally bad, and the rules lean accordingly: a complaint that nobody answers is the worst, so whoever
may complain, complains (D03, D20); anger is never abuse (D06); a message is spam only where nothing speaks against it.
A person corrects what this gets wrong. A later reading may replace the inside of `read`.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ombud.triage.words import LANGUAGES, cut, heard

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_SHORT: Final = 6


class Kind(StrEnum):
    """What a message is."""

    COMPLAINT = "complaint"
    PRAISE = "praise"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRESS = "press"
    SPAM = "spam"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class FirstReading:
    """A suggestion for a person to confirm or correct. `urgency` 1 to 4 (DUTIES section 5); `threat`, `spam` and
    `abuse` are suspicions; `anger` is no reproach; `safety` means somebody may be in danger; `confidence` 0 to 1 for
    the kind; `why` are reason codes."""

    kind: Kind
    urgency: int
    threat: bool
    spam: bool
    abuse: bool
    anger: bool
    safety: bool
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a text shows."""

    counts: Counter[str]
    asking: int
    words: int
    links: int
    loud: bool

    @property
    def trouble(self) -> int:
        """Plain signs of something that went wrong."""
        counts = self.counts
        return sum(
            counts[sort] for sort in ("trouble", "danger", "staff", "hate", "harass", "private", "praise_denied")
        )

    @property
    def complaint(self) -> float:
        """How much speaks for a complaint."""
        counts = self.counts
        rude = 2 if counts["people"] and counts["rude"] else 0
        return 2 * self.trouble + counts["doubt"] + counts["again"] + counts["need"] + rude + counts["anger"]

    @property
    def praise(self) -> float:
        """How much speaks for praise."""
        return 2 * self.counts["praise"] + 0.5 * self.counts["warm"]


def _signs(text: str, subject: str, language: str) -> _Signs:
    spoken = language if language in LANGUAGES else "en"
    words = cut(text)
    counts = heard(words, spoken)
    if subject:
        counts += heard(cut(subject), spoken)
    whole = f"{subject} {text}" if subject else text
    letters = [c for c in text[:2000] if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    loud = "!!" in whole or "?!" in whole or "??" in whole or (len(letters) > 20 and capitals > 0.6 * len(letters))
    return _Signs(counts, whole.count("?") + counts["asks"], len(words), len(_LINK.findall(whole)), loud)


def _is_spam(signs: _Signs) -> bool:
    hits = signs.counts["spam"]
    return (hits >= 2 or (hits == 1 and signs.links >= 2)) and not signs.trouble


def _is_press(signs: _Signs) -> bool:
    hits = signs.counts["press"]
    return hits >= 2 or (hits == 1 and signs.counts["deadline"] > 0 and signs.trouble == 0)


def _kind(signs: _Signs) -> tuple[Kind, float, str]:
    """The kind, how sure, and the reason code."""
    counts, complaint, praise = signs.counts, signs.complaint, signs.praise
    if _is_spam(signs):
        return Kind.SPAM, min(0.95, 0.5 + 0.15 * counts["spam"]), "spam_words"
    if _is_press(signs):
        return Kind.PRESS, min(0.95, 0.5 + 0.15 * counts["press"]), "press_words"
    if counts["insult"] and not counts["trouble"] and not counts["danger"] and complaint <= 2:
        return Kind.ABUSE, 0.6, "insult"
    if counts["threat"] and not counts["trouble"]:
        return Kind.ABUSE, 0.7, "threat"
    if praise >= 2 and praise >= complaint and not counts["praise_denied"]:
        return Kind.PRAISE, min(0.95, 0.5 + 0.1 * (praise - complaint)), "praise_words"
    if signs.trouble or complaint >= 3:
        if counts["idea"] and complaint <= 2 and not counts["danger"]:
            return Kind.SUGGESTION, 0.5, "idea_words"
        return Kind.COMPLAINT, min(0.95, 0.5 + 0.08 * complaint), "trouble_words"
    if counts["idea"]:
        return Kind.SUGGESTION, min(0.9, 0.6 + 0.1 * counts["idea"]), "idea_words"
    if signs.asking and complaint < 1:
        return Kind.QUESTION, min(0.9, 0.5 + 0.1 * signs.asking), "asks"
    if praise and praise >= complaint:
        return Kind.PRAISE, 0.5, "thanks"
    if complaint:
        return Kind.COMPLAINT, 0.45, "doubt_words"
    if signs.words < _SHORT:
        return Kind.QUESTION, 0.3, "too_short"
    return Kind.COMPLAINT, 0.3, "unsure"


def _pressing(signs: _Signs, kind: Kind) -> list[str]:
    """The reasons of urgency 2 (DUTIES section 5)."""
    counts = signs.counts
    reasons = {
        "second_failure": counts["again"] > 0,
        "staff": counts["staff"] > 0 or (counts["people"] > 0 and counts["rude"] > 0),
        "discrimination": counts["hate"] > 0,
        "harassment": counts["harass"] > 0,
        "money_to_live": counts["need"] > 0,
    }
    return [code for code, found in reasons.items() if found and kind is Kind.COMPLAINT]


def read(text: str, subject: str, language: str) -> FirstReading:
    """The first reading of what a person wrote now (quotes stripped) in `language` (ISO 639-1 or "unknown").

    A text in a language we have no lists for is read for what it shows, and is a complaint where it shows nothing.
    Never raises.
    """
    signs = _signs(text, subject, language)
    counts = signs.counts
    kind, confidence, reason = _kind(signs)
    threat = counts["threat"] > 0 and kind is not Kind.SPAM
    harmed = counts["danger"] > 0 and (kind in (Kind.COMPLAINT, Kind.ABUSE) or counts["danger"] > 1)
    exposed = counts["private"] > 0
    child = counts["child"] > 0 and (harmed or exposed or threat or counts["harass"] > 0)
    if harmed and kind in (Kind.QUESTION, Kind.SUGGESTION):
        kind, reason = Kind.COMPLAINT, "danger"
    safety = harmed or child or exposed
    anger = counts["anger"] > 0 or (signs.loud and kind is Kind.COMPLAINT)
    inside = kind is Kind.PRAISE and signs.complaint > 0
    pressing = _pressing(signs, kind)
    at_once = {
        "threat": threat,
        "danger": harmed,
        "child": child,
        "doxxing": exposed,
        "press_deadline": kind is Kind.PRESS and counts["deadline"] > 0,
    }
    why = [reason, *(code for code, found in at_once.items() if found), *pressing]
    why += [code for code, found in (("anger", anger), ("complaint_inside", inside)) if found]
    why += ["insult_inside"] if counts["insult"] and kind is not Kind.ABUSE else []
    why += [] if language in LANGUAGES else ["language_not_read"]
    if kind is Kind.SPAM:
        urgency = 4
    elif any(at_once.values()):
        urgency = 1
    elif pressing or kind in (Kind.PRESS, Kind.ABUSE):
        urgency = 2
    else:
        urgency = 3 if kind is Kind.COMPLAINT or inside else 4
    return FirstReading(
        kind=kind,
        urgency=urgency,
        threat=threat,
        spam=kind is Kind.SPAM,
        abuse=kind is Kind.ABUSE,
        anger=anger,
        safety=safety,
        confidence=round(confidence if language in LANGUAGES else min(confidence, 0.4), 2),
        why=tuple(dict.fromkeys(why)),
    )
