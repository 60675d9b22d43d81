"""I5 in the database: whole hand-offs, and no way back to who failed."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

HANDOFF = "handoffs_handoff"
FAILED = "EXISTS (SELECT 1 FROM handoffs_failure f WHERE f.case_id = {case} AND f.member_id = {member})"


def _follow(column: str, owe: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM promises_promise p WHERE p.id = NEW.{column} AND p.case_id = NEW.case_id "
        f"AND p.owe = '{owe}')"
    )


GUARANTEES: list[Guarantee] = [
    SameRow(
        "handoffs_action_of_this_case", HANDOFF, ("action_id", "case_id", "handler_id"), "cases_action", ("id", "case_id", "handler_id"),
        "a hand-off is an introduction of its handler on this case",
    ),
    Refuse(
        "handoffs_i5_customer_told", HANDOFF, ("INSERT", "UPDATE"),
        "NOT EXISTS (SELECT 1 FROM replies_outgoing o WHERE o.id = NEW.notice_id AND o.case_id = NEW.case_id "
        "AND o.audience = 'customer') OR NOT EXISTS (SELECT 1 FROM replies_outgoing o WHERE o.id = NEW.letter_id "
        "AND o.case_id = NEW.case_id AND o.audience = 'handler')",
        "a hand-off tells the customer who helps, and the handler what is asked (D04)",
    ),
    Refuse(
        "handoffs_i5_two_follow_ups", HANDOFF, ("INSERT", "UPDATE"),
        f"{_follow('follow_customer_id', 'ask_customer')} OR {_follow('follow_handler_id', 'ask_handler')}",
        "a hand-off is followed up on both sides (D29, D30)",
    ),
    Refuse(
        "handoffs_i5_never_back", HANDOFF, ("INSERT", "UPDATE"),
        "NEW.returned_at IS NULL AND NEW.done_at IS NULL AND " + FAILED.format(case="NEW.case_id", member="NEW.handler_id"),
        "nobody is sent back to who failed her (D45)",
        lock="1 FROM cases_case WHERE id = NEW.case_id FOR UPDATE",
    ),
    Refuse(
        "handoffs_i5_never_again", HANDOFF, ("INSERT",), FAILED.format(case="NEW.case_id", member="NEW.handler_id"),
        "who failed her is not asked again, not even for something done already (D45)",
        lock="1 FROM cases_case WHERE id = NEW.case_id FOR UPDATE",
    ),
    Refuse(
        "handoffs_i5_never_owner", "cases_case", ("INSERT", "UPDATE"),
        FAILED.format(case="NEW.id", member="NEW.owner_id") + " OR (NEW.handler_id IS NOT NULL AND "
        + FAILED.format(case="NEW.id", member="NEW.handler_id") + ")",
        "who failed this customer is neither owner nor handler of her case again (D45)",
    ),
    Refuse(
        "handoffs_handler_has_it", "cases_case", ("INSERT", "UPDATE"),
        "NEW.handler_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM handoffs_handoff h WHERE h.case_id = NEW.id "
        "AND h.handler_id = NEW.handler_id AND h.returned_at IS NULL AND h.done_at IS NULL)",
        "a handler is somebody to whom the case was handed in due form",
    ),
    Refuse(
        "handoffs_failure_leaves_no_owner", "handoffs_failure", ("INSERT",),
        "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND (c.owner_id = NEW.member_id "
        "OR c.handler_id = NEW.member_id))",
        "the case is taken from who failed before the failure is written down",
    ),
    Refuse(
        "handoffs_failure_is_hers", "handoffs_failure", ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM handoffs_handoff h WHERE h.id = NEW.handoff_id AND h.case_id = NEW.case_id "
        "AND h.handler_id = NEW.member_id)",
        "only who had the case in hand can have failed it",
    ),
    unchanging(
        "handoffs_as_made", HANDOFF,
        ("case_id", "handler_id", "notice_id", "letter_id", "follow_customer_id", "follow_handler_id", "at"),
        "whom it was given to, and what was said of it, is not rewritten",
    ),
    kept("handoffs_kept", HANDOFF, "a hand-off stays on record"),
    append_only("handoffs_failure_kept", "handoffs_failure", "who failed stays on record for the life of the case (D45)"),
]  # fmt: skip
