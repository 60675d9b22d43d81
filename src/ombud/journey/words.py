"""Our texts filled for one case or conversation: who speaks, to whom, in her language, with real names and dates."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings

from ombud.access.links import customer_url
from ombud.cases.models import Case
from ombud.conversations.models import Conversation
from ombud.inboxes.models import Inbox
from ombud.languages.normalise import fold, normalise
from ombud.people.models import Person
from ombud.replies.texts import LANGUAGES, Text, greeting_name, register_for, say_when, write
from ombud.team.models import Member

# Where the link to the customer's page goes in a text that a person still edits. The link opens her page to whoever has
# it, so it is filled in as the letter leaves, and nobody on our side ever holds it.
PAGE = "{portal_url}"
_SHORT = 2  # letters of a name that is a word, too
_FEW = 4  # words on a line that closes a letter
# Of the same length, so that what the guard finds is found at the same place.
_STANDS_FOR_PAGE = "https://page"


def language_of(person: Person | None, inbox: Inbox) -> str:
    """The language to write to her in: hers if we speak it, else the inbox's, else English."""
    for language in (person.language if person else "", inbox.language):
        if language in LANGUAGES:
            return language
    return "en"


def speaks(member: Member) -> str:
    """The first of a member's languages that we speak, else English."""
    return next((known for known in member.languages if known in LANGUAGES), "en")


def when(moment: datetime, inbox: Inbox, language: str) -> str:
    """A moment in words, by the inbox's clock."""
    return say_when(moment, inbox.zone, language)


def about(case: Case, *, agent: str = "", **more: object) -> dict[str, object]:
    """The values that texts about a case may use."""
    language = language_of(case.person, case.inbox)
    values: dict[str, object] = {
        "customer_name": greeting_name(case.person.called),
        "owner_name": case.owner.name,
        "agent_name": agent or case.owner.name,
        "team": case.inbox.brand,
        "case_number": case.pk,
        "portal_url": customer_url(case),
        "topic": case.topic,
    }
    if case.next_update_by:
        values["next_update_by"] = when(case.next_update_by, case.inbox, language)
    return values | more


def to_customer(key: str, case: Case, *, agent: str = "", **more: object) -> Text:
    """The text `key` for the customer of `case`, in her language and the register she is addressed in."""
    language = language_of(case.person, case.inbox)
    register = register_for(language, case.person.register or "neutral")
    return write(key, language, register, **about(case, agent=agent, **more))


def to_member(key: str, member: Member, case: Case, *, agent: str = "", **more: object) -> Text:
    """The text `key` for somebody on our side, in the first of her languages that we speak."""
    language = speaks(member)
    values = about(case, agent=agent)
    # The customer's own link is hers alone: a text for our side gets the link it is given, or cannot be written.
    del values["portal_url"]
    if case.next_update_by:
        values["next_update_by"] = when(case.next_update_by, case.inbox, language)
    return write(key, language, register_for(language, "neutral"), **(values | {"desk_url": desk_url(case)} | more))


def with_page(text: str, case: Case | None) -> str:
    """`text` as it leaves, with the link to the customer's page where it asks for it."""
    return text.replace(PAGE, customer_url(case)) if case and PAGE in text else text


def without_page(text: str, case: Case | None) -> str:
    """`text` as the guard reads it while it is written: as it will leave, at the same places, without the link."""
    return text.replace(PAGE, _STANDS_FOR_PAGE) if case else text


def signed(text: str, by: Member, inbox: Inbox) -> str:
    """`text` with the name of whoever writes it below, unless she has put it there: a person answers, not a desk."""
    if stands_below(by.name, text):
        return text
    return f"{text.rstrip()}\n\n{signature(by, inbox)}"


def stands_below(name: str, text: str) -> bool:
    """Whether a text ends with `name` or a part of it, as people sign: with a capital, or alone on a line. A name of
    one or two letters is a word, too ("an", "do"): it has to be all that stands there but for a house or a place."""
    end = "\n".join(normalise(line) for line in text.strip().splitlines()[-3:])
    plain = fold(end)
    whole = fold(normalise(name))
    if " " in whole and re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", plain):
        return True
    words = [word for word in whole.split() if any(sign.isalpha() for sign in word)] or [whole]
    long = [word for word in words if len(word) > 1] or words
    return any(
        _alone(end, found) or (not end[found.start()].islower() and (len(word) > _SHORT or _signs(end, found)))
        for word in long
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", plain)
    )


def _line(end: str, at: int) -> str:
    return end[end.rfind("\n", 0, at) + 1 :].partition("\n")[0]


def _alone(end: str, found: re.Match[str]) -> bool:
    line = _line(end, found.start()).replace(end[slice(*found.span())], "", 1)
    return not any(sign.isalnum() for sign in line)


def _signs(end: str, found: re.Match[str]) -> bool:
    before, after = end[: found.start()].rstrip(" "), end[found.end() :].lstrip(" .")
    closed = not end[found.end() :] and len(_line(end, found.start()).split()) <= _FEW  # "Best wishes Ng"
    return closed or ((not before or before[-1] in "\n,.!?–—-") and (not after or after[0] in ",\n"))


def signature(by: Member, inbox: Inbox) -> str:
    """What stands below a letter of hers."""
    return f"{by.name}, {inbox.brand}" if inbox.brand else by.name


def desk_url(case: Case) -> str:
    """Where the case is in the desk, for those who may sign in."""
    return f"{settings.PUBLIC_URL}/cases/{case.pk}/"


def reply_subject(conversation: Conversation) -> str:
    """The subject of an answer in this conversation."""
    subject = conversation.subject or conversation.inbox.brand
    return subject if subject[:3].lower() in ("re:", "aw:", "sv:") else f"Re: {subject}"
