"""Files that come with a form of the desk, each added by itself: one that cannot go costs none of the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ombud.channels.filenames import safe
from ombud.conversations.models import Conversation
from ombud.journey.enclose import Brought, enclose
from ombud.journey.refused import Refused
from ombud.team.models import Member

from .refusals import sentence

ANY = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files of a form: those that are with the draft now, and a sentence for each that is not."""

    ids: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def add_files(request: HttpRequest, conversation: Conversation, member: Member, now: datetime, key: str = "") -> Added:
    """Add the files of the form to the draft of `member`. `key` is that of a form that sends it, too."""
    added, files = Added(), request.FILES.getlist("files")  # read first: what was too large is known only then
    large: list[str] = getattr(request, "oversize", [])
    if large:
        names, bound = ", ".join(dict.fromkeys(large)), min(settings.REPLY_FILE_SIZE, settings.REPLY_FILES_SIZE)
        added.refused.append(sentence(Refused("file_over", names=names, bound=bound)))
    for file in files:
        try:
            one = enclose(conversation, by=member, file=brought(file), now=now, key=key)
        except Refused as refused:
            _say(added, sentence(refused))
        except OSError:
            _say(added, _("Your file could not be kept on this machine just now. Nothing else is lost; try it again."))
        else:
            added.ids.extend([one.pk] if one else [])
    if getattr(request, "file_count", 0) > len(files) + len(large):
        _say(added, sentence(Refused("files_too_many", bound=settings.REPLY_FILES)))
    return added


def brought(file: UploadedFile[Any]) -> Brought:
    """An uploaded file, not yet read."""
    return Brought(safe(file.name or "", file.content_type or ANY), file.content_type or ANY, file.size or 0, file.read)


def _say(added: Added, words: str) -> None:
    if words not in added.refused:
        added.refused.append(words)
