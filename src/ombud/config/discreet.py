"""Logs that tell what happened and nobody's business: no working link, no row of a database, no text of a message."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

WORD = re.compile(r"/(b|c|h|welcome)/[^/\s'\"]+")


class WithoutLinks(logging.Filter):
    """Takes the word out of every signed link, wherever a line names one."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if WORD.search(line):
            record.msg, record.args = WORD.sub(r"/\1/…", line), ()
        return True


class Discreet(logging.Formatter):
    """Shows where an error happened and of what kind it was; its own words may quote a row or a message."""

    def formatException(  # noqa: N802 - the library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _error, trace = ei
        name = kind.__name__ if kind else "error"
        return "".join(traceback.format_tb(trace)).rstrip() + f"\n{name}"
