"""From scores to a reading: which kind, how pressing, what for a person's eyes first. Pure.

Not all errors are equally bad. Danger is believed sooner than anything else, since whoever takes it for a question does
harm; abuse later than anything else, since anger is none (D06); a complaint is never below urgency 3 (D20, I2). The
words of danger and threat that the lexicons know count beside what was learnt: each may overlook what the other sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Final

from ombud.triage.kinds import COMPLAINTS, Kind, Scenario, Sentiment, own_scenario
from ombud.triage.reading import Decided, Degrees
from ombud.triage.rules import FirstReading

Scores = Mapping[str, float]

# A head says -1 for no and 1 for yes. Where each is believed was chosen on exemplars left out in turn, by topic.
DANGER: Final = -0.25
DANGER_TOLD: Final = -0.85
DANGER_DENIED: Final = 0.8  # where the words are of a thing's leg, not of somebody's
PERHAPS_DANGER: Final = -0.7
PERHAPS_SERIOUS: Final = -0.4
SERIOUS_TOLD: Final = -0.6
THREAT: Final = -0.45
THREAT_TOLD: Final = -0.8
THREAT_IN_PERIL: Final = 0.7  # whoever tells of a threat or of her own death threatens nobody
ABUSE: Final = -0.17
ABUSE_IN_A_COMPLAINT: Final = 0.3  # who is angry for a reason is not to be taken for abusive
ANGER: Final = -0.15
SPAM: Final = 0.15  # by how much it must be likelier than anything else
IDLE: Final = -0.15
SECOND: Final = -0.15
# Who tells of a danger complains, however it is put, unless next to nothing speaks for it.
_IN_DANGER: Final = {Kind.QUESTION: -0.8, Kind.SUGGESTION: -0.8, Kind.PRAISE: -0.4}
_SHARP: Final = 3.2
_PLAIN: Final = 0.5  # a threat has at least this much of abuse
_AT_ONCE: Final = frozenset({"danger", "child", "doxxing", "press_deadline"})
_PRESSING: Final = frozenset({"second_failure", "staff", "discrimination", "harassment", "money_to_live"})
_SERIOUS: Final = frozenset({Scenario.STAFF, Scenario.UNSATISFIED, Scenario.SAFETY})


def decide(scores: Scores, first: FirstReading, inside: tuple[Kind, ...] = ()) -> Decided:
    """What the scores come to. `first` is what the words alone say; `inside` are the kinds of the message's parts."""
    kind = _kind(scores)
    threat = scores["threat"] > _threat_from(first) and kind is not Kind.SPAM
    told = bool(_AT_ONCE & set(first.why))
    pressing = bool(_PRESSING & set(first.why))
    likely = DANGER_TOLD if told else DANGER_DENIED if first.harmless else DANGER
    danger = (first.peril or scores["urgent:1"] > likely) and kind is not Kind.SPAM
    if danger and (_complains(kind, first, threat) or scores["kind:complaint"] > _IN_DANGER.get(kind, 9)):
        kind = Kind.COMPLAINT
    said = (scores["abuse"] + scores["abuse:here"]) / 2  # as in posts, and as in what is written to a brand
    rude = said - (ABUSE_IN_A_COMPLAINT if kind is Kind.COMPLAINT else ABUSE)
    stone = kind is Kind.PRAISE and Kind.COMPLAINT in inside
    scenario, secondary = _scenario(kind, scores, stone)
    return Decided(
        kind=kind,
        scenario=scenario,
        secondary=secondary,
        urgency=_urgency(kind, scenario, scores, danger=danger or threat, stone=stone, told=told, pressing=pressing),
        degrees=Degrees(
            round(min(1.0, max(0.0, scores["anger:degree"])), 3),
            round(_share(max(rude, _PLAIN) if threat else rude), 3),
            round(_share(scores["spam"] if kind is Kind.SPAM else min(scores["spam"], -0.1)), 3),
        ),
        anger=scores["anger"] > ANGER,
        abuse=threat or rude > 0,
        spam=kind is Kind.SPAM,
        threat=threat,
        sentiment=_sentiment(kind, scores),
        confidence=_confidence(kind, scores),
        why=_why(kind, scenario, scores, first, danger=danger, threat=threat, stone=stone),
    )


