"""`ombud import`: history comes in once, our own old answers settle what they answered, and nobody gets a receipt."""

from __future__ import annotations

import mailbox
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ombud.cli.import_ import import_
from ombud.conversations.models import Message
from ombud.replies.models import Outgoing
from tests.world import CARE, MONDAY, World

pytestmark = pytest.mark.django_db(transaction=True)


def _letter(sender: str, to: str, name: str, text: str, *, answers: str = "", days: int = 400) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "The lid"
    mail["Message-ID"] = f"<{name}@letters.example>"
    mail["Date"] = format_datetime(MONDAY - timedelta(days=days))
    if answers:
        mail["In-Reply-To"] = f"<{answers}@letters.example>"
    mail.set_content(text)
    return mail


def _history() -> list[EmailMessage]:
    return [
        _letter("Hannah <hannah@letters.example>", CARE, "asked", "Where can I buy a spare lid? Mine is fine."),
        _letter(CARE, "Hannah <hannah@letters.example>", "told", "In the shop, Hannah.", answers="asked", days=399),
        _letter("Budi <budi@surat.example>", CARE, "open", "Kotak saya belum datang. Saya kecewa.", days=300),
    ]


def _mbox(folder: Path) -> Path:
    path = folder / "old.mbox"
    box = mailbox.mbox(path)
    for mail in _history():
        box.add(mail.as_bytes())
    box.close()
    return path


def _eml(folder: Path) -> Path:
    path = folder / "letters"
    path.mkdir()
    for number, mail in enumerate(_history()):
        (path / f"{number}.eml").write_bytes(mail.as_bytes())
    return path


def _maildir(folder: Path) -> Path:
    path = folder / "Maildir"
    box = mailbox.Maildir(path)
    for mail in _history():
        box.add(mail.as_bytes())
    return path


def _run(kind: str, path: Path) -> Result:
    return CliRunner().invoke(import_, [kind, str(path), "--inbox", "Care"])


@pytest.mark.parametrize(("kind", "make"), [("mbox", _mbox), ("eml", _eml), ("maildir", _maildir)])
def test_history_comes_in_once(tmp_path: Path, kind: str, make) -> None:  # type: ignore[no-untyped-def]
    World()
    path = make(tmp_path)
    first = _run(kind, path)
    assert first.exit_code == 0, first.output
    assert "3 mails read, 3 new" in first.output
    again = _run(kind, path)
    assert "3 mails read, 0 new, 3 known before" in again.output
    assert Message.objects.filter(direction="in").count() == 2
    assert not Outgoing.objects.filter(audience="customer").exists(), "history gets no receipts"


def test_our_own_old_answer_settles_what_it_answered(tmp_path: Path) -> None:
    world = World()
    _run("mbox", _mbox(tmp_path))
    asked = Message.objects.get(remote_id="asked@letters.example")
    told = Message.objects.get(remote_id="told@letters.example")
    assert (told.direction, told.voice, told.by) == ("out", "person", world.mira)
    assert told.conversation_id == asked.conversation_id
    assert asked.answered_by_id == told.pk
    assert Message.objects.get(remote_id="open@letters.example").owed, "what nobody answered is owed"


def test_what_cannot_be_read_is_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    World()
    path = _eml(tmp_path)
    (path / "broken.eml").symlink_to(path / "gone.eml")
    ran = _run("eml", path)
    assert "3 new" in ran.output
    assert ran.exit_code == 0
