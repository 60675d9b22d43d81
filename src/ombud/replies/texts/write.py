"""Find a text by its key, language and register, and fill it in.

Rule R18 (no open placeholder leaves us) starts here: a value that is missing or blank raises instead of leaving a hole.
The one exception is the customer's name, because many people write without one: a greeting goes without it ("Hello,"),
and a text for our own side, which must not stay unwritten for that, says "this person".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from ombud.replies.texts.names import LONGEST_NAME, one_line, paragraphs

LANGUAGES: Final = ("en", "de", "es", "da", "id")
REGISTERS: Final = ("formal", "informal", "neutral")
# These values are whole paragraphs written by people; every other value is made to fit on one line.
PARAGRAPHS: Final = frozenset({"answer", "claim", "done", "message", "outcome", "question", "quote", "recommendation"})

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# The customer's name in a letter's first line, with the blank and comma that lead to it ("Hola, {customer_name}:").
_GREETED = re.compile(r"\A([^{}\n]*?),? \{customer_name\}(?=[,:]?\n\n)")
_NAMED = re.compile(r"(\n|[.?!] )?\{customer_name\}")
_THIS_PERSON: Final = {
    "en": "this person",
    "de": "diese Person",
    "es": "esta persona",
    "da": "kunden",
    "id": "pelanggan ini",
}


class UnknownText(LookupError):
    """No text has this key."""


class MissingValue(ValueError):
    """A placeholder of the text has no value, or a blank one; `names` says which."""

    def __init__(self, key: str, names: tuple[str, ...]) -> None:
        super().__init__(f"text {key!r} needs a value for {', '.join(names)}")
        self.names = names


@dataclass(frozen=True, slots=True)
class Text:
    """A finished text. `automatic` texts say themselves that a machine sends them; `public` ones may stand in a
    public thread; `internal` ones are for our side only."""

    subject: str
    body: str
    language: str
    register: str
    automatic: bool
    public: bool
    internal: bool


@dataclass(frozen=True, slots=True)
class _Template:
    """A text taken apart once: plain parts at even places, placeholder names at odd ones."""

    subject: tuple[str, ...]
    body: tuple[str, ...]
    nameless_body: tuple[str, ...]
    needs: frozenset[str]
    nameless: bool
    automatic: bool
    public: bool
    internal: bool


@dataclass(frozen=True, slots=True)
class _Shelf:
    registers: tuple[str, ...]
    texts: Mapping[str, Mapping[str, _Template]]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.split(text))


def nameless_greeting(body: str) -> tuple[int, int] | None:
    """What of a letter's first line to leave out for a customer whose name we do not know: from, to. None where the
    letter does not greet by name."""
    found = _GREETED.match(body)
    return (found.end(1), found.end()) if found else None


def _without_name(body: str, internal: bool, language: str) -> str:
    """The body for a customer whose name we do not know, as far as it can do without."""
    if not internal:
        return _GREETED.sub(r"\1", body)
    person = _THIS_PERSON[language]
    first = person[0].upper() + person[1:]
    starts = (
        ("\n", ". ", "? ", "! ") if language != "de" else (". ", "? ", "! ")
    )  # a German letter goes on after a comma

    def said(place: re.Match[str]) -> str:
        before = place.group(1) or ""
        return before + (first if before in starts else person)

    return _NAMED.sub(said, body)


def _template(entry: Mapping[str, Any], subject: str, body: str, language: str) -> _Template:
    nameless = _without_name(body, bool(entry.get("internal", False)), language)
    needs = frozenset(_PLACEHOLDER.findall(body)) | frozenset(_PLACEHOLDER.findall(subject))
    return _Template(
        subject=_parts(subject),
        body=_parts(body),
        nameless_body=_parts(nameless),
        needs=needs,
        nameless="customer_name" in needs and "{customer_name}" not in nameless + subject,
        automatic=bool(entry.get("automatic", False)),
        public=bool(entry.get("public", False)),
        internal=bool(entry.get("internal", False)),
    )


@cache
def _shelf(language: str) -> _Shelf:
    raw = files(__package__).joinpath(f"templates.{language}.yaml").read_text(encoding="utf-8")
    content = yaml.load(raw, Loader=yaml.CSafeLoader)
    known = tuple(content["registers"])
    texts: dict[str, dict[str, _Template]] = {}
    for key, entry in content["templates"].items():
        subject = content["subjects"][key]
        texts[key] = {
            register: _template(
                entry, subject if isinstance(subject, str) else subject[register], entry[register], language
            )
            for register in known
        }
    return _Shelf(known, texts)


def registers(language: str) -> tuple[str, ...]:
    """The registers of a language, its default first; those of English for a language we do not speak."""
    return _shelf(language if language in LANGUAGES else "en").registers


def register_for(language: str, wish: str) -> str:
    """The register that comes closest to `wish` in this language: the wish itself, or the language's default."""
    if wish not in REGISTERS:
        raise ValueError(f"unknown register {wish!r}: one of {', '.join(REGISTERS)}")
    known = registers(language)
    return wish if wish in known else known[0]


def keys() -> tuple[str, ...]:
    """Every text we have."""
    return tuple(_shelf("en").texts)


def placeholders(key: str) -> frozenset[str]:
    """The values that `write(key, …)` needs, the same in every language and register."""
    if key not in _shelf("en").texts:
        raise UnknownText(key)
    return frozenset().union(*(t.needs for lang in LANGUAGES for t in _shelf(lang).texts[key].values()))


def _fill(parts: tuple[str, ...], values: Mapping[str, str]) -> str:
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))


def _value(name: str, value: object) -> str:
    if name in PARAGRAPHS:
        return paragraphs(str(value))
    if name.endswith("_url"):
        return str(value).strip()
    return one_line(str(value), LONGEST_NAME) if name.endswith("_name") else one_line(str(value))


def write(key: str, language: str, register: str, **values: object) -> Text:
    """The text `key` in `language` (English where we do not speak it) and `register`, filled in.

    Values that the text does not use are ignored, so a caller may pass what it knows. Names and short values are put
    on one line; paragraphs keep their lines. Raises UnknownText for a key we do not have, MissingValue where a value
    is missing or blank (a blank `customer_name` is allowed where the text only greets by it, and for our own side),
    ValueError for a register that is none.
    """
    language = language if language in LANGUAGES else "en"
    register = register_for(language, register)
    shelf = _shelf(language)
    if key not in shelf.texts:
        raise UnknownText(key)
    template = shelf.texts[key][register]
    filled = {name: _value(name, values[name]) for name in template.needs if values.get(name) is not None}
    missing = {name for name in template.needs if not filled.get(name)}
    body = template.body
    if template.nameless and "customer_name" in missing:
        body = template.nameless_body
        missing.discard("customer_name")
    if missing:
        raise MissingValue(key, tuple(sorted(missing)))
    return Text(
        subject=_fill(template.subject, filled),
        body=_fill(body, filled),
        language=language,
        register=register,
        automatic=template.automatic,
        public=template.public,
        internal=template.internal,
    )
