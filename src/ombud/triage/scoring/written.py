"""Our own exemplars as messages with gold."""

from __future__ import annotations

import re
from typing import Final

from ombud.triage.kinds import Kind
from ombud.triage.learning.exemplars import Exemplar
from ombud.triage.reading import Heard
from ombud.triage.scoring.gold import Gold
from ombud.triage.scoring.spans import Span

# Whoever is only annoyed is not angry, and swearing at a thing is not abuse: the degrees 2 and 3 of four.
FROM: Final = 2
_SUBJECT: Final = re.compile(r"Subject: ([^\n]*)\n\n")


def written(exemplar: Exemplar) -> tuple[Heard, Gold]:
    """The message, its subject taken off, and what it should be read as; offsets are those of the text without it."""
    label, subject = exemplar.label, _SUBJECT.match(exemplar.text)
    cut = subject.end() if subject else 0
    spans = ((max(start - cut, 0), end - cut, kind) for start, end, kind in exemplar.concerns)
    message = Heard(exemplar.text[cut:], subject[1] if subject else "")
    return message, Gold(
        language=exemplar.language,
        second_language=label.mixed,
        kind=label.kind,
        scenario=label.scenario,
        secondary_scenarios=label.secondary,
        urgency=label.urgency,
        anger=label.anger >= FROM,
        abuse=label.abuse >= FROM,
        spam=label.spam,
        sentiment=label.sentiment,
        concerns=tuple(Span(start, end, kind.value) for start, end, kind in spans if end > start),
        must_reply=label.kind not in (Kind.SPAM, Kind.ABUSE),
        doubtful=label.doubtful,
    )
