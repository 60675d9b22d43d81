"""`ombud up`: the desk and its worker in one process."""

from __future__ import annotations

import click

from .house import begin_work, fail, open_house, prepare_database


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--no-worker", is_flag=True, help="Only the pages; `ombud worker` runs elsewhere.")
def up(host: str, port: int, no_worker: bool) -> None:
    """Run the desk and its worker in one process, with the database brought up to date first."""
    open_house()
    prepare_database()
    from ombud.web.setup_word import announce

    announce(click.echo)
    serve(host, port, worker=not no_worker)


def serve(host: str, port: int, *, worker: bool) -> None:
    """Serve until interrupted. The worker stops in `finally`: uvicorn raises the signal again once it has shut down."""
    import socket

    import uvicorn

    from ombud.worker.run import Worker

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fail(f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: --port {port + 1}")
    hands = Worker() if worker else None
    if hands:
        begin_work(hands)
    try:
        uvicorn.run("ombud.config.asgi:application", host=host, port=port, log_level="warning", lifespan="off")
    finally:
        if hands:
            hands.stop()
