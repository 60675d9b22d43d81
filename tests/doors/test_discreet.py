"""Logs hold no working link and no row."""

from __future__ import annotations

import logging
import sys

import pytest
from django.test import Client

from ombud.config.discreet import Discreet, WithoutLinks

LINK = "/c/AQAAAAAAAAAOAAEAAAAAQdITLdBCQSJdvcfYMpXq"


def _as_logged(record: logging.LogRecord) -> str:
    WithoutLinks().filter(record)
    return Discreet("%(levelname)s %(message)s").format(record)


@pytest.mark.parametrize(
    "line", ["Method Not Allowed: %s/answer/", "Not Found: %s/", "Internal Server Error: %s/files/3/"]
)
def test_a_link_loses_its_word(line: str) -> None:
    said = _as_logged(logging.LogRecord("django.request", logging.WARNING, "", 1, line, (LINK,), None))
    assert "/c/…/" in said
    assert "QdITLdBCQSJ" not in said


def test_an_error_keeps_its_place_and_loses_its_words() -> None:
    row = "Key (address)=(renate@vogel.example) already exists"
    try:
        raise ValueError(row)
    except ValueError:
        said = _as_logged(logging.LogRecord("x", logging.ERROR, "", 1, "broken", (), sys.exc_info()))
    assert "renate" not in said
    assert said.endswith("\nValueError")


@pytest.mark.django_db
def test_a_wrong_method_on_a_link_is_logged_without_its_word(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    heard: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(_as_logged(record))

    handler = Kept()
    logging.getLogger("django.request").addHandler(handler)
    try:
        assert Client().delete(f"{LINK}/answer/").status_code in (403, 404, 405)
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert root.handlers
    assert all("QdITLdBCQSJ" not in line for line in heard)
