"""The rail of the desk: places with what waits there, and how each channel is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ombud.access.circle import inboxes_of
from ombud.access.rules import may
from ombud.advocacy import lists as briefs
from ombud.inboxes.models import Inbox
from ombud.incidents import lists as incidents
from ombud.incidents.looking_back import ringing as incidents_ringing
from ombud.promises import lanes, owed
from ombud.promises.lanes import Lane
from ombud.team.models import Member
from ombud.thanks.lists import STILL_OWED
from ombud.triage.lag import CAP, lag

from .door import member_of, zone_of
from .names import role_name
from .when import moment, span

SILENT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A link of the rail. `count` is ready to show, empty for none."""

    icon: str
    label: str
    url: str
    count: str = ""
    here: bool = False
    apart: bool = False
    on_phone: bool = False
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """How an inbox is: fine, silent, cut or paused, in words with a time."""

    name: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Rail:
    """Everything the rail shows; without a member only the brand."""

    brand: str
    member: Member | None
    role: str
    places: list[PlaceRow]
    channels: list[ChannelRow]
    behind: str = ""

    @property
    def alarm(self) -> str:
        """What rings, in words, where only the tabs are seen."""
        return next((place.alarm for place in self.places if place.alarm), "")


def capped(number: int) -> str:
    """A count for the eye: nothing for none, "99+" rather than a wrong number."""
    return "99+" if number > owed.CAP else str(number or "")


def channel_row(inbox: Inbox, now: datetime) -> ChannelRow:
    """Never green for a channel that has not been heard."""
    if inbox.paused_at:
        return ChannelRow(inbox.name, "paused", _("paused since %(when)s") % {"when": moment(inbox.paused_at, now)})
    if inbox.trouble:
        when = moment(inbox.trouble_at or now, now)
        return ChannelRow(inbox.name, "cut", _("cut off since %(when)s") % {"when": when})
    if inbox.heard_at is None:
        return ChannelRow(inbox.name, "silent", _("not heard yet"))
    ago = now - inbox.heard_at
    if ago < timedelta(minutes=1):
        return ChannelRow(inbox.name, "fine", _("heard just now"))
    if ago > SILENT:
        return ChannelRow(inbox.name, "silent", _("silent for %(span)s") % {"span": span(ago)})
    return ChannelRow(inbox.name, "fine", _("heard %(span)s ago") % {"span": span(ago)})


def _places(request: HttpRequest, member: Member) -> list[PlaceRow]:
    roles = member.roles
    suspected = lanes.counts(member)
    wanted = [
        ("owed", pgettext("place", "Owed"), "owed", (), capped(owed.count([member.pk])), True, False, True),
        ("cases", _("All cases"), "cases", (), "", True, False, True),
        ("incident", _("Incidents"), "incidents", (), _proposed(member), may(roles, "see_incidents"), True, False),
        ("brief", _("Briefs"), "briefs", (), _waiting(member), may(roles, "see_briefs"), False, False),
        ("heart", pgettext("place", "Thanks"), "thanks", (), _to_thank(member), True, False, False),
        ("gift", _("Perks"), "perks", (), "", may(roles, "see_perks"), False, False),
        ("spam", _("Suspected spam"), "lane", (Lane.SPAM,), capped(suspected[Lane.SPAM]), True, True, False),
        ("shield", _("Suspected abuse"), "lane", (Lane.ABUSE,), capped(suspected[Lane.ABUSE]), True, False, False),
        ("look", _("Unsure"), "lane", (Lane.UNSURE,), capped(suspected[Lane.UNSURE]), True, False, False),
        ("aside", _("Set aside"), "lane", (Lane.ASIDE,), "", True, False, False),
        ("inbox", _("Inboxes"), "inboxes", (), "", may(roles, "see_desk"), True, False),
        ("team", _("Team"), "team", (), "", may(roles, "see_desk"), False, False),
        ("out", _("Outgoing mail"), "outgoing", (), "", may(roles, "see_outgoing"), False, False),
        ("text", _("Saved replies"), "saved", (), "", may(roles, "keep_texts"), False, False),
        ("ear", _("How well we read"), "readings", (), "", may(roles, "see_readings"), False, False),
    ]
    here = request.resolver_match.view_name if request.resolver_match else ""
    rows = []
    for icon, label, name, args, count, allowed, apart, phone in wanted:
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue  # a place that this installation does not have
        at = request.path == url or (here == name and not args)
        if allowed:
            rung = _rung_for(member) if name == "incidents" else ""
            rows.append(PlaceRow(icon, label, url, count, at, apart, phone, rung))
    return rows


def _to_thank(member: Member) -> str:
    """How much praise waits for thanks in her team."""
    return capped(owed.count(owed.mates(member), among=STILL_OWED))


def _rung_for(member: Member) -> str:
    """How many alarms of early warning nobody has heeded: to be seen by whoever may see incidents."""
    if not may(member.roles, "see_incidents"):
        return ""
    number = incidents_ringing().order_by()[: owed.CAP + 1].count()
    pattern = ngettext("%(n)s alarm", "%(n)s alarms", number)
    return pattern % {"n": capped(number)} if number else ""


def _proposed(member: Member) -> str:
    """How many incidents wait for a person to say whether they are any."""
    return capped(incidents.waiting(owed.CAP + 1)) if may(member.roles, "see_incidents") else ""


def _waiting(member: Member) -> str:
    """How many briefs wait for her: for her answer, or for her to tell people what came of it."""
    return capped(briefs.waiting_for(member.pk, owed.CAP + 1)) if may(member.roles, "see_briefs") else ""


def rail_of(request: HttpRequest) -> Rail:
    """The rail for whoever is signed in: a handful of capped queries whatever the database holds."""
    member = member_of(request)
    if member is None:
        return Rail("", None, "", [], [])
    with timezone.override(zone_of(member)):
        return _rail(request, member)


def _rail(request: HttpRequest, member: Member) -> Rail:
    now = timezone.now()
    inboxes = list(inboxes_of(member).defer("settings"))
    role = next((role_name(r) for r in _by_weight(member)), "")
    return Rail(
        inboxes[0].brand if inboxes else "",
        member,
        role,
        _places(request, member),
        [channel_row(inbox, now) for inbox in inboxes],
        behind(now) if may(member.roles, "see_readings") else "",
    )


def behind(now: datetime) -> str:
    """How far reading is behind hearing, once that is more than a minute; empty as long as it keeps up."""
    late = lag(now)
    if not late.worth_saying:
        return ""
    number = f"{late.waiting}+" if late.waiting >= CAP else str(late.waiting)
    pattern = ngettext(
        "%(number)s message waits to be read, for %(span)s",
        "%(number)s messages wait to be read, the oldest for %(span)s",
        late.waiting,
    )
    return pattern % {"number": number, "span": span(late.behind)}


def _by_weight(member: Member) -> list[str]:
    order = ["community_manager", "leader", "spokesperson", "handler", "admin", "trainee"]
    return sorted(member.roles, key=order.index)
