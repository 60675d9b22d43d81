"""Listening to one inbox: hear what is new, wait for more, come back after every trouble with patience."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from pydantic import ValidationError

from ombud.channels.contract import Cursor, Link, Permanent, Trouble
from ombud.channels.registry import Unknown, get
from ombud.inboxes.health import ails, heard_well, leave_line, take_line
from ombud.inboxes.models import Inbox
from ombud.journey.hear import hear
from ombud.privacy.sealing import Unsealable

log = structlog.get_logger()
BATCH = 50
WAIT = 20.0
LONGEST_PAUSE = timedelta(minutes=5)


class Listener(threading.Thread):
    """One inbox, one thread. `wake` is called when something was heard; `stopping` ends it."""

    def __init__(self, inbox: int, name: str, stopping: threading.Event, wake: Callable[[], None]) -> None:
        super().__init__(name=f"listen-{inbox}", daemon=True)
        self.inbox, self.listener, self.stopping, self.wake = inbox, name, stopping, wake
        self.gone = threading.Event()
        self._failures = 0
        self._settings = ""
        self._link: Link | None = None

    def run(self) -> None:
        """Listen until stopped or until the inbox is gone or paused."""
        while not self._ended():
            close_old_connections()
            try:
                if not self._once():
                    break
            except Trouble as trouble:
                self._pause(trouble.reason, trouble.detail, final=isinstance(trouble, Permanent))
            except OSError as error:
                self._pause("store", error.strerror or "")
            except (ValidationError, Unknown, Unsealable) as error:
                self._pause("settings", type(error).__name__, final=True)
            except DatabaseError as error:
                self._pause("database", type(error).__name__)
            except Exception as error:  # noqa: BLE001 - the inbox shows it, and is heard again after a pause
                log.error("listening failed", inbox=self.inbox, error=type(error).__name__)
                self._pause("unexpected", type(error).__name__)
        self._hang_up()
        leave_line(self.inbox, self.listener)
        close_old_connections()
        self.gone.set()

    def _ended(self) -> bool:
        return self.stopping.is_set() or self.gone.is_set()

    def _once(self) -> bool:
        now = timezone.now()
        inbox = Inbox.objects.filter(pk=self.inbox, paused_at=None).first()
        if inbox is None or not inbox.settings:
            return False
        if not take_line(self.inbox, self.listener, now):
            self.stopping.wait(10)
            return True
        if inbox.settings != self._settings:
            self._hang_up()
            self._settings = inbox.settings
        if self._link is None:
            channel = get(inbox.channel)
            self._link = channel.listen(channel.Settings.model_validate(inbox.credentials))
        for heard in self._link.fetch(Cursor(inbox.cursor), BATCH):
            fresh = hear(inbox, heard.arrivals, now=timezone.now(), cursor=heard.cursor)
            heard.after_kept()
            take_line(self.inbox, self.listener, timezone.now())
            if fresh:
                self.wake()
            if self._ended():
                return False
        heard_well(self.inbox, timezone.now())
        self._failures = 0
        self._link.wait(WAIT)
        return True

    def _pause(self, reason: str, detail: str, *, final: bool = False) -> None:
        self._hang_up()
        self._failures += 1
        try:
            ails(self.inbox, reason, detail, timezone.now())
        except DatabaseError as error:
            log.error("trouble not written", inbox=self.inbox, error=type(error).__name__)
        log.warning("inbox in trouble", inbox=self.inbox, reason=reason, tries=self._failures)
        seconds = min(LONGEST_PAUSE.total_seconds(), 2.0 ** min(self._failures, 9) * (4 if final else 1))
        self.stopping.wait(seconds)

    def _hang_up(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None
