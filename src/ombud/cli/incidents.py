"""`ombud incidents`: a stream of messages in, who of them tell of the same trouble out; no set-up, settings, database
or network."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from ombud.cli.called import Called
from ombud.cli.lines import batches

if TYPE_CHECKING:
    from ombud.cli.records import Record
    from ombud.incidents.stream import Found, Stream
    from ombud.triage.reading import Heard


@click.command()
@click.option("--settled", is_flag=True, help="Print after the last line instead, with what turned out later.")
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False), help="Read this, not standard input.")
@click.option(
    "--rebuild", is_flag=True, help="Hold all cases of your database against each other, and show how far it is."
)
def incidents(settled: bool, path: str | None, rebuild: bool) -> None:
    """Group messages by trouble: JSON lines with `id` and `text` (`at, language, channel, author` if known), in the
    order in which they came; print the group of each, and whether it counts as an incident.

    A line that holds no message is reported by its number on standard error; the others are grouped all the same.
    With --rebuild nothing is read: the cases in your database are compared, as those that come are by themselves.
    """
    if rebuild:
        if settled or path:
            raise click.UsageError("--rebuild works on your database: it takes neither --settled nor --file.")
        from ombud.cli.rebuild import take_up

        take_up()
        return
    try:
        source = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if path else 0
        os.fstat(source)
    except OSError as error:
        raise click.ClickException(f"{path or 'Standard input'} cannot be read: {error.strerror}.") from None
    stream = opened()
    called, lines = Called(), _Lines()
    for taken in _taken(source):
        for its, _ in taken:
            lines.names.append(name := called.of(its))
            lines.ids.append(name if its.id == "null" else its.id)
        found = stream.hear([message for _, message in taken])
        if not settled:
            _print(found, len(lines.ids) - len(found), lines)
    if settled:
        _print(stream.settled(), 0, lines)


@dataclass(frozen=True, slots=True)
class _Lines:
    """By the number of each message, its `id` as it is given back, and what it is called where others name it."""

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def opened() -> Stream:
    """A stream with the model that comes with Ombud, or a word on what is wrong with that."""
    from ombud.cli.readings import insist_on_sound
    from ombud.incidents.sameness import Damaged
    from ombud.incidents.stream import Stream

    insist_on_sound(None)
    try:
        return Stream()
    except Damaged as wrong:
        raise click.ClickException(f"The model {wrong} is missing or damaged: install Ombud again.") from None


def _taken(source: int) -> Iterator[list[tuple[Record, Heard]]]:
    from ombud.cli.messages import take

    for batch in batches(source):
        taken = [one for line in batch if not line.blank and (one := take(line))]
        yield [(its, told_language(its, message)) for its, message in taken]


def told_language(its: Record, message: Heard) -> Heard:
    """The message with the language that its line names, as a hint."""
    named = its.values.get("language")
    return replace(message, hint=named) if isinstance(named, str) and named else message


def _print(found: Sequence[Found], first: int, lines: _Lines) -> None:
    out = sys.stdout.buffer
    for number, one in enumerate(found, first):
        group = lines.names[one.group]
        near = ", ".join(f"[{lines.names[other]}, {json.dumps(score)}]" for other, score in one.near)
        out.write(
            f'{{"id": {lines.ids[number]}, "group": {group}, "incident": {group if one.incident else "null"}, '
            f'"near": [{near}], "proposed": {json.dumps(one.proposed)}, "alarm": {json.dumps(one.alarm)}}}\n'.encode()
        )
        out.flush()
