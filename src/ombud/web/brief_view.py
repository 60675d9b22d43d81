"""One brief for the eye: the sheet as its leader reads it, what is lacking or due, whom it quotes, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.access.rules import may
from ombud.advocacy import lists, paper
from ombud.advocacy.links import preview_url
from ombud.advocacy.models import Brief, Happening
from ombud.advocacy.rules import Status, lacking, status
from ombud.advocacy.sheet import Sheet, sheet_of
from ombud.advocacy.voices import LOST
from ombud.journey.raise_concern import as_it_stands, manner
from ombud.journey.tell_outcome import waiting
from ombud.promises.owed import on_case
from ombud.replies.models import Outgoing
from ombud.team.models import Member

from . import signs
from .brief_acts import offered
from .brief_names import ICONS, chip_of, happened, lacks, status_name, title_of
from .brief_rows import due_of, told_words
from .findings import TITLES
from .incident_names import title_of as incident_title
from .names import language_name
from .said import plain, quoted
from .when import moment

LINES = 40
LONGEST = 2000  # of a quote, which stands in a brief of one page


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Words that somebody was asked about, and what she said. Whose they are only those on her case see (D23), and the
    words themselves nobody else before her yes. `open`: whoever looks sees what is to be said about it."""

    number: int
    words: str
    lang: str
    whose: str
    state: str
    kind: str
    translation: str
    translated_by: str
    open: bool


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief as the page shows it."""

    id: int
    title: str
    sheet: Sheet
    status: str
    chip: str
    says: str
    back: tuple[str, str]
    draft: bool
    keeps: bool
    reads: bool
    preview: str
    paper: bool
    lacking: list[str]
    look: list[tuple[str, str, str]]
    quotes: list[QuoteRow]
    due: str
    due_line: str
    clock: SafeString
    late: bool
    letter: str
    answers: list[tuple[str, str, str]]
    told: str
    untold: list[str]
    owner: str
    owner_sign: SafeString
    happened: list[tuple[SafeString, str, str]]
    main: tuple[str, str] | None
    acts: list[tuple[str, str]]


def brief_view(brief: Brief, member: Member, now: datetime) -> BriefView:
    """Everything on the page, in a constant number of queries."""
    label, keeps = status(brief), may(member.roles, "keep_briefs")
    draft = label is Status.DRAFT
    wanting = lacking(as_it_stands(brief), now) if draft else ()
    when, due = due_of(brief, now)
    told, left, spared = lists.told([brief.pk])[brief.pk]
    acts = offered(brief, member)
    first = _first(brief, label, wanting, left, {name for name, _url, _label in acts})
    return BriefView(
        brief.pk, title_of(brief), sheet_of(brief, now), status_name(label), chip_of(label), _says(brief, label, now),
        _back(brief), draft, keeps, brief.to_id == member.pk and bool(brief.sent_at) and not brief.read_at,
        preview_url(brief, now) if keeps and not brief.withdrawn_at else "", paper.can_be_made(),
        [lacks(code, brief.leader_name) for code in wanting], _look(brief) if draft else [],
        _quotes(brief, member, now), due, _due_line(brief, now),
        signs.clock(when.clock, when.left, "large") if when else signs.clock("todo", 0, "large"),
        bool(when and when.clock == "late"), _letter(brief.letter), _answers(brief, now), _told(told, left, spared),
        _untold(brief, left), brief.owner.name, signs.who(brief.owner.name, "ours", "large"), _happened(brief, now),
        next(((url, text) for name, url, text in acts if name == first), None),
        [(url, text) for name, url, text in acts if name != first],
    )  # fmt: skip


def _first(brief: Brief, label: Status, wanting: tuple[str, ...], left: int, may_do: set[str]) -> str:
    """The one act that should be next."""
    wanted = {
        Status.DRAFT: "" if wanting else "send",
        Status.YES: "outcome" if left else "close",
        Status.NO: "outcome" if left else "close",
    }.get(label, "answer")
    return wanted if wanted in may_do else ""


def _says(brief: Brief, label: Status, now: datetime) -> str:
    if label is Status.DRAFT:
        return _("Nobody has it yet. From sending on, its words and figures stand still.")
    if label is Status.WITHDRAWN:
        return _("Withdrawn: “%(words)s”") % {"words": brief.withdrawn}
    if brief.read_at:
        return _("Read by %(name)s %(when)s.") % {"name": brief.leader_name, "when": moment(brief.read_at, now)}
    sent = moment(brief.sent_at, now) if brief.sent_at else ""
    return _("Sent %(when)s. %(name)s has not read it yet.") % {"name": brief.leader_name, "when": sent}


def _back(brief: Brief) -> tuple[str, str]:
    if brief.incident:
        return reverse("incident", args=[brief.incident.pk]), incident_title(brief.incident)
    return reverse("briefs"), _("Briefs")


def _look(brief: Brief) -> list[tuple[str, str, str]]:
    """Words that would hurt those who read it: the words, what it is, why. Never in the way (D15)."""
    return [(words, TITLES[found.rule][0](), TITLES[found.rule][1]()) for words, found in manner(brief)]


def _quotes(brief: Brief, member: Member, now: datetime) -> list[QuoteRow]:
    asked = list(lists.quotes(brief))
    hers = on_case(member, [one.case_id for one in asked])
    rows = []
    for one in asked:
        allows, at = getattr(one, "allows", None), getattr(one, "said_at", None)
        said, on_it = moment(at, now) if at else "", one.case_id in hers
        if allows:
            state, kind = _("allowed %(when)s") % {"when": said}, "kept"
        elif not on_it:
            state, kind = _("asked %(when)s") % {"when": moment(one.asked_at, now)}, "todo"
        elif allows is None:
            state, kind = _("asked %(when)s, no answer yet") % {"when": moment(one.asked_at, now)}, "todo"
        else:
            state, kind = _("not allowed, %(when)s: nobody sees it") % {"when": said}, "no"
        whose = plain(one.case.person.called) if on_it else _("Somebody")
        shown = bool(allows) or (on_it and allows is None)
        words, means = (one.words, one.translation) if shown else ("", "")
        by = one.translated_by.name if one.translated_by and means else ""
        words = quoted(words, one.language, LONGEST)
        rows.append(QuoteRow(one.pk, words, one.language, whose, state, kind, means, by, shown))
    return rows


def _due_line(brief: Brief, now: datetime) -> str:
    if brief.tell_promise and brief.tell_promise.due:
        return _("everybody who complained hears what came of it by %(when)s") % {
            "when": moment(brief.tell_promise.due_at, now)
        }  # fmt: skip
    if brief.answer_promise and brief.answer_promise.due:
        return _("%(name)s answers by %(when)s; a reminder goes out before") % {
            "name": brief.leader_name, "when": moment(brief.answer_promise.due_at, now)
        }  # fmt: skip
    return ""


def _letter(letter: Outgoing | None) -> str:
    """What has become of the letter, where it is not simply there."""
    if letter is None or (letter.sent_at and not letter.bounced_at):
        return ""
    if letter.bounced_at or letter.failed_at:
        return _("The mail to %(address)s did not arrive. Correct the address with “Send again…”.") % {
            "address": letter.to_address
        }  # fmt: skip
    return _("The mail to %(address)s is still on its way.") % {"address": letter.to_address}


def _answers(brief: Brief, now: datetime) -> list[tuple[str, str, str]]:
    said = {"yes": _("Yes"), "no": _("No"), "later": _("Later, by %(when)s")}
    return [
        (said[a.said] % {"when": moment(a.until, now) if a.until else ""}, a.words, moment(a.at, now))
        for a in brief.answers.all()
    ]  # fmt: skip


def _told(told: int, left: int, spared: int) -> str:
    parts = [told_words(told, left)]
    if spared:
        pattern = ngettext("%(n)d who wants no word of us", "%(n)d who want no word of us", spared)
        parts.append(pattern % {"n": spared})
    return " · ".join(part for part in parts if part)


def _untold(brief: Brief, left: int) -> list[str]:
    """In which languages people wait, and what keeps the word from some of them."""
    if not left or not brief.decision_id:
        return []
    lines = [
        _("%(language)s: %(people)s") % {"language": language_name(code), "people": people}
        for code, people in waiting(brief).items()
    ]
    lost = brief.voices.filter(LOST).count()
    if lost:
        lines.append(
            ngettext(
                "%(n)d letter did not arrive. Tell everybody again: who has no other address cannot be reached.",
                "%(n)d letters did not arrive. Tell everybody again: who has no other address cannot be reached.", lost,
            ) % {"n": lost}
        )  # fmt: skip
    stopped = brief.voices.filter(told_at=None, spared="", trouble="guard_stops").count()
    if stopped:
        lines.append(
            ngettext(
                "%(n)d letter was stopped by the guard: change the words.",
                "%(n)d letters were stopped by the guard: change the words.", stopped,
            ) % {"n": stopped}
        )  # fmt: skip
    return lines


def _happened(brief: Brief, now: datetime) -> list[tuple[SafeString, str, str]]:
    lines = Happening.objects.filter(brief=brief).select_related("by").order_by("-pk")[:LINES]
    return [
        (signs.icon(ICONS.get(line.what, "owed"), "icon-small"), happened(line, now), moment(line.at, now))
        for line in lines
    ]
