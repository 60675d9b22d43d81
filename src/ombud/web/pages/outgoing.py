"""/outgoing/: what customers, handlers and we ourselves get, as it left or would leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ombud.access.circle import inboxes_of
from ombud.access.links import masked
from ombud.access.models import Place
from ombud.channels.registry import get
from ombud.conversations.models import Attachment
from ombud.replies.models import Outgoing
from ombud.replies.posted import Became, became, posted
from ombud.team.models import Member
from ombud.web.door import desk_for
from ombud.web.sizes import size_words
from ombud.web.when import moment

AUDIENCES = ("customer", "handler", "member")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter: what became of it in words, its text as the receiver gets it, and its files, each with its size."""

    letter: Outgoing
    state: str
    wrong: bool
    text: str
    files: list[tuple[str, str]]


@require_GET
@desk_for("see_outgoing")
def outgoing(request: HttpRequest, member: Member) -> HttpResponse:
    """Letters of the cases she is on, and of no case from her inboxes."""
    state = request.GET.get("state", "")
    audience = request.GET.get("to", "")
    below = request.GET.get("below", "")
    page = posted(
        letters_seen_by(member),
        state=Became(state) if state in list(Became) else None,
        audience=audience if audience in AUDIENCES else "",
        below=int(below) if below.isascii() and below.isdigit() and len(below) < 19 else None,
    )
    files = _files(page.letters)
    shown = {
        "rows": [_row(letter, files.get(letter.message_id or 0, [])) for letter in page.letters],
        "more": page.more,
        "state": state,
        "to": audience,
        "states": _states(),
        "audiences": _audiences(),
    }
    return render(request, "web/keeping/outgoing.html", shown)


def letters_seen_by(member: Member) -> QuerySet[Outgoing]:
    """A letter about a case is for the people on the case alone (D23), whatever else they are."""
    # Asked of each letter in turn, newest first, so that a page is found without gathering all she may see.
    mine = Exists(Place.objects.filter(member=member, case=OuterRef("case")))
    inboxes = list(inboxes_of(member).values_list("pk", flat=True))
    return Outgoing.objects.filter(mine | Q(case=None) & (Q(inbox__in=inboxes) | Q(to_address=member.email)))


def _files(letters: Sequence[Outgoing]) -> dict[int, list[tuple[str, str]]]:
    """Names and sizes of what goes with these letters, by the number of the message."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Attachment.objects.filter(message__in=[letter.message_id for letter in letters if letter.message_id])
    for number, name, size in rows.order_by("pk").values_list("message", "name", "size"):
        found[number].append((name, size_words(size)))
    return found


def _row(letter: Outgoing, files: list[tuple[str, str]]) -> LetterRow:
    state, now = became(letter), timezone.now()
    stays = not letter.inbox.settings
    words = {
        Became.WAITING: lambda: _("would be sent; this inbox has no mail account") if stays else _waiting(letter),
        Became.SENT: lambda: _("sent %(when)s") % {"when": moment(letter.sent_at or now, now)},
        Became.FAILED: lambda: _("will not arrive: %(why)s") % {"why": _why(letter)},
        Became.BOUNCED: lambda: (
            _("came back %(when)s: %(why)s") % {"when": moment(letter.bounced_at or now, now), "why": _why(letter)}
        ),
    }[state]()
    # Where mail really leaves, its links are the receivers' alone. Where none does, somebody has to be able to look.
    text = letter.text if stays else masked(letter.text, lambda kind: _("(a link for the receiver alone)"))
    return LetterRow(letter, words, state in (Became.FAILED, Became.BOUNCED), text, files)


def _waiting(letter: Outgoing) -> str:
    if letter.trouble:
        return _("waiting, tried %(count)s times: %(why)s") % {"count": letter.attempts, "why": _why(letter)}
    return _("waiting to be sent")


def _why(letter: Outgoing) -> str:
    reason, _sep, detail = letter.trouble.partition(": ")
    return get(letter.inbox.channel).explain(reason, detail) if reason else _("no reason was given")


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("All")), (Became.WAITING, _("Waiting")), (Became.SENT, _("Sent")), (Became.FAILED, _("Will not arrive")),
        (Became.BOUNCED, _("Came back")),
    ]  # fmt: skip


def _audiences() -> list[tuple[str, str]]:
    return [
        ("", _("To everybody")),
        ("customer", _("To customers")),
        ("handler", _("To handlers")),
        ("member", _("To us")),
    ]
