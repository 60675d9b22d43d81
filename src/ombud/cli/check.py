"""`ombud check`: is everything in order?"""

from __future__ import annotations

import shutil
import sys
from datetime import timedelta

import click

from .house import faults_of_models, open_house

LOW = 500_000_000
LATE = timedelta(minutes=10)


@click.command()
def check() -> None:
    """Look at the options, models, database and its guarantees, store, inboxes and the work that is stuck."""
    open_house()
    from django.conf import settings
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor
    from django.utils import timezone

    from ombud.guarantees.operations import missing
    from ombud.inboxes.models import Inbox
    from ombud.triage.lag import lag
    from ombud.work.queue import stuck

    faults = faults_of_models()
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            faults.append(f"{len(plan)} migrations are to be run: start `ombud up` or `ombud worker`.")
        else:
            faults += [
                f"The database does not hold the guarantee {name}: start `ombud up`." for name in missing(connection)
            ]
            for inbox in Inbox.objects.exclude(trouble=""):
                faults.append(
                    f"Inbox {inbox.name}: {inbox.trouble} since {inbox.trouble_at:%Y-%m-%d %H:%M} UTC. See /inboxes/."
                )
            behind = lag(timezone.now())
            if behind.behind > LATE:
                minutes = behind.behind // timedelta(minutes=1)
                faults.append(
                    f"{behind.waiting} messages wait to be read, the oldest for {minutes} minutes: see that `ombud up` "
                    "or `ombud worker` runs."
                )
            if stuck():
                faults.append(f"{stuck()} pieces of work failed too often and wait for a look. The log names them.")
    except DatabaseError as error:
        faults.append(f"The database cannot be used ({type(error).__name__}): check OMBUD_DATABASE_URL.")
    free = shutil.disk_usage(settings.HOME).free
    if free < LOW:
        faults.append(
            f"Only {free // 1_000_000} MB are free in {settings.HOME}: make room before mail has nowhere to go."
        )
    for fault in faults:
        click.echo(f"✗ {fault}")
    if faults:
        sys.exit(1)
    click.echo("✓ Everything is in order.")
