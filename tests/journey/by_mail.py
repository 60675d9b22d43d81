"""The story world on real mail: Dovecot is heard, Exim is spoken to, and the links in the mails are pressed."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import uuid4

import time_machine
from django.test import Client

from ombud.channels.contract import Cursor
from ombud.channels.registry import get
from ombud.conversations.models import Message
from ombud.journey.hear import hear
from ombud.team.models import Member
from ombud.work.models import Work
from ombud.worker.due import do_all
from ombud.worker.lines import Lines
from tests.servers.mail import MailServer
from tests.world import CARE, Customer, World

LINK = re.compile(r"http\S+/(?:c|h)/[\w-]+/")


class ByMail(World):
    """Everybody's mailbox is on the server; customers and helpers press the links that their own mails hold."""

    def __init__(self, server: MailServer) -> None:
        super().__init__()
        self.server = server
        self.lines = Lines()
        self.inbox.seal(
            {
                "address": CARE, "imap_host": server.host, "imap_port": server.imap_port, "imap_security": "plain",
                "smtp_host": server.host, "smtp_port": server.smtp_port, "smtp_security": "plain", "username": "care",
                "password": server.password, "authserv_id": "mx.ombud.test",
            }
        )  # fmt: skip
        self.inbox.save()
        Member.objects.filter(pk=self.jonas.pk).update(email="jonas@ombud.test")
        Member.objects.filter(pk=self.bianca.pk).update(email="bianca@ombud.test")
        self.jonas.refresh_from_db()
        self.bianca.refresh_from_db()

    def work(self) -> None:
        """Do everything that is due now, sending through the real server."""
        with time_machine.travel(self.now, tick=True):
            do_all(self.now, self.lines.connect)
        failed = Work.objects.exclude(trouble="")
        assert not failed, [(work.step, work.trouble) for work in failed]

    def send(self, *mails: bytes) -> None:
        """Customers post their mails by SMTP, as their own mail programs would."""
        with smtplib.SMTP(self.server.host, self.server.smtp_port) as line:
            for mail in mails:
                sender = parseaddr(str(message_from_bytes(mail)["From"]))[1]
                to = re.findall(r"[\w.+-]+@ombud\.test", str(message_from_bytes(mail)["To"]))
                line.sendmail(sender, to, mail)
        self.server.mails("care", at_least=self.posted + len(mails))
        self.posted += len(mails)

    posted = 0

    def listen(self) -> list[Message]:
        """Hear what lies in the mailbox, by its cursor, and do what follows."""
        before = set(Message.objects.values_list("pk", flat=True))
        self.inbox.refresh_from_db()
        channel = get("mail")
        link = channel.listen(channel.Settings.model_validate(self.inbox.credentials))
        try:
            for heard in link.fetch(Cursor(self.inbox.cursor), 50):
                hear(self.inbox, heard.arrivals, now=self.now, cursor=heard.cursor)
                heard.after_kept()
        finally:
            link.close()
        self.work()
        fresh = Message.objects.exclude(pk__in=before).filter(direction="in").order_by("pk")
        return list(fresh.select_related("conversation__inbox", "inbox"))

    def mailbox(self, who: Customer | Member, at_least: int) -> list[Mail]:
        """What somebody has in her mailbox, once it is so much; and never more than was waited for."""
        address = who.email if isinstance(who, Member) else who.address
        found = self.server.mails(address.partition("@")[0], at_least=at_least)
        assert len(found) == at_least, [str(message_from_bytes(m)["Subject"]) for m in found]
        return [message_from_bytes(m) for m in found]

    @contextmanager
    def browser(self) -> Iterator[Client]:
        """A browser at this moment, with the protection against forged forms switched on."""
        with time_machine.travel(self.now, tick=True):
            yield Client(enforce_csrf_checks=True)

    def press(self, mail: Mail, verb: str, **fields: str) -> None:
        """Follow the link in a mail (which changes nothing) and press one of its page's buttons."""
        path = urlsplit(link_in(mail)).path
        with self.browser() as client:
            page = client.get(path)
            assert page.status_code == 200, page.status_code
            token = client.cookies["csrftoken"].value
            form = {"csrfmiddlewaretoken": token, "key": uuid4().hex, **fields}
            done = client.post(f"{path}{verb}/", form)
            assert done.status_code in (302, 303), done.content.decode()[:2000]
        self.work()


def body(mail: Mail) -> str:
    """The text of a mail."""
    part = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def link_in(mail: Mail) -> str:
    """The signed link in a mail."""
    found = LINK.search(body(mail))
    assert found, body(mail)
    return found[0]
