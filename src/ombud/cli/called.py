"""What each line of a stream is called where others name it: its own id, as long as no other line has it."""

from __future__ import annotations

import json

from ombud.cli.lines import complain
from ombud.cli.records import Record


class Called:
    """Names of lines as JSON source, each used once. A line without an `id` is called by its number, one whose `id`
    was there before has `#` and a number behind it; both are said on standard error."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._times: dict[str, int] = {}
        self._nameless = False

    def of(self, its: Record) -> str:
        """The name of one more line."""
        if its.id == "null" and not self._nameless:
            self._nameless = True
            complain(f'line {its.number} has no "id": it is called by its number, and so is every other that has none')
        wanted = json.dumps(f"line {its.number}") if its.id == "null" else its.id
        name = self._free(wanted)
        if its.id not in ("null", name):
            complain(
                f'line {its.number} has the "id" of an earlier one: where named, "#{self._times[wanted]}" is added'
            )
        self._names.add(name)
        return name

    def _free(self, wanted: str) -> str:
        name = wanted
        said = json.loads(wanted) if wanted.startswith('"') else wanted
        while name in self._names:
            self._times[wanted] = self._times.get(wanted, 1) + 1
            name = json.dumps(f"{said}#{self._times[wanted]}", ensure_ascii=wanted.isascii())
        return name
