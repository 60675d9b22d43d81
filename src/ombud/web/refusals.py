"""Why something was not done, as sentences. Each says what is true and what to do; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.journey.refused import Refused

from .names import channel_name
from .perk_names import no_perk
from .sizes import size_words
from .when import moment

SENTENCES: dict[str, Callable[[], str]] = {
    "all_chosen": lambda: _("One case at least stays. Choose those that have another trouble."),
    "already_done": lambda: _("This was reported done before."),
    "asked_today": lambda: _("The customer was asked today already. Ask again tomorrow; twice a day hurries people."),
    "begun": lambda: _("Somebody has an account here already. Sign in."),
    "called_back": lambda: _("It was called back. Write the next one, or tell one by one in the list of cases."),
    "cannot_write": lambda: _("%(name)s cannot write it here: that needs an account, and a role that sees incidents."),
    "does_not_speak": lambda: _("%(name)s does not speak that language, as far as the team page knows."),
    "brief_sent": lambda: _("It has been sent, and its words stand still. Withdraw it and write another one."),
    "brief_withdrawn": lambda: _("This brief was withdrawn."),
    "asked_us_to_stop": lambda: _("She asked us to write no more about this, so she is not asked."),
    "cannot_own_brief": lambda: _(
        "%(name)s cannot own a brief: that needs a community manager, leader, spokesperson or admin."
    ),
    "date_passed_by_now": lambda: _(
        "It names no date for the next word that still lies ahead (%(until)s), so it cannot leave as it is. "
        "Send it back to %(name)s, or write a line yourself."
    ),
    "decided": lambda: _("It has been answered already."),
    "needs_answer": lambda: _("Choose yes, no or later."),
    "needs_date": lambda: _("Name the date by which you will answer."),
    "needs_reasons": lambda: _("A no needs its reasons, in a few words."),
    "no_such_quote": lambda: _("Nobody asks for these words any more."),
    "outcome_missing": lambda: _("People wait in other languages, too, and nothing is guessed."),
    "no_files_here": lambda: _("No files go with a reply here. Say it in words, or send a link."),
    "no_inbox": lambda: _("There is no inbox yet, and letters about a brief leave from one. Set one up first."),
    "not_all_told": lambda: _("Some of those who complained do not know yet what came of it (%(number)s)."),
    "not_decided": lambda: _("It is not answered yet: only a yes or a no is something to tell."),
    "not_her_words": lambda: _(
        "These are not her own words as they stand in her message, or nothing is left of them without what is personal."
    ),
    "not_on_case": lambda: _("You are not on that case."),
    "not_sent": lambda: _("It has not been sent yet."),
    "stopped_by_now": lambda: _(
        "The guard stops it by now: something has changed since it was written. Send it back to %(name)s with a word."
    ),
    "too_soon": lambda: _("A fresh link went out a moment ago. Wait five minutes."),
    "words_too_long": lambda: _("That is longer than a quote should be. A few sentences say it better."),
    "alarm_words_too_long": lambda: _("That is longer than can be kept here. Say it in fewer words."),
    "cannot_own": lambda: _(
        "%(name)s cannot own a case: that needs a community manager, leader, spokesperson or admin."
    ),
    "cases_open": lambda: _(
        "Some of its cases are not settled yet (%(number)s). It ends when each of its people says so."
    ),
    "concern_settled": lambda: _("This concern is settled already, or was joined or dropped before."),
    "draft_too_long": lambda: _("Longer than %(number)s characters: copy your words, they are not kept here."),
    "email_taken": lambda: _("Somebody with this mail address is here already."),
    "came_back": lambda: _(
        "A reply of yours came back while you wrote. Its words stand above yours now: read them, then send."
    ),
    "empty": lambda: _("There is nothing written yet."),
    "writer_off": lambda: _("No model writes drafts here. Your operator can set one up (OMBUD_WRITER_URL)."),
    "writer_failed": lambda: _("The model gave no draft (%(reason)s). Write it yourself, or try again in a while."),
    "draft_there": lambda: _("You have begun to write. Take your words out first, if the model is to write."),
    "nothing_to_answer": lambda: _("There is nothing here that a draft could answer."),
    "translator_off": lambda: _("Nothing translates here. Your operator can set that up (OMBUD_TRANSLATOR_URL)."),
    "translator_failed": lambda: _("There is no translation (%(reason)s). Try again in a while."),
    "ended": lambda: _("This case has ended. A word from the customer opens it again; nothing of ours does."),
    "failed_before": lambda: _("%(name)s could not help with this case before and cannot be asked again."),
    "file_empty": lambda: _("Empty, so there is nothing in it to send: %(names)s. Choose it again, or leave it out."),
    "file_of_kind": lambda: _("%(channel)s does not carry files of this kind: %(names)s. Possible: %(possible)s."),
    "file_over": lambda: _("Larger than %(size)s, so it was not added: %(names)s. Make it smaller, or send a link."),
    "files_changed": lambda: _(
        "The files of your reply were changed in another window. They stand here as they are now: look, then send."
    ),
    "files_over": lambda: _("Together they would be more than %(size)s. Take one out, or send a second reply."),
    "files_too_many": lambda: _("At most %(bound)s files go with one reply. Take one out, or send a second reply."),
    "file_too_large": lambda: _("Too large to be taken: %(names)s."),
    "forged": lambda: _("The receiving server could not vouch for this sender, so nothing may be built on it."),
    "gone_out": lambda: _("It has left already and cannot be taken back."),
    "guard_asks": lambda: _("Look again at what is marked, then say that you have, or change the words."),
    "guard_stops": lambda: _("This cannot be sent as it is. Change what is marked; your words are kept."),
    "her_own": lambda: _("Nobody lets her own words pass. Somebody else reads them."),
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
    "later_than_promised": lambda: _(
        "The customer was promised a word by %(until)s. Let it go before then, or say a word to the customer first."
    ),
    "left": lambda: _("%(name)s has left the team."),
    "longer_than_carried": lambda: _(
        "%(channel)s carries at most %(number)s characters, your signature included: this is %(over)s too many. "
        "Shorten it; your words are kept."
    ),
    "name_taken": lambda: _("There is an inbox called %(name)s already. Choose another name."),
    "needs_her_message": lambda: _("Choose the message in which the customer says so."),
    "needs_reader": lambda: _("What you write to customers is read by a colleague first. Write it as a reply."),
    "needs_target": lambda: _("Say into which case of the same person."),
    "needs_title": lambda: _("Give it a name that says what people have, without any one person's business."),
    "needs_words": lambda: _("Say why, in a few words. They stay on record."),
    "news_for_reader": lambda: _(
        "%(name)s wrote after you opened this. Read that first; the reply still waits for you."
    ),
    "newer": lambda: _("%(name)s wrote after you opened this. Read it, then send; your words are kept."),
    "next_word_needed": lambda: _("Say by when the customer hears from you next: an open case always has that date."),
    "next_word_past": lambda: _("The next word has to lie ahead. Choose a later date."),
    "no_public_way": lambda: _("%(channel)s has no way to answer before everybody. Write to her alone."),
    "no_private_way": lambda: _("%(channel)s cannot write to one person alone. Ask for another address of hers."),
    "no_address": lambda: _("There is no address to write to in this conversation."),
    "not_a_customers_word": lambda: _("This is no word of the customer's own, so it cannot stand for one."),
    "not_confirmed": lambda: _("Confirm the incident first: it needs an owner and the date of the next word."),
    "not_fixed": lambda: _("Write down first how it was put right."),
    "not_found_by_reading": lambda: _("A person wrote this concern down. Join it with another, or settle it."),
    "not_handed_off": lambda: _("Nobody has this case in hand but its owner."),
    "not_merged": lambda: _("This incident is part of no other."),
    "not_in_this_language": lambda: _(
        "It was not sent in the language of this person. Write it in that language first."
    ),
    "nobody_to_ask": lambda: _("Everybody with an open case in it was asked already."),
    "nobody_to_tell": lambda: _(
        "Nobody who is not told yet reads what is ready, so it would go to nobody. It waits until somebody does."
    ),
    "nobody_waits": lambda: _("Everybody who reads what was sent is told already."),
    "nothing_on_its_way": lambda: _("Nothing is on its way: everything has left, or was never sent."),
    "nothing_ready": lambda: _("Nothing is ready to be sent. Write it in one language at least."),
    "nothing_sent": lambda: _("Nothing was sent to everybody yet."),
    "not_yours": lambda: _("Your role does not allow this. Ask a community manager or an admin."),
    "nobody_reads": lambda: _(
        "Somebody else has to read this first, and nobody here may. Name another community manager on the team page."
    ),
    "nobody_eligible": lambda: _(
        "Nobody can be asked. Name somebody on the team page: a name and a mail address are enough."
    ),
    "nothing_chosen": lambda: _("Choose one case at least."),
    "nothing_done": lambda: _("Nothing was done about it yet: hand it off, enquire, or write down what you put right."),
    "nothing_to_thank": lambda: _("There is nothing here to thank for: it is read as neither praise nor an idea."),
    "not_answered": lambda: _("Nobody has answered this yet, so no answer can have thanked for it."),
    "nothing_owed": lambda: _("This is answered already, or no answer is owed to it."),
    "no_perk_left": lambda: _("No perk was given: %(why)s Take the tick away to send the thanks alone."),
    "owed_first": lambda: _("Something else is owed to this customer first. Answer that, then give the perk."),
    "perk_not_earned": lambda: _("No perk was given: %(why)s Take the tick away to send the thanks alone."),
    "perk_not_in_text": lambda: _(
        "The letter has no place for the code, or more than one. Press “Write it again”, or take the tick away."
    ),
    "pool_closed": lambda: _("This pool is closed. Make another one."),
    "other_concern": lambda: _("Choose another concern of this case that still stands."),
    "other_person": lambda: _("That case is another person's. Only cases of the same person can be merged."),
    "press_needs_spokesperson": lambda: _(
        "A press enquiry is answered by a spokesperson. Hand it to one, or name one on the team page."
    ),
    "saved_name_taken": lambda: _("There is a saved reply called %(name)s already. Choose another name."),
    "same_case": lambda: _("That is the same case."),
    "same_incident": lambda: _("That is the same incident. Choose another."),
    "snooze_past_promise": lambda: _("The customer hears from you by %(until)s, so it cannot sleep longer than that."),
    "snoozed_before": lambda: _("It was snoozed once already, and once is all. Say a word to the customer instead."),
    "thanked_before": lambda: _("%(name)s has thanked for this already."),
    "text_too_long": lambda: _("At most %(number)s characters in one language."),
    "too_often": lambda: _("That was too often in a short time. Wait a minute."),
    "unknown_hole": lambda: _(
        "Fill in or take out what stands in curly brackets and stands for nothing: %(names)s. Nothing was sent."
    ),
    "update_on_its_way": lambda: _("It is on its way or sent already. Write the next one instead."),
    "update_past": lambda: _("The date that it names has passed. Write the next word to everybody instead."),
    "unknown_holes": lambda: _("Nothing fills %(names)s. Use one of the names above, or write it out."),
    "until_past": lambda: _("That date has passed. Choose one that lies ahead."),
    "was_handler": lambda: _("%(name)s has helped with this case. Let somebody own it who has not."),
    "words_of_note": lambda: _(
        "These are the words of a private note by %(name)s, and a note stays with the people on the case. Say it in "
        "words for who reads it; what you typed is kept."
    ),
    "written_meanwhile": lambda: _(
        "%(name)s wrote here after you had opened this (%(until)s), so your words do not take the place of theirs. "
        "Look at both, then press again to keep yours."
    ),
    "with_somebody_else": lambda: _("Somebody else has it by now."),
}


def sentence(refused: Refused) -> str:
    """The sentence for a refusal, with its names and dates."""
    known = SENTENCES.get(refused.code)
    pattern = known() if known else _("This cannot be done now (%(code)s). Nothing was lost.")
    values = {key: _shown(value) for key, value in refused.params.items()}
    if "channel" in values:
        values["channel"] = channel_name(str(values["channel"]))
    if isinstance(bound := values.get("bound"), int):
        values["size"] = size_words(bound)
    if "why" in values:
        values["why"] = no_perk(str(values["why"]), None, timezone.now())
    return pattern % (
        dict.fromkeys(("until", "names", "number", "reason", "why", "size", "bound", "possible", "channel", "over"), "")
        | {"name": _("Somebody"), "code": refused.code}
        | values
    )


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
