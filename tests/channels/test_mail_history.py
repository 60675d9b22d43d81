"""Years of mail from files: one by one, at the same places every time, and past whatever is broken in between."""

from __future__ import annotations

import mailbox
import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ombud.channels.mail import history
from ombud.channels.mail.history import Found, open_history
from ombud.channels.mail.parse import parse
from tests.channels.letters import letter


def subjects(found: list[Found]) -> list[str]:
    return [parse(one.raw).arrival.subject for one in found]


def mbox(folder: Path, *mails: bytes, end: bytes = b"\n") -> Path:
    path = folder / "old.mbox"
    path.write_bytes(b"".join(b"From anna@example.org Fri Nov 20 09:00:00 2026\n" + mail + end for mail in mails))
    return path


def test_an_mbox_as_the_standard_library_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "standard.mbox"
    box = mailbox.mbox(path)
    for number in range(5):
        box.add(letter(f"From here on\n>From there\n\nFrom me {number}", subject=f"mail {number}"))
    box.flush()
    found = list(open_history("mbox", path))
    assert subjects(found) == [f"mail {number}" for number in range(5)]
    assert parse(found[3].raw).arrival.text.endswith("From me 3")
    assert "\nFrom there" in parse(found[3].raw).arrival.text


def test_places_are_the_same_every_time_and_reach_the_size(tmp_path: Path) -> None:
    path = mbox(tmp_path, *(letter(subject=f"mail {number}") for number in range(4)))
    read = open_history("mbox", path)
    first, second = list(read), list(read)
    assert first == second
    positions = [one.position for one in first]
    assert positions == sorted(set(positions))
    assert positions[-1] == read.size == path.stat().st_size


def test_when_it_came_in_is_taken_from_the_from_line(tmp_path: Path) -> None:
    lines = {
        b"From anna@example.org Fri Nov 20 09:00:00 2026\n": datetime(2026, 11, 20, 9, tzinfo=UTC),
        b"From 17901@xxx Fri Nov 20 09:00:00 +0000 2026\n": datetime(2026, 11, 20, 9, tzinfo=UTC),
        b"From - Fri Nov 20 09:00:00 2026\r\n": datetime(2026, 11, 20, 9, tzinfo=UTC),
        b"From anna@example.org Fri Nov 20 10:00:00 2026 +0100\n": datetime(2026, 11, 20, 9, tzinfo=UTC),
    }
    path = tmp_path / "dates.mbox"
    path.write_bytes(b"".join(line + letter() + b"\n" for line in lines))
    assert [one.received for one in open_history("mbox", path)] == list(lines.values())


def test_junk_in_an_mbox_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "junk.mbox"
    line = b"From anna@example.org Fri Nov 20 09:00:00 2026\n"
    path.write_bytes(
        b"\n\n" + line + letter(subject="one") + b"\n" + line + b"\n" + line + b"\x00\xff\xfe junk \n\n"
        + line + letter(subject="last")[:-2]
    )  # fmt: skip
    found = list(open_history("mbox", path))
    assert subjects(found) == ["one", "", "", "last"]


def test_a_sentence_that_begins_with_from_is_no_new_mail(tmp_path: Path) -> None:
    path = mbox(tmp_path, letter("\nFrom the shop I got nothing.\n\nFrom now on I buy elsewhere"))
    (one,) = open_history("mbox", path)
    assert "elsewhere" in parse(one.raw).arrival.text


def test_a_large_mbox_is_never_in_memory_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    with path.open("wb") as out:
        for number in range(40):
            out.write(b"From a@example.org Fri Nov 20 09:00:00 2026\n" + letter("x" * 70, subject=str(number)))
            out.write((b"y" * 75 + b"\n") * 13_000 + b"\n")
    tracemalloc.start()
    assert sum(1 for _ in open_history("mbox", path)) == 40
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < path.stat().st_size / 4


def test_one_endless_mail_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_MAIL", 10_000)
    path = mbox(tmp_path, letter("z\n" * 50_000, subject="endless"), letter(subject="next"))
    found = list(open_history("mbox", path))
    assert subjects(found) == ["endless", "next"]
    assert len(found[0].raw) < 11_000


def test_a_maildir_keeps_its_names_when_flags_change(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    for number in range(3):
        key = box.add(letter(subject=f"mail {number}"))
        os.utime(next((tmp_path / "box").glob(f"*/{key}*")), (1_780_000_000 + number,) * 2)
    read = open_history("maildir", tmp_path / "box")
    before = {Path(one.name).name: parse(one.raw).arrival.subject for one in read}
    for key, message in box.items():
        message.set_subdir("cur")
        message.set_flags("SR")
        box[key] = message
    after = open_history("maildir", tmp_path / "box")
    assert {Path(one.name).name: parse(one.raw).arrival.subject for one in after} == before
    assert after.size == 3
    assert [one.position for one in after] == [1, 2, 3]
    assert all(one.received is not None for one in after)


def test_eml_files_in_a_folder_and_its_folders(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.eml").write_bytes(letter(subject="in a folder"))
    (tmp_path / "b.EML").write_bytes(letter(subject="beside it"))
    (tmp_path / ".hidden.eml").write_bytes(letter(subject="hidden"))
    (tmp_path / "picture.png").write_bytes(b"PNG")
    found = list(open_history("eml", tmp_path))
    assert subjects(found) == ["in a folder", "beside it"]
    assert [one.name for one in found] == ["2025/a.eml", "b.EML"]


def test_one_eml_file(tmp_path: Path) -> None:
    path = tmp_path / "one.anything"
    path.write_bytes(letter(subject="alone"))
    assert subjects(list(open_history("eml", path))) == ["alone"]


def test_a_file_that_cannot_be_read_is_named_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(letter(subject="good"))
    gone = tmp_path / "b.eml"
    gone.write_bytes(letter())
    read = open_history("eml", tmp_path)
    gone.unlink()
    assert subjects(list(read)) == ["good"]
    assert read.unreadable == ["b.eml"]


@pytest.mark.parametrize("kind", ["mbox", "eml"])
def test_nothing_there(tmp_path: Path, kind: str) -> None:
    with pytest.raises(FileNotFoundError):
        open_history(kind, tmp_path / "missing")


def test_the_wrong_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        open_history("mbox", tmp_path)
    with pytest.raises(NotADirectoryError, match="no cur or new folder"):
        open_history("maildir", tmp_path)
    with pytest.raises(ValueError, match="mbox, maildir, eml"):
        open_history("pst", tmp_path)
