"""The guard: reads every text before it leaves, and says what in it would hurt, betray or promise too much.

We promise: `judge` never raises and never changes the text; a text with a block finding does not pass (I6, D07, D22);
the verdict belongs to exactly one text, by its hash; offsets are code points of the text as it was given. This guard is
the lexicon of five languages, the case's facts, checks of form, and a learnt reader of what stands between the lines.
Callers: whoever puts a text into the outbox, and the composer while somebody writes. Pure: no database, no settings.
"""

from ombud.replies.guard.hers import quotes
from ombud.replies.guard.judge import fingerprint, judge, judge_note
from ombud.replies.guard.learnt import Damaged, choose, insist
from ombud.replies.guard.question import Question, question, unchecked
from ombud.replies.guard.rules import CATALOGUE, Rule
from ombud.replies.guard.said import with_said
from ombud.replies.guard.verdict import Draft, Facts, Finding, Verdict

__all__ = [
    "CATALOGUE", "Damaged", "Draft", "Facts", "Finding", "Question", "Rule", "Verdict", "choose", "fingerprint",
    "insist", "judge", "judge_note", "question", "quotes", "unchecked", "with_said",
]  # fmt: skip
