"""I3 and I4 in the database: whose word ends a case, and what must be settled before."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

CASE = "cases_case"

GUARANTEES: list[Guarantee] = [
    SameRow(
        "cases_i3_satisfied_of_this_case", CASE, ("satisfaction_id", "id", "round"), "cases_satisfaction", ("id", "case_id", "round"),
        "a case is solved by its own customer's word, said since it was last taken up",
    ),
    SameRow(
        "cases_i3_no_answer_of_this_case", CASE, ("no_answer_id", "id", "round"), "cases_noanswer", ("id", "case_id", "round"),
        "a no-answer ending belongs to its case, as it was last taken up",
    ),
    SameRow(
        "cases_i3_release_of_this_case", CASE, ("release_id", "id"), "cases_release", ("id", "case_id"),
        "a release belongs to its case",
    ),
    Refuse(
        "cases_i3_release_still_holds", CASE, ("UPDATE",),
        "NEW.release_id IS NOT NULL AND NEW.release_id IS DISTINCT FROM OLD.release_id AND EXISTS (SELECT 1 "
        "FROM cases_release r JOIN cases_event e ON e.case_id = r.case_id AND e.what = 'reopened' AND e.at > r.at "
        "WHERE r.id = NEW.release_id)",
        "a case that was opened again is not let go for an old reason",
    ),
    SameRow(
        "cases_first_action_of_this_case", CASE, ("first_action_id", "id"), "cases_action", ("id", "case_id"),
        "the first action was done on this case",
    ),
    SameRow(
        "cases_i3_concern_satisfied", "cases_concern", ("satisfaction_id", "id"), "cases_satisfaction", ("id", "concern_id"),
        "a concern is settled by a word about that very concern (D18)",
    ),
    Refuse(
        "cases_i3_concern_settled_now", "cases_concern", ("UPDATE",),
        "NEW.satisfaction_id IS NOT NULL AND NEW.satisfaction_id IS DISTINCT FROM OLD.satisfaction_id AND NOT EXISTS "
        "(SELECT 1 FROM cases_satisfaction s JOIN cases_case c ON c.id = s.case_id WHERE s.id = NEW.satisfaction_id "
        "AND s.round = c.round)",
        "a concern that was taken up again is not settled by what she said before",
    ),
    SameRow(
        "cases_i3_own_person", "cases_satisfaction", ("case_id", "person_id"), CASE, ("id", "person_id"),
        "only the case's own customer can be satisfied",
    ),
    SameRow(
        "cases_i3_own_concern", "cases_satisfaction", ("concern_id", "case_id"), "cases_concern", ("id", "case_id"),
        "satisfaction is about a concern of this case",
    ),
    Refuse(
        "cases_i3_her_own_words", "cases_satisfaction", ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM conversations_message m WHERE m.id = NEW.message_id AND m.direction = 'in' "
        "AND m.voice = 'customer' AND m.auto = 'no' AND m.forged = FALSE AND m.person_id = NEW.person_id "
        "AND NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.opener_id = m.id))",
        "satisfaction is a message of the customer herself, not automatic, not forged, and not her complaint",
    ),
    Refuse(
        "cases_i3_every_concern_settled", CASE, ("INSERT", "UPDATE"),
        "NEW.satisfaction_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_concern c WHERE c.case_id = NEW.id "
        "AND c.satisfaction_id IS NULL AND c.left_at IS NULL)",
        "a case ends only when each of its concerns is settled (D18)",
    ),
    Refuse(
        "cases_concern_one_stands", "cases_concern", ("UPDATE",),
        "NEW.left_at IS NOT NULL AND OLD.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM cases_concern c "
        "WHERE c.case_id = NEW.case_id AND c.id <> NEW.id AND c.left_at IS NULL)",
        "of a case's concerns one always stands (D18)",
        lock="1 FROM cases_case WHERE id = NEW.case_id FOR UPDATE",
    ),
    Refuse(
        "cases_concern_joined_here", "cases_concern", ("INSERT", "UPDATE"),
        "NEW.into_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_concern c WHERE c.id = NEW.into_id "
        "AND c.id <> NEW.id AND c.case_id = NEW.case_id)",
        "a concern is joined with another of the same case (D18)",
    ),
    Refuse(
        "cases_i3_no_concern_after_the_end", "cases_concern", ("INSERT", "UPDATE"),
        "NEW.satisfaction_id IS NULL AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id "
        "AND c.satisfaction_id IS NOT NULL)",
        "a case that has ended is reopened before a concern is added or taken up again",
        lock="1 FROM cases_case WHERE id = NEW.case_id FOR UPDATE",
    ),
    SameRow(
        "cases_ask_after_action", "cases_ask", ("action_id", "case_id", "round"), "cases_action", ("id", "case_id", "round"),
        "nobody asks whether it is solved before something was done about it since it was last taken up (D09, D26, D36)",
    ),
    Refuse(
        "cases_ask_went_out", "cases_ask", ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM conversations_message m JOIN cases_case c ON c.id = NEW.case_id "
        "WHERE m.id = NEW.message_id AND m.direction = 'out' AND m.person_id = c.person_id)",
        "an ask is a message to the customer",
    ),
    SameRow(
        "cases_i3_first_ask", "cases_noanswer", ("first_id", "case_id", "round", "first_day"),
        "cases_ask", ("id", "case_id", "round", "day"), "the first ask was of this case and round, on that day",
    ),
    SameRow(
        "cases_i3_second_ask", "cases_noanswer", ("second_id", "case_id", "round", "second_day"),
        "cases_ask", ("id", "case_id", "round", "day"), "the second ask was of this case and round, on that day",
    ),
    Refuse(
        "cases_i3_silence", "cases_noanswer", ("INSERT",),
        "EXISTS (SELECT 1 FROM conversations_message m JOIN cases_strand s ON s.conversation_id = m.conversation_id "
        "JOIN cases_ask a ON a.id = NEW.first_id WHERE s.case_id = NEW.case_id AND m.direction = 'in' "
        "AND m.voice = 'customer' AND m.auto = 'no' AND m.forged = FALSE AND m.heard_at > a.at)",
        "somebody who wrote after the first ask has answered",
    ),
    Refuse(
        "cases_i3_withdrawn_by_her", "cases_release", ("INSERT",),
        "NEW.because IN ('withdrawn', 'stopped') AND NOT EXISTS (SELECT 1 FROM conversations_message m "
        "JOIN cases_case c ON c.id = NEW.case_id WHERE m.id = NEW.message_id AND m.direction = 'in' "
        "AND m.voice = 'customer' AND m.auto = 'no' AND m.forged = FALSE AND m.person_id = c.person_id)",
        "only the customer's own message withdraws a case or asks us to stop",
    ),
    Refuse(
        "cases_i3_merged_within_person", "cases_release", ("INSERT",),
        "NEW.because = 'merged' AND NOT EXISTS (SELECT 1 FROM cases_case a JOIN cases_case b ON b.person_id = a.person_id "
        "WHERE a.id = NEW.case_id AND b.id = NEW.into_id AND a.id <> b.id AND b.ended_at IS NULL)",
        "a case merges only into an open case of the same person",
    ),
    Refuse(
        "cases_i1_stopped_by_her", "conversations_message", ("INSERT", "UPDATE"),
        "NEW.aside = 'stopped' AND NOT EXISTS (SELECT 1 FROM cases_release r WHERE r.message_id = NEW.id "
        "AND r.because = 'stopped')",
        "only a message in which she asked us to stop stays unanswered for that reason",
    ),
    Refuse(
        "cases_i4_owner_stays", "team_member", ("UPDATE",),
        "NEW.left_at IS NOT NULL AND EXISTS (SELECT 1 FROM cases_case c WHERE c.owner_id = NEW.id AND c.ended_at IS NULL)",
        "whoever leaves hands her open cases over first",
    ),
    Refuse(
        "cases_i4_owner_is_here", CASE, ("INSERT", "UPDATE"),
        "NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM team_member m WHERE m.id = NEW.owner_id AND m.left_at IS NOT NULL)",
        "an open case is owned by somebody who is here",
        lock="1 FROM team_member WHERE id = NEW.owner_id FOR SHARE",
    ),
    unchanging("cases_whose", CASE, ("opener_id", "opened_at"), "how a case began is not rewritten"),
    kept("cases_kept", CASE, "a case is never deleted"),
    unchanging("cases_concern_whose", "cases_concern", ("case_id",), "a concern does not move to another case (D18)"),
    kept("cases_concern_kept", "cases_concern", "a concern is never dropped (D18)"),
    append_only("cases_timeline_kept", "cases_event", "the timeline is not rewritten"),
    append_only("cases_satisfaction_kept", "cases_satisfaction", "what the customer said stays"),
    append_only("cases_ask_kept", "cases_ask", "what we asked stays"),
    append_only("cases_noanswer_kept", "cases_noanswer", "how a case ended stays"),
    append_only("cases_release_kept", "cases_release", "why a case was let go stays"),
]  # fmt: skip
