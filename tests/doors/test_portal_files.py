"""Files on the customer's page: safe names, a limit that is said, nothing given to who may not have it, nothing run."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ombud.channels.contract import Attached
from ombud.conversations.models import Attachment, Message
from tests.doors.rows import a_case, a_message, an_inbox
from tests.doors.test_portal_customer import at, press, text_of

pytestmark = pytest.mark.django_db


def test_words_and_files_arrive_under_safe_names() -> None:
    case = a_case()
    files = [
        SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff one", content_type="image/jpeg"),
        SimpleUploadedFile("../../etc/pass\u202ewd.txt", b"two", content_type="text/plain"),
    ]
    response = press(case, "messages/", words="Two pictures.", files=files)
    assert response.status_code == 302
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["passwd.txt", "photo.jpg"]
    page = text_of(case)
    assert "photo.jpg" in page
    file = Attachment.objects.get(name="photo.jpg")
    got = Client().get(at(case, f"files/{file.pk}/"))
    assert got.content == b"\xff\xd8\xff one"
    assert got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"]


def test_a_file_that_could_run_is_given_out_as_bytes() -> None:
    case = a_case(files=(Attached("page.html", "text/html", b"<script>alert(1)</script>"),))
    file = Attachment.objects.get()
    assert Client().get(at(case, f"files/{file.pk}/"))["Content-Type"] == "application/octet-stream"


def test_a_file_of_another_case_or_of_the_handlers_thread_is_not_given() -> None:
    case = a_case()
    other = a_message(an_inbox(case.owner), name="Oliver Marsh", files=(Attached("his.txt", "text/plain", b"his"),))
    file = other.attachments.get()
    assert Client().get(at(case, f"files/{file.pk}/")).status_code == 404


def test_a_file_too_large_is_refused_with_its_name_and_her_words_stay(settings: Any) -> None:
    settings.MAX_UPLOAD = 1_000_000
    case = a_case()
    count = Message.objects.count()
    response = press(case, "messages/", words="See the film.", files=[SimpleUploadedFile("film.mp4", b"x" * 1_200_000)])
    page = response.content.decode()
    assert response.status_code == 422
    assert "film.mp4" in page
    assert "1 MB" in page
    assert "See the film." in page
    assert Message.objects.count() == count


def test_more_files_than_we_take_are_refused() -> None:
    case = a_case()
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(11)]
    response = press(case, "messages/", words="Many.", files=files)
    assert response.status_code == 422
    assert "At most 10 files" in response.content.decode()
    assert not Attachment.objects.exists()


def test_a_full_disk_loses_none_of_her_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ombud.conversations.store.keep", full)
    case = a_case()
    response = press(case, "messages/", words="Here it is.", files=[SimpleUploadedFile("a.txt", b"x")])
    assert response.status_code == 422
    assert "cannot store anything just now" in response.content.decode()
    assert "Here it is." in response.content.decode()
