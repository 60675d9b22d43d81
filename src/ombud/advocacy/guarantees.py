"""D14 and D16 in the database: what leaves is whole and stands still, who is quoted wrote it, and nobody is forgotten."""

from ombud.guarantees.declared import Guarantee, Refuse, SameRow, append_only, kept, unchanging

BRIEF, VOICE, QUOTE, ANSWER = "advocacy_brief", "advocacy_voice", "advocacy_quote", "advocacy_answer"
OF_NEW = "EXISTS (SELECT 1 FROM {table} x WHERE x.brief_id = NEW.id{more})"
HOLD = "1 FROM advocacy_brief WHERE id = NEW.brief_id FOR UPDATE"
LOST = (
    "EXISTS (SELECT 1 FROM replies_outgoing o WHERE o.id = {0}.letter_id "
    "AND (o.bounced_at IS NOT NULL OR o.failed_at IS NOT NULL))"
)
LOST_AGAIN = "(NEW.closed_at IS NULL AND " + OF_NEW.format(table=VOICE, more=" AND " + LOST.format("x")) + ")"
GOES_ON = "{0}.closed_at IS NULL AND {0}.withdrawn_at IS NULL"


def _brief(row: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {BRIEF} b WHERE b.id = {row}.brief_id AND ({condition}))"


def _stands_still(what: str) -> list[Guarantee]:
    """The rows of a kind are as they were when their brief was sent."""
    table, because = f"advocacy_{what}", "what a brief says stands still once it is sent (D14)"
    return [
        Refuse(
            f"advocacy_{what}_stands_still",
            table,
            ("INSERT", "UPDATE"),
            _brief("NEW", "b.sent_at IS NOT NULL"),
            because,
            lock=HOLD,
        ),
        Refuse(f"advocacy_{what}_stays", table, ("DELETE",), _brief("OLD", "b.sent_at IS NOT NULL"), because),
        unchanging(f"advocacy_{what}_whose", table, ("brief_id",), "what a brief says is not passed to another"),
    ]


def _once(*columns: str) -> str:
    return " OR ".join(f"(OLD.{c} IS NOT NULL AND NEW.{c} IS DISTINCT FROM OLD.{c})" for c in columns)


