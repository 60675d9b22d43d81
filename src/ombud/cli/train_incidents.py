"""`ombud train --only incidents`: what tells whether messages are of the same trouble, made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ombud.cli.steps import Steps
    from ombud.incidents.scoring import Figures

HEAD: Final = """# Model card of incidents

How Ombud tells whether two messages are of the same trouble, what that is learnt from, and how often it is right. `make
models DATA=folder` (or `ombud train --only incidents --tune --data folder --card docs/incidents-card.md`) makes the
model and this page; the same input gives the same bytes. [The card of readings](model-card.md) names the encoder and
the public sets; of these `banking77` (CC BY 4.0), `clinc150` (CC BY 3.0) and `xsid07` (CC BY-SA 4.0: whoever passes
`tuning.npz` on allows others the same) are learnt from here.

The model decides nothing alone. It proposes; a person says "same" or "not the same", and her word counts more.
"""
LEARNT: Final = """## What it is learnt from
Worlds that we invented, in `src/ombud/incidents/exemplars`: what many people write to one brand, in five languages,
each in words of her own, with troubles that are near and yet not the same, and messages that belong to none; besides,
sentences that say the same in the five languages. No real customer wrote any of them. The worlds of `train` tune the
encoder; those of `weigh` say how places lie, how much each likeness counts and from where on tellings belong together.
Those of `plain` and `test` were written by others, about other brands; nothing was learnt or tuned on them.
"""
SCORED: Final = """## How good it is
On the untouched worlds, each in an order drawn once for all; anybody can repeat it with `ombud evaluate incidents
--worlds`, and with `--settled`. A world is harder than most inboxes: all of it is about one brand, half of its troubles
have a neighbour that is almost the same, and hardly anybody uses another's words.
"""
PARTS: Final = {
    "plain": """### In plain words
Two people in three say outright what happened, each in her own words; the others by its consequences, in a few words,
or within praise.
""",
    "test": """### From the side
Hardly anybody says outright what happened: people tell what it cost them, in images, in irony, in half a sentence.
""",
}
TRANSLATED: Final = """### Told by translation
Forty troubles, each told in four languages word for word the same, among sentences told once and messages that belong
to none: `ombud evaluate incidents --translated`. Of the sentences that say the same in five languages nothing was
learnt of these. Half of the troubles have a neighbour that is almost the same.
"""
FAILURES: Final = """## Known failures
- **Told by its consequences alone** ("I had to take a taxi"), a trouble is mostly not recognised.
- **Near-misses**: one product, two faults; one symptom, two causes. Without a shared date, version, place or code they
  are often put together or the telling stays alone.
