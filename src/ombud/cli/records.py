"""A line of JSON as a record, with the source of its `id`, so that it can be given back exactly as it came."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from ombud.cli.lines import LONGEST, Line


class Malformed(ValueError):
    """A line that cannot be taken as a message; says why in plain words that hold nothing of the line itself."""


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of a line. `id` is JSON source that can be written out as it stands; `null` where there was none."""

    number: int
    values: dict[str, Any]
    id: str


def _refuse(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON numbers")


def _whole(digits: str) -> int | float:
    # Python refuses to read numbers of many thousand digits; nothing we read is that large, and `id` keeps its source.
    return int(digits) if len(digits) < 400 else float("inf")


_JSON: Final = json.JSONDecoder(parse_constant=_refuse, parse_int=_whole)
_SPACE: Final = re.compile(r"[ \t\n\r]*")


def record(line: Line) -> Record:
    """The record that stands in `line`. Raises Malformed."""
    if line.raw is None:
        raise Malformed(f"is longer than {LONGEST >> 20} MB")
    try:
        text = line.raw.decode("utf-8-sig" if line.number == 1 else "utf-8")
        values = _JSON.decode(text)
        if not isinstance(values, dict):
            raise Malformed("is JSON, but not an object")
        return Record(line.number, values, _source(text, values["id"]) if "id" in values else "null")
    except UnicodeDecodeError as error:
        raise Malformed(f"is not UTF-8 (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise Malformed(f"is not JSON ({error.msg}, character {error.pos + 1})") from None
    except RecursionError:
        raise Malformed("is nested too deeply") from None
    except Malformed:
        raise
    except ValueError as error:
        raise Malformed(f"is not JSON ({error})") from None


def _source(text: str, value: object) -> str:
    """The `id` as it may be written. A text gets plain letters where it can; all else stands as it stood: 1.10, -0."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=not _encodable(value))
    found = "null"
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        name, at = _JSON.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        _, end = _JSON.raw_decode(text, at)
        if name == "id":  # of several the last counts, as everywhere
            found = text[at:end]
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True
