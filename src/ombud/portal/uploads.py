"""Files that come with a form: measured while they arrive, named safely, read once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from ombud.channels.contract import Attached
from ombud.channels.filenames import safe
from ombud.journey.refused import Refused

MOST_FILES = 10


class Measured(FileUploadHandler):
    """Stops reading a file as soon as it is larger than any that we take, so that nobody fills the disk with one.

    Which page takes how much, the page says. Stands first in `FILE_UPLOAD_HANDLERS`. What was too large is remembered
    by name on the request (`oversize`).
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._taken, self._too_many = 0, False
        if self.request is not None:
            self.request.file_count = count = getattr(self.request, "file_count", 0) + 1  # type: ignore[attr-defined]
            self._too_many = count > max(MOST_FILES, settings.REPLY_FILES)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # Skipped only now: before every handler knows of the new file, skipping it would close the one before.
        if self._too_many:
            raise SkipFile
        self._taken += len(raw_data)
        if self._taken > max(settings.MAX_UPLOAD, settings.REPLY_FILE_SIZE) and self.request is not None:
            names = getattr(self.request, "oversize", [])
            self.request.oversize = [*names, safe(self.file_name or "")]  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def files_of(request: HttpRequest, field: str = "files") -> tuple[Attached, ...]:
    """The files of the form. Raises `Refused` (too_large with `names`, too_many) before anything is kept."""
    brought = [file for file in request.FILES.getlist(field) if file.size]
    oversize = list(getattr(request, "oversize", []))
    oversize += [safe(file.name or "") for file in brought if (file.size or 0) > settings.MAX_UPLOAD]
    if oversize:
        raise Refused("file_too_large", names=", ".join(dict.fromkeys(oversize)), megabytes=megabytes())
    if len(brought) > MOST_FILES or getattr(request, "file_count", 0) > MOST_FILES:
        raise Refused("too_many_files", most=MOST_FILES)
    return tuple(
        Attached(
            safe(file.name or "", kind := file.content_type or "application/octet-stream"), kind[:120], file.read()
        )
        for file in brought
    )


def megabytes() -> int:
    """The limit for one file as people say it."""
    return max(1, settings.MAX_UPLOAD // 1_000_000)
