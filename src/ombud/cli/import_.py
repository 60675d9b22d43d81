"""`ombud import`: history from mbox, Maildir or .eml files. Runs again without doubling anything."""

from __future__ import annotations

from itertools import batched
from pathlib import Path

import click

from .house import fail, faults_of_models, open_house, prepare_database

BATCH = 100


@click.command("import")
@click.argument("kind", type=click.Choice(["mbox", "maildir", "eml"]))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--inbox", "name", required=True, help="Name of the inbox that the mails belong to.")
def import_(kind: str, path: Path, name: str) -> None:
    """Take in mails from PATH as the history of an inbox.

    What is unanswered in it is owed an answer, like any message; receipts are sent for none of it.
    """
    open_house()
    if faults := faults_of_models():
        fail("\n".join(faults))
    prepare_database()
    from django.utils import timezone
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from ombud.channels.mail.history import open_history
    from ombud.channels.registry import get
    from ombud.inboxes.models import Inbox
    from ombud.journey.hear import hear
    from ombud.worker.due import do_all

    inbox = Inbox.objects.filter(name=name).first()
    if inbox is None:
        names = ", ".join(Inbox.objects.values_list("name", flat=True)) or "none yet: add one in the desk first"
        fail(f"There is no inbox called {name!r}. There are: {names}.")
        return
    channel = get(inbox.channel)
    try:
        history = open_history(kind, path)
    except OSError as error:
        fail(f"{path} {error.strerror or 'cannot be read'}.")
        return
    read = kept = 0
    columns = (
        SpinnerColumn(),
        *Progress.get_default_columns(),
        TextColumn("{task.fields[kept]} new"),
        TimeElapsedColumn(),
    )
    with Progress(*columns) as progress:
        task = progress.add_task(f"Importing {path.name}", total=history.size or None, kept=0)
        for batch in batched(history, BATCH):
            now = timezone.now()
            arrivals = [channel.read(mail.raw, inbox.address, mail.received) for mail in batch]
            try:
                kept += len(hear(inbox, arrivals, now=now, history=True))
            except OSError as error:
                progress.stop()
                fail(
                    f"Stopped after {read} mails: the store cannot be written ({error.strerror}). "
                    "Make room and run it again."
                )
            read += len(batch)
            progress.update(task, completed=batch[-1].position, kept=kept)
        progress.update(task, completed=history.size or read)
    do_all(timezone.now())
    for unreadable in history.unreadable:
        click.echo(f"Could not be read: {unreadable}", err=True)
    click.echo(f"{read} mails read, {kept} new, {read - kept} known before.")
