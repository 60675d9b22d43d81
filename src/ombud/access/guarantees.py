"""D23 in the database: who stepped in is on record."""

from ombud.guarantees.declared import Guarantee, Refuse, append_only, unchanging

GUARANTEES: list[Guarantee] = [
    append_only("access_entry_kept", "access_entry", "who stepped in from outside stays on record (D23)"),
    Refuse(
        "access_entry_says_why", "access_entry", ("INSERT",), "TRIM(NEW.words) = ''",
        "stepping in from outside needs a reason (D23)",
    ),
    Refuse(
        "access_owner_keeps_her_place", "access_place", ("DELETE",),
        "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = OLD.case_id AND c.owner_id = OLD.member_id AND c.ended_at IS NULL)",
        "the owner of an open case stays in its circle",
    ),
    unchanging(
        "access_place_whose", "access_place", ("case_id", "member_id"), "a place in a circle is not passed on (D23)"
    ),
]  # fmt: skip
