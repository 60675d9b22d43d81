"""The praise of the stage, thanked for, with a perk from a pool; and what the database refuses of pools and gifts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ombud.conversations.models import Message
from ombud.journey.perk import give_later
from ombud.journey.pool import close, fill, make_pool
from ombud.journey.thank import thank
from ombud.journey.thanking import draft, praise_of
from ombud.privacy.sealing import seal
from ombud.replies.models import Outgoing, Verdict
from ombud.thanks.models import Code, Credit, Gift, Pool, Thanks
from tests.rooms.breaking import Attempt, Change, Insert, Remove, like
from tests.rooms.stage import Stage
from tests.world import BUDI, HANNAH, SIGNE, Customer

DAY = timedelta(days=1)
KIND = "Thank you so much, Jonas was patient and kind to me all day long!"


def thanked(s: Stage) -> Thanks:
    """The praise, thanked for, with Jonas told of it."""
    if found := Thanks.objects.filter(message=s.praise).first():
        return found
    return _thank(s, s.praise, "staged")


def _thank(s: Stage, message: Message, key: str) -> Thanks:
    text = draft(praise_of(message), None, by=s.world.mira, tell=[s.world.jonas], now=s.now)
    looked = frozenset(s.world.warned(message.conversation, text))
    return thank(
        message, by=s.world.mira, text=text, key=key, now=s.now, tell=[s.world.jonas], confirm=looked
    )  # fmt: skip


def credit(s: Stage) -> Credit:
    """That Jonas was told."""
    return Credit.objects.get(thanks=thanked(s))


def pool(s: Stage, **values: Any) -> Pool:
    """A pool for praise with three codes, enough for two."""
    plain: dict[str, Any] = {
        "name": f"Pool {s.world.key()}", "reason": "praise", "sort": "percent", "value": 1000, "currency": "EUR",
        "worth": 500, "budget": 1000, "most_a_month": 2, "valid_from": s.now - DAY, "valid_until": s.now + 30 * DAY,
    }  # fmt: skip
    made = make_pool(Pool(**(plain | values)), by=s.world.tomas, now=s.now)
    fill(made, [f"CODE-{s.world.key()}-{n}" for n in range(3)], by=s.world.tomas, now=s.now)
    return made


def gift(s: Stage) -> Gift:
    """Budi praised, was thanked, and got the first code of a pool."""
    (message,) = s.world.hear(s.world.mail(BUDI, KIND, subject="Kind"))
    made = pool(s, valid_until=s.now + 2 * DAY)
    given = give_later(_thank(s, message, s.world.key()), by=s.world.mira, now=s.now)
    assert given.pool == made
    return given


def second(s: Stage, who: Customer = SIGNE, **values: Any) -> Insert:
    """The next gift of that pool, as a row: Signe's, for words of hers."""
    first = gift(s)
    (message,) = s.world.hear(s.world.mail(who, KIND.replace("day", "week"), subject="Kind"))
    thanks = _thank(s, message, s.world.key())
    letter = Outgoing.objects.get(message=thanks.letter)
    code = Code.objects.get(pool=first.pool, number=2)
    plain: dict[str, Any] = {
        "thanks_id": thanks.pk, "person_id": thanks.person_id, "reason": "praise", "pool_id": first.pool_id,
        "code_id": code.pk, "number": 2, "month": first.month, "place": 2, "letter_id": letter.pk,
        "by_id": s.world.mira.pk, "at": s.now,
    }  # fmt: skip
    return Insert(Gift, plain | values)


def other_pool(s: Stage, **values: Any) -> Insert:
    """As `second`, but the first gift of a pool of its own."""
    made = pool(s, **values)
    code = Code.objects.get(pool=made, number=1)
    return second(s, pool_id=made.pk, code_id=code.pk, number=1, place=1)


def of_a_complaint(s: Stage) -> Insert:
    """As `second`, but the words turn out to be a complaint."""
    deed = second(s)
    message = Thanks.objects.get(pk=deed.values["thanks_id"]).message
    message.reading.kind, message.reading.urgency = "complaint", 3
    message.reading.save()
    return deed


def in_public(s: Stage) -> Insert:
    """As `second`, but in a letter that was judged for the public."""
    deed = second(s)
    letter = Outgoing.objects.get(pk=deed.values["letter_id"])
    verdict = Verdict.objects.create(**like(letter.verdict, public=True).values)
    assert letter.message is not None
    words = Message.objects.create(**like(letter.message, remote_id=s.world.key()).values)
    copy = like(letter, verdict_id=verdict.pk, key=s.world.key(), remote_id=s.world.key(), message_id=words.pk)
    return Insert(Gift, deed.values | {"letter_id": Outgoing.objects.create(**copy.values).pk})


def third(s: Stage, **pool_values: Any) -> Insert:
    """The second gift of a pool that may give one."""
    made = pool(s, valid_until=s.now + DAY, **pool_values)
    (message,) = s.world.hear(s.world.mail(HANNAH, KIND.replace("day", "night"), subject="Kind"))
    give_later(_thank(s, message, s.world.key()), by=s.world.mira, now=s.now)
    code = Code.objects.get(pool=made, number=2)
    return second(s, pool_id=made.pk, code_id=code.pk)


