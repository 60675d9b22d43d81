"""What the database holds of promises: a date does not move, a breach is not forgotten (D05, D19)."""

from ombud.guarantees.declared import Guarantee, Refuse, append_only, kept, unchanging

PROMISE = "promises_promise"

GUARANTEES: list[Guarantee] = [
    unchanging("promises_as_made", PROMISE, ("due_at", "made_at", "owe", "key"), "a promise, once made, does not move"),
    Refuse(
        "promises_not_unkept", PROMISE, ("UPDATE",),
        "(OLD.kept_at IS NOT NULL AND NEW.kept_at IS NULL) OR (OLD.broken_at IS NOT NULL AND NEW.broken_at IS NULL)",
        "kept stays kept and broken stays broken",
    ),
    kept("promises_kept_on_record", PROMISE, "what was promised stays on record"),
    append_only("promises_breach_kept", "promises_breach", "a breach is recorded for ever (D19)"),
]  # fmt: skip
