"""Scores as text: a table for each question, a line for all messages and one for each language; then the mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ombud.triage.scoring import Mistake, Scores
from ombud.triage.scoring.confusion import Confusion
from ombud.triage.scoring.counts import Found, Share

type Cell = Callable[[Scores], str]
type Column = tuple[str, Cell]


def scored_text(groups: Mapping[str, Scores]) -> Iterator[str]:
    """The lines of all tables; a table that nothing can be said in is left out."""
    for title, columns in _SECTIONS:
        yield from _section(title, columns, groups)
    yield from _curve(groups)
    yield from _personal(groups["all"])
    for name, title in _CONFUSIONS:
        for group, scores in groups.items():
            if name in scores.tables and (group == "all" or (name == "kind" and len(groups) > 2)):
                yield from _confusion(f"{title}, {group}", scores.tables[name])


def mistakes_text(mistakes: Sequence[Mistake], most: int) -> Iterator[str]:
    """At most `most` mistakes, each with what it should be and what was read."""
    if not most:
        return
    yield ""
    yield f"Messages with a mistake: {len(mistakes)}" + (f", the {most} gravest:" if len(mistakes) > most else "")
    for mistake in mistakes[:most]:
        yield f"  {mistake.where}: {'; '.join(f'{n} {was}, should be {should}' for n, should, was in mistake.fields)}"
        yield f"      {mistake.text}"


def _section(title: str, columns: Sequence[Column], groups: Mapping[str, Scores]) -> Iterator[str]:
    cells = [[cell(scores) for _, cell in columns] for scores in groups.values()]
    kept = [i for i in range(len(columns)) if any(row[i] for row in cells)]
    if kept:
        rows = [(name, *(row[i] or "-" for i in kept)) for name, row in zip(groups, cells, strict=True)]
        yield from _table(title, ("", *(columns[i][0] for i in kept)), rows)


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    yield ""
    yield title
    for row in (head, *rows) if any(head) else rows:
        yield "  " + "   ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()


def _confusion(title: str, table: Confusion) -> Iterator[str]:
    head = ("should be \\ read as", *table.labels)
    rows = [
        (should, *(str(table.counts.get((should, was), 0) or ".") for was in table.labels))
        for should in table.labels
        if any((should, was) in table.counts for was in table.labels)
    ]
    yield from _table(title, head, rows)


def _curve(groups: Mapping[str, Scores]) -> Iterator[str]:
    asked = next((scores.abuse_curve for scores in groups.values() if scores.abuse_curve), ())
    if asked:
        head = ("", *(f"{point.asked:.0%} found" for point in asked))
        rows = [
            (name, *(f"{_percent(point.false.value)} % from {point.threshold:.2f}" for point in scores.abuse_curve))
            for name, scores in groups.items()
            if scores.abuse_curve
        ]
        yield from _table(
            "Angry and not abusive, flagged if so much abuse is to be found; from which degree on",
            head,
            rows,
        )


def _personal(scores: Scores) -> Iterator[str]:
    named = {"hard": "mail, phone, iban and national_id", "all": "all types"}
    rows = [
        (named.get(name, name), _share(e.recall), _share(e.precision), _share(n.recall), _share(n.precision))
        for name, (e, n) in scores.personal.items()
    ]
    if rows:
        head = ("", "found exactly", "exactly right", "found, overlapping", "right, overlapping")
        yield from _table("Personal by type, all languages", head, rows)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _share(share: Share | None) -> str:
    """97.3 % (95.1-98.6, 292 of 300)"""
    if share is None or share.interval is None:
        return ""
    low, high = share.interval
    return f"{_percent(share.value)} % ({_percent(low)}-{_percent(high)}, {share.hits} of {share.of})"


def _right(name: str) -> Cell:
    return lambda scores: _share(scores.tables[name].accuracy) if name in scores.tables else ""


def _macro(name: str) -> Cell:
    def cell(scores: Scores) -> str:
        table = scores.tables.get(name)
        if table is None or (interval := table.macro_f1_interval) is None:
            return ""
        return f"{_percent(table.macro_f1)} ({_percent(interval[0])}-{_percent(interval[1])})"

    return cell


def _of(name: str) -> Cell:
    return lambda scores: _share(scores.shares.get(name))


def _side(name: str, side: Callable[[Found], Share]) -> Cell:
    return lambda scores: _share(side(scores.found[name])) if name in scores.found else ""


def _near(name: str, side: Callable[[Found], Share]) -> Cell:
    return lambda scores: _share(side(scores.personal[name][1])) if name in scores.personal else ""


def _f1(name: str) -> Cell:
    return lambda scores: _percent(scores.found[name].f1) if name in scores.found else ""


def _sign(name: str) -> tuple[Column, ...]:
    return (
        ("found", _side(name, lambda found: found.recall)),
        ("right when flagged", _side(name, lambda found: found.precision)),
        ("wrongly flagged", _side(name, lambda found: found.false_rate)),
    )


_SECTIONS: Final[tuple[tuple[str, tuple[Column, ...]], ...]] = (
    ("Messages", (("", lambda scores: str(scores.messages)),)),
    (
        "Kind",
        (("right", _right("kind")), ("macro F1", _macro("kind")), ("right without doubtful", _right("kind_clear"))),
    ),
    ("Complaint or not", (("right", _right("complaint")), ("macro F1", _macro("complaint")))),
    (
        "Scenario",
        (("right", _right("scenario")), ("macro F1", _macro("scenario")), ("secondary F1", _f1("secondary_scenarios"))),
    ),
    (
        "Urgency",
        (
            ("right", _right("urgency")),
            ("within one", _of("urgency_within_one")),
            ("1 read as 3 or 4", _of("urgency_1_read_as_3_or_4")),
            ("complaints read as 4", _of("complaints_below_3")),
        ),
    ),
    ("Anger", _sign("anger")),
    ("Abuse", (*_sign("abuse"), ("angry, not abusive, flagged", _of("angry_read_as_abuse")))),
    ("Spam", _sign("spam")),
    (
        "Complaints set apart",
        (("flagged as spam", _of("complaints_read_as_spam")), ("read as abuse", _of("complaints_read_as_abuse"))),
    ),
    ("Sentiment", (("right", _right("sentiment")), ("macro F1", _macro("sentiment")))),
    ("Language", (("right", _right("language")), ("second language F1", _f1("second_language")))),
    (
        "Concerns, overlapping",
        (
            ("found", _side("concerns", lambda found: found.recall)),
            ("right", _side("concerns", lambda found: found.precision)),
            ("F1", _f1("concerns")),
            ("F1 whatever the kind", _f1("concerns_any_kind")),
            ("F1 where there are several", _f1("concerns_of_several")),
        ),
    ),
    (
        "Must be answered",
        (
            ("so seen", _side("must_reply", lambda found: found.recall)),
            (
                "spam and abuse set apart",
                _side("must_reply", lambda found: Share(found.left, found.left + found.wrong)),
            ),
        ),
    ),
    ("A person should look", _sign("human_review")),
    (
        "Personal: mail, phone, iban and national_id, overlapping",
        (
            ("found", _near("hard", lambda found: found.recall)),
            ("right", _near("hard", lambda found: found.precision)),
        ),
    ),
)

_CONFUSIONS: Final = (
    ("kind", "Kind"),
    ("scenario", "Scenario"),
    ("urgency", "Urgency"),
    ("sentiment", "Sentiment"),
    ("language", "Language"),
)