def closed(s: Stage) -> Pool:
    """A pool that was closed."""
    made = pool(s)
    close(made, by=s.world.tomas, now=s.now)
    return Pool.objects.get(pk=made.pk)


def code_like(s: Stage, **values: Any) -> Insert:
    """One more code in a pool."""
    made = pool(s)
    row = {"number": 4, "sealed": seal("X"), "fingerprint": s.world.key(), "by_id": s.world.tomas.pk, "at": s.now}
    return Insert(Code, {"pool_id": made.pk} | row | values)


def pool_like(s: Stage, **values: Any) -> Insert:
    """A second pool."""
    return like(pool(s), name=s.world.key(), **values)


ALSO = ("thanks_gift_in_order", "thanks_gift_of_its_pool", "thanks_gift_for_its_reason", "thanks_gift_for_her_words")
PERKS: list[Attempt[Stage]] = [
    Attempt("thanks_pool_dates", lambda s: pool_like(s, valid_until=s.now - 2 * DAY), pool_like),
    Attempt("thanks_pool_value", lambda s: pool_like(s, value=10_001), lambda s: pool_like(s, value=10_000)),
    Attempt(
        "thanks_pool_value", lambda s: pool_like(s, sort="delivery"), lambda s: pool_like(s, sort="delivery", value=0)
    ),
    Attempt("thanks_pool_value", lambda s: pool_like(s, sort="amount", value=0), lambda s: pool_like(s, sort="amount")),
    Attempt("thanks_pool_budget", lambda s: pool_like(s, budget=499), lambda s: pool_like(s, budget=500)),
    Attempt("thanks_pool_budget", lambda s: pool_like(s, most_a_month=0), lambda s: pool_like(s, most_a_month=1)),
    Attempt(
        "thanks_pool_closed_by",
        lambda s: Change(pool(s), {"closed_at": s.now}),
        lambda s: Change(pool(s), {"closed_at": s.now, "closed_by_id": s.world.tomas.pk}),
    ),
    Attempt(
        "thanks_pool_as_made",
        lambda s: Change(pool(s), {"budget": 5000}),
        lambda s: Change(pool(s), {"closed_at": s.now, "closed_by_id": s.world.tomas.pk}),
    ),
    Attempt(
        "thanks_pool_stays_closed",
        lambda s: Change(closed(s), {"closed_at": None, "closed_by_id": None}),
        lambda s: Change(pool(s), {"closed_at": s.now, "closed_by_id": s.world.tomas.pk}),
    ),
    Attempt("thanks_pool_kept", lambda s: Remove(pool(s)), pool_like),
    Attempt("thanks_code_sealed", lambda s: code_like(s, sealed="THANKS10"), code_like),
    Attempt("thanks_code_kept", lambda s: Change(Code.objects.filter(pool=pool(s))[0], {"number": 9}), code_like),
    Attempt("thanks_code_kept", lambda s: Remove(Code.objects.filter(pool=pool(s))[0]), code_like),
    Attempt(
        "thanks_gift_of_its_pool", lambda s: second(s, code_id=Code.objects.get(pool=pool(s), number=2).pk), second,
        ALSO,
    ),
    Attempt(
        "thanks_gift_for_its_reason", lambda s: second(s, reason="idea"), second,
        (*ALSO, "thanks_gift_never_for_a_complaint"),
    ),
    Attempt(
        "thanks_gift_for_her_words", lambda s: second(s, person_id=s.lamp.person_id), second,
        (*ALSO, "thanks_i6_gift_in_private"),
    ),
    Attempt(  # other words of his, for the same reason
        "thanks_gift_once_a_reason", lambda s: second(s, BUDI), second, ("thanks_gift.person_id, thanks_gift.reason",),
    ),
    Attempt("thanks_gift_in_order", lambda s: second(s, place=3), second, ("thanks_gift_within_budget",)),
    Attempt("thanks_gift_within_budget", lambda s: third(s, budget=500), second),
    Attempt("thanks_gift_within_budget", lambda s: third(s, most_a_month=1), second),
    Attempt("thanks_gift_while_valid", lambda s: second(s, at=s.now + 3 * DAY), second),
    Attempt("thanks_gift_while_valid", lambda s: second(s, at=s.now - 2 * DAY), second),
    Attempt("thanks_gift_while_valid", lambda s: Insert(Gift, _after_closing(s)), second),
    Attempt("thanks_gift_never_for_a_complaint", of_a_complaint, second),
    Attempt("thanks_i6_gift_in_private", in_public, second),
    Attempt("thanks_i6_gift_in_private", lambda s: second(s, letter_id=s.sent(s.lamp).pk), second),
    Attempt("thanks_gift_kept", lambda s: Change(gift(s), {"by_id": s.world.ana.pk}), second),
    Attempt("thanks_gift_kept", lambda s: Remove(gift(s)), second),
]  # fmt: skip


def _after_closing(s: Stage) -> dict[str, Any]:
    deed = second(s)
    close(Pool.objects.get(pk=deed.values["pool_id"]), by=s.world.tomas, now=s.now)
    return deed.values
