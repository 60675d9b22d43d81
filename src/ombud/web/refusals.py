"""Why something was not done, as sentences. Each says what is true and what to do; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.journey.refused import Refused

from .when import moment

SENTENCES: dict[str, Callable[[], str]] = {
    "all_chosen": lambda: _("One case at least stays. Choose those that have another trouble."),
    "already_done": lambda: _("This was reported done before."),
    "asked_today": lambda: _("The customer was asked today already. Ask again tomorrow; twice a day hurries people."),
    "begun": lambda: _("Somebody has an account here already. Sign in."),
    "cannot_own": lambda: _(
        "%(name)s cannot own a case: that needs a community manager, leader, spokesperson or admin."
    ),
    "cases_open": lambda: _(
        "Some of its cases are not settled yet (%(number)s). It ends when each of its people says so."
    ),
    "concern_settled": lambda: _("This concern is settled already, or was joined or dropped before."),
    "email_taken": lambda: _("Somebody with this mail address is here already."),
    "empty": lambda: _("There is nothing written yet."),
    "ended": lambda: _("This case has ended. A word from the customer opens it again; nothing of ours does."),
    "failed_before": lambda: _("%(name)s could not help with this case before and cannot be asked again."),
    "file_too_large": lambda: _("Too large to be taken: %(names)s."),
    "forged": lambda: _("The receiving server could not vouch for this sender, so nothing may be built on it."),
    "guard_asks": lambda: _("Look again at what is marked, then say that you have, or change the words."),
    "guard_stops": lambda: _("This cannot be sent as it is. Change what is marked; your words are kept."),
    "holds": lambda: _("%(name)s still has what is listed here in her name. Hand it over first."),
    "in_hand": lambda: _("%(name)s has it in hand. Take it back first, or wait for an answer."),
    "incident_ended": lambda: _("This incident has ended. What comes now begins a new one."),
    "incident_merged": lambda: _("This incident is part of incident no. %(number)s. Go on there, or undo the merge."),
    "is_a_case": lambda: _("It is part of a case, so it is answered and not set aside."),
    "is_handler": lambda: _("%(name)s helps with this case. Take it back before you change who owns it."),
    "is_owner": lambda: _("%(name)s owns the case already and needs no introduction."),
    "kept_apart": lambda: _(
        "Somebody said of two of these cases that they are not the same. Take that back first, or leave them apart."
    ),
    "last_admin": lambda: _("%(name)s is the only admin who can sign in. Make somebody else admin first."),
    "last_concern": lambda: _("It is the only concern left, and a case has one at least."),
    "left": lambda: _("%(name)s has left the team."),
    "name_taken": lambda: _("There is an inbox called %(name)s already. Choose another name."),
    "needs_her_message": lambda: _("Choose the message in which the customer says so."),
    "needs_target": lambda: _("Say into which case of the same person."),
    "needs_title": lambda: _("Give it a name that says what people have, without any one person's business."),
    "needs_words": lambda: _("Say why, in a few words. They stay on record."),
    "next_word_needed": lambda: _("Say by when the customer hears from you next: an open case always has that date."),
    "next_word_past": lambda: _("The next word has to lie ahead. Choose a later date."),
    "no_address": lambda: _("There is no address to write to in this conversation."),
    "not_a_customers_word": lambda: _("This is no word of the customer's own, so it cannot stand for one."),
    "not_confirmed": lambda: _("Confirm the incident first: it needs an owner and the date of the next word."),
    "not_fixed": lambda: _("Write down first how it was put right."),
    "not_found_by_reading": lambda: _("A person wrote this concern down. Join it with another, or settle it."),
    "not_handed_off": lambda: _("Nobody has this case in hand but its owner."),
    "not_merged": lambda: _("This incident is part of no other."),
    "not_yours": lambda: _("Your role does not allow this. Ask a community manager or an admin."),
    "nobody_eligible": lambda: _(
        "Nobody can be asked. Name somebody on the team page: a name and a mail address are enough."
    ),
    "nothing_chosen": lambda: _("Choose one case at least."),
    "nothing_done": lambda: _("Nothing was done about it yet: hand it off, enquire, or write down what you put right."),
    "nothing_owed": lambda: _("This is answered already, or no answer is owed to it."),
    "other_concern": lambda: _("Choose another concern of this case that still stands."),
    "other_person": lambda: _("That case is another person's. Only cases of the same person can be merged."),
    "press_needs_spokesperson": lambda: _(
        "A press enquiry is answered by a spokesperson. Hand it to one, or name one on the team page."
    ),
    "same_case": lambda: _("That is the same case."),
    "same_incident": lambda: _("That is the same incident. Choose another."),
    "snooze_past_promise": lambda: _("The customer hears from you by %(until)s, so it cannot sleep longer than that."),
    "snoozed_before": lambda: _("It was snoozed once already, and once is all. Say a word to the customer instead."),
    "too_often": lambda: _("That was too often in a short time. Wait a minute."),
    "until_past": lambda: _("That date has passed. Choose one that lies ahead."),
    "was_handler": lambda: _("%(name)s has helped with this case. Let somebody own it who has not."),
    "with_somebody_else": lambda: _("Somebody else has it by now."),
}


def sentence(refused: Refused) -> str:
    """The sentence for a refusal, with its names and dates."""
    known = SENTENCES.get(refused.code)
    pattern = known() if known else _("This cannot be done now (%(code)s). Nothing was lost.")
    values = {key: _shown(value) for key, value in refused.params.items()}
    return pattern % ({"name": _("Somebody"), "until": "", "names": "", "number": "", "code": refused.code} | values)


def _shown(value: object) -> object:
    return moment(value, timezone.now()) if isinstance(value, datetime) else value


def by_the_database(error: IntegrityError) -> str:
    """What the database would not take: a guarantee's own words where it has some, and that nothing was lost."""
    text = str(error)
    name, _sep, because = text.partition(": ")
    if because and name.isidentifier():
        because = because.splitlines()[0].rstrip(".")
        return _("This cannot be done: %(because)s. Nothing was changed.") % {"because": because}
    return _("This cannot be done: it would break a promise that the database itself keeps. Nothing was changed.")
