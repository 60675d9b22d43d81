"""translate: a message in the words of another language, by a service that the operator runs. The original stays."""

from __future__ import annotations

from django.conf import settings

from ombud.conversations.models import Message
from ombud.endpoints import EndpointFailed
from ombud.triage.personal.masked import mask

from .refused import Refused

LONGEST = 10_000


def translate(message: Message, *, into: str) -> str:
    """What the message says in the language `into` (ISO 639-1). Kept nowhere; what is personal is masked on the way and
    put back. Raises `Refused` (translator_off, translator_failed)."""
    if settings.TRANSLATOR is None:
        raise Refused("translator_off")
    reading = getattr(message, "reading", None)
    language = reading.language if reading else "unknown"
    masked = mask(message.text[:LONGEST], language, [message.person.called] if message.person else [])
    try:
        return masked.restored(settings.TRANSLATOR.translate(masked.text, language, into))
    except EndpointFailed as failed:
        raise Refused("translator_failed", reason=failed.reason) from None
