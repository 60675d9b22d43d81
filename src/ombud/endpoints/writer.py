"""A draft from an OpenAI-compatible chat address: a local model or one elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ombud.endpoints.asking import Address, EndpointFailed, ask, readable

_MOST_BYTES: Final = 400_000
_LONGEST: Final = 8_000  # characters of a draft that are kept
_PIECES: Final = 900  # that the model may write
_CALM: Final = 0.3


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes by the instructions, about the words. `model` is what the address calls it."""

    address: Address
    model: str

    def write(self, instructions: str, words: str) -> str:
        """What the model wrote: any text at all, for a person to read. Raises `EndpointFailed`."""
        told = ask(
            self.address,
            {
                "model": self.model,
                "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": words}],
                "temperature": _CALM,
                "max_tokens": _PIECES,
                "stream": False,
            },
            _MOST_BYTES,
        )
        try:
            written = told["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise EndpointFailed("wrong_shape") from None
        if not isinstance(written, str) or not written.strip():
            raise EndpointFailed("wrong_shape")
        return readable(written).strip()[:_LONGEST]
