"""`ombud train --only guard`: what reads replies between the lines, made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ombud.cli.steps import Steps
    from ombud.replies.guard.learning.figures import Figures

HEAD: Final = """# Model card of the guard

How Ombud reads between the lines of a reply: what that is learnt from, how often it is right, where it fails. `make
models DATA=folder` (or `ombud train --only guard --card docs/guard-card.md`) makes the model and this page; the same
input gives the same bytes. [The guard](guard.md) says what else it reads by: word lists, facts of the case, form.

The encoder is multilingual-e5-small, as [the card of readings](model-card.md) names it; its layers 7 to 9 are tuned
to replies (`tuning.npz`), for each rule a straight line through its vectors says how surely a sentence breaks it, and
its turns of phrase are counted (`between.npz`). It reads sentence by sentence. From one score on a sentence is stopped,
from a lower one it is looked at again.
"""
LEARNT: Final = """## What it is learnt from
Sentences and whole replies that we invented, in `src/ombud/replies/guard/exemplars`, in English, German, Spanish,
Danish and Indonesian: most bad ones say it between the lines, as support people write every day without noticing,
many stood in whole replies with nothing else wrong in them, and many good ones are twins of a bad one. Five thousand
say it plainly, in words that careless or annoyed people choose, with four thousand good ones near them that quote such
words, deny them, refuse with a way on. Besides, the examples of the word lists, sentences of good replies, and our own
texts in every register, which must never be stopped. No real customer or colleague wrote any of them. The parts `test`
and `plain_test` were written by others; nothing was learnt or tuned on them, and anybody can score them: `ombud
evaluate guard`, and with `--plain`.
"""
HELD: Final = """## How good it is by itself
A model learnt two thirds and judged the other third; what one hand wrote in one breath was in one of them.
Thresholds are set by that: of whole good replies 1 in a hundred may be stopped, and 2 in a hundred good sentences of
those that were written to be mistaken for bad ones; 2 and 3.5 in a hundred may be looked at again. Among the rules
always that one is given way that finds most more; then each is held back until it stops at most three of 439 good
replies by other hands (`others`), from which nothing is learnt, and none of the sentences that a model before stopped
wrongly (`pardoned`). A word of the lists that is often said kindly, or stands in quotation marks, stops no sentence
that lies farther from its rule than 90 in a hundred of those that break it; in a sentence that takes something back no
word does where it lies farther than 995 in a thousand.
"""
SCORED: Final = """## How good the whole guard is
On the untouched replies, with word lists, facts and form (`ombud evaluate guard`), with 95 % intervals:
"""
PLAIN: Final = """## What is plainly said
Single sentences in many trades and registers, half of them plainly wrong, half good and near it, by hands that knew no
word list (`ombud evaluate guard --plain`). Nothing was learnt from them; of the hands one in two wrote other sentences
that are learnt from, too:
"""
FAILURES: Final = """## Known failures
- **Plain words that no list holds.** What is plainly wrong is often said in words that nobody thought of before: the
  figures above say how often it passes. A guard that lets a text pass has not read it as a colleague would.
- **What only the case shows.** "He knows your boiler best" sends somebody back only if he is who failed; without
  `failed_handlers` it is not known. A closing that is right after the customer's yes is wrong before it; the sentence
  alone does not tell.
- **Politeness itself.** Blame and minimising in the form of a friendly question, a statistic or a compliment are
  found about two times in three. That a text passes does not make it kind.
- **Dry humour** that is no mockery, and honest refusals with a way on, are sometimes looked at again.
- **Very short sentences** say little by themselves and are read with their neighbour.
- **Other languages than the five** go through the encoder alone; nobody has counted how well.
- Those who wrote what it learnt share habits; real people differ from them in ways that nobody has counted.
"""
_NAMES: Final = ("tuning.npz", "between.npz")


def train(into: Path | None, steps: Steps) -> str:
    """Makes the model, puts it into its place (`into`, or Ombud itself), and says how good it is: the card.

    Raises `Unreadable`, `NoRoom`.
    """
    from ombud.replies.guard import learnt
    from ombud.replies.guard.learning.figures import figures
    from ombud.replies.guard.learning.learn import learn
    from ombud.replies.guard.learning.lessons import lessons, pardoned, spared, wholes
    from ombud.triage.learning.placing import checksum, insist_on_room, put

    place = into or learnt.SHIPPED
    insist_on_room(place)
    made = learn(lessons(), wholes(), wholes("others"), spared(), pardoned(), steps.begin, _Told(steps))
    files = {learnt.TUNING: made.tuning, learnt.NAME: made.between}
    put({place / name: raw for name, raw in files.items()})
    learnt.forget()
    told = [(name, len(files[name]), checksum(files[name])) for name in _NAMES]
    for name, _, said in told:
        steps.say(f"{said}  {place / name}")
    return card(told, figures(made), _untouched(steps) if into is None else [])


def _untouched(steps: Steps) -> list[str]:
    from ombud.cli.evaluate_guard import judge_all, ours, plainly
    from ombud.cli.scored_guard import card_lines
    from ombud.replies.guard.scoring import by_wording, scores

    steps.begin("Judging the untouched replies")
    judged, _ = judge_all(list(ours()))
    said, _ = judge_all(list(plainly()))
    return [*card_lines(scores(judged), by_wording(judged)), "", PLAIN, *card_lines(scores(said), {})]


def card(made: Sequence[tuple[str, int, str]], held: Sequence[Figures], untouched: Sequence[str]) -> str:
    """The whole card. The same facts give the same card."""
    lines = [HEAD, "| model | bytes | SHA-256 |", "|---|---|---|"]
    lines += [f"| `{name}` | {size:,} | `{said}` |" for name, size, said in made]
    lines += [
        "",
        LEARNT,
        HELD,
        "| rule | sentences that break it | stopped | stopped or looked at again |",
        "|---|---|---|---|",
    ]
    lines += [f"| {one.name} | {one.of} | {100 * one.stopped:.1f} % | {100 * one.looked:.1f} % |" for one in held]
    if untouched:
        lines += ["", SCORED, *untouched]
    return "\n".join([*lines, "", FAILURES])


class _Told:
    """Tells the steps of tuning as parts of one step of the command."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __call__(self, step: int, of: int, loss: float) -> None:
        if step == 1:
            self._steps.begin("Tuning the encoder", of)
        self._steps.advance(1)
