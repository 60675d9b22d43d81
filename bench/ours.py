"""Ombud in the mail bench: a worker as a process hears the mailbox, opens the cases, sends the receipts."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .house import ROOT, House, Server, fresh
from .mailbox import Mailboxes
from .meter import cpu, wait_for
from .sink import running_sink
from .spent import Spent

# So many at once are read in haste; that they are read in full later, once it is calm, is no part of this bench.
_LEFT = "SELECT 1 FROM work_work WHERE step <> 'deepen' LIMIT 1"
# Hearing without sentence vectors, as the peer hears: `python -m bench readings` says what those cost.
_IN_HASTE = {"OMBUD_FLOOD": "0"}
OMBUD = Path(sys.executable).with_name("ombud")


def heard(mailbox: str, mails: int, boxes: Mailboxes, server: Server | None) -> Spent:
    """Run a worker on an empty house until every mail of `mailbox` has its receipt. Raises TimeoutError if one has
    none; AssertionError if what stands in the database afterwards is not what was sent."""
    with TemporaryDirectory() as name, running_sink(Path(name)) as sink, fresh(server) as house:
        house.run("bench.prepare", json.dumps(boxes.account(mailbox, sink)))
        before = cpu(*house.servers)
        begun = time.time()
        worker = subprocess.Popen([OMBUD, "worker"], env=house.env | _IN_HASTE, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            wait_for(
                lambda: sink.taken() >= mails and not house.ask(_LEFT), 60 + mails / 10,
                f"{mailbox}: only {sink.taken()} of {mails} receipts", alive=lambda: worker.poll() is None,
            )  # fmt: skip
            used = cpu(worker.pid, *house.servers) - before
        finally:
            worker.terminate()
            worker.wait(20)
        assert len(set(sink.recipients())) == sink.taken() == mails
        _whole(house, mails)
        return Spent(mails, used, sink.last() - begun)


def _whole(house: House, mails: int) -> None:
    """Every mail is a message, every complaint a case, every receipt marked as sent."""
    messages = _count(house, "conversations_message WHERE direction = 'in'")
    sent = _count(house, "replies_outgoing WHERE sent_at IS NOT NULL")
    complaints = _count(house, "triage_reading WHERE kind = 'complaint'")
    cases = _count(house, "cases_case")
    assert messages == sent == mails, (messages, sent, mails)
    assert cases >= complaints, (cases, complaints)  # praise with a complaint inside becomes a case too


def _count(house: House, rows: str) -> int:
    return int(str(house.ask(f"SELECT COUNT(*) FROM {rows}")[0][0]))
