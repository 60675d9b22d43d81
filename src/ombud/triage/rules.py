"""The plain first reading: what a message is, how pressing, and why we think so.

Not all errors are equally bad, and the rules lean accordingly: a complaint that nobody answers is the worst, so whoever
may complain, complains (D03, D20); anger is never abuse (D06); a message is spam only where nothing speaks against it.
A person corrects what this gets wrong. A later reading may replace the inside of `read`.
"""

from dataclasses import dataclass

from ombud.triage.kinds import Kind
from ombud.triage.signs import Signs, signs
from ombud.triage.weighing import complaint, weigh
from ombud.triage.words import LANGUAGES

__all__ = ["FirstReading", "Kind", "read", "told"]


@dataclass(frozen=True, slots=True)
class FirstReading:
    """A suggestion for a person to confirm or correct. `urgency` 1 to 4 (DUTIES section 5); `threat`, `spam` and
    `abuse` are suspicions; `anger` is no reproach; `safety` means somebody may be in danger; `confidence` 0 to 1 for
    the kind; `why` are reason codes. `peril`: a danger is told plainly; `harmless`: what sounds like one is of a
    thing."""

    kind: Kind
    urgency: int
    threat: bool
    spam: bool
    abuse: bool
    anger: bool
    safety: bool
    confidence: float
    why: tuple[str, ...]
    peril: bool = False
    harmless: bool = False


def _pressing(shown: Signs, kind: Kind) -> list[str]:
    """The reasons of urgency 2 (DUTIES section 5)."""
    counts = shown.counts
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
    return told(signs(text, subject, language), language)


def told(shown: Signs, language: str) -> FirstReading:
    """What the signs of a message tell of it, in `language`. Never raises."""
    counts = shown.counts
    kind, confidence, reason = weigh(shown)
    threat = counts["threat"] > 0 and kind is not Kind.SPAM
    peril = counts["peril"] > 0 and kind is not Kind.SPAM
    harmed = peril or (counts["danger"] > 0 and (kind in (Kind.COMPLAINT, Kind.ABUSE) or counts["danger"] > 1))
    exposed = counts["private"] > 0
    child = counts["child"] > 0 and (harmed or exposed or threat or counts["harass"] > 0)
    if harmed and kind in (Kind.QUESTION, Kind.SUGGESTION):
        kind, reason = Kind.COMPLAINT, "danger"
    safety = harmed or child or exposed
    anger = counts["anger"] > 0 or (shown.loud and kind is Kind.COMPLAINT)
    inside = kind is Kind.PRAISE and complaint(shown) > 0.5
    pressing = _pressing(shown, kind)
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
        peril=peril,
        harmless=counts["harmless"] > 0 and not (harmed or child or counts["fall"]),
    )
