"""`ombud`: the command. Nothing is imported before it is named, so `ombud --help` is quick and loads no Django."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

# name: (where it lives, what it is for)
COMMANDS = {
    "up": ("ombud.cli.up:up", "Run the desk and its worker in one process."),
    "worker": ("ombud.cli.worker:worker", "Run a worker alone, beside others, on PostgreSQL."),
    "demo": ("ombud.cli.demo:demo", "Show the desk with a demo community's messages."),
    "check": ("ombud.cli.check:check", "Look whether everything is in order, and say what is not."),
    "sign-in": ("ombud.cli.sign_in:sign_in", "Print a link by which a member chooses a password."),
    "import": ("ombud.cli.import_:import_", "Take in history from mbox, Maildir or .eml files."),
    "triage": ("ombud.cli.triage:triage", "Read messages given as JSON lines: language, kind, urgency and why."),
    "incidents": ("ombud.cli.incidents:incidents", "Group messages given as JSON lines by the trouble they tell of."),
    "guard": ("ombud.cli.guard:guard", "Judge replies given as JSON lines: what must not be said, what is missing."),
    "evaluate": ("ombud.cli.evaluate:evaluate", "Score our judgements against messages where the right one is known."),
    "train": ("ombud.cli.train:train", "Make the models that read messages anew, and say how good they are."),
    "corrections": ("ombud.cli.corrections:corrections", "Write what people here corrected into a file to learn from."),
    "mail": ("ombud.cli.mail:mail", "Tools for mails: parse them into JSON lines."),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ombud", message="ombud %(version)s")
def ombud() -> None:
    """A care desk for online communities: every message answered, every complaint seen through."""


def main(**extra: Any) -> None:
    """The entry point of the wheel."""
    ombud(**extra)
