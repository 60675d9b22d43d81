"""The one story world: named people, one inbox, a clock that is set by hand and a post that keeps what it was given.

Mira owns the inbox care@ombud.test. Ana is a community manager beside her, Jonas and Bianca help without an account,
Tomas leads, Katrin speaks to the press. Renate, Budi, Signe, Lucía and Hannah write to them, each in her own language.
Everything happens by the journey's own calls: mails are heard as bytes, letters go out through a line of the post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import format_datetime

from ombud.cases.models import Case
from ombud.channels.contract import Outgoing as Letter
from ombud.channels.contract import Trouble
from ombud.channels.mail.compose import compose
from ombud.channels.registry import get
from ombud.conversations.models import Conversation, Message
from ombud.inboxes.models import Inbox, Seat
from ombud.journey.answer import answer, case_of, preview
from ombud.journey.follow_up import keep_clock
from ombud.journey.hear import hear
from ombud.journey.steps import SEND
from ombud.replies.models import Outgoing
from ombud.team.models import Member, Role
from ombud.work.models import Work
from ombud.worker.due import do_all
from tests.clockwork import moments

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CARE = "care@ombud.test"
BROKEN = {
    "de": "Hallo, meine Lampe ist kaputt und niemand hat mir geantwortet. Bitte helfen Sie mir, ich bin enttäuscht.",
    "id": "Halo, lampu saya rusak sejak Senin dan belum ada yang menjawab. Tolong dibantu, saya kecewa.",
    "da": "Hej, min lampe er gået i stykker, og ingen har svaret mig. Kan I hjælpe? Jeg er skuffet over det her.",
    "es": "Hola, mi lámpara está rota desde el lunes y nadie me ha contestado. Ayúdenme, por favor.",
    "en": "Hello, my lamp has been broken since Monday and nobody has answered me. Please help me.",
}


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who writes to us."""

    name: str
    address: str
    language: str

    @property
    def first(self) -> str:
        """What friends call her."""
        return self.name.split()[0]


RENATE = Customer("Renate Vogel", "renate@vogel.example", "de")
BUDI = Customer("Budi Santoso", "budi@surat.example", "id")
SIGNE = Customer("Signe Lund", "signe@brev.example", "da")
LUCIA = Customer("Lucía Prieto", "lucia@correo.example", "es")
HANNAH = Customer("Hannah Clarke", "hannah@letters.example", "en")
CUSTOMERS = (RENATE, BUDI, SIGNE, LUCIA, HANNAH)


@dataclass(slots=True)
class Postbox:
    """The other side of our line: takes letters and keeps them, or refuses those to an address in `refuses`."""

    sent: list[Letter] = field(default_factory=list)
    refuses: dict[str, Trouble] = field(default_factory=dict)

    def send(self, outgoing: Letter) -> None:
        """Take one letter. Raises what `refuses` holds for its address."""
        if trouble := self.refuses.get(outgoing.to.address):
            raise trouble
        compose(outgoing)
        self.sent.append(outgoing)

    def close(self) -> None:
        """Nothing to hang up."""


