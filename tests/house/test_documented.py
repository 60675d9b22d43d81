"""The papers are true: every setting and rule has its place in them, and they name none that is not there."""

import hashlib
import re
from pathlib import Path

import pytest

from ombud.config.options import Options
from ombud.replies.guard import CATALOGUE
from ombud.triage.own import places
from tests.house.tree import ROOT, files, said

DOCS = ROOT / "docs"


def paper(name: str) -> str:
    path = DOCS / name
    assert path.exists(), f"docs/{name} is missing"
    return path.read_text(encoding="utf-8")


def headings(text: str) -> set[str]:
    """What the headings name in backticks: ## `ombud up` names ombud up."""
    return set(re.findall(r"^#+ +`([^`]+)`", text, flags=re.MULTILINE))


def test_every_setting_is_documented() -> None:
    there = {f"OMBUD_{name.upper()}" for name in Options.model_fields}
    assert headings(paper("settings.md")) == there


def test_every_rule_of_the_guard_is_documented() -> None:
    """A line of the table: | R08 | `minimising` | forbids | D07, D37 | what it means |"""
    lines = re.findall(
        r"^\| (R\d+) \| `(\w+)` \| (\w+) \| ([D\d, ]+) \| .{20,} \|$", paper("guard.md"), flags=re.MULTILINE
    )
    written = {code: (reason, how == "asks", tuple(duties.split(", "))) for code, reason, how, duties in lines}
    assert written == {rule.code: (rule.reason, rule.required, rule.duties) for rule in CATALOGUE.values()}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "STYLE.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"])
def test_the_usual_papers_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_links_between_papers_lead_somewhere() -> None:
    dead = [
        f"{said(path)}: {target}"
        for path in files(".md")
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert dead == []


def test_the_model_card_is_that_of_the_models_shipped() -> None:
    card = paper("model-card.md")
    for name, path in places(None).items():
        raw = path.read_bytes()
        line = f"| {len(raw):,} | `{hashlib.sha256(raw).hexdigest()}` |"
        assert line in card, f"the card speaks of another {name} model: make models DATA=folder"


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted(Path(DOCS / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
