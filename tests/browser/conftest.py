"""A real server before the browser, on the test's own connection.

The database refuses to forget a message (D03), so a test's rows can only go by rolling its transaction back. Hence the
server answers inside that transaction, on the same connection, one request at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse, HttpResponseBase
from django.test.testcases import LiveServerThread

Respond = Callable[..., Any]


class OneAtATime(WSGIHandler):
    """The application, answering no request before the last one is answered, and none once the test is over."""

    turn = threading.Lock()
    over = False

    def __call__(self, environ: dict[str, Any], start_response: Respond) -> HttpResponseBase:
        """Answer one request whole."""
        with self.turn:
            if self.over:
                start_response("503 Service Unavailable", [])
                return HttpResponse(status=503)
            return super().__call__(environ, start_response)


class Static(StaticFilesHandler):
    """Static files as the finders find them, everything else to the application."""

    def __init__(self, _application: Any) -> None:
        super().__init__(OneAtATime())


@pytest.fixture(autouse=True)
def _orm_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright runs a loop in this thread; the ORM is called between its steps and never inside one.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def lend(connection: BaseDatabaseWrapper) -> None:
    """Let other threads use the connection for good, but never close it: a late one would close a later test's."""
    connection.inc_thread_sharing()
    close = connection.close

    def close_if_ours() -> None:
        if threading.current_thread() is threading.main_thread():
            close()

    connection.close = close_if_ours  # type: ignore[method-assign]


@pytest.fixture
def house(db: None) -> Iterator[str]:
    """The address of a running Ombud that sees what the test has written and writes what the test will see."""
    connection = connections["default"]
    if not connection.allow_thread_sharing:
        lend(connection)
    OneAtATime.over = False
    server = LiveServerThread("127.0.0.1", Static, connections_override={"default": connection}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    with OneAtATime.turn:
        OneAtATime.over = True
    server.terminate()
