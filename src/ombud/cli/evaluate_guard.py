"""`ombud evaluate guard`: how well replies are judged, counted; no set-up, settings, database or network."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from ombud.cli.guard import insist_on_sound
from ombud.cli.lines import Line, complain, lines_of
from ombud.cli.records import Malformed, record

if TYPE_CHECKING:
    from ombud.replies.guard import Question
    from ombud.replies.guard.scoring import Gold, Judged

type Known = tuple[str, Question, Gold]


@click.command()
@click.argument("gold", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--exemplars", is_flag=True, help="Score our own replies that nothing was learnt from, without a file.")
@click.option(
    "--plain", is_flag=True, help="Score single sentences, plainly wrong or good, that nothing was learnt from."
)
@click.option("--mistakes", "most", type=click.IntRange(min=0), default=20, help="How many mistakes to list (20).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def guard(gold: str | None, exemplars: bool, plain: bool, most: int, as_json: bool) -> None:
    """Judge the replies of GOLD (JSON lines as for `ombud guard`, each with `gold: {"verdict": …, "rules": {…}}`) and
    count what was judged right. Without a file, our own replies that nothing was learnt from are judged."""
    if sum((exemplars, plain, bool(gold))) > 1:
        raise click.UsageError("Name either a GOLD file, --exemplars or --plain.")
    insist_on_sound()
    known = list(_given(gold) if gold else plainly() if plain else ours())
    if not known:
        raise click.ClickException("There is nothing to score: no line has a text and a gold that can be read.")
    judged, milliseconds = judge_all(known)
    own = f"Ombud's own {'sentences' if plain else 'replies'}, the part kept for judging"
    _tell(judged, milliseconds, gold or own, most, as_json)


def ours() -> Iterator[Known]:
    """Our own replies that nothing was learnt from."""
    from ombud.replies.guard.learning.exemplars import replies

    for values in replies("test"):
        yield from _known(values, str(values["id"]), lambda _: None)


def plainly() -> Iterator[Known]:
    """Our own sentences, plainly wrong or good and near it, that nothing was learnt from."""
    from ombud.replies.guard.learning.exemplars import OK, plain

    for place, one in enumerate(plain("plain_test")):
        fine = one.rule == OK
        gold = {"verdict": "pass" if fine else "block", "rules": {one.near: "pass" if fine else "fail"}}
        values = {"text": one.text, "language": one.language, "gold": gold}
        yield from _known(values, f"{one.language}-{place + 1}", lambda _: None)


def _given(path: str) -> Iterator[Known]:
    try:
        for line in lines_of(path):
            yield from _of(line)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None


def _of(line: Line) -> Iterator[Known]:
    try:
        its = record(line)
        yield from _known(its.values, f"line {line.number}", lambda remark: complain(f"line {line.number}: {remark}"))
    except (Malformed, ValueError) as wrong:
        complain(f"line {line.number} {wrong}; skipped")


def _known(values: Mapping[str, Any], where: str, remark: Any) -> Iterator[Known]:
    from ombud.replies.guard import question
    from ombud.replies.guard.scoring import gold

    asked, remarks = question(values)
    said = values.get("gold")
    if not isinstance(said, dict):
        raise ValueError('has no "gold"' if said is None else '"gold" is not an object')
    should, problems = gold(said)
    for words in (*remarks, *(f"{problem}; not scored" for problem in problems)):
        remark(words)
    yield where, asked, should


def judge_all(known: list[Known]) -> tuple[list[Judged], float]:
    """The verdicts beside their gold, and the milliseconds for each. What is loaded at the first does not count."""
    from ombud.replies.guard import judge
    from ombud.replies.guard.scoring import Judged

    judge(known[0][1].draft, known[0][1].facts)
    found = []
    began = time.perf_counter()
    for where, asked, should in known:
        verdict = judge(asked.draft, asked.facts)
        found.append(
            Judged(
                where, asked.draft.text, asked.draft.language, should, verdict.word,
                frozenset(one.rule for one in verdict.findings), frozenset(one.rule for one in verdict.blocks),
            )
        )  # fmt: skip
    return found, 1000 * (time.perf_counter() - began) / len(known)


def _tell(judged: list[Judged], milliseconds: float, source: str, most: int, as_json: bool) -> None:
    from ombud.cli.scored_guard import scored_json, scored_text, told, worded
    from ombud.replies.guard.scoring import by_wording, scores

    groups = scores(judged)
    wrong = sorted((one for one in judged if one.wrong), key=lambda one: (_gravity(one), -len(one.wrong)))
    if as_json:
        said = {
            "source": source,
            "ms_per_reply": round(milliseconds, 2),
            "all": scored_json(groups.pop("all")),
            "languages": {code: scored_json(group) for code, group in groups.items()},
            "violations_stopped_by_wording": {how: told(share) for how, share in by_wording(judged).items()},
            "wrong_replies": len(wrong),
            "mistakes": [{"where": one.where, "wrong": list(one.wrong)} for one in wrong[:most]],
        }
        _print([json.dumps(said, ensure_ascii=False)])
        return
    lines = [
        f"{source}: {len(judged)} replies, {milliseconds:.1f} ms each.",
        *scored_text(groups),
        *worded(by_wording(judged)),
    ]
    if most and wrong:
        lines += ["", f"Replies with a mistake: {len(wrong)}, the gravest first:"]
        lines += [f"  {one.where}: {'; '.join(one.wrong)}" for one in wrong[:most]]
    _print(lines)


def _gravity(one: Judged) -> int:
    """A good reply stopped is the gravest, then a bad one let through."""
    order = {("pass", "block"): 0, ("block", "pass"): 1, ("block", "warn"): 2, ("warn", "block"): 3}
    return order.get((str(one.gold.verdict), one.verdict), 4)


def _print(lines: list[str]) -> None:
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    sys.stdout.flush()
