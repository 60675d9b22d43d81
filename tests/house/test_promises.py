"""docs/promises.md leads from each duty to the rule that keeps it and the test that tries it. Both must be there.

A line of its tables: | D03 | what is promised | `ombud.promises.clock.due` | `tests/rules/test_clock.py::test_due` |
A rule is a dotted name, a file, or the name of what the database holds (`cases_i3_silence`).
"""

import ast
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

from ombud.guarantees.operations import declared
from tests.house.tree import ROOT

PAPER = ROOT / "docs" / "promises.md"
# I7 comes with remedies and conduct, which have no tables yet.
INVARIANTS = {f"I{number}" for number in range(1, 7)}


@dataclass(frozen=True)
class Line:
    """One line of the tables: a duty, the rules that keep it, the tests that try it."""

    duty: str
    rules: tuple[str, ...]
    tests: tuple[str, ...]


def lines() -> list[Line]:
    if not PAPER.exists():
        return []
    found = []
    for line in PAPER.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"[DI]\d+", cells[0]):
            found.append(Line(cells[0], _named(cells[2]), _named(cells[3])))
    return found


def _named(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def test_the_paper_is_there_and_every_duty_stands_once() -> None:
    assert PAPER.exists(), "docs/promises.md is missing"
    duties = [line.duty for line in lines()]
    assert duties, "docs/promises.md has no line of the form | D03 | promise | `rule` | `test` |"
    assert sorted(duties) == sorted(set(duties))
    assert set(duties) >= INVARIANTS


def test_the_rule_that_keeps_it_exists() -> None:
    missing = [f"{line.duty} names no rule" for line in lines() if not line.rules]
    missing += [f"{line.duty}: there is no {rule}" for line in lines() for rule in line.rules if not is_there(rule)]
    assert missing == []


def is_there(rule: str) -> bool:
    """Whether a file (with a slash), a dotted name, or (without either) something the database holds is there."""
    if "/" in rule:
        return (ROOT / rule).exists()
    if "." not in rule:
        return rule in held()
    try:
        pkgutil.resolve_name(rule)
    except (ImportError, AttributeError):
        return False
    return True


@cache
def held() -> set[str]:
    """What the database holds: our guarantees and the models' constraints, by name."""
    constraints = {constraint.name for model in apps.get_models() for constraint in model._meta.constraints}
    return {guarantee.name for guarantee in declared()} | constraints


def test_the_test_that_tries_it_exists() -> None:
    missing = [f"{line.duty} names no test" for line in lines() if not line.tests]
    for line in lines():
        for test in line.tests:
            path, _, name = test.partition("::")
            if not (ROOT / path).exists():
                missing.append(f"{line.duty}: there is no file {path}")
            elif name.split("::")[-1] not in {"", *defined(ROOT / path)}:
                missing.append(f"{line.duty}: {path} has no {name}")
    assert missing == []


def defined(path: Path) -> set[str]:
    """The functions and classes of a test file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
