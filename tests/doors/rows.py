"""A customer, her complaint, its owner and somebody who helps: what the pages behind links are tried with."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from ombud.cases.models import Case
from ombud.channels.contract import Attached
from ombud.conversations import store
from ombud.conversations.models import Attachment, Conversation, Message
from ombud.handoffs.models import Handoff
from ombud.inboxes.models import Inbox
from ombud.journey.answer import answer, preview
from ombud.journey.hand_off import hand_off
from ombud.journey.open_case import make_case
from ombud.people.models import Identity, Person
from ombud.team.models import Account, Member, Role
from ombud.triage.models import Reading

WORDS = {
    "en": "The kettle lid broke on the second day. Boiling water ran over my hand.",
    "de": "Der Deckel des Kessels ist am zweiten Tag gebrochen. Kochendes Wasser lief mir über die Hand.",
    "es": "La tapa del hervidor se rompió el segundo día. El agua hirviendo me cayó en la mano.",
    "da": "Låget på kedlen gik i stykker på andendagen. Det kogende vand løb ned over min hånd.",
    "id": "Tutup ketel itu patah pada hari kedua. Air mendidih tumpah ke tangan saya.",
}


def a_member(name: str, *roles: Role, languages: tuple[str, ...] = ("en",), account: bool = False) -> Member:
    """Somebody on our side; with an account whose password is "a long enough word"."""
    email = f"{name.split(maxsplit=1)[0].lower()}@pellamo.example"
    member, _ = Member.objects.get_or_create(
        email=email, defaults={"name": name, "languages": list(languages), "zone": "Europe/Copenhagen"}
    )
    member.take_on(*roles)
    if account and member.account is None:
        member.account = Account.objects.create_user(email, "a long enough word")
        member.save()
    return member


def an_inbox(owner: Member, name: str = "Care") -> Inbox:
    """A mail inbox of the brand Pellamo."""
    inbox, _ = Inbox.objects.get_or_create(
        name=name,
        defaults={
            "address": f"{name.lower()}@pellamo.example", "owner": owner, "brand": "Pellamo",
            "zone": "Europe/Copenhagen",
        },
    )  # fmt: skip
    return inbox


def a_message(
    inbox: Inbox, name: str = "Signe Møller", language: str = "en", text: str = "", *,
    ago: timedelta = timedelta(hours=2), files: tuple[Attached, ...] = (),
) -> Message:  # fmt: skip
    """A complaint as it was heard and read."""
    now = timezone.now()
    address = f"{name.split(maxsplit=1)[0].lower()}@mail.example"
    identity = Identity.objects.filter(channel="mail", address=address).first()
    person = identity.person if identity else Person.objects.create(name=name, language=language)
    if identity is None:
        Identity.objects.create(person=person, channel="mail", address=address)
    conversation = Conversation.objects.create(inbox=inbox, person=person, subject="", started_at=now - ago)
    message = Message.objects.create(
        conversation=conversation, inbox=inbox, person=person, direction="in", voice="customer",
        remote_id=f"{conversation.pk}@mail.example", address=address, text=text or WORDS[language], at=now - ago,
        heard_at=now - ago, due_at=now + timedelta(hours=6), files=len(files),
    )  # fmt: skip
    for file in files:
        Attachment.objects.create(
            message=message, name=file.name, type=file.type, size=file.size, sha256=store.keep(file.content)
        )
    Reading.objects.create(message=message, language=language, kind="complaint", urgency=3, confidence=1, at=now - ago)
    return message


def a_case(language: str = "en", owner: Member | None = None, **message: object) -> Case:
    """A complaint in `language` that has just become a case of Freja Dahl's."""
    owner = owner or a_member("Freja Dahl", Role.COMMUNITY_MANAGER, Role.ADMIN)
    return make_case(a_message(an_inbox(owner), language=language, **message), by=owner, now=timezone.now())  # type: ignore[arg-type]


def answered(case: Case, text: str, *, hours: float = 20, now: datetime | None = None) -> None:
    """The owner writes to the customer and names the next date."""
    now = now or timezone.now()
    findings = preview(case.opener.conversation, by=case.owner, text=text).findings
    answer(
        case.opener.conversation, by=case.owner, text=text, key=uuid4().hex, now=now,
        next_word_by=now + timedelta(hours=hours), confirm={f.entry for f in findings},
    )  # fmt: skip
    case.refresh_from_db()


def handed(case: Case, to: Member, what: str = "Find out why the lid breaks and send her a new one.") -> Handoff:
    """The case in the hands of `to`, for a day."""
    now = timezone.now()
    return hand_off(
        case, by=case.owner, to=to, what=what, until=now + timedelta(hours=26), key=f"k{case.pk}{to.pk}", now=now
    )
