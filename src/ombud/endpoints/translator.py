"""A translation from a LibreTranslate-compatible address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ombud.endpoints.asking import Address, EndpointFailed, ask, readable

_MOST_BYTES: Final = 1_000_000
LONGEST: Final = 10_000  # characters that are translated at once


@dataclass(frozen=True, slots=True)
class Translator:
    """Asks the address named, such as https://translate.example.org/translate. Its key goes into the question."""

    address: Address

    def translate(self, text: str, source: str, target: str) -> str:
        """`text` in the language `target` (ISO 639-1); `source` may be "unknown". Raises `EndpointFailed`."""
        asked = {
            "q": text[:LONGEST], "source": "auto" if source == "unknown" else source, "target": target,
            "format": "text",
        }  # fmt: skip
        bare = Address(self.address.url, "", self.address.timeout, self.address.ca_file)
        told = ask(bare, asked | ({"api_key": self.address.key} if self.address.key else {}), _MOST_BYTES)
        translated = told.get("translatedText") if isinstance(told, dict) else None
        if not isinstance(translated, str):
            raise EndpointFailed("wrong_shape")
        return readable(translated)
