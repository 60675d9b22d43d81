"""Texts of the team's own: the same holes as ours, filled the same way. What nothing fills stays a hole (R18)."""

import re
from collections.abc import Mapping
from typing import Final

from ombud.replies.texts.write import LANGUAGES, _shelf, _value, registers

# What a reply to a customer may ask for. What a person has to write herself is among them: it stays open until she has.
HOLES: Final = frozenset(
    {
        "agent_name", "answer", "case_number", "customer_name", "done", "handler_name", "next_update_by", "owner_name",
        "portal_url", "team", "topic",
    }
)  # fmt: skip
_HOLE = re.compile(r"\{([^{}\n]{0,60})\}")


def filled(text: str, values: Mapping[str, object]) -> str:
    """`text` with every hole filled for which there is a value."""

    def fill(hole: re.Match[str]) -> str:
        value = values.get(hole[1])
        return _value(hole[1], value) if value not in (None, "") else hole[0]

    return _HOLE.sub(fill, text)


def unknown_holes(text: str) -> list[str]:
    """Holes that nothing could ever fill."""
    return sorted({name for name in _HOLE.findall(text) if name not in HOLES})


def as_written(key: str) -> dict[str, dict[str, str]]:
    """One of our own texts with its holes, by language and form of address. KeyError for a key we do not have."""
    return {
        language: {
            register: _with_holes(_shelf(language).texts[key][register].body) for register in registers(language)
        }
        for language in LANGUAGES
    }


def _with_holes(parts: tuple[str, ...]) -> str:
    return "".join(f"{{{part}}}" if place % 2 else part for place, part in enumerate(parts))
