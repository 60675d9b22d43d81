"""Links for people without an account: to the customer's page and the handler's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from ombud.cases.models import Case
from ombud.privacy.signing import Pass, Unsigned, read, sign

HANDLER_DAYS = timedelta(days=60)
OPENS = {"a": "alarm", "b": "brief", "c": "customer", "h": "handler"}
PERSONAL = re.compile(r"https?://\S+?/([abch])/[\w-]{20,}/?")


class NoWay(Exception):
    """The link does not open anything: `code` is tampered, expired or withdrawn."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def customer_word(case: Case) -> str:
    """The word in the address of the customer's page. Holds for ever, since a case reopens for ever."""
    return sign("customer", case.pk, case.edition)


def customer_url(case: Case) -> str:
    """The whole address of the customer's page."""
    return f"{settings.PUBLIC_URL}/c/{customer_word(case)}/"


def handler_word(action: int, edition: int, now: datetime) -> str:
    """The word in the address of a handler's page, good for sixty days."""
    return sign("handler", action, edition, now + HANDLER_DAYS)


def handler_url(action: int, edition: int, now: datetime) -> str:
    """The whole address of a handler's page."""
    return f"{settings.PUBLIC_URL}/h/{handler_word(action, edition, now)}/"


def read_word(word: str, kind: str, now: datetime) -> Pass:
    """What a word of this kind says. Raises `NoWay`."""
    try:
        said = read(word)
    except Unsigned as error:
        raise NoWay("tampered") from error
    if said.kind != kind:
        raise NoWay("tampered")
    if said.expired(now):
        raise NoWay("expired")
    return said


def open_customer(word: str, now: datetime) -> Case:
    """The case behind a customer's link. Raises `NoWay`."""
    said = read_word(word, "customer", now)
    case = Case.objects.select_related("person", "owner", "inbox", "handler").filter(pk=said.subject).first()
    if case is None:
        raise NoWay("tampered")
    if case.edition != said.edition:
        raise NoWay("withdrawn")
    return case


def masked(text: str, instead: Callable[[str], str]) -> str:
    """`text` without the links that open a page for one person alone: whoever reads along must not come in as another.

    `instead` gets the kind of each link, customer, handler, brief or alarm, and says what stands there.
    """
    return PERSONAL.sub(lambda link: instead(OPENS[link[1]]), text)
