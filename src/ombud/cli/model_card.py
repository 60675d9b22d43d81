"""The model card: what the models are, whom they are learnt from, how good they are, where they fail. In Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ombud.cli.model_card_words import AIDE, FAILURES, HEAD, LEARNT, LIBRARIES, PARTS, SCORED, WRITTEN
from ombud.triage.kinds import Kind

if TYPE_CHECKING:
    from ombud.cli.judging import Figures
    from ombud.triage.learning.exemplars import Exemplar
    from ombud.triage.learning.sources import Source
    from ombud.triage.scoring import Scores
    from ombud.triage.scoring.counts import Share

type Cell = Callable[[Scores], str]
NAMES: Final = {
    "all": "all", "en": "English", "de": "German", "es": "Spanish", "da": "Danish", "id": "Indonesian",
    "fr": "French", "it": "Italian", "pt": "Portuguese",
}  # fmt: skip
_MOST: Final = 3  # confusions that are named for each language


@dataclass(frozen=True, slots=True)
class Made:
    """A model: the file's size in bytes and its checksum; `anew` where this run made it."""

    name: str
    size: int
    checksum: str
    anew: bool


@dataclass(frozen=True, slots=True)
class About:
    """All that the card speaks of."""

    version: str
    made: Sequence[Made]
    sources: Sequence[Source]
    exemplars: Mapping[str, Sequence[Exemplar]]  # by part
    ours: bool  # whether they are those that come with Ombud
    corrections: int
    figures: Figures


def card(about: About) -> str:
    """The whole card. The same facts give the same card."""
    return "\n".join(_lines(about)) + "\n"


def _lines(about: About) -> Iterator[str]:
    yield HEAD
    yield from _table(
        ("model", "what it does", "bytes", "SHA-256"),
        [(f"`{one.name}.npz`", PARTS[one.name], f"{one.size:,}", f"`{one.checksum}`") for one in about.made],
    )
    kept = [one.name for one in about.made if not one.anew]
    yield f"\nMade by `ombud train`, Ombud {about.version}." + (
        f" Not made anew in this run: {', '.join(kept)}." if kept else ""
    )
    yield from ("", LEARNT)
    yield from _table(
        ("set", "what it is", "from", "licence", "learnt from it"),
        [
            (f"`{one.name}`", one.what, f"`{one.whence}`", one.licence,
             f"{one.labels}; languages" if one.labels else "languages")
            for one in about.sources
        ],
    )  # fmt: skip
    yield from ("", LIBRARIES)
    if about.corrections:
        yield f"\nBesides: {about.corrections} corrections by this community's own people. They hold customers' words."
    yield from ("", WRITTEN if about.ours else "## Exemplars\nThey are this community's own.\n")
    yield from _exemplars(about.exemplars)
    yield from ("", SCORED)
    yield from _scores(about.figures)
    yield from ("", FAILURES if about.ours else "## Known failures")
    yield from _confused(about.figures.full)


def _exemplars(parts: Mapping[str, Sequence[Exemplar]]) -> Iterator[str]:
    rows = []
    for part, some in parts.items():
        for language in sorted({one.language for one in some}, key=_order):
            inside = [one for one in some if one.language == language]
            counts = Counter(one.label.kind for one in inside)
            topics = len({one.topic for one in inside})
            rows.append(
                (part, _named(language), f"{len(inside):,}", str(topics), *(str(counts[kind]) for kind in Kind))
            )
        counts = Counter(one.label.kind for one in some)
        rows.append((part, "**all**", f"**{len(some):,}**", "", *(str(counts[kind]) for kind in Kind)))
    yield from _table(("part", "language", "messages", "topics", *Kind), rows)


def _scores(figures: Figures) -> Iterator[str]:
    for title, columns in _SECTIONS:
        yield from (f"### {title}", "")
        yield from _scored(figures.full, columns)
        yield ""
    yield from ("### Read quickly (the fast tier)", "")
    yield from _scored(figures.fast, _FAST)
    yield from ("", AIDE)
    yield from _scored(figures.aside, _ASIDE)


