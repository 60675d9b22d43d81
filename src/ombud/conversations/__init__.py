"""What was said: conversations, messages, attachments, kept as they came.

We promise that what was heard is never lost, never doubled, and never let into somebody else's conversation, and that
each inbound message is owed, answered, automatic, or set aside by a named person (I1). Called by triage and all above.
"""
