"""What became of one word to all: who is told, who is not and why, and who waits for her language."""

from __future__ import annotations

from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.incidents.affected import Counts
from ombud.incidents.models import Rendering, Update

from . import signs
from .names import language_name
from .when import moment


def missing(written: dict[str, Rendering], people: dict[str, int], open_tab: str, now: datetime) -> list[str]:
    """Who waits for her language, and whom that waits for. Nobody is left out in silence."""
    lines, nobody, waiting = [], [], 0
    for code, number in people.items():
        one = written.get(code)
        if code == open_tab or (one and (one.ready_at or one.pressed_at)):
            continue
        waiting += number
        values = {"language": language_name(code), "name": "", "when": ""}
        if one and one.asked_of and one.asked_until:
            values |= {"name": one.asked_of.name, "when": moment(one.asked_until, now)}
            lines.append(_("%(name)s writes %(language)s by %(when)s.") % values)
        elif one and one.text:
            lines.append(_("%(language)s is begun, and nobody has said that it is ready.") % values)
        else:
            nobody.append(language_name(code))
    if nobody:
        lines.append(_("Nobody has written yet: %(languages)s.") % {"languages": ", ".join(nobody)})
    if lines:
        said = ngettext("%(n)d person waits for a language.", "%(n)d people wait for their language.", waiting)
        lines.insert(0, said % {"n": waiting})
    return lines


def became(
    update: Update | None, written: dict[str, Rendering], whole: Counts, now: datetime
) -> list[tuple[SafeString, str]]:
    """What became of what was sent: told, not arrived, left out, not told yet."""
    if update is None or update.sent_at is None:
        return []
    values = {"n": whole.told, "of": whole.all, "when": moment(update.sent_at, now)}
    found = [(signs.clock("kept", size="small"), _("Sent %(when)s: %(n)d of %(of)d told.") % values)]
    if back := [one.stopped_at for one in written.values() if one.stopped_at]:
        values = {"when": moment(max(back), now)}
        said = _("Called back %(when)s: what had left stays sent, and nobody more gets it.") % values
        found.append((signs.clock("late", size="small"), said))
    if update.reached_at is None:
        owed = _("The promise of it is still owed: it has not gone in every language that somebody reads.")
        found.append((signs.clock("todo", size="small"), owed))
    if whole.failed:
        said = ngettext(
            "%(n)d letter did not arrive: what it answered is owed again.",
            "%(n)d letters did not arrive: what they answered is owed again.", whole.failed,
        )  # fmt: skip
        found.append((signs.clock("late", size="small"), said % {"n": whole.failed}))
    if whole.left_out:
        said = ngettext(
            "%(n)d person could not be told by it: the list of cases says why.",
            "%(n)d people could not be told by it: the list of cases says why.", whole.left_out,
        )  # fmt: skip
        found.append((signs.clock("late", size="small"), said % {"n": whole.left_out}))
    if whole.later:
        said = ngettext("%(n)d person is not told yet.", "%(n)d people are not told yet.", whole.later)
        found.append((signs.clock("todo", size="small"), said % {"n": whole.later}))
    return found


def progress(whole: Counts) -> str:
    """How far the sending is; empty once it is done."""
    if not whole.waiting:
        return ""
    return _("On its way: %(n)d of %(of)d told. Each letter is sent by itself.") % {
        "n": whole.told,
        "of": whole.told + whole.waiting,
    }


def later(update: Update | None, written: dict[str, Rendering], found: dict[str, Counts]) -> str:
    """What the button for those who came later says; empty where there are none whose language was sent."""
    if update is None or update.sent_at is None:
        return ""
    sent = {code for code, one in written.items() if one.checked_at and not one.stopped_at}
    number = sum(one.later for code, one in found.items() if code in sent)
    return ngettext("Tell %(n)d who came later", "Tell %(n)d who came later", number) % {"n": number} if number else ""