def _scored(groups: Mapping[str, Scores], columns: Sequence[tuple[str, Cell]]) -> Iterator[str]:
    rows = [
        (_named(group), f"{scores.messages:,}", *(cell(scores) for _, cell in columns))
        for group, scores in groups.items()
    ]
    yield from _table(("language", "messages", *(title for title, _ in columns)), rows)


def _confused(groups: Mapping[str, Scores]) -> Iterator[str]:
    """Which kinds are most often taken for which, counted."""
    yield "\nMost often taken for another, among the untouched exemplars:\n"
    for group, scores in groups.items():
        if group == "all" or "kind" not in scores.tables:
            continue
        wrong = [(-n, pair) for pair, n in scores.tables["kind"].counts.items() if pair[0] != pair[1]]
        said = [f"{-n} × {should} read as {was}" for n, (should, was) in sorted(wrong)[:_MOST]]
        yield f"- {_named(group)}: {', '.join(said) or 'none'}."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(cell or '–' for cell in row)} |" for row in rows)


def _order(language: str) -> tuple[int, str]:
    known = list(NAMES)
    return (known.index(language) if language in known else len(known), language)


def _named(language: str) -> str:
    return NAMES.get(language, language)


def _share(share: Share | None) -> str:
    if share is None or share.interval is None or share.value is None:
        return ""
    low, high = share.interval
    return f"{100 * share.value:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def _counted(name: str) -> Cell:
    def cell(scores: Scores) -> str:
        share = scores.shares.get(name)
        return f"{_share(share)}, {share.hits} of {share.of}" if share else ""

    return cell


def _right(name: str) -> Cell:
    return lambda scores: _share(scores.tables[name].accuracy) if name in scores.tables else ""


def _macro(name: str) -> Cell:
    def cell(scores: Scores) -> str:
        table = scores.tables.get(name)
        if table is None or table.macro_f1 is None or (interval := table.macro_f1_interval) is None:
            return ""
        return f"{100 * table.macro_f1:.1f} ({100 * interval[0]:.1f}–{100 * interval[1]:.1f})"

    return cell


def _found(name: str) -> Cell:
    return lambda scores: _share(scores.found[name].recall) if name in scores.found else ""


def _flagged(name: str) -> Cell:
    return lambda scores: _share(scores.found[name].false_rate) if name in scores.found else ""


def _f1(name: str) -> Cell:
    def cell(scores: Scores) -> str:
        found = scores.found.get(name)
        return "" if found is None or found.f1 is None else f"{100 * found.f1:.1f}"

    return cell


_SECTIONS: Final[tuple[tuple[str, tuple[tuple[str, Cell], ...]], ...]] = (
    ("Kind", (("right", _right("kind")), ("macro F1", _macro("kind")),
              ("complaint or not, macro F1", _macro("complaint")))),
    ("Scenario, urgency, sentiment, language", (
        ("scenario right", _right("scenario")), ("urgency right", _right("urgency")),
        ("sentiment right", _right("sentiment")), ("language right", _right("language")))),
    ("What must not happen", (
        ("urgency 1 read as 3 or 4", _counted("urgency_1_read_as_3_or_4")),
        ("angry, not abusive, flagged as abuse", _counted("angry_read_as_abuse")),
        ("complaints flagged as spam", _counted("complaints_read_as_spam")),
        ("complaints left at urgency 4", _counted("complaints_below_3")))),
    ("Suspicions and parts", (
        ("anger found", _found("anger")), ("abuse found", _found("abuse")), ("spam found", _found("spam")),
        ("wrongly flagged as spam", _flagged("spam")), ("concerns, F1", _f1("concerns")),
        ("concerns where there are several, F1", _f1("concerns_of_several")))),
)  # fmt: skip
_FAST: Final = (
    ("kind right", _right("kind")),
    ("complaint or not, macro F1", _macro("complaint")),
    ("urgency 1 read as 3 or 4", _counted("urgency_1_read_as_3_or_4")),
    ("angry, not abusive, flagged as abuse", _counted("angry_read_as_abuse")),
)
_ASIDE: Final = (
    ("abuse found", _found("abuse")),
    ("wrongly flagged as abuse", _flagged("abuse")),
    ("spam found", _found("spam")),
    ("wrongly flagged as spam", _flagged("spam")),
    ("sentiment right", _right("sentiment")),
    ("sentiment, macro F1", _macro("sentiment")),
)
