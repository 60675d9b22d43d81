"""`ombud worker`: hears, works and keeps the clock, without pages."""

from __future__ import annotations

import signal

import click

from .house import begin_work, open_house, prepare_database


@click.command()
@click.option("--no-listen", is_flag=True, help="Do the due work only; hear no inbox.")
def worker(no_listen: bool) -> None:
    """Run a worker alone. Several share the work on one PostgreSQL; each inbox is heard by one of them at a time."""
    open_house()
    prepare_database()
    from ombud.worker.run import Worker

    hands = Worker(listens=not no_listen)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: hands.stopping.set())
    click.echo(f"Worker {hands.name} is at work. Ctrl+C ends it.")
    begin_work(hands)
    hands.stopping.wait()
    hands.stop()
