"""`ombud triage`: messages in, readings out, one JSON object a line; no set-up, settings, database or network."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ombud.cli.lines import batches
from ombud.cli.readings import asked, insist_on_sound, reads

if TYPE_CHECKING:
    from ombud.cli.readings import Read


@click.command()
@click.option("--only", multiple=True, metavar="FIELD", help="Print only this field (and id); repeat it or use commas.")
@click.option("--tier", type=click.Choice(["full", "fast"]), default="full", help="How thoroughly to read.")
@click.option(
    "--models", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Read by the models in this folder."
)
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False), help="Read this, not standard input.")
def triage(only: tuple[str, ...], tier: str, models: Path | None, path: str | None) -> None:
    """Read messages, one JSON object a line with `id` and `text`, and print how each is read, in the same order.

    A line that holds no message is reported by its number on standard error; the others are read all the same.
    """
    try:
        wanted = asked(only)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--only'") from None
    try:
        source = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if path else 0
        os.fstat(source)
    except OSError as error:
        raise click.ClickException(f"{path or 'Standard input'} cannot be read: {error.strerror}.") from None
    from ombud.triage.reading import Tier

    insist_on_sound(models)
    run(source, reads(wanted, Tier(tier), models))


def run(source: int, read: Read) -> None:
    """Reads `source` to its end and prints an answer for each message."""
    from ombud.cli.messages import take

    out = sys.stdout.buffer
    for batch in batches(source):
        taken = [one for line in batch if not line.blank and (one := take(line))]
        answers = read([message for _, message in taken]) if taken else []
        for (its, _), answer in zip(taken, answers, strict=True):
            rest = json.dumps(answer)[1:]
            out.write(f'{{"id": {its.id}, {rest}\n'.encode())
            out.flush()
