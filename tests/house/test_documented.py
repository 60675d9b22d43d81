"""The papers are true: every setting and command has its place in them, and they name none that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ombud.cli import main
from ombud.config.options import Options
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


def commands(command: click.Command, path: str, context: click.Context | None = None) -> Iterator[str]:
    """The whole names of the commands that do something: groups are only their way."""
    inner = click.Context(command, parent=context, info_name=path)
    if not isinstance(command, click.Group):
        yield path
        return
    for name in command.list_commands(inner):
        found = command.get_command(inner, name)
        assert found, name
        if not found.hidden:
            yield from commands(found, f"{path} {name}", inner)


def test_every_command_is_documented() -> None:
    assert headings(paper("commands.md")) == set(commands(main, "ombud"))


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


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted(Path(DOCS / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
