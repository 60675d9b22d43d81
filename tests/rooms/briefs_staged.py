"""Briefs on the stage, as rows: written, sent, answered, told, and who allowed to be quoted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ombud.advocacy.models import Answer, Brief, Consent, Counter, Evidence, Happening, Outcome, Plea, Quote, Voice
from tests.rooms.breaking import Change, Insert
from tests.rooms.stage import Stage

DAY = timedelta(days=1)


def written(stage: Stage, **more: Any) -> Brief:
    """A whole draft to Tomas, with evidence, something weighed and an ask."""
    values = {
        "title": "Lamps that stay lit", "claim": "They go out.", "owner": stage.world.mira, "inbox": stage.world.inbox,
        "to": stage.world.tomas, "answer_by": stage.now + DAY, "begun_at": stage.now,
    }  # fmt: skip
    brief = Brief.objects.create(**(values | more))
    Evidence.objects.create(brief=brief, figure="11", words="more were delivered")
    Counter.objects.create(brief=brief, against="It is dear.", weighed="It is dearer to leave it.")
    Plea.objects.create(brief=brief, what="Replace each lamp")
    return brief


def sending(stage: Stage, **more: Any) -> Change:
    """Such a draft is sent, with some of it exchanged."""
    return Change(written(stage), {"sent_at": stage.now} | more)


def sent(stage: Stage, **more: Any) -> Brief:
    """One that was sent; the lamp's Renate has a voice in it."""
    brief = written(stage)
    voice(stage, brief)
    for name, value in ({"sent_at": stage.now} | more).items():
        setattr(brief, name, value)
    brief.save()
    return brief


def voice(stage: Stage, brief: Brief, **more: Any) -> Voice:
    """Renate's voice, by her lamp."""
    return Voice.objects.create(brief=brief, person=stage.lamp.person, case=stage.lamp, at=stage.now, **more)


def answering(stage: Stage, brief: Brief, said: str = "yes", **more: Any) -> Insert:
    """The leader answers."""
    words = "Too dear" if said == "no" else ""
    until = stage.now + DAY if said == "later" else None
    values = {"brief_id": brief.pk, "said": said, "words": words, "until": until, "key": stage.world.key()}
    return Insert(Answer, values | {"at": stage.now} | more)


def answer(stage: Stage, brief: Brief, said: str = "yes") -> Answer:
    """She has answered; nothing is decided by that row alone."""
    return Answer.objects.create(**answering(stage, brief, said).values)


def decided(stage: Stage, **more: Any) -> Brief:
    """One that was answered with yes."""
    brief = sent(stage)
    brief.decision = answer(stage, brief)
    for name, value in more.items():
        setattr(brief, name, value)
    brief.save()
    return brief


def untold(stage: Stage, brief: Brief) -> Voice:
    """Whose voice is in it."""
    return Voice.objects.get(brief=brief)


def telling(stage: Stage, brief: Brief, **more: Any) -> Change:
    """Renate is told what came of it."""
    letter = stage.letter(stage.lamp, "customer", "This is what came of it.")
    return Change(untold(stage, brief), {"told_at": stage.now, "letter_id": letter.pk} | more)


def told(stage: Stage, brief: Brief) -> Voice:
    """She has been told."""
    change = telling(stage, brief)
    Voice.objects.filter(pk=change.row.pk).update(**change.values)
    return untold(stage, brief)


def quoting(stage: Stage, brief: Brief, **more: Any) -> Insert:
    """Renate is asked about words of hers."""
    values = {
        "brief_id": brief.pk, "case_id": stage.lamp.pk, "message_id": stage.hers(stage.lamp).pk, "words": "Kaputt.",
        "language": "de", "key": stage.world.key(), "asked_at": stage.now, "by_id": stage.world.mira.pk,
    }  # fmt: skip
    return Insert(Quote, values | more)


def quote(stage: Stage, **more: Any) -> Quote:
    """She was asked."""
    return Quote.objects.create(**quoting(stage, written(stage), **more).values)


def consent(stage: Stage) -> Consent:
    """She said yes."""
    return Consent.objects.create(quote=quote(stage), allows=True, key=stage.world.key(), at=stage.now)


def outcome(stage: Stage) -> Outcome:
    """What came of it, for those who speak German."""
    return Outcome.objects.create(
        brief=decided(stage), language="de", words="Ja.", by=stage.world.mira, at=stage.now
    )  # fmt: skip


def line(stage: Stage) -> Happening:
    """Something that happened to one."""
    return Happening.objects.create(brief=written(stage), what="begun", at=stage.now)
