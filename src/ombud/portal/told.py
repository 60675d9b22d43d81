"""Sentences for what was just done, and for what could not be: a code from the journey, a calm line for the reader."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from ombud.journey.refused import Refused

DONE: dict[str, Callable[[], str]] = {
    "solved": lambda: _("Thank you. It is noted as solved, in your words."),
    "partly": lambda: _("Thank you. That part is noted as solved; the rest stays open."),
    "unsure": lambda: _(
        "Your words sound as if something is still missing, so we keep it open. %(owner)s reads what you wrote."
    ),
    "not_yet": lambda: _("It stays open. %(owner)s finds somebody else who can help. You need not explain it again."),
    "added": lambda: _("Your message has arrived. %(owner)s reads it."),
    "silent": lambda: _("We do not write to you about this any more. One message from you opens it again."),
    "accepted": lambda: _("Thank you for taking it on. %(customer)s and %(owner)s can see it."),
    "declined": lambda: _("Thank you for saying so. %(owner)s takes it back and finds somebody else."),
    "asked": lambda: _("Your message has arrived. %(owner)s reads it."),
    "quote_yes": lambda: _("Thank you. Your words may be shown, without your name."),
    "quote_no": lambda: _("Noted. Nobody is shown these words."),
    "heeded": lambda: _("Thank you. Nobody is asked any more; what you wrote stands beside it."),
    "brief_read": lambda: _("Thank you for reading it. %(owner)s can see that you have."),
    "brief_yes": lambda: _("Thank you. %(owner)s tells everybody who told us of it."),
    "brief_no": lambda: _("Thank you for answering. %(owner)s tells people what came of it, and why."),
    "brief_later": lambda: _("Noted, with your date. We remind you before it comes."),
    "reported": lambda: _("Thank you. %(owner)s asks %(customer)s whether it is solved."),
}

REFUSED: dict[str, Callable[[], str]] = {
    "empty": lambda: _("Please write a few words first."),
    "words_too_long": lambda: _("That is longer than we can take at once. Please send it in two parts, or as a file."),
    "alarm_words_too_long": lambda: _(
        "That is longer than we can take at once. Please send it in two parts, or as a file."
    ),
    "file_too_large": lambda: _(
        "Larger than %(megabytes)s MB: %(names)s. Nothing was sent. Your words are still here; please choose again."
    ),
    "too_many_files": lambda: _(
        "At most %(most)s files at a time, please. Nothing was sent; your words are still here."
    ),
    "too_often": lambda: _("That was a lot at once. Please wait a few minutes; your words are still here."),
    "form_incomplete": lambda: _("The page was incomplete. Your words are still here; please press once more."),
    "cannot_be_kept": lambda: _(
        "We cannot store anything just now, and that is our fault. Your words are still here; please try again later."
    ),
    "ended": lambda: _("The case has ended meanwhile. Write a message, and it opens again."),
    "with_somebody_else": lambda: _("The case is with somebody else now."),
    "no_such_quote": lambda: _("These words are not yours to give, or nobody asks for them any more."),
    "needs_answer": lambda: _("Please choose yes, no or later."),
    "needs_reasons": lambda: _("A no needs its reasons, in a few words: with them we can tell people honestly."),
    "needs_date": lambda: _("Please name a date by which you will answer."),
    "until_past": lambda: _("That date has passed. Please name one that lies ahead."),
    "decided": lambda: _("This brief has been answered already."),
    "already_done": lambda: _("You have reported already that it is done."),
}


def done(code: str, **names: str) -> str:
    """What to say after a step; "" for a code that is none of ours, since it comes from the address."""
    return DONE[code]() % names if code in DONE else ""


def refused(why: Refused) -> str:
    """Why a step was not taken, and that nothing is lost."""
    if why.code not in REFUSED:
        return _("This cannot be done as things stand now. Nothing was changed, and your words are still here.")
    return REFUSED[why.code]() % {key: str(value) for key, value in why.params.items()}