def _threat_from(first: FirstReading) -> float:
    if first.threat:
        return THREAT_TOLD
    return THREAT_IN_PERIL if first.peril else THREAT


def _complains(kind: Kind, first: FirstReading, threat: bool) -> bool:
    """Whether a danger is told so plainly that its teller complains, unless she threatens or writes for a paper."""
    return first.peril and kind is not Kind.PRESS and not threat


def _kind(scores: Scores) -> Kind:
    """The likeliest kind; spam only where nothing else comes near, since a real customer taken for spam hears nothing
    until somebody looks."""
    best, second = sorted(Kind, key=lambda kind: scores[f"kind:{kind}"], reverse=True)[:2]
    near = scores[f"kind:{best}"] - scores[f"kind:{second}"] < SPAM
    return second if best is Kind.SPAM and near else best


def _confidence(kind: Kind, scores: Scores) -> float:
    """The share of this kind among all, which is how often it is right on exemplars left out; never below chance."""
    own = scores[f"kind:{kind}"]
    share = 1 / sum(exp(_SHARP * (scores[f"kind:{one}"] - own)) for one in Kind)
    return round(max(share, 1 / len(Kind)), 3)


def _scenario(kind: Kind, scores: Scores, stone: bool) -> tuple[Scenario, tuple[Scenario, ...]]:
    likely = sorted(COMPLAINTS, key=lambda one: -scores[f"scenario:{one}"])
    if kind is Kind.COMPLAINT:
        return likely[0], tuple(one for one in likely[1:3] if scores[f"scenario:{one}"] > SECOND)
    own = own_scenario(kind)
    if kind in (Kind.QUESTION, Kind.PRAISE) and scores["idle"] > IDLE:
        own = Scenario.NONE
    return own, (likely[0],) if stone else ()


def _urgency(
    kind: Kind, scenario: Scenario, scores: Scores, *, danger: bool, stone: bool, told: bool, pressing: bool
) -> int:
    if kind is Kind.SPAM:
        return 4
    if danger:
        return 1
    perhaps = scores["urgent:1"] > PERHAPS_DANGER or told
    if kind in (Kind.ABUSE, Kind.PRESS):
        return 2
    if kind is Kind.COMPLAINT:
        serious = scores["urgent:2"] > (SERIOUS_TOLD if pressing else 0) or scenario in _SERIOUS
        return 2 if serious or perhaps else 3
    if perhaps and scores["urgent:2"] > PERHAPS_SERIOUS:
        return 2
    return 3 if stone else 4


def _sentiment(kind: Kind, scores: Scores) -> Sentiment:
    leaning = {Sentiment.NEGATIVE: kind in (Kind.COMPLAINT, Kind.ABUSE), Sentiment.POSITIVE: kind is Kind.PRAISE}
    return max(Sentiment, key=lambda one: scores[f"sentiment:{one}"] + 0.3 * leaning.get(one, False))


def _share(score: float) -> float:
    return 1 / (1 + exp(-3 * score))


def _why(
    kind: Kind, scenario: Scenario, scores: Scores, first: FirstReading, *, danger: bool, threat: bool, stone: bool
) -> tuple[str, ...]:
    """Codes for the reasons: what the words say, as far as it was followed, and what only exemplars tell."""
    kept = set(_PRESSING) if kind is Kind.COMPLAINT else set()
    kept |= {"insult_inside", "language_not_read"} | (set(_AT_ONCE) if danger else set())
    codes = [first.why[0]] if first.kind is kind and first.why else ["like_others"]
    codes += [code for code in first.why[1:] if code in kept]
    if danger and not _AT_ONCE & set(codes):
        codes.append("press_deadline" if kind is Kind.PRESS else "danger")
    if scenario is Scenario.STAFF:
        codes.append("staff")
    if scenario is Scenario.UNSATISFIED:
        codes.append("second_failure")
    codes += [code for code, found in (("threat", threat), ("anger", scores["anger"] > ANGER)) if found]
    codes += ["complaint_inside"] if stone else []
    return tuple(dict.fromkeys(codes))
