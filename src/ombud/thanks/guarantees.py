"""What the database holds of thanks: whose they are, that a person said them, and that they are not forgotten."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

THANKS, CREDIT = "thanks_thanks", "thanks_credit"
POOL, CODE, GIFT = "thanks_pool", "thanks_code", "thanks_gift"
# Of a pool one gift at a time, so that none is counted twice.
HOLD = "1 FROM thanks_pool WHERE id = NEW.pool_id FOR UPDATE"

GUARANTEES: list[Guarantee] = [
    Refuse(
        "thanks_for_her_message", THANKS, ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM conversations_message m WHERE m.id = NEW.message_id AND m.direction = 'in' "
        "AND m.voice = 'customer' AND m.person_id = NEW.person_id AND m.inbox_id = NEW.inbox_id)",
        "she is thanked for words of her own, where she wrote them (D35)",
    ),
    Refuse(
        "thanks_d35_by_a_person", THANKS, ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM conversations_message l WHERE l.id = NEW.letter_id AND l.direction = 'out' "
        "AND l.voice = 'person' AND l.person_id = NEW.person_id)",
        "a thank-you is a person's own letter to her who praised (D35)",
    ),
    append_only("thanks_kept", THANKS, "who thanked whom stays on record"),
    Refuse(
        "thanks_credit_is_hers", CREDIT, ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM replies_outgoing o JOIN conversations_conversation c ON c.id = NEW.conversation_id "
        "WHERE o.id = NEW.letter_id AND o.audience = 'handler' AND c.member_id = NEW.member_id)",
        "praise is passed on to whom it praises, and to nobody else (D24)",
    ),
    append_only("thanks_credit_kept", CREDIT, "who was told of her praise stays on record"),
    unchanging(
        "thanks_pool_as_made", POOL,
        ("name", "reason", "sort", "value", "currency", "worth", "budget", "most_a_month", "valid_from", "valid_until",
         "by_id", "at"),
        "what a pool gives, to whom and until when stays as it was made",
    ),
    Refuse(
        "thanks_pool_stays_closed", POOL, ("UPDATE",),
        "OLD.closed_at IS NOT NULL AND (NEW.closed_at IS DISTINCT FROM OLD.closed_at OR NEW.closed_by_id "
        "IS DISTINCT FROM OLD.closed_by_id)",
        "a closed pool stays closed",
    ),
    kept("thanks_pool_kept", POOL, "a pool stays on record with what it gave"),
    append_only("thanks_code_kept", CODE, "a code is neither changed nor taken back"),
    SameRow(
        "thanks_gift_of_its_pool", GIFT, ("code_id", "pool_id", "number"), CODE, ("id", "pool_id", "number"),
        "a gift is the next code of its pool",
    ),
    SameRow(
        "thanks_gift_for_its_reason", GIFT, ("pool_id", "reason"), POOL, ("id", "reason"),
        "a perk is given for what its pool is for",
    ),
    SameRow(
        "thanks_gift_for_her_words", GIFT, ("thanks_id", "person_id"), THANKS, ("id", "person_id"),
        "a perk goes to her who said what she is thanked for",
    ),
    Refuse(
        "thanks_gift_in_order", GIFT, ("INSERT",),
        "(NEW.number > 1 AND NOT EXISTS (SELECT 1 FROM thanks_gift g WHERE g.pool_id = NEW.pool_id "
        "AND g.number = NEW.number - 1)) OR (NEW.place > 1 AND NOT EXISTS (SELECT 1 FROM thanks_gift g "
        "WHERE g.pool_id = NEW.pool_id AND g.month = NEW.month AND g.place = NEW.place - 1))",
        "gifts are counted without a gap", lock=HOLD,
    ),
    Refuse(
        "thanks_gift_within_budget", GIFT, ("INSERT",),
        "EXISTS (SELECT 1 FROM thanks_pool p WHERE p.id = NEW.pool_id AND (NEW.number * p.worth > p.budget "
        "OR NEW.place > p.most_a_month))",
        "no pool gives more than its budget, nor more in a month than it may", lock=HOLD,
    ),
    Refuse(
        "thanks_gift_while_valid", GIFT, ("INSERT",),
        "EXISTS (SELECT 1 FROM thanks_pool p WHERE p.id = NEW.pool_id AND (p.closed_at IS NOT NULL "
        "OR NEW.at < p.valid_from OR NEW.at >= p.valid_until))",
        "a pool gives while it is open and valid", lock=HOLD,
    ),
    Refuse(
        "thanks_gift_never_for_a_complaint", GIFT, ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM thanks_thanks t JOIN triage_reading r ON r.message_id = t.message_id "
        "WHERE t.id = NEW.thanks_id AND r.kind = CASE NEW.reason WHEN 'praise' THEN 'praise' ELSE 'suggestion' END)",
        "a perk is for praise and ideas, never for complaining",
    ),
    Refuse(
        "thanks_i6_gift_in_private", GIFT, ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM replies_outgoing o JOIN replies_verdict v ON v.id = o.verdict_id "
        "JOIN conversations_message m ON m.id = o.message_id WHERE o.id = NEW.letter_id AND o.audience = 'customer' "
        "AND v.public = FALSE AND m.person_id = NEW.person_id)",
        "a code leaves in a private letter to its owner, never in public (I6)",
    ),
    append_only("thanks_gift_kept", GIFT, "who got what, why, when and from whom stays on record"),
]  # fmt: skip
