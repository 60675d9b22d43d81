"""Every command has its place in docs/commands.md with each of its options, and no other is named there."""

import re
from collections.abc import Iterator

import click

from ombud.cli import ombud
from tests.house.test_documented import headings, paper


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """The commands that do something, by their whole names: groups are only their way."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    inner = click.Context(command, info_name=path)
    for name in command.list_commands(inner):
        found = command.get_command(inner, name)
        assert found, f"{path} lists {name} and does not have it"
        yield from commands(found, f"{path} {name}")


def test_every_command_is_documented() -> None:
    assert headings(paper("commands.md")) == {path for path, _ in commands(ombud, "ombud")}


def test_every_option_is_documented() -> None:
    sections = dict(
        re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", paper("commands.md"), flags=re.MULTILINE | re.DOTALL)
    )
    there = {
        path: {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
        for path, command in commands(ombud, "ombud")
    }
    assert {path: set(re.findall(r"`(--[\w-]+)`", text)) for path, text in sections.items()} == there
