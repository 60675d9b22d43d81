"""A long command's steps on the terminal: which one it is, how far, how long it took. Written to standard error."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Steps:
    """One step at a time; where standard error is no terminal, a line for each that is done."""

    def __init__(self) -> None:
        columns = (
            SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(),
            TextColumn("{task.fields[counted]}"), TimeElapsedColumn(),
        )  # fmt: skip
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None
        self._words = ""
        self._began = 0.0
        self._done, self._total = 0, 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        self._end(finished=kind is None)
        self._progress.stop()

    def begin(self, words: str, total: int = 0) -> None:
        """The next step, of `total` parts (0: nobody knows how many). Ends the one before."""
        self._end(finished=True)
        self._words, self._began, self._done, self._total = words, time.monotonic(), 0, total
        self._task = self._progress.add_task(words, total=total or None, counted="")

    def advance(self, parts: int) -> None:
        """So many more parts of the step are done."""
        self._done += parts
        if self._task is not None:
            self._progress.update(self._task, completed=self._done, counted=f"{self._done:,} of {self._total:,}")

    def now(self, words: str) -> None:
        """What is done just now within the step."""
        if self._task is not None:
            self._progress.update(self._task, counted=words)

    def say(self, words: str) -> None:
        """A line that stays."""
        self._progress.console.print(words, markup=False, highlight=False, soft_wrap=True)

    def _end(self, *, finished: bool) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None
            if finished:
                self.say(f"{self._words}: {time.monotonic() - self._began:.0f} s")
