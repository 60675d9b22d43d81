"""Mail as a community sends it: deterministic, five languages, each sender once, sizes from one to 300 kilobytes."""

from __future__ import annotations

import email.policy
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime

from .phrases import TONGUES, Tongue

POLICY = email.policy.SMTP.clone(max_line_length=78)
LANGUAGES = ["de"] * 24 + ["es"] * 22 + ["id"] * 16 + ["da"] * 16 + ["en"] * 22
COMPLAIN = 0.8
PROGRAMS = ("Apple Mail (2.3774)", "Microsoft Outlook 16.0", "Thunderbird 128.2", "WebService/0.8")
STYLE = "<style>body{font-family:Arial,sans-serif;font-size:14px}.sig{color:#888}</style>"


def letters(number: int, to: str, now: datetime, seed: int = 7) -> Iterator[bytes]:
    """`number` mails to the address `to`, each from another sender, all sent within the hour before `now` (aware)."""
    draw = random.Random(seed)
    for place in range(number):
        yield _letter(draw, place, seed, to, now - timedelta(seconds=3600 * (1 - place / number)))


def _letter(draw: random.Random, place: int, seed: int, to: str, at: datetime) -> bytes:
    tongue = TONGUES[draw.choice(LANGUAGES)]
    charset = draw.choice(tongue.charsets)
    name = f"{draw.choice(tongue.first)} {draw.choice(tongue.last)}"
    address = f"customer{seed}.{place}@people.example"
    subject, paragraphs = _words(draw, tongue, place)
    text = "\n\n".join([tongue.hello, *paragraphs, f"{tongue.bye}\n{name}"]) + "\n"
    if draw.random() < 0.1:
        before = draw.choice(tongue.complaints)
        text += f"\n{at:%d.%m.%Y %H:%M}, {to} {tongue.wrote}:\n> {before}\n> {draw.choice(tongue.complaints)}\n"
    mail = EmailMessage(policy=POLICY)
    mail["Return-Path"] = f"<{address}>"
    mail["Received"] = (
        f"from mx{draw.randrange(9)}.people.example by mail.ombud.test with ESMTPS id {draw.getrandbits(40):x}; "
        f"{format_datetime(at)}"
    )
    mail["Authentication-Results"] = "mail.ombud.test; spf=pass smtp.mailfrom=people.example; dmarc=pass"
    mail["From"] = f"{Header(name, 'utf-8').encode() if not name.isascii() else name} <{address}>"
    mail["To"] = f"Care <{to}>"
    mail["Date"] = format_datetime(at.astimezone(UTC))
    mail["Message-ID"] = f"<{seed}.{place:06d}.{draw.getrandbits(48):012x}@people.example>"
    mail["Subject"] = subject
    mail["X-Mailer"] = draw.choice(PROGRAMS)
    _body(draw, mail, text, charset)
    if draw.random() < 0.1:
        size = draw.choice([18_000, 60_000, 140_000, 300_000])
        kind, name = draw.choice([("png", "Bild-Größe.png"), ("jpeg", "IMG_0042.jpg")])
        mail.add_attachment(draw.randbytes(size), maintype="image", subtype=kind, filename=name)
    for part in mail.walk():
        if part.is_multipart():
            part.set_boundary(f"=_{draw.getrandbits(64):016x}")
    return mail.as_bytes()


def _words(draw: random.Random, tongue: Tongue, place: int) -> tuple[str, list[str]]:
    if draw.random() > COMPLAIN:
        subject, words = draw.choice(tongue.others)
        return subject, [words]
    paragraphs = [
        " ".join(draw.sample(tongue.complaints, draw.randint(2, len(tongue.complaints))))
        for _ in range(draw.randint(1, 4))
    ]
    return f"{draw.choice(tongue.subjects)} ({place})", paragraphs


def _body(draw: random.Random, mail: EmailMessage, text: str, charset: str) -> None:
    """Plain, HTML alone, or both, as mail programs send it; what a charset cannot say it says with a question mark."""
    text = text.encode(charset, "replace").decode(charset)
    kind = draw.random()
    if kind < 0.3:
        way = draw.choice(["quoted-printable", "base64"]) if charset != "us-ascii" else "quoted-printable"
        mail.set_content(text, charset=charset, cte=way)
        return
    shown = "".join(f'<p style="margin:0 0 12px">{part}</p>' for part in text.split("\n\n") if "\n>" not in part)
    page = (
        f'<html><head>{STYLE}</head><body><div dir="ltr">{shown}'
        '<table><tr><td class="sig">--<br>Sent from my phone</td></tr></table></div></body></html>'
    )
    if kind < 0.9:
        mail.set_content(text, charset=charset, cte="quoted-printable")
        mail.add_alternative(page, subtype="html", charset=charset, cte="quoted-printable")
    else:
        mail.set_content(page, subtype="html", charset=charset, cte="quoted-printable")
