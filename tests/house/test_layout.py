"""Every folder has its place, every room its shape, every file a size one can read, every name a word of the field."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, files, order, rooms, said

LONGEST = 300
NO_CODE = {"vendor", "migrations", "lexicon", "mails", "locale"}
# Words that say nothing of what a thing is for. A community manager is a person of the field.
EMPTY_WORDS = {"manager", "helper", "util", "utils", "common", "core", "service", "processor", "data", "info", "handle"}
# Names that a library asks for.
GIVEN = {
    "handle_starttag", "handle_startendtag", "handle_endtag", "handle_data", "handle_comment", "handle_decl",
    "handle_DATA", "handle_RCPT", "handle_MAIL", "handle_EHLO", "get_context_data", "receive_data_chunk", "raw_data",
}  # fmt: skip


def test_every_folder_of_the_package_is_placed() -> None:
    placed = set().union(*order())
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found - placed == set(), "place the folder in .importlinter"


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
def test_every_folder_says_what_it_is(folder: str) -> None:
    docstring = ast.get_docstring(ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8")))
    assert docstring, f"src/ombud/{folder}/__init__.py says in a docstring what it promises and who may call it"


@pytest.mark.parametrize("room", rooms())
def test_a_room_that_keeps_facts_has_its_migrations(room: str) -> None:
    if (PACKAGE / room / "models.py").exists():
        assert list((PACKAGE / room / "migrations").glob("0*.py")), f"{room} has models.py without migrations"


def test_every_module_says_what_it_is() -> None:
    dumb = [
        said(path)
        for path in files(".py", under=PACKAGE)
        if "migrations" not in path.parts and path.name != "apps.py"
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert dumb == []


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    long = {
        said(path): lines
        for path in files(".py", ".html", ".css", ".js", ".sh")
        if not NO_CODE & set(path.parts)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert long == {}, f"a file above {LONGEST} lines is two"


def defined_names(path: Path) -> Iterator[str]:
    """The names a module brings into the world: its own, its classes', functions' and parameters'."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.arg(arg=name):
                yield name


def words(name: str) -> list[str]:
    """`sendPlain_text` becomes send, plain, text; the person called community manager is left out."""
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
    return spread.replace("community_manager", "").split("_")


def test_names_are_the_fields_words() -> None:
    empty = {}
    for path in files(".py", under=PACKAGE):
        if NO_CODE & set(path.parts):
            continue
        names = {path.stem, path.parent.name, *defined_names(path)} - GIVEN
        if bad := sorted(name for name in names if EMPTY_WORDS & set(words(name))):
            empty[said(path)] = bad
    assert empty == {}, f"say what the thing is for; these words do not: {sorted(EMPTY_WORDS)}"