GUARANTEES: list[Guarantee] = [
    Refuse(
        "advocacy_d14_has_evidence", BRIEF, ("INSERT", "UPDATE"),
        "NEW.sent_at IS NOT NULL AND NOT " + OF_NEW.format(table=VOICE, more="") + " AND NOT " + OF_NEW.format(table="advocacy_evidence", more=""),
        "no brief leaves without evidence (D14)",
    ),
    Refuse(
        "advocacy_d14_asks_something", BRIEF, ("INSERT", "UPDATE"),
        "NEW.sent_at IS NOT NULL AND NOT " + OF_NEW.format(table="advocacy_plea", more=""),
        "no brief leaves without asking for something (D14)",
    ),
    Refuse(
        "advocacy_d14_weighs_what_it_names", BRIEF, ("INSERT", "UPDATE"),
        "NEW.sent_at IS NOT NULL AND " + OF_NEW.format(table="advocacy_counter", more=" AND x.weighed = ''"),
        "what speaks against a brief is weighed before it leaves (D14, D15)",
    ),
    Refuse(
        "advocacy_sent_stands_still", BRIEF, ("UPDATE",),
        "OLD.sent_at IS NOT NULL AND (" + " OR ".join(
            f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in ("sent_at", "title", "claim", "leaving", "language", "figures", "to_id", "to_name")
        ) + ")",
        "the words and figures of a brief stand still once it is sent",
    ),
    Refuse(
        "advocacy_done_is_done", BRIEF, ("UPDATE",),
        _once("read_at", "decision_id", "withdrawn_at") + " OR (" + _once("closed_at") + f") AND NOT {LOST_AGAIN}"
        + " OR (OLD.withdrawn_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM OLD.sent_at)",
        "what was read, decided, closed or withdrawn stays so, unless somebody's letter was lost after it was closed",
    ),
    SameRow(
        "advocacy_decision_of_this_brief", BRIEF, ("decision_id", "id"), ANSWER, ("id", "brief_id"),
        "a brief is decided by an answer to it",
    ),
    Refuse(
        "advocacy_later_decides_nothing", BRIEF, ("INSERT", "UPDATE"),
        f"EXISTS (SELECT 1 FROM {ANSWER} a WHERE a.id = NEW.decision_id AND a.said = 'later')",
        "later is no decision",
    ),
    Refuse(
        "advocacy_d16_all_are_told", BRIEF, ("INSERT", "UPDATE"),
        "NEW.closed_at IS NOT NULL AND " + OF_NEW.format(table=VOICE, more=" AND x.told_at IS NULL AND x.spared = ''"),
        "a brief is closed when everybody who complained has been told what came of it (D16)",
    ),
    Refuse(
        "advocacy_d16_letters_arrived", BRIEF, ("UPDATE",),
        "NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND " + OF_NEW.format(table=VOICE, more=" AND " + LOST.format("x")),
        "whose letter came back has not been told, and a brief is closed when everybody has (D16)",
    ),
    unchanging("advocacy_whence", BRIEF, ("begun_at", "incident_id", "inbox_id"), "whence a brief came is not rewritten"),
    kept("advocacy_kept", BRIEF, "a brief is never deleted"),
    Refuse(
        "advocacy_owner_stays", "team_member", ("UPDATE",),
        "NEW.left_at IS NOT NULL AND EXISTS (SELECT 1 FROM advocacy_brief b WHERE b.owner_id = NEW.id AND " + GOES_ON.format("b") + ")",
        "whoever leaves hands her briefs over first",
    ),
    Refuse(
        "advocacy_owner_is_here", BRIEF, ("INSERT", "UPDATE"),
        GOES_ON.format("NEW") + " AND EXISTS (SELECT 1 FROM team_member m WHERE m.id = NEW.owner_id AND m.left_at IS NOT NULL)",
        "a brief is owned by somebody who is here",
        lock="1 FROM team_member WHERE id = NEW.owner_id FOR SHARE",
    ),
    *_stands_still("evidence"),
    *_stands_still("counter"),
    *_stands_still("plea"),
    append_only("advocacy_answer_kept", ANSWER, "what a leader answered stays on record"),
    Refuse(
        "advocacy_answers_what_is_open", ANSWER, ("INSERT",),
        "NOT " + _brief("NEW", "b.sent_at IS NOT NULL AND b.withdrawn_at IS NULL AND b.decision_id IS NULL"),
        "only a brief that was sent and waits can be answered", lock=HOLD,
    ),
    Refuse(
        "advocacy_quotes_her_own_words", QUOTE, ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM cases_strand s JOIN conversations_message m ON m.conversation_id = s.conversation_id "
        "WHERE m.id = NEW.message_id AND s.case_id = NEW.case_id AND m.voice = 'customer')",
        "who is quoted wrote it herself",
    ),
    unchanging(
        "advocacy_quote_whose", QUOTE, ("brief_id", "case_id", "message_id", "language", "asked_at", "by_id"),
        "who was asked about which words of hers is not rewritten",
    ),
    Refuse(
        "advocacy_quote_as_asked", QUOTE, ("UPDATE",),
        "(NEW.words IS DISTINCT FROM OLD.words AND (NEW.words <> '' OR NEW.forgotten_at IS NULL)) OR " + _once("forgotten_at"),
        "the words that she was asked about are the words that are shown, until she asks to be forgotten",
    ),
    Refuse(
        "advocacy_forgotten_is_not_quoted", QUOTE, ("INSERT",),
        "EXISTS (SELECT 1 FROM cases_case c JOIN cases_case o ON o.person_id = c.person_id JOIN cases_release r "
        "ON r.case_id = o.id JOIN conversations_message m ON m.id = NEW.message_id "
        "WHERE c.id = NEW.case_id AND r.because = 'forgotten' AND r.at >= m.heard_at)",
        "nobody is asked about words that she asked us to forget",
    ),
    Refuse(
        "advocacy_forgotten_quotes_go", "cases_release", ("INSERT",),
        "NEW.because = 'forgotten' AND EXISTS (SELECT 1 FROM cases_case c JOIN cases_case o ON o.person_id = c.person_id "
        "JOIN advocacy_quote q ON q.case_id = o.id WHERE c.id = NEW.case_id AND q.forgotten_at IS NULL)",
        "of a person who asks to be forgotten no words stay in a brief",
    ),
    kept("advocacy_quote_kept", QUOTE, "what somebody was asked stays on record"),
    append_only("advocacy_consent_kept", "advocacy_consent", "what she said of being quoted stays; taking it back is one more word"),
    unchanging("advocacy_voice_whose", VOICE, ("brief_id", "person_id", "case_id"), "whose voice it is does not change"),
    Refuse(
        "advocacy_voice_in_an_open_brief", VOICE, ("INSERT",), _brief("NEW", "b.closed_at IS NOT NULL OR b.withdrawn_at IS NOT NULL"),
        "nobody is added to a brief that is over", lock=HOLD,
    ),
    Refuse("advocacy_voice_kept", VOICE, ("DELETE",), _brief("OLD", "b.sent_at IS NOT NULL"), "whose voices were in a brief that was sent stays on record"),
    Refuse(
        "advocacy_told_is_told", VOICE, ("UPDATE",),
        "(" + _once("told_at", "letter_id") + ") AND NOT " + LOST.format("OLD"), "whoever was told has been told (D16)",
    ),
    Refuse(
        "advocacy_told_of_a_decision", VOICE, ("INSERT", "UPDATE"), "NEW.told_at IS NOT NULL AND NOT " + _brief("NEW", "b.decision_id IS NOT NULL"),
        "nobody is told what came of a brief before it is decided",
    ),
    kept("advocacy_outcome_kept", "advocacy_outcome", "what people were told stays on record"),
    append_only("advocacy_happening_kept", "advocacy_happening", "what happened to a brief is not rewritten"),
]  # fmt: skip
