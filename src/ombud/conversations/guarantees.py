"""I1 in the database: what is answered was answered by a person, to the same party."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

MESSAGE = "conversations_message"

GUARANTEES: list[Guarantee] = [
    Refuse(
        "conversations_i1_answered_by_a_person", MESSAGE, ("INSERT", "UPDATE"),
        "NEW.answered_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM conversations_message a "
        "JOIN conversations_conversation c ON c.id = a.conversation_id "
        "JOIN conversations_conversation mine ON mine.id = NEW.conversation_id "
        "WHERE a.id = NEW.answered_by_id AND a.direction = 'out' AND a.voice = 'person' "
        "AND c.person_id IS NOT DISTINCT FROM mine.person_id AND c.member_id IS NOT DISTINCT FROM mine.member_id)",
        "a message is answered by a person's own words to the same party, never by a receipt",
    ),
    SameRow(
        "conversations_same_person", MESSAGE, ("conversation_id", "person_id"),
        "conversations_conversation", ("id", "person_id"),
        "a message belongs to the person of its conversation",
    ),
    unchanging(
        "conversations_said_is_said", MESSAGE,
        ("conversation_id", "direction", "voice", "remote_id", "by_id", "heard_at", "auto", "forged"),
        "who said what to whom, and how it came to be, is not rewritten",
    ),
    unchanging(
        "conversations_as_begun", "conversations_conversation", ("public",),
        "what is said to one person alone does not become public, nor the other way round",
    ),
    unchanging(
        "conversations_file_as_it_was", "conversations_attachment", ("message_id", "name", "type", "size", "sha256"),
        "a file that came or went with a message is not exchanged",
    ),
    Refuse(
        "conversations_file_sent_kept", "conversations_attachment", ("DELETE",),
        "EXISTS (SELECT 1 FROM conversations_message m WHERE m.id = OLD.message_id AND m.direction = 'out')",
        "what was sent stays on record, its files too",
    ),
    kept("conversations_kept", MESSAGE, "no message is ever lost (D03)"),
    append_only(
        "conversations_replaced_kept", "conversations_replaced", "that words were changed or taken back stays on record"
    ),
    Refuse(
        "conversations_replaced_by_her", "conversations_replaced", ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM conversations_message m WHERE m.id = NEW.message_id AND m.direction = 'in' "
        "AND m.auto = 'no') OR NEW.by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM conversations_message m "
        "JOIN conversations_message n ON n.id = NEW.by_id AND n.conversation_id = m.conversation_id "
        "AND n.direction = 'in' AND n.address = m.address WHERE m.id = NEW.message_id)",
        "words are changed by whoever wrote them, where they were written",
    ),
]  # fmt: skip
