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
from django.http import HttpResponseBase
from django.test.testcases import LiveServerThread

Respond = Callable[..., Any]


class OneAtATime(WSGIHandler):
    """The application, answering no request before the last one is answered."""

    turn = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Respond) -> HttpResponseBase:
        """Answer one request whole."""
        with self.turn:
            return super().__call__(environ, start_response)


class Static(StaticFilesHandler):
    """Static files as the finders find them, everything else to the application."""

    def __init__(self, _application: Any) -> None:
        super().__init__(OneAtATime())


@pytest.fixture(autouse=True)
def _orm_beside_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright runs a loop in this thread; the ORM is called between its steps and never inside one.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def house(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a running Ombud that sees what the test has written and writes what the test will see."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    monkeypatch.setattr(connection, "close", lambda: None)  # the server closes what it was lent
    server = LiveServerThread("127.0.0.1", Static, connections_override={"default": connection}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    # The connection stays shareable: threads that wait for a next request of the browser let go of it late.
