"""What judging a draft costs: never read, read before, one sentence changed: `python -m bench guard`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from ombud.embeddings import EngineMissing, Options, encoder
from ombud.embeddings.options import Engine
from ombud.replies.guard import Draft, Facts, choose, judge
from ombud.replies.guard.learning.exemplars import replies
from ombud.replies.guard.lexicon import LANGUAGES

from .table import table

FACTS = Facts(
    customer_name="Robin Berg", owner_name="Mia Holm", handler_names=("Mia Holm",), failed_handler_names=("Kim Sato",),
    first_word=True, kind="complaint", sensitive=("0171 4471 209", "Müllerstraße 12, 20095 Hamburg"),
)  # fmt: skip
SAID = ("The charger stopped working after two days, and nobody answers.",)
OTHER = ("We think of you.", "It rains here.", "More soon from here.", "The lamp is blue.", "Tea helps me.")


def measure(length: int, rounds: int) -> str:
    """The table: for each engine milliseconds, median and worst, of wall clock and of CPU."""
    drafts = [draft for language in LANGUAGES for draft in _drafts(language, length)][: 5 * rounds]
    rows = []
    for engine in (Engine.NUMPY, Engine.CTRANSLATE2):
        choose(Options(engine=engine))
        try:
            encoder(Options(engine=engine))
            _judge("Where is it, please? I look for it today.", "en")
        except EngineMissing:
            continue
        for name, texts in (
            ("whole, never read", [(text, language) for text, language in drafts]),
            ("the same again", [(text, language) for text, language in drafts]),
            ("one sentence changed", [(_changed(text, n), lang) for n, (text, lang) in enumerate(drafts)]),
        ):
            rows.append([engine.value, name, *_spent([_asking(text, language) for text, language in texts])])
    choose(Options())
    rows.append(["", "100,000 characters", *_spent([_asking("a b. " * 20_000, "en")])])
    rows.append(["", "20,000 hostile ones", *_spent([_asking("one two {" * 2200, "en")])])
    return f"{len(drafts)} drafts of {length} characters, judged, in milliseconds:\n" + table(
        ("engine", "draft", "median", "worst", "CPU median", "CPU worst"), rows
    )


def _drafts(language: str, length: int) -> list[tuple[str, str]]:
    """Written replies laid one after another and cut to length; each sentence in one draft alone."""
    whole = "\n\n".join(dict.fromkeys(one["text"] for one in replies("train") if one["language"] == language))
    return [(whole[at : at + length], language) for at in range(0, len(whole) - length, length)]


def _changed(text: str, number: int) -> str:
    """The draft with a sentence of ours in its middle, never the same."""
    middle = text.find(" ", len(text) // 2)
    return f"{text[:middle]} {OTHER[number % len(OTHER)][:-1]}, {number}.{text[middle:]}"


def _asking(text: str, language: str) -> Callable[[], None]:
    return lambda: _judge(text, language)


def _judge(text: str, language: str) -> None:
    judge(Draft(text, language, public=True, quoted=SAID), FACTS)


def _spent(asked: Sequence[Callable[[], None]]) -> list[float]:
    wall, cpu = [], []
    for ask in asked:
        began, cpu_began = time.perf_counter(), time.process_time()
        ask()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - cpu_began))
    return [statistics.median(wall), max(wall), statistics.median(cpu), max(cpu)]
