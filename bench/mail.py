"""CPU a mail, from the mailbox to the acknowledged case: Ombud and a peer in turn, on the same mails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime

import click

from tests.servers.mail import running_mail

from . import ours, peer
from .house import Server, postgres
from .letters import letters
from .mailbox import Mailboxes, size_of
from .meter import median
from .prepare import ADDRESS
from .spent import Spent
from .table import table

FEW = 10
Hear = Callable[[str, int, Mailboxes, Server | None], Spent]
HEAD = ("", "database", "mails", "start, s CPU", "ms CPU a mail", "with its start", "mails/s", "ratio")


def measure(mails: int, rounds: int, databases: Sequence[str], *, with_peer: bool) -> str:
    """The table: medians of `rounds`. A run with a few mails, of every language one, is the start: what is loaded once
    is told apart, and the ratio is of the CPU beyond it."""
    sides: list[tuple[str, Hear]] = [("Ombud", ours.heard)]
    if with_peer:
        sides.append((peer.install(), peer.heard))
    now = datetime.now(UTC)
    rows: list[list[object]] = []
    with running_mail() as server, postgres() if "postgres" in databases else nullcontext() as database:
        boxes = Mailboxes(server)
        click.echo(f"{mails} letters, {size_of(letters(mails, ADDRESS, now))}", err=True)
        for name in databases:
            on = database if name == "postgres" else None
            rows += _beside(sides, boxes, mails, rounds, now, name, on)
    return table(HEAD, rows)


def _beside(
    sides: list[tuple[str, Hear]], boxes: Mailboxes, mails: int, rounds: int, now: datetime, name: str,
    server: Server | None,
) -> list[list[object]]:  # fmt: skip
    runs: dict[str, list[tuple[Spent, Spent]]] = {side: [] for side, _ in sides}
    for place in range(rounds):
        for side, hear in sides:
            pair = []
            for number in (FEW, mails):
                boxes.fill("customers", letters(number, ADDRESS, now))
                pair.append(hear("customers", number, boxes, server))
            runs[side].append((pair[0], pair[1]))
            cost = pair[1].a_mail(pair[0])
            click.echo(
                f"  {name} {place + 1}/{rounds} {side}: {cost:.2f} ms CPU a mail, {pair[1].wall:.1f} s", err=True
            )
    beyond = {side: median([many.a_mail(one) for one, many in pairs]) for side, pairs in runs.items()}
    least = beyond[sides[0][0]]
    return [
        [
            side,
            name,
            mails,
            median([one.cpu for one, _ in pairs]),
            beyond[side],
            median([many.all_in for _, many in pairs]),
            round(median([many.a_second(one) for one, many in pairs])),
            beyond[side] / least,
        ]
        for side, pairs in runs.items()
    ]
