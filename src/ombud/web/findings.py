"""What the guard found, in words beside the text: what it is, why, and better words where there are some."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ombud.replies.guard import Finding, Verdict

TITLES: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "R00": (lambda: _("Too long to be read whole"), lambda: _("Shorten it, so that every word can be looked at.")),
    "R01": (lambda: _("The name is missing"), lambda: _("Address the customer by name.")),
    "R02": (lambda: _("What this is about is missing"), lambda: _("Take up the matter in the customer's own words.")),
    "R03": (lambda: _("No apology"), lambda: _("Say plainly that you are sorry for what happened.")),
    "R04": (lambda: _("No next step"), lambda: _("Say what happens next.")),
    "R05": (lambda: _("Nobody is named"), lambda: _("Name the person who sees to it.")),
    "R06": (lambda: _("No date"), lambda: _("Say by when you write again.")),
    "R07": (lambda: _("Asks for details in the open"), lambda: _("Offer a private way instead.")),
    "R08": (lambda: _("Makes it smaller than it was"), lambda: _("What is small to us is not small to a customer.")),
    "R09": (lambda: _("Puts the blame on the customer"), lambda: _("Take the customer's word as given.")),
    "R10": (lambda: _("Makes fun of the customer"), lambda: _("Leave the joke out.")),
    "R11": (lambda: _("Tells the customer how to feel"), lambda: _("Anger is valid. Answer what is said.")),
    "R12": (lambda: _("Tells somebody else's business"), lambda: _("Leave out what only those on the case may know.")),
    "R13": (lambda: _("Not yours to promise"), lambda: _("Say who decides, and by when the customer will know.")),
    "R14": (lambda: _("Sends the customer back to who did not help"), lambda: _("Go to somebody new yourself.")),
    "R15": (
        lambda: _("Another language or form of address"),
        lambda: _("Write in the customer's language, as the customer addresses you."),
    ),
    "R16": (lambda: _("A dead end"), lambda: _("Find the person who can help, by name.")),
    "R17": (lambda: _("Ends it without the customer"), lambda: _("Only the customer says that it is solved. Ask.")),
    "R18": (lambda: _("A gap is still open"), lambda: _("Fill in what stands in brackets, or take it out.")),
    "R19": (lambda: _("Not a real apology"), lambda: _("Say sorry for what happened, without “if” and “but”.")),
}


@dataclass(frozen=True, slots=True)
class Noted:
    """One finding for the eye. `stops` blocks sending; others are sent once their author has said so."""

    number: int
    entry: str
    stops: bool
    title: str
    why: str
    better: str
    start: int
    end: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A verdict for the page: findings in the order of the text, and the text with its marks."""

    findings: list[Noted]
    stops: int
    looks: int
    marked: SafeString


def look(verdict: Verdict, text: str, confirmed: Collection[str] = ()) -> Look:
    """The verdict on `text` in words. One finding a kind and place."""
    ordered = sorted(verdict.findings, key=lambda f: (f.start == f.end, f.start, f.severity != "block"))
    findings = [_noted(i, f, f.entry in confirmed) for i, f in enumerate(ordered, 1)]
    stops = sum(f.stops for f in findings)
    looks = sum(not f.stops and not f.confirmed for f in findings)
    return Look(findings, stops, looks, _marked(text, findings))


def _noted(number: int, finding: Finding, confirmed: bool) -> Noted:
    title, why = TITLES.get(finding.rule, (lambda: finding.rule, lambda: ""))
    stops = finding.severity == "block"
    return Noted(
        number, finding.entry, stops, title(), why(), finding.better or "", finding.start, finding.end,
        confirmed and not stops,
    )  # fmt: skip


def _marked(text: str, findings: list[Noted]) -> SafeString:
    parts: list[str] = []
    at = 0
    for finding in findings:
        if finding.start < at or finding.end <= finding.start:
            continue
        parts.append(escape(text[at : finding.start]))
        kind = "stop" if finding.stops else "look"
        parts.append(format_html('<mark class="{}">{}</mark>', kind, text[finding.start : finding.end]))
        at = finding.end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped above
