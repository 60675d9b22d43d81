"""The plumbing of commands that read JSON lines: whatever comes in, each line is one answer or one complaint."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ombud.cli.lines import Line, batches
from ombud.cli.messages import heard
from ombud.cli.readings import FIELDS, asked
from ombud.cli.records import Malformed, record


def cut(written: bytes, most: int = 64, longest: int = 1 << 20) -> list[list[Line]]:
    with tempfile.TemporaryFile() as file:
        file.write(written)
        file.flush()
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        return list(batches(file.fileno(), most, longest))


@given(st.lists(st.binary(max_size=30).map(lambda raw: raw.replace(b"\n", b"")), max_size=40), st.integers(1, 9))
def test_lines_come_whole_in_order_and_numbered(lines: list[bytes], most: int) -> None:
    made = cut(b"".join(line + b"\n" for line in lines), most)
    assert [line for batch in made for line in batch] == [Line(number, raw) for number, raw in enumerate(lines, 1)]
    assert all(0 < len(batch) <= most for batch in made)


def test_a_last_line_needs_no_end() -> None:
    assert cut(b"one\ntwo") == [[Line(1, b"one"), Line(2, b"two")]]
    assert cut(b"") == []


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(0, 20))
def test_a_line_that_is_too_long_is_counted_and_not_kept(lengths: list[int], longest: int) -> None:
    made = cut(b"".join(b"x" * length + b"\n" for length in lengths), longest=longest)
    kept = [line.raw for batch in made for line in batch]
    assert kept == [b"x" * length if length <= longest else None for length in lengths]


def test_a_line_longer_than_many_reads_does_not_pile_up() -> None:
    made = cut(b"x" * 3_000_000 + b"\nshort\n", longest=1000)
    assert made == [[Line(1, None), Line(2, b"short")]]


def test_a_fast_writer_gets_full_batches_and_heavy_lines_small_ones() -> None:
    assert [len(batch) for batch in cut(b"{}\n" * 200)] == [64, 64, 64, 8]
    assert [len(batch) for batch in cut((b"x" * 900_000 + b"\n") * 5)] == [2, 2, 1]


def test_a_slow_writer_is_not_kept_waiting() -> None:
    reader, writer = os.pipe()
    try:
        lines = batches(reader)
        for number in (1, 2, 3):
            os.write(writer, b"hello\n" if number < 3 else b"half a li")
            if number < 3:
                assert next(lines) == [Line(number, b"hello")]

        def end() -> None:
            os.write(writer, b"ne\n")
            os.close(writer)

        late = threading.Timer(0.05, end)
        late.start()
        assert next(lines) == [Line(3, b"half a line")]
        assert list(lines) == []
        late.join()
    finally:
        os.close(reader)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.dictionaries(st.text(max_size=6), JSON, max_size=4), st.booleans(), st.sampled_from([None, 1]))
def test_an_id_comes_back_as_it_went_in(its: Any, others: dict[str, Any], escaped: bool, indent: int | None) -> None:
    written = json.dumps({**others, "id": its}, ensure_ascii=escaped, indent=indent).replace("\n", " ")
    found = record(Line(2, written.encode("utf-8")))
    assert json.loads(found.id) == its
    found.id.encode()  # can be written out


@pytest.mark.parametrize(
    "source", ["1.10", "-0", "1e999", "9" * 6000, '{"a" : [ 1.0,-0 ]}', "null", "true", "12345678901234567890.5"]
)
def test_an_id_keeps_its_very_digits(source: str) -> None:
    line = f' {{"text": "{{\\"id\\": 5}}", "id": 3, "x": {{"id": 4}} , "id" : {source} }} '
    assert record(Line(1, line.encode())).id == source


@pytest.mark.parametrize(("its", "source"), [('"\\ud800é"', '"\\ud800\\u00e9"'), ('"\\u0000é"', '"\\u0000é"')])
def test_an_id_of_odd_signs_stays_json(its: str, source: str) -> None:
    assert record(Line(1, f'{{"id": {its}}}'.encode())).id == source


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_record_or_say_why_not(raw: bytes) -> None:
    try:
        found = record(Line(1, raw))
    except Malformed:
        with pytest.raises(Malformed, match=r"^is (not |JSON, but)"):
            record(Line(1, raw))
    else:
        assert found.values == json.loads(raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"nope", "is not JSON"),
        (b'{"text": NaN}', "is not JSON"),
        (b'{"text": "a"} {"text": "b"}', "is not JSON"),
        (b"[1]", "is JSON, but not an object"),
        (b'{"text": "\xff"}', "is not UTF-8 (byte 11)"),
        (b'{"id": ' + b"[" * 200_000, "is nested too deeply"),
        (None, "is longer than 16 MB"),
    ],
)
def test_a_malformed_line_says_why(raw: bytes | None, why: str) -> None:
    with pytest.raises(Malformed) as wrong:
        record(Line(1, raw))
    assert why in str(wrong.value)


@given(st.dictionaries(st.sampled_from(["text", "subject", "channel", "visibility", "author", "at"]), JSON))
def test_what_can_be_read_is_read(values: dict[str, Any]) -> None:
    its = record(Line(1, json.dumps(values).encode()))
    if not isinstance(values.get("text"), str):
        with pytest.raises(Malformed, match="text"):
            heard(its)
        return
    message, remarks = heard(its)
    assert message.text == values["text"]
    used = {name: getattr(message, name) for name in ("subject", "channel", "author")}
    for name, value in used.items():
        told = values.get(name)
        numbered = name == "author" and isinstance(told, int | float) and not isinstance(told, bool)
        assert value == (str(told) if isinstance(told, str) or numbered else "")
        given_wrong = told is not None and not isinstance(told, str) and not numbered
        assert any(f'"{name}"' in remark for remark in remarks) is given_wrong


@pytest.mark.parametrize(
    ("at", "utc"),
    [("2026-11-22T10:00:00+02:00", "2026-11-22T08:00:00+00:00"), ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00+00:00"),
     ("2026-11-22", "2026-11-22T00:00:00+00:00"), ("0001-01-01T00:00+14:00", None), ("tomorrow", None)],
)  # fmt: skip
def test_times_are_read_or_said_to_be_wrong(at: str, utc: str | None) -> None:
    message, remarks = heard(record(Line(1, json.dumps({"text": "hi", "at": at}).encode())))
    assert (message.at.isoformat() if message.at else None) == utc
    assert len(remarks) == (utc is None)


def test_fields_are_asked_for_one_by_one_or_with_commas() -> None:
    assert asked(["kind, urgency", "id", "why"]) == {"kind", "urgency", "why"}
    assert asked([]) == frozenset()
    with pytest.raises(ValueError, match="mood"):
        asked(["kind,mood"])
    assert len(set(FIELDS)) == 17
