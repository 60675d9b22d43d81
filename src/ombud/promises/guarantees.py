"""What the database holds of promises: a date does not move, a breach is not forgotten (D05, D19)."""

from ombud.guarantees.declared import Guarantee, Refuse, append_only, kept, unchanging

PROMISE = "promises_promise"

GUARANTEES: list[Guarantee] = [
    unchanging("promises_as_made", PROMISE, ("due_at", "made_at", "owe", "key"), "a promise, once made, does not move"),
    Refuse(
        "promises_not_unkept", PROMISE, ("UPDATE",),
        "(OLD.kept_at IS NOT NULL AND NEW.kept_at IS DISTINCT FROM OLD.kept_at) "
        "OR (OLD.broken_at IS NOT NULL AND NEW.broken_at IS DISTINCT FROM OLD.broken_at) "
        "OR (OLD.released_at IS NOT NULL AND NEW.released_at IS DISTINCT FROM OLD.released_at)",
        "kept stays kept, broken stays broken, released stays released",
    ),
    Refuse(
        "promises_late_is_broken", PROMISE, ("INSERT", "UPDATE"),
        "NEW.broken_at IS NULL AND (NEW.kept_at > NEW.due_at OR NEW.released_at > NEW.due_at)",
        "a promise kept after its date, or let go after it, was broken first (D19)",
    ),
    kept("promises_kept_on_record", PROMISE, "what was promised stays on record"),
    append_only("promises_breach_kept", "promises_breach", "a breach is recorded for ever (D19)"),
]  # fmt: skip
