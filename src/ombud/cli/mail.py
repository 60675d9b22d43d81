"""`ombud mail parse`: mails into JSON lines, without set-up, settings, database or network."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import click

from ombud.channels.contract import Address
from ombud.channels.mail.parse import parse as read
from ombud.channels.mail.parse import whole


@click.group()
def mail() -> None:
    """Tools for mails."""


@mail.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
def parse(files: tuple[str, ...]) -> None:
    """Print what each mail says as one JSON object a line, in UTF-8, in the order of the FILEs; `-` is standard input.

    A file that cannot be read is named on standard error; the others are parsed all the same.
    """
    out = sys.stdout.buffer
    for name in files:
        shown = os.fsencode(name).decode("utf-8", "replace")
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            _complain(f"{shown}: {why or 'cannot be read'}")
            continue
        _print(out, {"file": shown, **told(raw)})


def told(raw: bytes) -> dict[str, Any]:
    """What `ombud mail parse` tells of one mail. Never raises; what could not be read stands in `problems`."""
    mail = read(raw)
    arrival = mail.arrival
    return {
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to[0] if mail.in_reply_to else "",
        "references": list(mail.references),
        "from": _address(arrival.sender),
        "reply_to": _addresses(arrival.reply_to),
        "to": _addresses(arrival.to),
        "cc": _addresses(arrival.cc),
        "subject": arrival.subject,
        "date": arrival.at.isoformat() if mail.dated else "",
        "text": arrival.text,
        "full_text": arrival.full_text,
        "html": whole(raw).html,
        "attachments": [
            {"name": one.name, "type": one.type, "size": one.size, "sha256": hashlib.sha256(one.content).hexdigest()}
            for one in arrival.attachments
        ],
        "auto": arrival.auto.value,
        "problems": list(arrival.problems),
    }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.address}


def _addresses(addresses: Iterable[Address]) -> list[dict[str, str]]:
    return [_address(one) for one in addresses]


def _print(out: BinaryIO, record: dict[str, Any]) -> None:
    out.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    out.flush()


def _complain(line: str) -> None:
    sys.stderr.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stderr.flush()
