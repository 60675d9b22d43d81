"""`ombud incidents --rebuild`: the cases of a whole history are held against each other, in the background."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from .house import fail, faults_of_models, open_house, prepare_database

if TYPE_CHECKING:
    from ombud.incidents.rebuilt import Rebuild
    from ombud.worker.run import Worker

LOOK = 1.0


def take_up() -> None:
    """Begin, or go on where it stopped, and show how far it is until it is done. Whoever is at work on the database
    does it; if nobody is, this process does. Ctrl+C ends the looking; what is done is done."""
    open_house()
    if faults := faults_of_models():
        fail("\n".join(faults))
    prepare_database()
    from django.utils import timezone

    from ombud.journey.rebuild import begin_rebuild

    rebuild = begin_rebuild(timezone.now())
    if not rebuild.cases:
        click.echo("There are no cases yet: nothing is to be compared.")
        return
    if rebuild.done:
        click.echo(f"Going on after {rebuild.done:,} of {rebuild.cases:,} cases.")
    hands = _hands()
    try:
        _watch(rebuild)
    except KeyboardInterrupt:
        words = (
            "The worker goes on with it." if hands is None else "It goes on as soon as `ombud up` or this runs again."
        )
        click.echo(f"Stopped looking after {rebuild.done:,} of {rebuild.cases:,} cases. {words}")
    finally:
        if hands is not None:
            hands.stop()


def _hands() -> Worker | None:
    """A worker in this process, unless another one has this SQLite database."""
    from ombud.worker.alone import NotAlone
    from ombud.worker.run import Worker

    hands = Worker(listens=False)
    try:
        hands.start()
    except NotAlone:
        click.echo("The worker that runs takes it up beside its other work.")
        return None
    return hands


def _watch(rebuild: Rebuild) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("Comparing cases", total=rebuild.cases, completed=rebuild.done)
        while rebuild.ended_at is None:
            time.sleep(LOOK)
            rebuild.refresh_from_db()
            progress.update(task, completed=rebuild.done)
    click.echo(f"{rebuild.cases:,} cases are compared; {rebuild.told:,} tellings were made anew. See /incidents/.")
