"""What a person of ours says to a customer is put into the outbox in one place, which asks who speaks (D13)."""

import ast
from collections.abc import Iterator

from tests.house.tree import ROOT

OURS = ROOT / "src" / "ombud"


def letters() -> Iterator[tuple[str, str, bool]]:
    """(file, audience, whether a member speaks in it) for every letter that the code puts together."""
    for path in sorted(OURS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Letter":
                named = {word.arg: word.value for word in node.keywords}
                audience = named.get("audience")
                if audience is not None:
                    to = str(audience.value) if isinstance(audience, ast.Constant) else "whoever"
                    yield path.relative_to(OURS).as_posix(), to, "by" in named


def test_there_are_letters_to_look_at() -> None:
    assert {to for _, to, _ in letters()} >= {"customer", "handler", "whoever"}


def test_a_person_speaks_to_a_customer_by_one_way_alone() -> None:
    ways = {file for file, to, speaks in letters() if speaks and to not in ("handler", "member")}
    assert ways == {"journey/deliver.py"}
