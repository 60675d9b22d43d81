"""Reading again in full what was read in haste: what may change by it. Pure.

What people said stays, and so does what she said by the button that she pressed on our page. What the first reading
has led to already (a case) can only become a complaint; a complaint stays one. Urgency only rises, and a threat stays
until a person has looked (D03, D06, D20). What the button says takes nothing from a danger that the words tell of.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from .kinds import Kind, Scenario
from .reading import Understood


@dataclass(frozen=True, slots=True)
class Standing:
    """A reading as it stands: `corrected` are the fields that people of ours have said, `in_case` that it has
    consequences, `by_button` that its writer said what it is."""

    kind: Kind
    scenario: Scenario
    urgency: int
    language: str
    threat: bool
    confidence: float
    corrected: Set[str]
    in_case: bool
    by_button: bool


def deepened(standing: Standing, fuller: Understood) -> Understood:
    """What the reading becomes. A complaint is never below urgency 3, whatever comes together."""
    said = standing.corrected
    holds = (
        standing.by_button
        or "kind" in said
        or (fuller.kind is not Kind.COMPLAINT and (standing.in_case or standing.kind is Kind.COMPLAINT))
    )
    kind = standing.kind if holds else fuller.kind
    keeps_scenario = "scenario" in said or (holds and fuller.kind is not kind)
    secondary = fuller.secondary
    if kind is not Kind.COMPLAINT and fuller.kind is Kind.COMPLAINT and fuller.urgency == 1 and "kind" not in said:
        secondary = (Scenario.SAFETY, *(one for one in secondary if one is not Scenario.SAFETY))
    urgency = min(standing.urgency, fuller.urgency)
    if said & {"kind", "urgency"}:
        urgency = standing.urgency
    if kind is Kind.COMPLAINT:
        urgency = min(urgency, 3)
    return replace(
        fuller,
        kind=kind,
        scenario=standing.scenario if keeps_scenario else fuller.scenario,
        secondary=secondary,
        urgency=urgency,
        language=standing.language if "language" in said else fuller.language,
        threat=standing.threat if "kind" in said else standing.threat or fuller.threat,
        abuse=kind is Kind.ABUSE if holds else fuller.abuse,
        spam=kind is Kind.SPAM if holds else fuller.spam,
        confidence=standing.confidence if holds else fuller.confidence,
    )