class World:
    """The people, the inbox and the moment. Build it inside a test that may use the database."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now
        self.post = Postbox()
        self._count = 0
        self.mira = self.member("Mira", Role.COMMUNITY_MANAGER, Role.ADMIN, languages=("en", "de"))
        self.ana = self.member("Ana", Role.COMMUNITY_MANAGER, languages=("es", "en"))
        self.jonas = self.member("Jonas", Role.HANDLER, languages=("de",))
        self.bianca = self.member("Bianca", Role.HANDLER)
        self.tomas = self.member("Tomas", Role.LEADER)
        self.katrin = self.member("Katrin", Role.SPOKESPERSON)
        self.inbox, _ = Inbox.objects.get_or_create(
            name="Care", defaults={"address": CARE, "owner": self.mira, "brand": "Pellamo", "started_at": now}
        )
        Seat.objects.get_or_create(inbox=self.inbox, member=self.ana)

    def member(self, name: str, *roles: Role, languages: Iterable[str] = ("en",)) -> Member:
        """Somebody on our side."""
        member, _ = Member.objects.get_or_create(
            email=f"{name.lower()}@team.example", defaults={"name": name, "languages": list(languages)}
        )
        member.take_on(*roles)
        return member

    def key(self) -> str:
        """The key of a form that is filled for the first time."""
        self._count += 1
        return f"form-{self._count}"

    # Mails in

    def mail(
        self, who: Customer, text: str, *, subject: str = "Meine Bestellung", to: Letter | None = None,
        headers: Mapping[str, str] | None = None, remote_id: str = "", answers: str = "",
    ) -> bytes:  # fmt: skip
        """A mail from `who` as it lies in the mailbox; with `to` a reply to a letter of ours, quoted below."""
        self._count += 1
        mail = EmailMessage()
        mail["From"] = f"{who.name} <{who.address}>"
        mail["To"] = CARE
        mail["Subject"] = subject
        mail["Message-ID"] = remote_id or f"<{self._count}.{who.address}>"
        mail["Date"] = format_datetime(self.now)
        if to is not None:
            ours = message_from_bytes(compose(to))
            del mail["To"], mail["Subject"]
            mail["To"] = ours["Reply-To"] or ours["From"]
            mail["Subject"] = to.subject
            answers = ours["Message-ID"]
            text = f"{text}\n\n" + "\n".join(f"> {line}" for line in to.text.splitlines())
        if answers:
            mail["In-Reply-To"] = mail["References"] = answers
        for name, value in (headers or {}).items():
            del mail[name]
            mail[name] = value
        mail.set_content(text)
        return mail.as_bytes()

    def bounce(self, letter: Letter, *, final: bool = True) -> bytes:
        """What a mail server says of a letter of ours: it cannot be delivered, or (not `final`) not yet."""
        self._count += 1
        what, code = ("failed", "5.1.1") if final else ("delayed", "4.4.1")
        return (
            f"From: Mail Delivery <MAILER-DAEMON@mail.example>\r\nTo: {CARE}\r\nSubject: Delivery status\r\n"
            f"Message-ID: <{self._count}.bounce@mail.example>\r\nDate: {format_datetime(self.now)}\r\n"
            "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nReturn-Path: <>\r\n"
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
            "--b\r\nContent-Type: text/plain\r\n\r\nYour letter is not there.\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
            f"Final-Recipient: rfc822; {letter.to.address}\r\nAction: {what}\r\nStatus: {code}\r\n"
            f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{letter.remote_id}>\r\n\r\n--b--\r\n"
        ).encode()

    def hear(self, *mails: bytes, history: bool = False) -> list[Message]:
        """Hear the mails and do what follows from them now. Returns what was new."""
        channel = get("mail")
        arrivals = [channel.read(raw, CARE, self.now) for raw in mails]
        ids = hear(self.inbox, arrivals, now=self.now, history=history)
        self.work()
        return list(Message.objects.filter(pk__in=ids).select_related("conversation__inbox", "inbox").order_by("pk"))

    def complaint(self, who: Customer = RENATE, text: str = "", subject: str = "Lampe") -> Case:
        """The case that a complaint of hers has opened."""
        (message,) = self.hear(self.mail(who, text or BROKEN[who.language], subject=subject))
        case = case_of(message.conversation)
        assert case is not None, f"{who.name}'s complaint opened no case"
        return case

    # Letters out

    def answer(
        self, conversation: Conversation, text: str, *, by: Member | None = None, days: float = 1, key: str = ""
    ) -> Outgoing:
        """A person's own words, looked at again where the guard asked for it; next word in so many days."""
        by = by or self.mira
        letter = answer(
            conversation, by=by, text=text, key=key or self.key(), now=self.now,
            confirm=self.warned(conversation, text, by), next_word_by=self.now + timedelta(days=days),
        )  # fmt: skip
        self.work()
        return letter

    def warned(self, conversation: Conversation, text: str, by: Member | None = None) -> frozenset[str]:
        """What the guard would ask about, and a person has looked at again."""
        return frozenset(f.entry for f in preview(conversation, by=by or self.mira, text=text).findings)

    def letters(self, to: Customer | Member | None = None) -> list[Letter]:
        """What left so far, to one address or to all."""
        address = to.email if isinstance(to, Member) else to.address if to else None
        return [letter for letter in self.post.sent if address in (None, letter.to.address)]

    # Time

    def work(self) -> None:
        """Do everything that is due now; a step that fails fails the test."""
        do_all(self.now, lambda inbox: self.post)
        failed = Work.objects.exclude(step=SEND).exclude(trouble="")
        assert not failed, [(work.step, work.trouble) for work in failed]

    def pass_time(self, to: datetime | timedelta) -> None:
        """Let time pass until `to`, stopping wherever the clock or the work has something due."""
        end = self.now + to if isinstance(to, timedelta) else to
        assert end >= self.now, "time does not run backwards"
        while (due := moments(self.now, end)) is not None:
            self.now = due
            keep_clock(due)
            self.work()
        self.now = end
        keep_clock(end)
        self.work()

    @staticmethod
    def again(case: Case) -> Case:
        """The case as the database holds it now."""
        return Case.objects.select_related(
            "person", "owner", "inbox__owner", "handler", "opener__conversation__inbox"
        ).get(pk=case.pk)
