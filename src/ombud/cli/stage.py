"""The demo's stage: the demo community's letters are heard, and its team acts, through the same journey as in life.

Time is travelled: each letter is heard at the minute it was sent, the clock of promises runs in between, and nothing is
written into the database but by the journey.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from ombud.channels.registry import get
from ombud.conversations.models import Message
from ombud.demo import acts
from ombud.demo.mails import age_of, letters, mails
from ombud.demo.people import INBOXES, TEAM, DemoInbox
from ombud.demo.saved import saved_replies
from ombud.demo.script import script
from ombud.inboxes.health import heard_well
from ombud.inboxes.models import Inbox, Seat
from ombud.journey.follow_up import keep_clock
from ombud.journey.hear import hear
from ombud.journey.save_text import save_text
from ombud.team.models import Account, Member, Role
from ombud.worker.due import do_all

from .play import AskAgain, Play
from .play_briefs import PlayBriefs
from .play_incident import PlayIncident
from .play_thanks import PlayThanks

TICK = timedelta(hours=2)
BEHIND = 100_000  # of what happens in the same minute, last
SOON = timedelta(hours=1, minutes=30)
PROMISING = acts.Reply | acts.HandOff | acts.Enquire
# Letters whose promise the play breaks on purpose.
LATE = frozenset({"066-dittmer-bis-freitag", "016-nair-charged-twice"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that happens on the stage at `at`: a letter arrives, or somebody acts."""

    at: datetime
    order: int
    letter: tuple[str, bytes] | None = None
    act: acts.Act | None = None
    step: Callable[[datetime], None] | None = None


def people_there() -> bool:
    """Whether the play has been performed."""
    return (settings.HOME / "performed").exists()


def perform(progress: Callable[[int, int], None]) -> None:
    """Set the stage and play everything up to now. `progress` is told how much of it is done."""
    now = timezone.now().replace(microsecond=0)
    _cast(now)
    play = Play(secrets.token_hex(4), now)
    steps = [
        *PlayBriefs(play.letters, play.run).cues(now),
        *PlayIncident(play.letters, play.run, now).cues(),
        *PlayThanks(play.letters, play.run, now).cues(),
    ]
    told = [*_cues(now), *(Cue(at, BEHIND, step=step) for at, step in steps)]
    cues = sorted(told, key=lambda cue: (cue.at, cue.order))
    clock = cues[0].at
    for number, cue in enumerate(cues):
        while clock + TICK < cue.at:
            clock += TICK
            _pass_time(clock)
        clock = max(clock, cue.at)
        if cue.letter is not None:
            _hear(play, cue.letter, clock)
            do_all(clock)
            play.read_again(cue.letter[0], clock)
        elif cue.act is not None:
            play.do(cue.act, clock)
        elif cue.step is not None:
            cue.step(clock)
        do_all(clock)
        progress(number + 1, len(cues))
    while clock + TICK < now:
        clock += TICK
        _pass_time(clock)
    _pass_time(now)
    for inbox in play.inboxes:
        heard_well(inbox.pk, now)
    (settings.HOME / "performed").touch()


def _pass_time(clock: datetime) -> None:
    keep_clock(clock)
    do_all(clock)


def _cues(now: datetime) -> Iterator[Cue]:
    ages = {name: age_of(raw) for name, raw in letters()}
    for name, raw in mails(now):
        yield Cue(now - timedelta(minutes=ages[name]), 0, letter=(name, raw))
    asked: dict[str, datetime] = {}
    handed: dict[str, datetime] = {}
    for order, told in enumerate(_whole(script(), now), start=1):
        act = told
        at = now - timedelta(minutes=act.age)
        if isinstance(act, acts.AskSolved):
            asked[act.mail] = at
        if isinstance(act, acts.HandOff):
            handed[act.mail] = at
        if isinstance(act, acts.Accept) and act.mail in handed:
            # Whatever weekday it is today, a handler of the play answers before the case goes back to its owner.
            at = min(at, handed[act.mail] + SOON)
        if isinstance(act, acts.NoAnswer) and act.mail in asked:
            # The second ask comes by itself, on another day than the first.
            yield Cue(asked[act.mail] + (at - asked[act.mail]) * 0.6, order, act=AskAgain(mail=act.mail, age=act.age))
        yield Cue(at, order, act=act)


def _whole(told: Sequence[acts.Act], now: datetime) -> list[acts.Act]:
    """The play as it is performed today: what was said last about a letter still holds now, unless it is to be late."""
    last = {act.mail: number for number, act in enumerate(told) if isinstance(act, PROMISING)}
    whole: list[acts.Act] = []
    for number, act in enumerate(told):
        # Hours until now and a while beyond; spread by the letter's number, so that not all come due at once.
        ahead = act.age // 60 + 3 + int(act.mail[:3]) * 7 % 40
        lasts = last.get(act.mail) == number and act.mail not in LATE
        whole.append(_until(act, ahead) if lasts else act)
    return whole


def _until(act: acts.Act, hours: int) -> acts.Act:
    if isinstance(act, acts.Reply) and act.next_word_in and act.next_word_in < hours:
        return replace(act, next_word_in=hours)
    if isinstance(act, acts.HandOff | acts.Enquire) and act.until < hours:
        return replace(act, until=hours)
    return act


def _hear(play: Play, letter: tuple[str, bytes], clock: datetime) -> None:
    name, raw = letter
    channel = get("mail")
    for inbox in play.inboxes:
        arrival = channel.read(raw, inbox.address, clock)
        if inbox.address in {a.address for a in (*arrival.to, *arrival.cc)} or inbox is play.inboxes[-1]:
            hear(inbox, [arrival], now=clock)
            heard_well(inbox.pk, clock)
            play.letters[name] = Message.objects.get(inbox=inbox, remote_id__startswith=arrival.remote_id[:300])
            return


def _cast(now: datetime) -> None:
    """The team, its accounts, and the inboxes: set up as an operator would."""
    began = now - timedelta(days=30)
    members: dict[str, Member] = {}
    for one in TEAM:
        account = Account.objects.create_user(one.address) if one.account else None
        member = Member.objects.create(
            account=account, name=one.name, email=one.address, languages=list(one.languages), helps_with=one.helps_with,
            zone=INBOXES[0].timezone, joined_at=began,
        )  # fmt: skip
        member.take_on(*(Role(str(role)) for role in one.roles))
        members[one.key] = member
    for box in INBOXES:
        inbox = Inbox.objects.create(
            name=box.name, address=box.address, owner=members[box.owner], brand="Pellamo", zone=box.timezone,
            week=_week(box), language="en", started_at=began,
        )  # fmt: skip
        Seat.objects.create(inbox=inbox, member=members["ana"])
    for name, texts in saved_replies().items():
        save_text(None, by=members["mira"], name=name, texts=texts, now=began)


def _week(box: DemoInbox) -> list[list[list[str]]]:
    return [[list(box.hours)] if day in box.days else [] for day in range(1, 8)]


def sign_in() -> tuple[str, str]:
    """The community manager's address, and a password made for this start."""
    account = Account.objects.get(email=TEAM[0].address)
    password = secrets.token_urlsafe(9)
    account.set_password(password)
    account.save(update_fields=["password"])
    return account.email, password
