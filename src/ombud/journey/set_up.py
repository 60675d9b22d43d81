"""set_up: an inbox is opened, changed, paused. It has an owner from its first minute (D01), and hours that open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ombud.inboxes.models import Inbox, Seat
from ombud.privacy.sealing import Unsealable
from ombud.team.models import Member

from .refused import Refused

# A change of these is a change of mailbox: how far the old one was heard says nothing of the new one.
PLACE = ("imap_host", "username", "folder")


@dataclass(frozen=True, slots=True)
class Wish:
    """How an inbox shall be. `week`, `country` and `holidays` as in `Inbox`; `seats` are members who work it too."""

    name: str
    brand: str
    address: str
    owner: Member
    channel: str = "mail"
    language: str = "en"
    zone: str = "UTC"
    week: tuple[tuple[tuple[str, str], ...], ...] = ((("09:00", "17:00"),),) * 5 + ((), ())
    country: str = ""
    holidays: tuple[str, ...] = ()
    receipts: bool = True
    second_reader: tuple[str, ...] = ("trainee",)
    public: bool = False
    paused: bool = False
    seats: tuple[int, ...] = ()


@transaction.atomic
def set_up(inbox: Inbox | None, wish: Wish, *, credentials: Mapping[str, Any] | None, now: datetime) -> Inbox:
    """Open a new inbox, or change one. `credentials` None keeps those that are sealed.

    Raises `Refused` (name_taken, left).
    """
    if wish.owner.left_at:
        raise Refused("left", name=wish.owner.name)
    kept = Inbox.objects.select_for_update().filter(pk=inbox.pk).first() if inbox else None
    inbox = kept or Inbox(started_at=now)
    inbox.name, inbox.brand, inbox.address, inbox.owner = wish.name, wish.brand, wish.address, wish.owner
    inbox.channel, inbox.language, inbox.zone = wish.channel, wish.language, wish.zone
    inbox.week = [[list(span) for span in day] for day in wish.week]
    inbox.country, inbox.holidays, inbox.receipts = wish.country, list(wish.holidays), wish.receipts
    inbox.second_reader = list(wish.second_reader)
    inbox.public = wish.public
    inbox.paused_at = (inbox.paused_at or now) if wish.paused else None
    if credentials is not None:
        _seal(inbox, credentials)
    try:
        with transaction.atomic():
            inbox.save()
    except IntegrityError as error:
        raise Refused("name_taken", name=wish.name) from error
    Seat.objects.filter(inbox=inbox).exclude(member__in=wish.seats).delete()
    Seat.objects.bulk_create([Seat(inbox=inbox, member_id=m) for m in wish.seats], ignore_conflicts=True)
    return inbox


def _seal(inbox: Inbox, credentials: Mapping[str, Any]) -> None:
    try:
        before = inbox.credentials
    except Unsealable:  # the installation's secret was lost: what is typed now takes its place
        before = {}
    if before and any(before.get(field) != credentials.get(field) for field in PLACE):
        inbox.cursor = ""
    inbox.seal(dict(credentials))
    # What ailed may be put right by this: it is tried anew, and told anew if it is not.
    inbox.trouble = inbox.trouble_in = inbox.trouble_detail = ""
    inbox.trouble_at = inbox.told_at = None
