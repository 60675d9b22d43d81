"""Which kind of message the signs speak for, and how loudly.

Each class of words has a weight for or against a kind. Not all errors are equally bad, so the order of the questions
and the weights lean one way: a complaint that nobody answers is the worst (D03, D20), anger is never abuse (D06), and
spam needs several independent signs and nothing that a customer would say.
"""

from collections.abc import Mapping
from typing import Final

from ombud.triage.kinds import Kind
from ombud.triage.signs import Signs

# Something went wrong, in plain words.
_WRONG: Final = {"trouble": 2, "danger": 2, "staff": 2, "hate": 2, "harass": 2, "private": 2, "praise_denied": 2}
# Something is asked of us because it did.
_OPEN: Final = {"demand": 2.0, "soft": 1.5, "again": 1.0, "need": 1.0, "anger": 1.3}
# What people say around it: what was not, since when, what else they had expected.
_AROUND: Final = {"doubt": 1.0, "lack": 0.7, "since": 0.7, "but": 0.6, "mine": 0.4}
_MOST_AROUND: Final = {"doubt": 4, "lack": 3, "since": 2, "but": 2, "mine": 2}
_PRAISE: Final = {"praise": 2.0, "warm": 0.5, "solved": 1.0}
_SPAM: Final = {"spam": 1.5, "offer": 1.0, "bait": 1.0, "hurry": 1.0, "yours": 1.0}
_MOST_SPAM: Final = {"spam": 3, "offer": 2, "bait": 2, "hurry": 1, "yours": 1}
# Whoever asks is asking only where hardly anything speaks of trouble; a subject that says "question" is believed more.
_ENOUGH: Final = 1.05
_ENOUGH_ASKED: Final = 2.2
_SHORT: Final = 6
_BRIEF: Final = 40


def _sum(signs: Signs, weights: Mapping[str, float], most: Mapping[str, int] | None = None) -> float:
    counts = signs.counts
    if most is None:
        return sum(weight * counts[sort] for sort, weight in weights.items())
    return sum(weight * min(counts[sort], most[sort]) for sort, weight in weights.items())


def wrong(signs: Signs) -> float:
    """How plainly something went wrong."""
    rude = 2 if signs.counts["people"] and signs.counts["rude"] else 0
    return _sum(signs, _WRONG) + rude


def complaint(signs: Signs) -> float:
    """How much speaks for a complaint."""
    return wrong(signs) + _sum(signs, _OPEN) + _sum(signs, _AROUND, _MOST_AROUND)


def praise(signs: Signs) -> float:
    """How much speaks for praise; thanks in the subject are meant."""
    first = signs.first
    meant = 2 if (first["praise"] or first["warm"]) and not first["trouble"] else 0
    return _sum(signs, _PRAISE) + meant


def _spam(signs: Signs) -> float:
    """How much speaks for spam; nothing does where a customer speaks of what is his."""
    counts = signs.counts
    if counts["mine"] or counts["anger"] or counts["staff"] or counts["danger"] or counts["again"]:
        return 0.0
    evidence = _sum(signs, _SPAM, _MOST_SPAM) + min(signs.links, 2) + 0.5 * signs.loud
    return evidence + 0.75 * min(signs.sums, 2) - 0.75 * min(3, counts["trouble"] + counts["demand"]) - counts["soft"]


def _is_spam(signs: Signs, score: float) -> bool:
    counts = signs.counts
    sorts = sum(counts[sort] > 0 for sort in _SPAM) + (signs.links > 0) + (signs.sums > 0)
    told = counts["spam"] or (signs.links and counts["bait"])
    return score >= 3 and bool(told) and (sorts >= 2 or counts["spam"] >= 2)


def _is_customer(signs: Signs) -> bool:
    """Somebody speaks of an order, of a wait, or asks politely: anger with that beside it is a complaint."""
    return any(signs.counts[sort] for sort in ("mine", "soft", "again", "since"))


def _is_press(signs: Signs) -> bool:
    hits = signs.counts["press"]
    return hits >= 2 or (hits == 1 and signs.counts["deadline"] > 0 and not signs.counts["trouble"])


def _is_praise(signs: Signs, good: float, bad: float) -> bool:
    """Praise, though it may tell of a trouble that is over: nothing is asked for, and somebody is thanked."""
    counts = signs.counts
    if good < 2 or counts["praise_denied"]:
        return False
    if good >= bad + 2 * min(1, counts["danger"]):
        return True
    over = not any(counts[sort] for sort in ("demand", "soft", "need", "danger")) and good >= 2 * counts["anger"] + 2
    return over and good + 1.5 * counts["solved"] >= bad - counts["trouble"]


def weigh(signs: Signs) -> tuple[Kind, float, str]:
    """The kind, how sure (0 to 1), and the reason code."""
    counts = signs.counts
    bad, good, junk = complaint(signs), praise(signs), _spam(signs)
    plain = wrong(signs) + 2 * counts["demand"]
    ideas = 2 * counts["idea"] + 2 * signs.first["idea"]
    if _is_spam(signs, junk):
        return Kind.SPAM, min(0.95, 0.4 + 0.1 * junk), "spam_words"
    if _is_press(signs):
        return Kind.PRESS, min(0.95, 0.5 + 0.15 * counts["press"]), "press_words"
    if counts["threat"] and not plain:
        return Kind.ABUSE, 0.7, "threat"
    if counts["insult"] and not plain and not _is_customer(signs) and bad - counts["anger"] <= 2.5:
        return Kind.ABUSE, 0.6, "insult"
    if not signs.first["idea"] and _is_praise(signs, good, bad):
        return Kind.PRAISE, min(0.95, 0.5 + 0.1 * max(0.0, good - bad)), "praise_words"
    if ideas and not counts["danger"] and not counts["demand"] and ideas + 1 >= bad:
        return Kind.SUGGESTION, min(0.9, 0.5 + 0.1 * max(0.0, ideas - bad)), "idea_words"
    if plain or bad >= (_ENOUGH_ASKED if signs.first["asks"] else _ENOUGH):
        return Kind.COMPLAINT, min(0.95, 0.5 + 0.08 * bad), "trouble_words" if plain else "doubt_words"
    if signs.asking or counts["asks"]:
        return Kind.QUESTION, min(0.9, 0.5 + 0.1 * signs.asking), "asks"
    if counts["would"] and bad < 1 and not signs.asking:
        return Kind.SUGGESTION, 0.4, "wish"
    if not counts["but"] and good >= (1 if bad or signs.words > _BRIEF else 0.5) and good >= bad:
        return Kind.PRAISE, 0.5, "thanks"
    if bad:
        return Kind.COMPLAINT, 0.45, "doubt_words"
    if signs.words < _SHORT:
        return Kind.QUESTION, 0.3, "too_short"
    return Kind.COMPLAINT, 0.3, "unsure"
