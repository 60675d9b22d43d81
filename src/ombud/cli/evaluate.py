"""`ombud evaluate`: how good our judgements are, counted against what people say; one command for each judgement."""

import click

from ombud.cli.evaluate_guard import guard
from ombud.cli.evaluate_incidents import incidents
from ombud.cli.evaluate_triage import triage


@click.group()
def evaluate() -> None:
    """Score what Ombud makes of messages against messages where the right answer is known."""


evaluate.add_command(triage)
evaluate.add_command(incidents)
evaluate.add_command(guard)