- **Very short tellings** ("nothing works") belong anywhere and mostly stay alone.
- **Other languages than the five** go through the encoder alone; nobody has counted how well.
- The worlds' writers share habits; real people differ from them in ways that nobody has counted.
"""
_NAMES: Final = ("tuning.npz", "sameness.npz")

type Scores = dict[str, dict[str, tuple[Figures, Figures]]]  # by part and world: at each message, and settled


def train(folder: Path, into: Path | None, steps: Steps, *, tune: bool) -> str:
    """Makes the model, puts it into its place (`into`, or Ombud itself), and says how good it is: the card.

    Raises `Unreadable`, `NoRoom`, and `Damaged` where it is not tuned anew and what is there cannot be read.
    """
    from ombud.incidents import sameness
    from ombud.incidents.learning.learn import learn, tuned
    from ombud.incidents.learning.tune import Evened
    from ombud.triage.learning.placing import checksum, insist_on_room, put
    from ombud.triage.reader import Reader

    place = into or sameness.SHIPPED
    insist_on_room(place)
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as aside:
        changed = sameness.SHIPPED / sameness.TUNING
        if tune:
            made[sameness.TUNING], evened = tuned(folder, _Told(steps))
            changed = Path(aside) / sameness.TUNING
            put({changed: made[sameness.TUNING]})
        else:
            known = sameness.shipped().places
            evened = Evened(known.middle, known.spread)
            made[sameness.TUNING] = changed.read_bytes()
        steps.begin("Learning sameness")
        made[sameness.NAME] = learn(changed, evened, Reader(), steps.now)
    put({place / name: raw for name, raw in made.items()})
    sameness.shipped.cache_clear()
    told = [(name, len(made[name]), checksum(made[name])) for name in _NAMES]
    for name, _, said in told:
        steps.say(f"{said}  {place / name}")
    return card(told, figures(steps) if into is None else {}, translated(steps) if into is None else None)


def figures(steps: Steps) -> Scores:
    """For each untouched world, part by part, what was said at each message, and what had turned out in the end."""
    from ombud.cli.evaluate_incidents import UNTOUCHED, ours, scored

    found: Scores = {part: {} for part in UNTOUCHED}
    for part in UNTOUCHED:
        for name, known in ours(part):
            steps.begin(f"Scoring the world {name}")
            found[part][name] = (scored(known, settled=False), scored(known, settled=True))
    return found


def translated(steps: Steps) -> tuple[Figures, Figures]:
    """The same of the stream of troubles told by translation."""
    from ombud.cli.evaluate_incidents import in_translation, scored

    steps.begin("Scoring the translated stream")
    known = in_translation()
    return scored(known, settled=False), scored(known, settled=True)


def card(
    made: Sequence[tuple[str, int, str]],
    scores: Scores,
    told_again: tuple[Figures, Figures] | None = None,
) -> str:
    """The whole card. The same facts give the same card."""
    lines = [HEAD, "| model | bytes | SHA-256 |", "|---|---|---|"]
    lines += [f"| `{name}` | {size:,} | `{said}` |" for name, size, said in made]
    lines += ["", LEARNT]
    if scores:
        lines += [SCORED, *(line for part, some in scores.items() for line in (PARTS[part], *_table(some), ""))]
    if told_again:
        lines += [TRANSLATED, *_few(told_again), ""]
    return "\n".join([*lines, FAILURES])


def _table(scores: dict[str, tuple[Figures, Figures]]) -> list[str]:
    head = (
        "| world | messages | incidents | at each message: pairs precision, F1 | B-cubed F1 | proposed by the third "
        "person | false incidents | settled: pairs precision, F1 | B-cubed F1 |"
    )
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    for name, (first, last) in scores.items():
        third = "–" if first.by_third is None else f"{100 * first.by_third:.0f} %"
        lines.append(
            f"| {name} | {first.tellings} | {first.incidents} | {_two(first)} | {100 * first.bcubed.f1:.1f} | {third} "
            f"| {first.wrong} | {_two(last)} | {100 * last.bcubed.f1:.1f} |"
        )
    every = list(scores.values())
    means = [sum(values) / len(every) for values in zip(*(_figures(*two) for two in every), strict=True)]
    lines.append(
        f"| **mean** | | | {means[0]:.1f} %, {means[1]:.1f} | {means[2]:.1f} | {means[3]:.0f} % | "
        f"| {means[4]:.1f} %, {means[5]:.1f} | {means[6]:.1f} |"
    )
    return lines


def _few(told: tuple[Figures, Figures]) -> list[str]:
    lines = [
        "| | pairs precision, F1 | B-cubed F1 | false incidents | among unrelated messages |",
        "|---|---|---|---|---|",
    ]
    for name, one in zip(("at each message", "settled"), told, strict=True):
        lines.append(f"| {name} | {_two(one)} | {100 * one.bcubed.f1:.1f} | {one.wrong} | {one.unrelated} |")
    return lines


def _figures(first: Figures, last: Figures) -> tuple[float, ...]:
    shares = (
        first.pairs.precision, first.pairs.f1, first.bcubed.f1, first.by_third or 0.0,
        last.pairs.precision, last.pairs.f1, last.bcubed.f1,
    )  # fmt: skip
    return tuple(100 * share for share in shares)


def _two(one: Figures) -> str:
    return f"{100 * one.pairs.precision:.1f} %, {100 * one.pairs.f1:.1f}"


class _Told:
    """Tells the steps of tuning as parts of one step of the command."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __call__(self, step: int, of: int, loss: float) -> None:
        if step == 1:
            self._steps.begin("Tuning the encoder", of)
        self._steps.advance(1)
