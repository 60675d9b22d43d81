"""I6 in the database: no text leaves without a guard verdict for exactly that text."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

OUTGOING = "replies_outgoing"

GUARANTEES: list[Guarantee] = [
    SameRow(
        "replies_i6_verdict_of_this_text", OUTGOING, ("verdict_id", "text_sha256", "passes"),
        "replies_verdict", ("id", "sha256", "passes"), "no text leaves without a passing verdict for exactly that text",
    ),
    Refuse(
        "replies_i6_its_own_hash", OUTGOING, ("INSERT", "UPDATE"), "NEW.text_sha256 <> SHA256_HEX(NEW.text)",
        "the hash judged is the hash of the text that leaves",
    ),
    unchanging(
        "replies_as_judged", OUTGOING,
        ("text", "text_sha256", "to_address", "remote_id", "audience", "case_id", "message_id"),
        "what was judged is what is sent, to whom it was written",
    ),
    kept("replies_outbox_kept", OUTGOING, "what was sent stays on record"),
    append_only("replies_verdict_kept", "replies_verdict", "a verdict is not rewritten"),
]  # fmt: skip
