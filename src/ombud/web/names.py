"""Words for the codes that rooms keep: languages, kinds, states, what is owed. Here alone they become prose."""

from __future__ import annotations

from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from ombud.cases.endings import Because
from ombud.cases.rules import Status
from ombud.handoffs.models import Why
from ombud.promises.models import Owe
from ombud.team.models import Role
from ombud.triage.models import Kind


def language_name(code: str) -> str:
    """A language in the reader's language; "language unknown" where nobody could tell."""
    if not code or code == "unknown":
        return _("language unknown")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def kind_name(kind: str) -> str:
    """What a message was read as."""
    return {
        Kind.COMPLAINT: _("Complaint"),
        Kind.PRAISE: _("Praise"),
        Kind.QUESTION: _("Question"),
        Kind.SUGGESTION: _("Suggestion"),
        Kind.PRESS: _("Press"),
        Kind.SPAM: _("Spam"),
        Kind.ABUSE: _("Abuse"),
    }.get(Kind(kind), kind)


def status_name(status: Status) -> str:
    """A case's state as people see it (HOUSE, Words). Never a bare "closed"."""
    return {
        Status.NEW: _("New"),
        Status.OPEN: _("Open"),
        Status.WAITING_CUSTOMER: _("Waiting for customer"),
        Status.WAITING_HANDLER: _("Waiting for handler"),
        Status.SNOOZED: _("Snoozed"),
        Status.RESOLVED: _("Resolved, we think"),
        Status.CONFIRMED: _("Solved, says the customer"),
        Status.NO_ANSWER: _("No answer"),
        Status.RELEASED: _("Released"),
    }[status]


def owe_name(owe: str) -> str:
    """What is owed, in a row."""
    return {
        Owe.ANSWER: pgettext("owed", "an answer"),
        Owe.START: pgettext("owed", "a first step"),
        Owe.NEXT_WORD: pgettext("owed", "next word"),
        Owe.ACCEPT: pgettext("owed", "to accept"),
        Owe.ASK_CUSTOMER: pgettext("owed", "ask how it stands"),
        Owe.ASK_HANDLER: pgettext("owed", "ask the handler"),
        Owe.ASK_AGAIN: pgettext("owed", "ask again if solved"),
        Owe.READ: pgettext("owed", "read a colleague's reply"),
        Owe.TAKE_ON: pgettext("owed", "take it to somebody new"),
        Owe.UPDATE: pgettext("owed", "a word to everybody who has it"),
        Owe.THANK: pgettext("owed", "thanks for praise"),
        Owe.BRIEF_ANSWER: pgettext("owed", "an answer, followed up"),
        Owe.TELL_OUTCOME: pgettext("owed", "what came of it"),
    }.get(Owe(owe), owe)


def role_name(role: str) -> str:
    """A role of the team."""
    return {
        Role.COMMUNITY_MANAGER: _("Community manager"),
        Role.HANDLER: _("Handler"),
        Role.LEADER: _("Leader"),
        Role.SPOKESPERSON: _("Spokesperson"),
        Role.ADMIN: _("Admin"),
        Role.TRAINEE: _("Trainee"),
    }.get(Role(role), role)


def channel_name(channel: str) -> str:
    """A kind of channel."""
    return {"mail": _("Mail")}.get(channel, channel.capitalize())


def because_name(because: str) -> str:
    """Why a case was let go."""
    return {
        Because.WITHDRAWN: _("the customer withdrew it"),
        Because.STOPPED: _("the customer asked us to stop writing"),
        Because.MERGED: _("merged into another case of the same person"),
        Because.MISTAKE: _("opened by mistake"),
        Because.FORGOTTEN: _("erased at the customer's request"),
    }[Because(because)]


def returned_name(why: str) -> str:
    """Why a hand-off came back."""
    return {
        Why.DECLINED: _("could not take it"),
        Why.NOT_ACCEPTED: _("did not accept in time"),
        Why.NOT_SOLVED: _("not solved, says the customer"),
        Why.TAKEN_BACK: _("taken back"),
    }[Why(why)]


def template_name(key: str) -> str:
    """A saved text by what it is for."""
    return {
        "ack_complaint": _("I have read it and look into it"),
        "apology_product": _("Sorry, and we put it right"),
        "ack_no_answer_yet": _("No answer yet, but a word"),
        "apology_staff": _("Sorry for how you were treated"),
        "delay_update": _("We are late"),
        "chronic_ack": _("Thank you for writing again"),
        "thanks_praise": _("Thanks for praise"),
        "answer_question": _("Answer to a question"),
        "question_ack": _("Good question, I find out"),
        "suggestion_ack": _("Thanks for the idea"),
        "press_ack": _("Passed to our spokesperson"),
        "closed_thanks": _("Thanks for saying it is solved"),
        "unsatisfied_takeover": _("You are right to come back"),
        "followup_customer": _("How does it stand?"),
        "taken_back_customer": _("Back in my hands"),
    }.get(key, key.replace("_", " ").capitalize())


def register_name(register: str) -> str:
    """A form of address."""
    return {"formal": _("formal"), "informal": _("informal"), "neutral": _("as everybody is addressed")}.get(
        register, register
    )
