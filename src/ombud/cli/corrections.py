"""`ombud corrections`: what people here corrected, as a file that `ombud train` learns from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .house import fail, open_house

if TYPE_CHECKING:
    from ombud.cli.corrected import Corrected
    from ombud.triage.reading import Heard


@click.command()
@click.option(
    "--export", "path", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)
def corrections(path: Path) -> None:
    """Write every message whose kind or language somebody here corrected, one JSON object a line.

    THE FILE HOLDS CUSTOMERS' WORDS. It is readable by you alone and stays on this machine: keep it as you keep the
    database, give it to nobody, and delete it when `ombud train --corrections` has learnt from it.
    """
    open_house()
    from django.db import DatabaseError

    from ombud.cli.corrected import written

    beside = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - 0600 from the start
            for one in _corrected():
                file.write(json.dumps(written(one), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
                count += 1
        beside.replace(path)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.")
    except DatabaseError as error:
        fail(f"The database cannot be used ({type(error).__name__}): start `ombud up`, or check OMBUD_DATABASE_URL.")
    finally:
        beside.unlink(missing_ok=True)
    click.echo(f"{count} corrected messages in {path}. They are customers' words: keep the file to yourself.", err=True)


def _corrected() -> Iterator[Corrected]:
    """Each message once, oldest correction first, so that the file grows at its end."""
    from django.conf import settings

    from ombud.cli.corrected import LONGEST, Corrected
    from ombud.languages import detect
    from ombud.triage.correcting import corrections as said
    from ombud.triage.kinds import Kind

    by_message: dict[Heard, dict[str, str]] = {}
    for heard, field, value in reversed(said(limit=10**9)):
        if field in ("kind", "language"):
            by_message.setdefault(heard, {})[field] = value
    for heard, values in by_message.items():
        text = heard.whole[:LONGEST]
        if not text.strip():
            continue
        language = values.get("language") or detect(text, None, settings.MODELS).language
        yield Corrected(text, language, Kind(values["kind"]) if "kind" in values else None, "language" in values)
