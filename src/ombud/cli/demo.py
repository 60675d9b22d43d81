"""`ombud demo`: the desk with a demo community, heard through the real mail adapter and the real journey."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .house import open_house, prepare_database


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--home", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True, help="Where the demo lives."
)
@click.option("--fresh", is_flag=True, help="Begin anew, even if the demo is there already.")
@click.option("--no-serve", is_flag=True, help="Prepare the demo only.")
def demo(host: str, port: int, home: Path, fresh: bool, no_serve: bool) -> None:
    """Show the desk at work: about 130 messages in five languages, no mail server, nothing leaves this machine."""
    if fresh and home.exists():
        import shutil

        shutil.rmtree(home)
    os.environ["OMBUD_HOME"] = str(home.absolute())
    os.environ["OMBUD_DATABASE_URL"] = ""
    os.environ["OMBUD_URL"] = f"http://{host}:{port}"
    open_house()
    prepare_database()
    from ombud.cli.stage import people_there, perform

    if not people_there():
        from rich.progress import Progress

        with Progress(transient=True) as progress:
            task = progress.add_task("The demo community is writing to us", total=None)
            perform(lambda done, total: progress.update(task, completed=done, total=total))
    from ombud.cli.stage import sign_in

    email, password = sign_in()
    click.echo(f"\n  The desk    http://{host}:{port}/\n  Sign in as  {email}\n  Password    {password}\n")
    click.echo("  Outgoing mail, with every link clickable: " + f"http://{host}:{port}/outgoing/\n  Ctrl+C ends it.\n")
    if not no_serve:
        from .up import serve

        serve(host, port, worker=True)
