"""Files that go with a mail, through a real Exim."""

from __future__ import annotations

import random
import uuid
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from ombud.channels.contract import Attached
from ombud.channels.mail.deliver import MailPost
from tests.channels.letters import settings_of, to
from tests.servers.mail import MailServer


def test_files_arrive_byte_for_byte_beside_both_forms_of_the_words(mail_server: MailServer) -> None:
    post, box = MailPost(settings_of(mail_server, "care")), f"files{uuid.uuid4().hex[:12]}"
    noise = random.Random(7).randbytes(3_000_000)
    files = (
        Attached("way-back.pdf", "application/pdf", noise),
        Attached("Größe \U0001f9e1.txt", "text/plain", b"From me\r\n.\r\n..\nbare \r and no end"),
        Attached("page.html\r\nX-Evil: yes", "text/html\r\nX-Evil: yes", b"\x00\xff" * 40),
    )
    post.send(to(f"{box}@ombud.test", text="Anbei alles.", attachments=files))
    post.close()
    (raw,) = mail_server.mails(box, at_least=1)
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    assert [part.get_content_type() for part in mail.walk()][:4] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html"
    ]  # fmt: skip
    parts = list(mail.iter_attachments())
    assert [part.get_payload(decode=True) for part in parts] == [one.content for one in files]
    assert [part.get_filename() for part in parts][:2] == ["way-back.pdf", "Größe \U0001f9e1.txt"]
    assert [part.get_content_disposition() for part in parts] == ["attachment"] * 3
    assert not [part for part in mail.walk() if part["X-Evil"]]
