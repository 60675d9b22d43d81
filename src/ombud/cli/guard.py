"""`ombud guard`: replies in, what in them would hurt, betray or promise too much out; no set-up, no database."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from ombud.cli.lines import Line, batches, complain

if TYPE_CHECKING:
    from ombud.replies.guard import Finding


@click.command()
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False), help="Read this, not standard input.")
def guard(path: str | None) -> None:
    """Judge replies before they leave: JSON lines with `id` and `text` and what is known of the case; print the verdict
    on each (pass, warn, block), what was found and where, and which rules lacked what they need.

    A line that holds no reply is reported by its number on standard error; the others are judged all the same.
    """
    try:
        source = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if path else 0
        os.fstat(source)
    except OSError as error:
        raise click.ClickException(f"{path or 'Standard input'} cannot be read: {error.strerror}.") from None
    insist_on_sound()
    out = sys.stdout.buffer
    for batch in batches(source):
        for line in batch:
            if not line.blank and (told := _told(line)):
                out.write(told.encode())
                out.flush()


def insist_on_sound() -> None:
    """Ends the command with a word on what is wrong with the model that reads between the lines."""
    from ombud.replies.guard import Damaged, insist

    try:
        insist()
    except Damaged as wrong:
        raise click.ClickException(
            f"The model {wrong} of the guard is missing or damaged: install Ombud again."
        ) from None


def _told(line: Line) -> str | None:
    from ombud.cli.records import Malformed, record
    from ombud.replies.guard import judge, question, unchecked

    try:
        its = record(line)
        asked, remarks = question(its.values)
    except (Malformed, ValueError) as wrong:
        complain(f"line {line.number} {wrong}; skipped")
        return None
    for remark in remarks:
        complain(f"line {line.number}: {remark}")
    verdict = judge(asked.draft, asked.facts)
    told = {
        "verdict": verdict.word,
        "findings": [found(one) for one in verdict.findings],
        "unchecked": list(unchecked(asked, verdict)),
    }
    return f'{{"id": {its.id}, {json.dumps(told)[1:]}\n'


def found(finding: Finding) -> dict[str, Any]:
    """A finding as it is printed; places count code points of `text` as it was given."""
    told = {
        "rule": finding.rule, "severity": finding.severity, "start": finding.start, "end": finding.end,
        "code": finding.hint,
    }  # fmt: skip
    return told | ({"better": finding.better} if finding.better else {})
