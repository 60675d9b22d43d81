"""Opening the house: Django, the database, and errors in words that say what to do."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ombud.worker.run import Worker


def open_house() -> None:
    """Load Django with the operator's options. Ends the command with a clear line if an option is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.config.settings")
    from ombud.config.options import WrongOption

    try:
        import django

        django.setup()
    except WrongOption as error:
        fail(str(error))
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("psycopg"):
            fail("OMBUD_DATABASE_URL names PostgreSQL, but its driver is not installed. Install ombud[pg].")
        raise


def prepare_database() -> None:
    """Bring the database up to date. Ends the command with a clear line if it cannot be reached or written."""
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        fail(
            f"The database cannot be used: {first_line(error)}\n"
            "Check OMBUD_DATABASE_URL, and that the server runs or the disk has room."
        )


def begin_work(worker: Worker) -> None:
    """Start the worker, or end the command with a clear line if another one has this database."""
    from ombud.worker.alone import NotAlone

    if faults := faults_of_models():
        fail("\n".join(faults))
    try:
        worker.start()
    except NotAlone:
        fail(
            "Another worker is at work on this SQLite database. End it first, or serve the pages alone with "
            "`ombud up --no-worker`. Several workers share a PostgreSQL database."
        )


def faults_of_models() -> list[str]:
    """What is wrong with the models that messages are read by, and what to do about it: a sentence for each."""
    from django.conf import settings

    from ombud.triage.own import wrong

    if settings.MODELS is None:
        faults = [
            f"The {fault.name} model that comes with Ombud is {fault.reason}: install Ombud again."
            for fault in wrong(None)
        ]
    else:
        faults = [
            f"OMBUD_MODELS: the {fault.name} model in {settings.MODELS} is {fault.reason}: make it again with "
            f"`ombud train --into {settings.MODELS}`, or leave OMBUD_MODELS empty to read with the models shipped."
            for fault in wrong(settings.MODELS)
        ]
    return [*faults, *_faults_of_sameness(), *_faults_of_the_guard()]


def _faults_of_sameness() -> list[str]:
    from ombud.incidents.sameness import Damaged, shipped

    try:
        shipped()
    except Damaged as fault:
        return [f"The model of incidents that comes with Ombud is missing or damaged ({fault}): install Ombud again."]
    return []


def _faults_of_the_guard() -> list[str]:
    from ombud.replies.guard import Damaged, insist

    try:
        insist()
    except Damaged as fault:
        return [f"The model of the guard that comes with Ombud is missing or damaged ({fault}): install Ombud again."]
    return []


def first_line(error: Exception) -> str:
    """The first line of an error, which carries no rows."""
    return str(error).strip().partition("\n")[0]


def fail(words: str) -> None:
    """End with exit code 1 and `words` on standard error."""
    click.echo(words, err=True)
    sys.exit(1)
