"""What is true of every database at every moment, asked in SQL: the invariants, and what follows from them.

Each question returns the rows that speak against it; an empty answer is the good one.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection

OWED = "m.direction = 'in' AND m.auto = 'no' AND m.answered_by_id IS NULL AND m.aside_by_id IS NULL"
OPEN = "c.ended_at IS NULL"
DUE = "p.kept_at IS NULL AND p.released_at IS NULL"
TO_HER = (
    "(p.owe = 'next_word' OR p.owe = 'answer' AND EXISTS (SELECT 1 FROM conversations_message w "
    "WHERE w.id = p.message_id AND w.voice = 'customer'))"
)
FAILED = "EXISTS (SELECT 1 FROM handoffs_failure f WHERE f.case_id = c.id AND f.member_id = {})"


def _one_if(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


ALWAYS = {
    "I6: a letter has the files that its message speaks of, and what has left has those that waited with it": """
        SELECT o.id FROM replies_outgoing o JOIN conversations_message m ON m.id = o.message_id
        LEFT JOIN replies_waiting w ON w.outgoing_id = o.id WHERE m.files <> COALESCE(w.files, m.files)
        OR m.files <> (SELECT COUNT(*) FROM conversations_attachment a WHERE a.message_id = m.id)""",
    "I1: exactly one of owed, answered, automatic, set aside by a person": f"""
        SELECT m.id FROM conversations_message m WHERE m.direction = 'in' AND {_one_if(OWED)}
        + {_one_if("m.answered_by_id IS NOT NULL")} + {_one_if("m.auto <> 'no'")}
        + {_one_if("m.aside_by_id IS NOT NULL")} <> 1""",
    "I1: what is owed has its date, and a promise that its party is answered": f"""
        SELECT m.id FROM conversations_message m LEFT JOIN cases_strand s ON s.conversation_id = m.conversation_id
        WHERE {OWED} AND (m.due_at IS NULL OR NOT EXISTS (
        SELECT 1 FROM promises_promise p JOIN conversations_message a ON a.id = p.message_id
        LEFT JOIN cases_strand t ON t.conversation_id = a.conversation_id WHERE p.owe = 'answer' AND {DUE}
        AND (a.conversation_id = m.conversation_id OR t.case_id = s.case_id AND a.person_id = m.person_id)))""",
    "I1: no promise to answer what is owed no more": f"""
        SELECT p.id FROM promises_promise p JOIN conversations_message m ON m.id = p.message_id
        WHERE p.owe = 'answer' AND {DUE} AND NOT EXISTS (SELECT 1 FROM conversations_message o
        WHERE o.conversation_id = m.conversation_id AND o.direction = 'in' AND o.auto = 'no'
        AND o.answered_by_id IS NULL AND o.aside_by_id IS NULL)""",
    "I2: complaints are urgent": """
        SELECT r.message_id FROM triage_reading r WHERE r.kind = 'complaint' AND r.urgency > 3""",
    "I2: a case with a complaint in it is urgent": f"""
        SELECT c.id FROM cases_case c JOIN cases_concern k ON k.case_id = c.id
        WHERE {OPEN} AND k.kind = 'complaint' AND c.urgency > 3""",
    "I2: nothing is set aside by nobody": """
        SELECT m.id FROM conversations_message m WHERE m.aside <> '' AND m.aside_by_id IS NULL""",
    "I3: what has ended has one ending, what is open none": f"""
        SELECT c.id FROM cases_case c WHERE {_one_if("c.ended_at IS NOT NULL")} <>
        {_one_if("c.satisfaction_id IS NOT NULL")} + {_one_if("c.no_answer_id IS NOT NULL")}
        + {_one_if("c.release_id IS NOT NULL")}""",
    "I3: confirmed is what she said herself, of every concern, since it was last taken up": """
        SELECT c.id FROM cases_case c WHERE c.satisfaction_id IS NOT NULL AND (
        NOT EXISTS (SELECT 1 FROM cases_satisfaction s JOIN conversations_message m ON m.id = s.message_id
            WHERE s.id = c.satisfaction_id AND s.round = c.round AND m.voice = 'customer' AND m.person_id = c.person_id
            AND m.auto = 'no' AND m.forged = FALSE)
        OR EXISTS (SELECT 1 FROM cases_concern k WHERE k.case_id = c.id AND k.satisfaction_id IS NULL))""",
    "I3: no answer is two asks on two days, and not a word since the first": """
        SELECT c.id FROM cases_case c JOIN cases_noanswer n ON n.id = c.no_answer_id
        JOIN cases_ask a ON a.id = n.first_id JOIN cases_ask b ON b.id = n.second_id
        WHERE a.day >= b.day OR a.case_id <> c.id OR b.case_id <> c.id OR n.round <> c.round
        OR EXISTS (SELECT 1 FROM conversations_message m JOIN cases_strand s ON s.conversation_id = m.conversation_id
            WHERE s.case_id = c.id AND m.voice = 'customer' AND m.auto = 'no'
            AND m.heard_at > a.at AND m.heard_at < n.at)""",
    "I4: an open case has an owner who is here and on it, and a next date": f"""
        SELECT c.id FROM cases_case c JOIN team_member m ON m.id = c.owner_id WHERE {OPEN} AND (
        m.left_at IS NOT NULL OR c.next_update_by IS NULL OR NOT EXISTS (
        SELECT 1 FROM access_place l WHERE l.case_id = c.id AND l.member_id = c.owner_id))""",
    "I4: an open case owes its customer a word": f"""
        SELECT c.id FROM cases_case c WHERE {OPEN} AND NOT EXISTS (
        SELECT 1 FROM promises_promise p WHERE p.case_id = c.id AND {TO_HER} AND {DUE})""",
    "I4: what is owed is owed by somebody who is here": f"""
        SELECT p.id FROM promises_promise p JOIN team_member m ON m.id = p.keeper_id
        WHERE {DUE} AND m.left_at IS NOT NULL""",
    "I4: its promises are kept by its owner": f"""
        SELECT p.id FROM promises_promise p JOIN cases_case c ON c.id = p.case_id
        WHERE {OPEN} AND {DUE} AND p.keeper_id <> c.owner_id""",
    "I4: an open case has its conversation": f"""
        SELECT c.id FROM cases_case c JOIN conversations_message m ON m.id = c.opener_id
        LEFT JOIN cases_strand s ON s.conversation_id = m.conversation_id
        WHERE {OPEN} AND (s.case_id IS NULL OR s.case_id <> c.id)""",
    "I4: the person of a case is the person of its conversation": """
        SELECT c.id FROM cases_case c JOIN cases_strand s ON s.case_id = c.id
        JOIN conversations_conversation v ON v.id = s.conversation_id
        WHERE v.person_id IS NOT NULL AND v.person_id <> c.person_id""",
    "D27: no snooze passes the next word": """
        SELECT c.id FROM cases_case c WHERE c.snoozed_until > c.next_update_by""",
    "I5: a hand-off told the customer and is followed up on both sides": """
        SELECT h.id FROM handoffs_handoff h JOIN replies_outgoing n ON n.id = h.notice_id
        JOIN replies_outgoing l ON l.id = h.letter_id JOIN promises_promise a ON a.id = h.follow_customer_id
        JOIN promises_promise b ON b.id = h.follow_handler_id
        WHERE n.audience <> 'customer' OR l.audience <> 'handler' OR a.owe <> 'ask_customer' OR b.owe <> 'ask_handler'
        OR n.case_id <> h.case_id OR l.case_id <> h.case_id OR a.case_id <> h.case_id OR b.case_id <> h.case_id""",
    "I5: who failed is neither owner nor handler": f"""
        SELECT c.id FROM cases_case c WHERE {FAILED.format("c.owner_id")} OR {FAILED.format("c.handler_id")}""",
    "I5: nor has it in hand": f"""
        SELECT h.id FROM handoffs_handoff h JOIN cases_case c ON c.id = h.case_id
        WHERE h.returned_at IS NULL AND h.done_at IS NULL AND {FAILED.format("h.handler_id")}""",
    "I5: a case is in hand where its handler says so, and ended where it ended": """
        SELECT h.id FROM handoffs_handoff h JOIN cases_case c ON c.id = h.case_id
        WHERE h.returned_at IS NULL AND h.done_at IS NULL AND (c.handler_id IS NULL OR c.ended_at IS NOT NULL)""",
    "I6: every letter has a passing verdict for exactly its text": """
        SELECT o.id FROM replies_outgoing o JOIN replies_verdict v ON v.id = o.verdict_id
        WHERE v.passes = FALSE OR o.passes = FALSE OR v.sha256 <> o.text_sha256""",
    "D24: no private note in what leaves for the customer": """
        SELECT o.id FROM replies_outgoing o JOIN cases_note n ON n.case_id = o.case_id
        WHERE o.audience = 'customer' AND o.text LIKE '%%' || n.text || '%%'""",
    "D24: a customer's letter goes to no address of ours": """
        SELECT o.id FROM replies_outgoing o JOIN team_member m ON LOWER(m.email) = LOWER(o.to_address)
        WHERE o.audience = 'customer'""",
    "D24: ours go to no customer": """
        SELECT o.id FROM replies_outgoing o JOIN people_identity i ON LOWER(i.address) = LOWER(o.to_address)
        WHERE o.audience <> 'customer'""",
    "D24: the letters of a case go to its own customer": """
        SELECT o.id FROM replies_outgoing o JOIN conversations_message m ON m.id = o.message_id
        JOIN cases_case c ON c.id = o.case_id WHERE o.audience = 'customer' AND m.person_id <> c.person_id""",
    "D24: nothing automatic goes to who was not vouched for, or is suspected": """
        SELECT o.id FROM replies_receipt r JOIN replies_outgoing o ON o.id = r.outgoing_id
        JOIN conversations_message m ON m.id = r.message_id
        WHERE m.forged = TRUE OR m.auto <> 'no' OR m.voice <> 'customer'""",
    "D03: a receipt answers nothing": """
        SELECT m.id FROM conversations_message m JOIN conversations_message a ON a.id = m.answered_by_id
        WHERE a.voice <> 'person'""",
    "D19: what is broken is recorded, and the case pressing": f"""
        SELECT p.id FROM promises_promise p LEFT JOIN promises_breach b ON b.promise_id = p.id
        LEFT JOIN cases_case c ON c.id = p.case_id
        WHERE p.broken_at IS NOT NULL AND (b.id IS NULL OR {OPEN} AND c.urgency > 2 AND c.id IS NOT NULL)""",
    "D19: kept late is broken": """
        SELECT p.id FROM promises_promise p
        WHERE p.broken_at IS NULL AND (p.kept_at > p.due_at OR p.released_at > p.due_at)""",
    "D33: an incident that goes on owes one next word, by its owner": f"""
        SELECT i.id FROM incidents_incident i WHERE i.dismissed_at IS NULL AND i.ended_at IS NULL
        AND i.merged_into_id IS NULL AND i.confirmed_at IS NOT NULL AND (SELECT COUNT(*) FROM incidents_pledge g
        JOIN promises_promise p ON p.id = g.promise_id
        WHERE g.incident_id = i.id AND p.keeper_id = i.owner_id AND {DUE}) <> 1""",
    "D33: what does not go on owes none": f"""
        SELECT i.id FROM incidents_incident i JOIN incidents_pledge g ON g.incident_id = i.id
        JOIN promises_promise p ON p.id = g.promise_id WHERE {DUE} AND (i.dismissed_at IS NOT NULL
        OR i.ended_at IS NOT NULL OR i.merged_into_id IS NOT NULL)""",
    "no work has failed": "SELECT w.id FROM work_work w WHERE w.trouble <> '' AND w.step <> 'send'",
}
# True once the clock has been kept at the moment asked about.
NOW = {
    "D05: late by now is broken by now, on record": f"""
        SELECT p.id FROM promises_promise p LEFT JOIN promises_breach b ON b.promise_id = p.id
        WHERE {DUE} AND p.due_at < %s AND (p.broken_at IS NULL OR b.id IS NULL)""",
    "D05: the next word is still to come, or that it is late is on record": f"""
        SELECT c.id FROM cases_case c WHERE {OPEN} AND c.next_update_by < %s AND NOT EXISTS (
        SELECT 1 FROM promises_promise p JOIN promises_breach b ON b.promise_id = p.id
        WHERE p.case_id = c.id AND {DUE} AND {TO_HER})""",
}


def against(now: datetime) -> dict[str, list[int]]:
    """Each truth that does not hold at `now`, with the ids of what speaks against it."""
    found: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        for truth, sql in ALWAYS.items():
            cursor.execute(sql.replace("%%", "%"))
            found[truth] = [row[0] for row in cursor.fetchall()]
        for truth, sql in NOW.items():
            cursor.execute(sql, [connection.ops.adapt_datetimefield_value(now)])
            found[truth] = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT id, text, text_sha256 FROM replies_outgoing")
        found["I6: the hash is the text's own"] = [
            pk for pk, text, sha in cursor.fetchall() if hashlib.sha256(text.encode()).hexdigest() != sha
        ]
    return {truth: ids for truth, ids in found.items() if ids}
