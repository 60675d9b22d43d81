"""A step that may not be taken, as a code. Doors know the sentence; nothing is lost, and the words typed stay."""

from __future__ import annotations

from ombud.replies.guard import Verdict


class Refused(Exception):
    """The step was not taken; `code` says why, `params` what its sentence needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Stopped(Refused):
    """The guard stops this text (a block), or wants its author to look again (a warning not yet confirmed)."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("guard_stops" if not verdict.passes else "guard_asks")
        self.verdict = verdict
