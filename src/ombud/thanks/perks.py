"""Pool: perks of one sort for one reason. Code: one of them, sealed. Gift: who got it, why, when, from whom.

Codes of a pool are given in their order: the gift with a number has the code with that number, so that what is left
and what was spent is read off the last one, however many there are.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from ombud.people.models import Person
from ombud.privacy.sealing import SEALED, Unsealable, unseal
from ombud.replies.models import Outgoing
from ombud.team.models import Member

from .rules import Reason, Stock, masked

REASONS = [(reason.value, reason.value) for reason in Reason]


class Sort(models.TextChoices):
    """What one perk is: so many hundredths of a percent or of the currency off, or delivery for nothing."""

    PERCENT = "percent"
    AMOUNT = "amount"
    DELIVERY = "delivery"


class Pool(models.Model):
    """Perks of one sort. `worth` is what one costs us at most, `budget` what all together may, both in hundredths of
    `currency`; `value` is what she gets: hundredths of a percent or of the currency, nothing for delivery.

    What it is stays as it was made; it is closed by a named person, and stays closed.
    """

    name = models.CharField(max_length=80, unique=True)
    reason = models.CharField(max_length=8, choices=REASONS)
    sort = models.CharField(max_length=8, choices=Sort)
    value = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3)
    worth = models.PositiveIntegerField()
    budget = models.PositiveBigIntegerField()
    most_a_month = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="thanks_pool_dates", condition=Q(valid_until__gt=F("valid_from"))),
            models.CheckConstraint(
                name="thanks_pool_value",
                condition=Q(sort="percent", value__gte=1, value__lte=10_000)
                | Q(sort="amount", value__gte=1)
                | Q(sort="delivery", value=0),
            ),
            models.CheckConstraint(
                name="thanks_pool_budget", condition=Q(worth__gte=1, budget__gte=F("worth"), most_a_month__gte=1)
            ),
            models.CheckConstraint(
                name="thanks_pool_closed_by",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def stock(self, now: datetime) -> Stock:
        """What it holds at `now`, in three steps down an index."""
        last = Code.objects.filter(pool=self).order_by("-number").values_list("number", flat=True).first()
        given = Gift.objects.filter(pool=self).order_by("-number").values_list("number", flat=True).first()
        lately = Gift.objects.filter(pool=self, month=month_of(now)).order_by("-place")
        return Stock(
            last or 0, given or 0, lately.values_list("place", flat=True).first() or 0, self.most_a_month, self.worth,
            self.budget, self.valid_from, self.valid_until, self.closed_at is not None,
        )  # fmt: skip


class Code(models.Model):
    """One code, sealed like a credential. `fingerprint` is keyed: it tells two codes apart, and tells no code."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="codes", db_index=False)
    number = models.PositiveIntegerField()
    sealed = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "number"], name="thanks_code_in_order"),
            models.CheckConstraint(name="thanks_code_sealed", condition=Q(sealed__startswith=SEALED)),
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"

    @property
    def masked(self) -> str:
        """How it is shown to us."""
        try:
            return masked(unseal(self.sealed))
        except Unsealable:
            return masked("")


class Gift(models.Model):
    """A line of the ledger: `person` got a code, once a reason; `by` whom, for which thanks, in which letter.

    `number` is the gift's in its pool, `place` that in its `month` ("2026-11", UTC).
    """

    thanks = models.OneToOneField("thanks.Thanks", on_delete=models.PROTECT, related_name="gift")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="gifts", db_index=False)
    reason = models.CharField(max_length=8, choices=REASONS)
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="gifts", db_index=False)
    code = models.OneToOneField(Code, on_delete=models.PROTECT, related_name="gift")
    number = models.PositiveIntegerField()
    month = models.CharField(max_length=7)
    place = models.PositiveIntegerField()
    letter = models.OneToOneField(Outgoing, on_delete=models.PROTECT, related_name="gift")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reason"], name="thanks_gift_once_a_reason"),
            models.UniqueConstraint(fields=["pool", "number"], name="thanks_gift_counted"),
            models.UniqueConstraint(fields=["pool", "month", "place"], name="thanks_gift_counted_by_month"),
        ]

    def __str__(self) -> str:
        return f"gift {self.pk}"


def month_of(at: datetime) -> str:
    """The month that a gift counts for."""
    return f"{at:%Y-%m}"
