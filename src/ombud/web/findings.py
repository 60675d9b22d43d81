"""What the guard found, in words beside the text: what it is, why, and better words where there are some."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ombud.replies.guard import Finding, Verdict
from ombud.replies.overriding import NEVER

TITLES: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "R00": (
        lambda: _("Too long to be read whole"),
        lambda: _("Shorten it, so that every word can be looked at, or send it in two."),
    ),
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
    "R18": (lambda: _("A gap is still open"), lambda: _("Fill in what is still open, or take it out.")),
    "R19": (lambda: _("Not a real apology"), lambda: _("Say sorry for what happened, without “if” and “but”.")),
}
# What some findings say more exactly than their rule.
WHYS: dict[str, Callable[[], str]] = {
    "nobodys_name": lambda: _("Nobody's name stands here. Write the customer's."),
    "choice_not_made": lambda: _("Two things at once. Leave the one that is meant."),
    "note_to_oneself": lambda: _("A note to yourself. Do what it says, and take it out."),
    "open_sentence": lambda: _("The sentence has a hole. Write what is missing."),
    "unfilled": lambda: _("Nothing is known here of this customer. Say it in other words, or write to this one apart."),
    "other_language": lambda: _(
        "This is not the language the customer writes in. Write it in that one, or ask a colleague who does."
    ),
    "mixed_register": lambda: _("It begins with one form of address and goes on with another. Keep to the customer's."),
    "too_familiar": lambda: _("The customer is addressed formally here. Change it to that."),
    "too_formal": lambda: _("The customer is addressed informally here. Change it to that."),
    "public_email": lambda: _("A mail address. In public it is everybody's."),
    "public_phone": lambda: _("A telephone number. In public it is everybody's."),
    "public_order_number": lambda: _("An order number. In public it opens the order to anybody."),
    "public_number": lambda: _("A bank, card or identity number."),
    "public_address": lambda: _("Where the customer lives."),
    "public_state": lambda: _("What the customer told of health, family, faith or work."),
    "public_word": lambda: _("What the customer told us of somebody's life: an employer, a name."),
    "public_full_name": lambda: _("The customer's whole name."),
    "public_link": lambda: _("A link that opens a page for one person alone."),
}


def title_of(rule: str) -> str:
    """What a rule is called on the page; its code where it has no words yet."""
    known = TITLES.get(rule)
    return known[0]() if known else rule


@dataclass(frozen=True, slots=True)
class Noted:
    """One finding for the eye. `stops` blocks sending; others are sent once their author has said so.

    `asks_why`: a named person may take this rule on herself in words, and here is where she writes them (once a rule);
    `because` are those words. A finding taken on stops no more. `around` is what `put` takes the place of: `better`
    as it stands there.
    """

    number: int
    entry: str
    rule: str
    stops: bool
    title: str
    why: str
    better: str
    start: int
    end: int
    words: str
    confirmed: bool
    asks_why: bool = False
    because: str = ""
    around: tuple[int, int] = (0, 0)
    put: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A verdict for the page: findings in the order of the text, and the text with its marks."""

    findings: list[Noted]
    stops: int
    looks: int
    marked: SafeString


def look(
    verdict: Verdict, text: str, confirmed: Collection[str] = (), because: Mapping[str, str] | None = None
) -> Look:
    """The verdict on `text` in words. `because` None: its author may take no rule on herself, here or at all."""
    ordered = sorted(verdict.findings, key=lambda f: (f.start == f.end, f.start, f.severity != "block"))
    ordered = _joined(ordered)
    seen: set[str] = set()
    findings = [_noted(i, f, text, f.entry in confirmed, because, seen) for i, f in enumerate(ordered, 1)]
    stops = sum(f.stops and not f.because for f in findings)
    looks = sum(not f.stops and not f.confirmed for f in findings)
    return Look(findings, stops, looks, _marked(text, findings))


def _joined(ordered: list[Finding]) -> list[Finding]:
    """Findings that stop overlapping words for the same reason, as one: one mark is enough. What is only looked at
    stays apart, for each is confirmed by itself."""
    joined: list[Finding] = []
    for finding in ordered:
        last = joined[-1] if joined else None
        stops = finding.severity == "block" and last is not None and last.severity == "block"
        if stops and last and finding.rule == last.rule and last.start <= finding.start < last.end:
            joined[-1] = replace(last, end=max(last.end, finding.end), better=last.better or finding.better)
        else:
            joined.append(finding)
    return joined


def _noted(
    number: int, finding: Finding, text: str, confirmed: bool, because: Mapping[str, str] | None, seen: set[str]
) -> Noted:
    title, why = TITLES.get(finding.rule, (lambda: finding.rule, lambda: ""))
    stops = finding.severity == "block"
    allowed = stops and because is not None and finding.rule not in NEVER
    asks = allowed and finding.rule not in seen
    if stops:
        seen.add(finding.rule)
    return Noted(
        number, finding.entry, finding.rule, stops, title(), WHYS.get(finding.hint, why)(), finding.better or "",
        finding.start, finding.end, text[finding.start : finding.end], confirmed and not stops, asks,
        because.get(finding.rule, "").strip() if allowed and because else "",
        finding.place or (finding.start, finding.end), finding.put or finding.better or "",
    )  # fmt: skip


def _marked(text: str, findings: list[Noted]) -> SafeString:
    parts: list[str] = []
    at = 0
    for finding in findings:
        if finding.start < at or finding.end <= finding.start:
            continue
        parts.append(escape(text[at : finding.start]))
        kind = "stop" if finding.stops else "look"
        parts.append(
            format_html(
                '<mark class="{}">{}</mark><i class="n-{}" data-n="{}"></i>',
                kind, text[finding.start : finding.end], kind, finding.number,
            )
        )  # fmt: skip
        at = finding.end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped above
