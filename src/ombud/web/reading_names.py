"""Words for what a reading is made of: scenarios, degrees, reasons, what is personal. Codes become prose here alone."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.triage.kinds import Scenario, Sentiment
from ombud.triage.models import Field


def scenario_name(scenario: str) -> str:
    """What a message is about, as far as it decides who has to act."""
    return {
        Scenario.PRODUCT_OR_SERVICE: _("Product or service"),
        Scenario.REFUND: _("Money back"),
        Scenario.STAFF: _("One of our people"),
        Scenario.MEMBER: _("Another member"),
        Scenario.UNSATISFIED: _("Not satisfied with how it was handled"),
        Scenario.CHRONIC: _("Writes often"),
        Scenario.SAFETY: _("Safety"),
        Scenario.PRAISE: _("Praise"),
        Scenario.QUESTION: _("Question"),
        Scenario.SUGGESTION: _("Suggestion"),
        Scenario.PRESS: _("Press"),
        Scenario.NONE: _("None of these"),
    }[Scenario(scenario)]


def sentiment_name(sentiment: str) -> str:
    """How the writer feels about what she writes of."""
    return {
        Sentiment.POSITIVE: _("pleased"),
        Sentiment.NEUTRAL: _("neither pleased nor displeased"),
        Sentiment.NEGATIVE: _("displeased"),
    }[Sentiment(sentiment)]


def urgency_name(urgency: int) -> str:
    """How soon a first word is owed."""
    return {
        1: _("1 · at once"),
        2: _("2 · serious"),
        3: _("3 · a complaint"),
        4: _("4 · within a day"),
    }[urgency]


def field_name(field: str) -> str:
    """What of a reading was set right."""
    return {
        Field.KIND: pgettext("reading", "kind"),
        Field.SCENARIO: pgettext("reading", "what it is about"),
        Field.URGENCY: pgettext("reading", "urgency"),
        Field.LANGUAGE: pgettext("reading", "language"),
    }[Field(field)]


def personal_name(kind: str) -> str:
    """Something personal that a message holds."""
    known = PERSONAL.get(kind)
    return known() if known else kind.replace("_", " ")


PERSONAL: dict[str, Callable[[], str]] = {
    "name": lambda: _("a name"),
    "address": lambda: _("an address"),
    "phone": lambda: _("a phone number"),
    "mail": lambda: _("a mail address"),
    "iban": lambda: _("a bank account"),
    "card": lambda: _("a card number"),
    "account": lambda: _("an account number"),
    "national_id": lambda: _("an ID number"),
    "order_number": lambda: _("an order number"),
    "birth_date": lambda: _("a date of birth"),
    "ip": lambda: _("an internet address"),
}


def why_name(code: str) -> str:
    """One reason of a reading; a code that nobody has put into words yet as it is, but legible."""
    known = WHY.get(code)
    return known() if known else code.replace("_", " ")


WHY: dict[str, Callable[[], str]] = {
    "spam_words": lambda: _("the words of advertising or of a swindle"),
    "press_words": lambda: _("somebody writes for a paper, a programme or a site"),
    "praise_words": lambda: _("words of praise or thanks"),
    "idea_words": lambda: _("an idea how it could be better"),
    "asks": lambda: _("it asks something"),
    "wish": lambda: _("it wishes for something"),
    "thanks": lambda: _("words of praise or thanks"),
    "trouble_words": lambda: _("words for something that went wrong"),
    "doubt_words": lambda: _("words of doubt"),
    "like_others": lambda: _("it reads like others of its kind"),
    "doubt": lambda: _("it may be a complaint, and then it had better be answered as one"),
    "too_short": lambda: _("too short to tell"),
    "unsure": lambda: _("nothing in it decides what it is"),
    "unknown": lambda: _("nothing in it decides what it is"),
    "language_not_read": lambda: _("a language that is read less well here"),
    "threat": lambda: _("it may be a threat"),
    "danger": lambda: _("somebody may be in danger"),
    "child": lambda: _("a child may be in danger"),
    "minor": lambda: _("a child may be in danger"),
    "doxxing": lambda: _("it shows where somebody lives or how to find her"),
    "press_deadline": lambda: _("a press deadline"),
    "second_failure": lambda: _("it has failed before"),
    "staff": lambda: _("about the conduct of one of our people"),
    "discrimination": lambda: _("about discrimination or hate"),
    "harassment": lambda: _("about being harassed"),
    "money_to_live": lambda: _("money that somebody needs to live on"),
    "anger": lambda: _("anger, which is no abuse"),
    "insult": lambda: _("insults, and no complaint found beside them"),
    "insult_inside": lambda: _("a swear word; it does not make this abuse"),
    "complaint_inside": lambda: _("a complaint stands inside it"),
    "said_on_page": lambda: _("said by a button on a page of ours"),
}
