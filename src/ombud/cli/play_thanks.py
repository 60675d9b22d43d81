"""The demo's thanks: whoever praise named is told of it, and one who earned a perk gets hers from a pool."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from ombud.conversations.models import Message
from ombud.demo.people import colleague
from ombud.inboxes.models import Inbox
from ombud.journey.perk import earned, give_to_all
from ombud.journey.pool import fill, make_pool
from ombud.journey.thank import thanked_already
from ombud.team.models import Member
from ombud.thanks.models import Pool
from ombud.thanks.perks import Sort
from ombud.thanks.rules import Reason

Step = Callable[[datetime], None]
# Letters of praise whose answers, in the play, thanked for them; and whom they praise.
THANKED = {
    "024-wulan-terima-kasih-sari": "sari",
    "034-winslow-bianca-was-great": "bianca",
    "037-lachenmaier-lob-jonas": "jonas",
}
CODES, GIVEN = 40, 1


class PlayThanks:
    """Thanks and a perk. `letters` are the messages by the names of their letters; `run` makes codes its own."""

    def __init__(self, letters: dict[str, Message], run: str, today: datetime) -> None:
        self.letters, self.run, self.today = letters, run, today

    def cues(self) -> Iterator[tuple[datetime, Step]]:
        """When which step is taken."""
        yield self.today - timedelta(hours=60), self._fill
        yield self.today - timedelta(hours=54), self._thank
        yield self.today - timedelta(hours=50), self._give

    def _fill(self, now: datetime) -> None:
        tomas = _member("tomas")
        pool = Pool(
            name=f"Thanks for praise, {now:%Y}", reason=Reason.PRAISE.value, sort=Sort.PERCENT.value, value=1000,
            currency="EUR", worth=450, budget=18_000, most_a_month=20, valid_from=now,
            valid_until=now + timedelta(days=90),
        )  # fmt: skip
        codes = [f"THANKS-{self.run[:4]}-{number:03d}".upper() for number in range(1, CODES + 1)]
        fill(make_pool(pool, by=tomas, now=now), codes, by=tomas, now=now)

    def _thank(self, now: datetime) -> None:
        for name, whom in THANKED.items():
            key = f"demo-{self.run}-{name}"
            thanked_already(self.letters[name], by=_member("mira"), key=key, now=now, tell=[_member(whom)])

    def _give(self, now: datetime) -> None:
        inboxes = Inbox.objects.values_list("pk", flat=True)
        give_to_all(earned(Reason.PRAISE, now, inboxes)[:GIVEN], by=_member("mira"), now=now)


def _member(key: str) -> Member:
    return Member.objects.get(email=colleague(key).address)
