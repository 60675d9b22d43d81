"""The worker: listeners, hands that do the due work, and the clock of promises, as threads of one process."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import IO

import structlog
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from ombud.inboxes.models import Inbox
from ombud.journey import notice_pattern, understand
from ombud.journey.follow_up import keep_clock
from ombud.journey.trouble import tell_of_trouble

from .alone import alone
from .due import do_due
from .lines import Lines
from .listen import Listener

log = structlog.get_logger()
CLOCK = 15.0
ROLL_CALL = 3.0
NAP = 0.5


class Worker:
    """Start, and stop within seconds. Several may run on one PostgreSQL; on SQLite one process is enough."""

    def __init__(self, *, listens: bool = True) -> None:
        self.name = secrets.token_hex(8)
        self.listens = listens
        self.stopping = threading.Event()
        self._woken = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listeners: dict[int, Listener] = {}
        self._lock: IO[str] | None = None

    def start(self) -> None:
        """Begin; returns at once. Raises `NotAlone` if another worker has this SQLite database."""
        self._lock = alone()
        jobs: list[tuple[str, Callable[[], None]]] = [("hands", self._work), ("clock", self._clock)]
        if self.listens:
            jobs.append(("roll-call", self._roll_call))
        for name, job in jobs:
            thread = threading.Thread(target=self._guarded(job), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self, patience: float = 10.0) -> None:
        """Ask every thread to end and wait for it; what is unfinished is taken up again by lease."""
        self.stopping.set()
        self._woken.set()
        for thread in [*self._threads, *self._listeners.values()]:
            thread.join(patience)
        if self._lock is not None:
            self._lock.close()

    def wake(self) -> None:
        """Something is due now."""
        self._woken.set()

    def _guarded(self, job: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            while not self.stopping.is_set():
                try:
                    job()
                except DatabaseError as error:
                    log.error("database away", error=type(error).__name__)
                    close_old_connections()
                    self.stopping.wait(2)
                except Exception as error:  # A thread that dies in silence would be a promise broken in silence.
                    log.exception("worker failed", error=type(error).__name__)
                    self.stopping.wait(2)
            connection.close()

        return run

    def _work(self) -> None:
        lines = Lines()
        self._get_ready()
        try:
            while not self.stopping.is_set():
                close_old_connections()
                if not do_due(timezone.now(), lines.connect):
                    self._woken.wait(NAP)
                    self._woken.clear()
        finally:
            lines.close()

    @staticmethod
    def _get_ready() -> None:
        try:
            understand.prepare()
            notice_pattern.prepare()
        except Exception as error:  # noqa: BLE001 - whoever cannot read can still send; reading itself tells of it
            log.error("cannot read", error=type(error).__name__)

    def _clock(self) -> None:
        while not self.stopping.is_set():
            close_old_connections()
            now = timezone.now()
            if keep_clock(now) + tell_of_trouble(now):
                self.wake()
            self.stopping.wait(CLOCK)

    def _roll_call(self) -> None:
        """Every inbox that is set up has a listener; one whose thread has ended gets another."""
        while not self.stopping.is_set():
            close_old_connections()
            there = set(Inbox.objects.filter(paused_at=None).exclude(settings="").values_list("pk", flat=True))
            for inbox, listener in list(self._listeners.items()):
                if inbox not in there or listener.gone.is_set():
                    listener.gone.set()
                    del self._listeners[inbox]
            for inbox in there - set(self._listeners):
                listener = Listener(inbox, self.name, self.stopping, self.wake)
                listener.start()
                self._listeners[inbox] = listener
            self.stopping.wait(ROLL_CALL)
