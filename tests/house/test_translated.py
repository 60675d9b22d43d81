"""What customers and handlers read is there in every language, and compiled catalogues say what their sources say."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.house.tree import PACKAGE, files, said

# Whose texts customers, handlers and leaders read: the pages behind links, and the sheet that a brief is.
PLACES = [PACKAGE / "portal", PACKAGE / "advocacy"]
OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]
HOLE = re.compile(r"%\((\w+)\)s")
# A catalogue's key: context and text, as gettext joins them in a compiled catalogue.
Key = str


def key(text: str, context: str = "") -> Key:
    return f"{context}\x04{text}" if context else text


def in_code(path: Path) -> Iterator[Key]:
    """What a module gives to gettext."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            match node.func.id, texts:
                case (("_" | "gettext" | "gettext_lazy"), [text, *_]):
                    yield key(text)
                case (("pgettext" | "pgettext_lazy"), [context, text]):
                    yield key(text, context)
                case "ngettext", [one, *_]:
                    yield key(one)


def in_template(path: Path) -> Iterator[Key]:
    """What a template gives to gettext."""
    template: Any = engines["django"].from_string(path.read_text(encoding="utf-8"))
    for node in template.template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode):
            literal = node.filter_expression.var
            yield key(literal if isinstance(literal, str) else literal.literal)
        elif isinstance(node, BlockTranslateNode):
            yield key(node.render_token_list(node.singular)[0])


def asked_for(place: Path) -> set[Key]:
    found: set[Key] = set()
    for path in files(".py", under=place):
        found |= set(in_code(path))
    for path in files(".html", under=place):
        found |= set(in_template(path))
    return found


def source(place: Path, language: str) -> dict[Key, list[str]]:
    """The catalogue as people write it: key to its forms. Fuzzy entries are left out, as msgfmt leaves them out."""
    text = (place / "locale" / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    entries: dict[Key, list[str]] = {}
    for block in text.split("\n\n"):
        if re.search(r"^#, .*fuzzy", block, re.MULTILINE):
            continue
        fields: dict[str, str] = {}
        field = ""
        for line in block.splitlines():
            if head := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                field = head[1]
                fields[field] = ast.literal_eval(head[2])
            elif line.startswith('"'):
                fields[field] += ast.literal_eval(line)
        if fields.get("msgid"):
            forms = [value for name, value in fields.items() if name.startswith("msgstr")]
            entries[key(fields["msgid"], fields.get("msgctxt", ""))] = forms
    return entries


def compiled(place: Path, language: str) -> dict[Key, list[str]]:
    with (place / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found: dict[Key, list[str]] = {}
    for name, text in catalogue.items():
        if name != "":
            found.setdefault(name[0] if isinstance(name, tuple) else name, []).append(text)
    return found


def test_there_are_texts_to_look_for() -> None:
    assert len(asked_for(PLACES[0])) > 100
    assert all(len(asked_for(place)) > 20 for place in PLACES)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_in_every_language(place: Path, language: str) -> None:
    written = source(place, language)
    assert sorted(asked_for(place) - written.keys()) == []
    assert [name for name, forms in written.items() if not all(forms)] == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("language", OTHERS)
def test_no_catalogue_keeps_what_nobody_asks_for(place: Path, language: str) -> None:
    assert sorted(source(place, language).keys() - asked_for(place)) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_what_its_source_names(place: Path, language: str) -> None:
    wrong = [
        (name, form)
        for name, forms in source(place, language).items()
        for form in forms
        if set(HOLE.findall(form)) != set(HOLE.findall(name))
    ]
    assert wrong == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
@pytest.mark.parametrize("language", OTHERS)
def test_compiled_catalogues_say_what_their_sources_say(place: Path, language: str) -> None:
    written = {name: sorted(set(forms)) for name, forms in source(place, language).items()}
    made = {name: sorted(set(forms)) for name, forms in compiled(place, language).items()}
    assert made == written, f"compile it: msgfmt {said(place)}/locale/{language}/LC_MESSAGES/django.po"
