"""I6 in the database: no text leaves without a guard verdict for exactly that text."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

OUTGOING = "replies_outgoing"


def _a_note(by: str, inbox: str) -> str:
    """SQL: NEW's text is a private note of its case, however its blanks are set, with or without the name of whoever
    sends it below (`ombud.journey.words.signed`). A letter with more words than the note's is another text."""
    return (
        "NEW.case_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_note n "
        f"LEFT JOIN team_member b ON b.id = ({by}) LEFT JOIN inboxes_inbox i ON i.id = ({inbox}) "
        "WHERE n.case_id = NEW.case_id AND UNSPACED(NEW.text) IN (UNSPACED(n.text), UNSPACED(n.text || b.name), "
        "UNSPACED(n.text || b.name || ', ' || i.brand)))"
    )


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
    Refuse(
        "replies_stops_taken_on", OUTGOING, ("INSERT",),
        "EXISTS (SELECT 1 FROM replies_verdict v WHERE v.id = NEW.verdict_id AND v.stops > "
        "(SELECT COUNT(*) FROM replies_override o WHERE o.verdict_id = v.id))",
        "what the guard stops leaves only if a named person took each rule on herself, in words",
    ),
    Refuse(
        "replies_note_stays", OUTGOING, ("INSERT",),
        _a_note("SELECT m.by_id FROM conversations_message m WHERE m.id = NEW.message_id", "NEW.inbox_id"),
        "the words of a private note stay with the people on the case",
    ),
    Refuse(
        "replies_note_waits_for_nobody", "replies_waiting", ("INSERT",),
        _a_note("NEW.by_id", "SELECT v.inbox_id FROM conversations_conversation v WHERE v.id = NEW.conversation_id"),
        "the words of a private note stay with the people on the case",
    ),
    Refuse(
        "replies_no_override_in_public", "replies_override", ("INSERT",),
        "EXISTS (SELECT 1 FROM replies_verdict v WHERE v.id = NEW.verdict_id AND v.public)",
        "what the guard stops in public, nobody sends",
    ),
    Refuse(
        "replies_judged_for_its_readers", OUTGOING, ("INSERT",),
        "NEW.message_id IS NOT NULL AND (SELECT c.public FROM conversations_message m JOIN conversations_conversation c "
        "ON c.id = m.conversation_id WHERE m.id = NEW.message_id) AND NOT (SELECT v.public FROM replies_verdict v "
        "WHERE v.id = NEW.verdict_id)",
        "what everybody will read was judged as such",
    ),
    unchanging(
        "replies_waiting_as_written", "replies_waiting",
        ("key", "conversation_id", "case_id", "by_id", "why", "text", "text_sha256", "made_at", "files"),
        "what waits is what leaves",
    ),
    Refuse(
        "replies_waiting_leaves_whole", "replies_waiting", ("UPDATE",),
        "NEW.outgoing_id IS NOT NULL AND OLD.outgoing_id IS NULL AND ("
        "NEW.files <> (SELECT COUNT(*) FROM replies_enclosure e JOIN replies_outgoing o ON o.id = NEW.outgoing_id "
        "JOIN conversations_attachment a ON a.message_id = o.message_id AND a.sha256 = e.sha256 AND a.name = e.name "
        "AND a.type = e.type AND a.size = e.size WHERE e.waiting_id = NEW.id) OR NEW.files <> (SELECT COUNT(*) FROM "
        "conversations_attachment a JOIN replies_outgoing o ON o.message_id = a.message_id WHERE o.id = NEW.outgoing_id))",
        "the files that wait with a reply are the files that leave with it",
    ),
    Refuse(
        "replies_enclosed_joins", "replies_enclosure", ("INSERT", "UPDATE"),
        "NEW.waiting_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM replies_waiting w WHERE w.id = NEW.waiting_id "
        "AND w.conversation_id = NEW.conversation_id AND w.by_id = NEW.by_id AND w.outgoing_id IS NULL "
        "AND w.withdrawn_at IS NULL AND w.approved_by_id IS NULL "
        "AND w.files > (SELECT COUNT(*) FROM replies_enclosure e WHERE e.waiting_id = w.id))",
        "no file joins a reply of somebody else, or one that has its files",
        lock="1 FROM replies_waiting WHERE id = NEW.waiting_id FOR UPDATE",
    ),
    unchanging(
        "replies_enclosed_as_added", "replies_enclosure",
        ("conversation_id", "by_id", "name", "type", "size", "sha256", "at"), "a file is not exchanged for another",
    ),
    Refuse(
        "replies_enclosed_stays", "replies_enclosure", ("UPDATE",), "OLD.waiting_id IS NOT NULL",
        "what waits is what leaves, its files too",
    ),
    Refuse(
        "replies_enclosed_kept", "replies_enclosure", ("DELETE",), "OLD.waiting_id IS NOT NULL",
        "what waited stays on record, its files too",
    ),
    Refuse(
        "replies_files_whole", OUTGOING, ("INSERT",),
        "NEW.message_id IS NOT NULL AND (SELECT m.files FROM conversations_message m WHERE m.id = NEW.message_id) <> "
        "(SELECT COUNT(*) FROM conversations_attachment a WHERE a.message_id = NEW.message_id)",
        "no letter stands in the outbox without its files",
    ),
    Refuse(
        "replies_files_as_judged", "conversations_attachment", ("INSERT",),
        "EXISTS (SELECT 1 FROM replies_outgoing o WHERE o.message_id = NEW.message_id)",
        "nothing is added to a letter that stands in the outbox",
    ),
    Refuse(
        "replies_waiting_its_own_hash", "replies_waiting", ("INSERT",), "NEW.text_sha256 <> SHA256_HEX(NEW.text)",
        "the hash approved is the hash of the text that waits",
    ),
    Refuse(
        "replies_waiting_ends_once", "replies_waiting", ("UPDATE",),
        "OLD.withdrawn_at IS NOT NULL OR OLD.outgoing_id IS NOT NULL AND NEW.outgoing_id IS DISTINCT FROM OLD.outgoing_id",
        "a reply that has left or was withdrawn does not wait again",
    ),
    kept("replies_waiting_kept", "replies_waiting", "what waited stays on record"),
    append_only("replies_override_kept", "replies_override", "an override stays on record"),
    kept("replies_outbox_kept", OUTGOING, "what was sent stays on record"),
    append_only("replies_verdict_kept", "replies_verdict", "a verdict is not rewritten"),
]  # fmt: skip
