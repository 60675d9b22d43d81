"""`ombud evaluate incidents`: how well troubles are told apart, counted; no set-up, settings, database or network."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from ombud.cli.lines import MOST, Line, complain, lines_of
from ombud.cli.records import Malformed, record

if TYPE_CHECKING:
    from ombud.incidents.scoring import Figures, Judged
    from ombud.triage.reading import Heard

_TOLD: Final = 40  # troubles of the translated stream
_LANGUAGES: Final = 4  # in which each is told
UNTOUCHED: Final = ("plain", "test")  # the worlds told in plain words, and those told from the side


@dataclass(frozen=True, slots=True)
class Known:
    """A message whose incident is known; None: it belongs to none."""

    message: Heard
    incident: str | None


@click.command()
@click.argument("gold", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--worlds", is_flag=True, help="Score our own written worlds that nothing was trained on, without a file."
)
@click.option(
    "--translated", is_flag=True, help="Score a stream of troubles told in four languages each, word for word the same."
)
@click.option(
    "--settled", is_flag=True, help="Score what has turned out in the end, not what was said at each message."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def incidents(gold: str | None, worlds: bool, translated: bool, settled: bool, as_json: bool) -> None:
    """Group the messages of GOLD (JSON lines as for `ombud incidents`, each with `gold: {"incident": NAME or null}`)
    and count what was put together rightly."""
    if sum((worlds, translated, bool(gold))) != 1:
        raise click.UsageError("Name either a GOLD file, --worlds or --translated.")
    streams = [(f"{part}/{name}", known) for part in UNTOUCHED for name, known in ours(part)] if worlds else []
    if translated:
        streams.append(("translated", in_translation()))
    if gold:
        streams.append((gold, list(_given(gold))))
    if not any(known for _, known in streams):
        raise click.ClickException("There is nothing to score: no line has a text and a gold that can be read.")
    told = [(name, scored(known, settled=settled)) for name, known in streams]
    if as_json:
        lines = [json.dumps({"stream": name, **_json(one)}, ensure_ascii=False) for name, one in told]
    else:
        lines = [line for name, one in told for line in (name, *_text(one), "")]
        for part in UNTOUCHED if worlds else ():
            lines += _mean(part, [one for name, one in told if name.startswith(f"{part}/")])
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    sys.stdout.flush()


def ours(part: str) -> Iterator[tuple[str, list[Known]]]:
    """The worlds of a part that nothing was learnt from, each in an order drawn once for all."""
    import random

    from ombud.incidents.learning.streams import worlds
    from ombud.triage.reading import Heard

    for world in worlds(part):
        known = [Known(Heard(text=one.text), one.trouble) for one in world.tellings]
        random.Random(world.name).shuffle(known)  # noqa: S311 - the same draw each time, nothing secret
        yield world.name, known


def in_translation() -> list[Known]:
    """Troubles told in four languages by translation, among as many others told once and what people wrote for
    themselves alone; nothing was learnt of any. The order was drawn once for all."""
    import random

    from ombud.incidents.learning.parallel import parallel
    from ombud.incidents.learning.streams import worlds
    from ombud.triage.reading import Heard

    chance = random.Random("translated")  # noqa: S311 - the same draw each time, nothing secret
    said = chance.sample(held := parallel("test"), len(held))
    known = []
    for number, one in enumerate(said):
        told = chance.sample(sorted(one), _LANGUAGES if number < _TOLD else 1)
        name = f"trouble {number}" if len(told) > 1 else None
        known += [Known(Heard(text=one[language]), name) for language in told]
    lone = [telling.text for world in worlds("test") for telling in world.tellings if telling.trouble is None]
    known += [Known(Heard(text=text), None) for text in lone]
    return chance.sample(known, len(known))


def _given(path: str) -> Iterator[Known]:
    try:
        yield from filter(None, map(_known, lines_of(path)))
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None


def _known(line: Line) -> Known | None:
    from ombud.cli.incidents import told_language
    from ombud.cli.messages import heard

    try:
        its = record(line)
        message, remarks = heard(its)
        said = its.values.get("gold")
        if not isinstance(said, dict) or "incident" not in said:
            raise Malformed('has no "gold" with an "incident"')
        name = said["incident"]
        if not (name is None or isinstance(name, str)):
            raise Malformed('has an "incident" that is neither a name nor null')
        if name is not None and not name.strip():
            remarks = (*remarks, 'its "incident" has no name; taken as one that belongs to none')
            name = None
    except Malformed as wrong:
        complain(f"line {line.number} {wrong}; skipped")
        return None
    for remark in remarks:
        complain(f"line {line.number}: {remark}")
    return Known(told_language(its, message), name)


def scored(known: list[Known], *, settled: bool) -> Figures:
    """What can be counted of them, each heard in its turn."""
    from ombud.cli.incidents import opened
    from ombud.incidents.scoring import Judged, figures
    from ombud.incidents.stream import person

    stream = opened()
    found = []
    for at in range(0, len(known), MOST):
        found += stream.hear([one.message for one in known[at : at + MOST]])
    if settled:
        found = stream.settled()
    judged: list[Judged] = [
        Judged(one.group, its.incident, one.proposed, person(its.message.author))
        for one, its in zip(found, known, strict=True)
    ]
    return figures(judged)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _by(half: float | None) -> str:
    return "–" if half is None else f"{half:g}"


def _text(one: Figures) -> list[str]:
    wrong = one.wrong_per_thousand
    return [
        f"  {one.tellings:,} messages, {one.incidents} incidents, {one.unrelated:,} messages that belong to none",
        f"  pairs     precision {_percent(one.pairs.precision)}, recall {_percent(one.pairs.recall)}, "
        f"F1 {100 * one.pairs.f1:.1f}",
        f"  B-cubed   precision {_percent(one.bcubed.precision)}, recall {_percent(one.bcubed.recall)}, "
        f"F1 {100 * one.bcubed.f1:.1f}",
        f"  proposed  by the third person {_percent(one.by_third)}; half of them by message {_by(one.needed_by_half)}, "
        f"by person {_by(one.people_by_half)}; never {one.missed}",
        f"  proposed again {one.again}, beyond the first of the same trouble",
        f"  false incidents {one.wrong}" + ("" if wrong is None else f", {wrong:.1f} for 1,000 unrelated messages"),
    ]


def _mean(part: str, several: list[Figures]) -> list[str]:
    count = len(several)
    return [
        f"Mean of {count} {part}: pairs F1 {100 * sum(one.pairs.f1 for one in several) / count:.1f} "
        f"(precision {_percent(sum(one.pairs.precision for one in several) / count)}), "
        f"B-cubed F1 {100 * sum(one.bcubed.f1 for one in several) / count:.1f}"
    ]


def _json(one: Figures) -> dict[str, Any]:
    return {
        "messages": one.tellings,
        "incidents": one.incidents,
        "unrelated": one.unrelated,
        "pairs": _shares(one.pairs.precision, one.pairs.recall, one.pairs.f1),
        "b_cubed": _shares(one.bcubed.precision, one.bcubed.recall, one.bcubed.f1),
        "needed": list(one.needed),
        "needed_people": list(one.people),
        "proposed_by_third_person": None if one.by_third is None else round(one.by_third, 4),
        "never_proposed": one.missed,
        "proposed_again": one.again,
        "false_incidents": one.wrong,
        "false_incidents_per_1000": None if one.wrong_per_thousand is None else round(one.wrong_per_thousand, 2),
    }


def _shares(precision: float, recall: float, f1: float) -> dict[str, float]:
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
