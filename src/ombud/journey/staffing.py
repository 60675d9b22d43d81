"""staffing: who is here, for what, and how they get in. Nobody leaves with a promise still in her name (I4)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from ombud.advocacy.models import GOES_ON, Brief
from ombud.cases.models import Case
from ombud.handoffs.models import IN_HAND, Handoff
from ombud.inboxes.models import Inbox
from ombud.incidents.models import OPEN, Incident
from ombud.promises.models import DUE, Owe, Promise
from ombud.team.models import Account, Member, Post, Role

from . import raise_concern
from .circle import change_owner
from .incident import pass_on
from .refused import Refused
from .second_reader import read_by_who_is_here

FIRST = (Role.ADMIN, Role.COMMUNITY_MANAGER)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a member. The first of `languages` is the one we write to her in."""

    name: str
    email: str
    roles: frozenset[str]
    languages: tuple[str, ...] = ("en",)
    helps_with: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody still has in her name. Numbers of cases, never what they are about."""

    cases: list[int] = field(default_factory=list)
    helping: list[int] = field(default_factory=list)
    inboxes: list[str] = field(default_factory=list)
    incidents: list[int] = field(default_factory=list)
    briefs: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.cases or self.helping or self.inboxes or self.incidents or self.briefs)


@transaction.atomic
def begin(profile: Profile, *, password: str, now: datetime) -> Member:
    """The first member, with an account and every key. Raises `Refused("begun")` where somebody is here already."""
    if Account.objects.exists():
        raise Refused("begun")
    first = Profile(
        profile.name, profile.email, frozenset(FIRST), profile.languages, profile.helps_with, profile.zone
    )  # fmt: skip
    member = name_member(first, account=True, now=now)
    if member.account:
        member.account.set_password(password)
        member.account.save(update_fields=["password"])
    return member


def name_member(profile: Profile, *, account: bool, now: datetime) -> Member:
    """Somebody new on our side. Without an account she takes part by signed links. Raises `Refused("email_taken")`."""
    try:
        with transaction.atomic():
            member = Member.objects.create(
                name=profile.name, email=profile.email, languages=list(profile.languages),
                helps_with=profile.helps_with, zone=profile.zone, joined_at=now,
                account=Account.objects.create_user(profile.email) if account else None,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("email_taken") from error
    member.take_on(*map(Role, profile.roles))
    return member


@transaction.atomic
def change(member: Member, profile: Profile, *, now: datetime) -> None:
    """Change what is known of her; what she may not read first any more, somebody else reads. Raises `Refused`
    (email_taken, last_admin)."""
    if Role.ADMIN not in profile.roles:
        _not_the_last_admin(member)
    try:
        with transaction.atomic():
            member.name, member.email, member.zone = profile.name, profile.email, profile.zone
            member.languages, member.helps_with = list(profile.languages), profile.helps_with
            member.save()
            if member.account:
                member.account.email = profile.email
                member.account.save(update_fields=["email"])
    except IntegrityError as error:
        raise Refused("email_taken") from error
    Post.objects.filter(member=member).exclude(role__in=profile.roles).delete()
    member.take_on(*map(Role, profile.roles))
    read_by_who_is_here(Q(keeper=member), now)


@transaction.atomic
def give_account(member: Member) -> Account:
    """The account by which she signs in; made if she had none. Raises `Refused` (left, email_taken)."""
    member = Member.objects.select_for_update(of=("self",)).select_related("account").get(pk=member.pk)
    if member.left_at:
        raise Refused("left", name=member.name)
    if member.account is None:
        if Account.objects.filter(email__iexact=member.email).exists():
            raise Refused("email_taken")
        member.account = Account.objects.create_user(member.email)
        member.save(update_fields=["account"])
    return member.account


def held_by(member: Member) -> Held:
    """Open cases she owns, cases she has in hand, inboxes she owns, incidents and briefs that go on in her name."""
    return Held(
        list(Case.objects.filter(owner=member, ended_at=None).order_by("pk").values_list("pk", flat=True)),
        list(Handoff.objects.filter(IN_HAND, handler=member).order_by("case").values_list("case", flat=True)),
        list(Inbox.objects.filter(owner=member).values_list("name", flat=True)),
        list(Incident.objects.filter(OPEN, owner=member).order_by("pk").values_list("pk", flat=True)),
        list(Brief.objects.filter(GOES_ON, owner=member).order_by("pk").values_list("pk", flat=True)),
    )


@transaction.atomic
def leave(member: Member, *, now: datetime) -> None:
    """She is gone: her account is shut, her name stays with what she promised.

    Raises `Refused` (holds, last_admin): first her cases and inboxes go to somebody who is here.
    """
    member = Member.objects.select_for_update(of=("self",)).select_related("account").get(pk=member.pk)
    if member.left_at:
        return
    if held_by(member):
        raise Refused("holds", name=member.name)
    _not_the_last_admin(member)
    # What she still owes on cases that have ended is owed by who owns the inbox.
    readings = list(Promise.objects.filter(DUE, keeper=member, owe=Owe.READ).values_list("pk", flat=True))
    for promise in Promise.objects.filter(DUE, keeper=member).select_related("case__inbox", "message__inbox"):
        inbox = promise.case.inbox if promise.case else promise.message.inbox if promise.message else None
        if inbox:
            Promise.objects.filter(pk=promise.pk).update(keeper=inbox.owner_id)
    member.left_at = now
    member.save(update_fields=["left_at"])
    read_by_who_is_here(Q(pk__in=readings), now)  # what the inbox's owner wrote herself is read by somebody else
    if member.account_id is not None:
        Account.objects.filter(pk=member.account_id).update(is_active=False)


@transaction.atomic
def come_back(member: Member) -> None:
    """She is here again, with the roles she had."""
    Member.objects.filter(pk=member.pk).update(left_at=None)
    if member.account_id is not None:
        Account.objects.filter(pk=member.account_id).update(is_active=True)


def hand_over(member: Member, *, to: Member, by: Member, now: datetime, words: str = "") -> list[int]:
    """Give her open cases to `to`, each as `change_owner` allows, incidents and briefs. Returns the cases left."""
    for incident in Incident.objects.filter(OPEN, owner=member).order_by("pk"):
        with suppress(Refused):
            pass_on(incident, to=to, by=by, now=now)
    for brief in Brief.objects.filter(GOES_ON, owner=member).order_by("pk"):
        with suppress(Refused):
            raise_concern.pass_on(brief, to=to, by=by, now=now)
    stay: list[int] = []
    for case in Case.objects.filter(owner=member, ended_at=None).order_by("pk"):
        try:
            change_owner(case, to=to, by=by, now=now, words=words)
        except Refused:
            stay.append(case.pk)
    return stay


def lacking(members: Iterable[Member]) -> list[Role]:
    """The roles that nobody has whose absence people notice: who helps, who decides, who speaks to the press."""
    there = {role for member in members for role in member.roles}
    return [role for role in (Role.HANDLER, Role.LEADER, Role.SPOKESPERSON) if role not in there]


def _not_the_last_admin(member: Member) -> None:
    others = Post.objects.filter(role=Role.ADMIN, member__left_at=None, member__account__isnull=False).exclude(
        member=member
    )
    if member.is_(Role.ADMIN) and not others.exists():
        raise Refused("last_admin", name=member.name)
