"""`ombud evaluate triage`: how good the readings are, counted; no set-up, settings, database or network."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ombud.cli.lines import MOST, Line, complain, lines_of
from ombud.cli.readings import insist_on_sound
from ombud.cli.records import Malformed, record

if TYPE_CHECKING:
    from ombud.triage.reading import Heard, Tier
    from ombud.triage.scoring import Gold, Judged

UNTOUCHED: Final = "Ombud's own exemplars, the part kept for judging: no model was ever trained or tuned on it."


@dataclass(frozen=True, slots=True)
class Known:
    """A message whose right reading is known."""

    where: str
    message: Heard
    gold: Gold


@dataclass(frozen=True, slots=True)
class Pace:
    """How quick the readings were, the models loaded before."""

    messages: int
    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        if not self.messages or not self.seconds:
            return "nothing to measure"
        cost = 1000 * self.cpu_seconds / self.messages
        return f"{self.messages / self.seconds:,.0f} messages a second, {cost:.2f} ms of CPU a message"


@click.command()
@click.argument("gold", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--exemplars", is_flag=True, help="Score our own exemplars that no model was trained on, without a file.")
@click.option("--mistakes", "most", type=click.IntRange(min=0), default=20, help="How many mistakes to list (20).")
@click.option("--tier", type=click.Choice(["full", "fast"]), default="full", help="How thoroughly to read.")
@click.option(
    "--models", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Read by the models in this folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def triage(gold: str | None, exemplars: bool, most: int, tier: str, models: Path | None, as_json: bool) -> None:
    """Read the messages of GOLD (JSON lines as for `ombud triage`, each with `gold`) and count what was read right.

    `gold` may hold any of the fields that `ombud triage` prints; what it leaves out is not scored.
    """
    if exemplars == bool(gold):
        raise click.UsageError("Name either a GOLD file or --exemplars.")
    from ombud.triage.reading import Tier

    insist_on_sound(models)
    known = list(ours() if exemplars else _given(str(gold)))
    if not known:
        raise click.ClickException("There is nothing to score: no line has a text and a gold that can be read.")
    judged, pace = read(known, Tier(tier), models)
    _tell(judged, pace, tier, UNTOUCHED if exemplars else str(gold), most, as_json)


def ours(folder: Path | None = None) -> Iterator[Known]:
    """The exemplars that nothing was learnt from; `folder` holds others than those that come with Ombud."""
    from ombud.triage.learning.exemplars import exemplars
    from ombud.triage.scoring import written

    for number, one in enumerate(exemplars("test", folder=folder), 1):
        yield Known(f"{one.language}/{one.topic} ({number})", *written(one))


def _given(path: str) -> Iterator[Known]:
    try:
        yield from filter(None, map(_known, lines_of(path)))
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None


def _known(line: Line) -> Known | None:
    from ombud.cli.messages import heard
    from ombud.triage.scoring import gold

    try:
        its = record(line)
        message, remarks = heard(its)
        said = its.values.get("gold")
        if not isinstance(said, dict):
            raise Malformed('has no "gold"' if said is None else '"gold" is not an object')
    except Malformed as wrong:
        complain(f"line {line.number} {wrong}; skipped")
        return None
    should, problems = gold(said, len(message.text))
    for remark in (*remarks, *(f"{problem}; not scored" for problem in problems)):
        complain(f"line {line.number}: {remark}")
    return Known(f"line {line.number}", message, should)


def read(known: Sequence[Known], tier: Tier, models: Path | None = None) -> tuple[list[Judged], Pace]:
    """The readings beside their gold. What is loaded at the first message does not count into the pace."""
    from ombud.triage.reader import Reader
    from ombud.triage.scoring import Judged

    reader = Reader(models=models)
    reader.read([known[0].message], tier)
    judged: list[Judged] = []
    began, cpu_began = time.perf_counter(), time.process_time()
    for at in range(0, len(known), MOST):
        batch = known[at : at + MOST]
        readings = reader.read([one.message for one in batch], tier)
        judged += [
            Judged(one.where, one.message.text, reading, one.gold) for one, reading in zip(batch, readings, strict=True)
        ]
    return judged, Pace(len(judged), time.perf_counter() - began, time.process_time() - cpu_began)


def _tell(judged: list[Judged], pace: Pace, tier: str, source: str, most: int, as_json: bool) -> None:
    from ombud.cli.scored_json import mistakes_json, scored_json
    from ombud.cli.scored_text import mistakes_text, scored_text
    from ombud.triage.scoring import mistakes, scores

    groups = scores(judged)
    types = {span.name for one in judged for span in one.gold.personal or ()}
    wrong = mistakes(judged, types)
    if as_json:
        told = {
            "source": source,
            "tier": tier,
            "messages_per_second": round(pace.messages / pace.seconds, 1) if pace.seconds else None,
            "cpu_ms_per_message": round(1000 * pace.cpu_seconds / pace.messages, 3) if pace.messages else None,
            "all": scored_json(groups.pop("all")),
            "languages": {code: scored_json(group) for code, group in groups.items()},
            "wrong_messages": len(wrong),
            "mistakes": mistakes_json(wrong[:most]),
        }
        _print([json.dumps(told, ensure_ascii=False)])
        return
    head = [source, f"{len(judged)} messages in the {tier} tier: {pace}.", "In brackets: 95 % intervals and counts."]
    _print([*head, *scored_text(groups), *mistakes_text(wrong, most)])


def _print(lines: list[str]) -> None:
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    sys.stdout.flush()
