"""What a run took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """What it took to hear `mails` mails end to end, from the start of the process: seconds of CPU and on the wall."""

    mails: int
    cpu: float
    wall: float

    def a_mail(self, start: Spent) -> float:
        """Milliseconds of CPU for each mail beyond those of `start`, a run with a few."""
        return 1000 * (self.cpu - start.cpu) / max(1, self.mails - start.mails)

    @property
    def all_in(self) -> float:
        """Milliseconds of CPU a mail with the start of the process shared out among them."""
        return 1000 * self.cpu / self.mails

    def a_second(self, start: Spent) -> float:
        """Mails a second on the wall, beyond those of `start`."""
        return (self.mails - start.mails) / max(0.001, self.wall - start.wall)
