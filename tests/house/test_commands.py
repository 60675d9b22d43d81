"""Every command has its place in docs/commands.md, and no other is named there."""

from collections.abc import Iterator

import click

from ombud.cli import main
from tests.house.test_documented import headings, paper


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
