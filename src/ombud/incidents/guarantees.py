"""D33 in the database: whose an incident is, who is in it, and that a person's "no" keeps two cases apart."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

from .alarm_guarantees import ALARMS

INCIDENT, MEMBERSHIP, VERDICT = "incidents_incident", "incidents_membership", "incidents_verdict"
IS_OPEN = "{0}.dismissed_at IS NULL AND {0}.ended_at IS NULL AND {0}.merged_into_id IS NULL"

UPDATE, RENDERING, RECIPIENT = "incidents_update", "incidents_rendering", "incidents_recipient"
WORDS: list[Guarantee] = [
    kept("incidents_update_kept", UPDATE, "what everybody was told stays on record"),
    unchanging("incidents_update_whose", UPDATE, ("incident_id", "by_id", "begun_at"), "an update is not passed on"),
    Refuse(
        "incidents_update_sent_once", UPDATE, ("UPDATE",),
        "OLD.sent_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM OLD.sent_at "
        "OR OLD.reached_at IS NOT NULL AND NEW.reached_at IS DISTINCT FROM OLD.reached_at",
        "an update that was sent stays sent",
    ),
    kept("incidents_rendering_kept", RENDERING, "what was written to everybody stays on record"),
    unchanging("incidents_rendering_whose", RENDERING, ("update_id", "language"), "a rendering stays in its language"),
    Refuse(
        "incidents_rendering_as_pressed", RENDERING, ("UPDATE",),
        "OLD.pressed_at IS NOT NULL AND NEW.pressed_at IS NOT NULL AND (NEW.text IS DISTINCT FROM OLD.text "
        "OR NEW.next_update_by IS DISTINCT FROM OLD.next_update_by)",
        "what is on its way to everybody is not changed meanwhile",
    ),
    Refuse(
        "incidents_rendering_as_sent", RENDERING, ("UPDATE",),
        "OLD.checked_at IS NOT NULL AND (NEW.checked_at IS DISTINCT FROM OLD.checked_at "
        "OR NEW.pressed_at IS DISTINCT FROM OLD.pressed_at OR NEW.pressed_by_id IS DISTINCT FROM OLD.pressed_by_id "
        "OR NEW.text IS DISTINCT FROM OLD.text)",
        "not a letter of what was sent to everybody changes",
    ),
    SameRow(
        "incidents_recipient_of_this_update", RECIPIENT, ("rendering_id", "update_id"), RENDERING, ("id", "update_id"),
        "whoever is told is told of the update in a language that it was written in",
    ),
    unchanging(
        "incidents_recipient_whose", RECIPIENT, ("update_id", "rendering_id", "person_id", "case_id"),
        "who was told what is not rewritten",
    ),
    Refuse("incidents_recipient_told", RECIPIENT, ("UPDATE",), "OLD.letter_id IS NOT NULL", "who was told stays told"),
    Refuse("incidents_recipient_kept", RECIPIENT, ("DELETE",), "OLD.letter_id IS NOT NULL", "that she was told stays"),
    Refuse(
        "incidents_told_what_was_checked", RECIPIENT, ("INSERT", "UPDATE"),
        "NEW.letter_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM incidents_rendering r "
        "WHERE r.id = NEW.rendering_id AND r.checked_at IS NOT NULL)",
        "nobody is told before each letter was looked at (I6)",
    ),
    Refuse(
        "incidents_told_in_her_thread", RECIPIENT, ("INSERT", "UPDATE"),
        "NEW.letter_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM replies_outgoing o WHERE o.id = NEW.letter_id "
        "AND o.case_id = NEW.case_id AND o.audience = 'customer')",
        "everybody is told in her own case, and no other (D24)",
    ),
    append_only("incidents_asking_kept", "incidents_asking", "that everybody was asked stays on record"),
]  # fmt: skip

GUARANTEES: list[Guarantee] = [
    SameRow(
        "incidents_telling_of_this_case", "incidents_telling", ("concern_id", "case_id"), "cases_concern", ("id", "case_id"),
        "a telling is of a concern of its case (D18)",
    ),
    unchanging("incidents_telling_whose", "incidents_telling", ("case_id", "concern_id"), "a telling is not passed on"),
    Refuse(
        "incidents_forgotten_is_not_told", "incidents_telling", ("INSERT",),
        "EXISTS (SELECT 1 FROM cases_concern n JOIN cases_case c ON c.id = n.case_id JOIN cases_case o "
        "ON o.person_id = c.person_id JOIN cases_release r ON r.case_id = o.id LEFT JOIN conversations_message m "
        "ON m.id = n.message_id WHERE n.id = NEW.concern_id AND r.because = 'forgotten' "
        "AND r.at >= COALESCE(m.heard_at, n.at))",
        "what somebody asked us to forget is compared with nothing any more",
    ),
    Refuse(
        "incidents_forgotten_tellings_go", "cases_release", ("INSERT",),
        "NEW.because = 'forgotten' AND EXISTS (SELECT 1 FROM cases_case c JOIN cases_case o ON o.person_id = c.person_id "
        "JOIN incidents_telling t ON t.case_id = o.id WHERE c.id = NEW.case_id)",
        "of a person who asks to be forgotten nothing stays that could be compared",
    ),
    append_only("incidents_check_kept", "incidents_check", "what was held against what stays on record (D32)"),
    append_only("incidents_nearness_kept", "incidents_nearness", "what was near stays on record (D32)"),
    append_only("incidents_verdict_kept", VERDICT, "what a person said of two cases stays; undoing is one more word"),
    Refuse(
        "incidents_no_parts_members", VERDICT, ("INSERT",),
        "NEW.said = 'not_same' AND EXISTS (SELECT 1 FROM incidents_membership a JOIN incidents_membership b "
        "ON b.incident_id = a.incident_id AND b.left_at IS NULL AND b.case_id = NEW.second_id "
        "WHERE a.case_id = NEW.first_id AND a.left_at IS NULL)",
        "of two cases that are not the same, one leaves the incident first",
    ),
    Refuse(
        "incidents_no_keeps_apart", MEMBERSHIP, ("INSERT",),
        "NEW.left_at IS NULL AND EXISTS (SELECT 1 FROM incidents_verdict v JOIN incidents_membership m "
        "ON m.incident_id = NEW.incident_id AND m.left_at IS NULL "
        "AND m.case_id = CASE WHEN v.first_id = NEW.case_id THEN v.second_id ELSE v.first_id END "
        "WHERE (v.first_id = NEW.case_id OR v.second_id = NEW.case_id) AND v.said = 'not_same' AND NOT EXISTS "
        "(SELECT 1 FROM incidents_verdict w WHERE w.first_id = v.first_id AND w.second_id = v.second_id AND w.id > v.id))",
        "a person said that it is not the same: such two are never in one incident",
        lock="1 FROM incidents_incident WHERE id = NEW.incident_id FOR UPDATE",
    ),
    Refuse(
        "incidents_joins_what_goes_on", MEMBERSHIP, ("INSERT",),
        "NEW.left_at IS NULL AND EXISTS (SELECT 1 FROM incidents_incident i WHERE i.id = NEW.incident_id "
        "AND (i.ended_at IS NOT NULL OR i.merged_into_id IS NOT NULL))",
        "nothing joins an incident that has ended or is part of another",
        lock="1 FROM incidents_incident WHERE id = NEW.incident_id FOR UPDATE",
    ),
    unchanging(
        "incidents_membership_whose", MEMBERSHIP, ("incident_id", "case_id", "since", "how", "by_id", "came_from_id"),
        "how a case came into an incident is not rewritten",
    ),
    Refuse(
        "incidents_left_is_left", MEMBERSHIP, ("UPDATE",),
        "OLD.left_at IS NOT NULL AND (NEW.left_at IS DISTINCT FROM OLD.left_at OR NEW.left IS DISTINCT FROM OLD.left)",
        "who comes back into an incident gets a new place in it",
    ),
    kept("incidents_membership_kept", MEMBERSHIP, "who was in an incident stays on record"),
    Refuse(
        "incidents_merged_is_empty", INCIDENT, ("UPDATE",),
        "NEW.merged_into_id IS NOT NULL AND EXISTS (SELECT 1 FROM incidents_membership m WHERE m.incident_id = NEW.id "
        "AND m.left_at IS NULL)",
        "the cases of an incident go where it is merged into",
    ),
    Refuse(
        "incidents_merged_into_another", INCIDENT, ("INSERT", "UPDATE"),
        "NEW.merged_into_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM incidents_incident i WHERE i.id = NEW.merged_into_id "
        "AND i.id <> NEW.id AND i.merged_into_id IS NULL)",
        "an incident is merged into another that goes on itself",
    ),
    Refuse(
        "incidents_ends_with_its_cases", INCIDENT, ("UPDATE",),
        "NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL AND (NEW.fixed_at IS NULL OR EXISTS (SELECT 1 "
        "FROM incidents_membership m JOIN cases_case c ON c.id = m.case_id WHERE m.incident_id = NEW.id "
        "AND m.left_at IS NULL AND c.ended_at IS NULL))",
        "an incident ends when it is fixed and each of its people has her own case settled (D10)",
    ),
    Refuse(
        "incidents_d33_owner_stays", "team_member", ("UPDATE",),
        "NEW.left_at IS NOT NULL AND EXISTS (SELECT 1 FROM incidents_incident i WHERE i.owner_id = NEW.id AND " + IS_OPEN.format("i") + ")",
        "whoever leaves hands her incidents over first",
    ),
    Refuse(
        "incidents_d33_owner_is_here", INCIDENT, ("INSERT", "UPDATE"),
        IS_OPEN.format("NEW") + " AND EXISTS (SELECT 1 FROM team_member m WHERE m.id = NEW.owner_id AND m.left_at IS NOT NULL)",
        "an incident is owned by somebody who is here",
        lock="1 FROM team_member WHERE id = NEW.owner_id FOR SHARE",
    ),
    unchanging("incidents_whose", INCIDENT, ("proposed_at", "split_from_id"), "how an incident began is not rewritten"),
    kept("incidents_kept", INCIDENT, "an incident is never deleted"),
    append_only("incidents_pledge_kept", "incidents_pledge", "which update was promised stays on record (D33)"),
    Refuse(
        "incidents_pledge_of_an_update", "incidents_pledge", ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM promises_promise p WHERE p.id = NEW.promise_id AND p.owe = 'update')",
        "what an incident promises is a word to all who have it",
    ),
    Refuse(
        "incidents_one_update_owed", "incidents_pledge", ("INSERT",),
        "EXISTS (SELECT 1 FROM incidents_pledge o JOIN promises_promise p ON p.id = o.promise_id "
        "WHERE o.incident_id = NEW.incident_id AND p.kept_at IS NULL AND p.released_at IS NULL)",
        "an incident owes one next word at a time",
        lock="1 FROM incidents_incident WHERE id = NEW.incident_id FOR UPDATE",
    ),
    *WORDS,
    *ALARMS,
    append_only("incidents_happening_kept", "incidents_happening", "what happened to an incident is not rewritten"),
]  # fmt: skip
