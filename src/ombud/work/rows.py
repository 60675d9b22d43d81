"""Many new rows at once, for less than Django's `bulk_create` takes: rows are the dearest part of hearing a mail.

A mail becomes some twenty rows in fifteen tables. `insert` leaves out what none of them needs (expressions, signals,
inheritance, values that the database makes up) and learns the shape of a table once. PostgreSQL gets the rows as one
JSON text, whatever their number, and reads them by its own column types; SQLite takes values as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import AutoField, BinaryField, DateField, DateTimeField, Field, ForeignKey, JSONField, Model


@dataclass(frozen=True, slots=True)
class _Shape:
    """A table as far as writing goes. `related` tells for each key to another row: its place, attribute and name."""

    table: str
    key: str
    columns: tuple[str, ...]
    values: Callable[[Model], tuple[Any, ...]]
    related: tuple[tuple[int, str, str], ...]
    translated: tuple[tuple[int, Callable[[Any], Any]], ...]


def insert[M: Model](rows: list[M], *, once: bool = False) -> list[M]:
    """Write new `rows`, all of one model, and give each its key. Constraints and guarantees hold as for any insert.

    A row that refers to another by object takes its key now, so what is referred to is written first. With `once`, a
    row that is there already is left as it is, and no row learns its key.
    """
    if not rows:
        return rows
    shape = _shape(type(rows[0]))
    size = max(1, (connection.features.max_query_params or 100_000) // len(shape.columns))
    for begin in range(0, len(rows), size):
        some = rows[begin : begin + size]
        keys = _insert(shape, [_values(shape, row) for row in some], once)
        for row, (key,) in zip(some, keys, strict=False):
            row.pk = key
        for row in some:
            row._state.adding, row._state.db = False, connection.alias
    return rows


def _values(shape: _Shape, row: Model) -> list[Any]:
    values = list(shape.values(row))
    for place, attribute, name in shape.related:
        if values[place] is None and (other := row._state.fields_cache.get(name)) is not None:
            values[place] = other.pk
            setattr(row, attribute, other.pk)
    return values


def _insert(shape: _Shape, rows: list[list[Any]], once: bool) -> Sequence[tuple[int]]:
    names = ", ".join(f'"{column}"' for column in shape.columns)
    end = "ON CONFLICT DO NOTHING" if once else f'RETURNING "{shape.key}"' if shape.key else ""
    given: list[Any]
    if connection.vendor == "postgresql":
        source = f'SELECT {names} FROM json_populate_recordset(NULL::"{shape.table}", %s)'
        given = [json.dumps([dict(zip(shape.columns, row, strict=True)) for row in rows], default=_as_text)]
    else:
        for row in rows:
            for place, translate in shape.translated:
                row[place] = translate(row[place])
        line = f"({', '.join(['%s'] * len(shape.columns))})"
        source = f"VALUES {', '.join([line] * len(rows))}"
        given = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{shape.table}" ({names}) {source} {end}', given)
        return cursor.fetchall() if shape.key and not once else ()


def _as_text(value: object) -> str:
    """How PostgreSQL reads what JSON has no word for: bytes in hexadecimal, moments and days as they print."""
    return "\\x" + value.hex() if isinstance(value, bytes) else str(value)


@cache
def _shape(model: type[Model]) -> _Shape:
    meta = model._meta
    key = meta.pk if isinstance(meta.pk, AutoField) else None
    fields = [field for field in meta.concrete_fields if field is not key]
    return _Shape(
        table=meta.db_table,
        key=str(key.column) if key else "",
        columns=tuple(str(field.column) for field in fields),
        values=attrgetter(*[field.attname for field in fields]),
        related=tuple(
            (n, field.attname, field.name) for n, field in enumerate(fields) if isinstance(field, ForeignKey)
        ),
        translated=tuple(
            (n, _translation(field))
            for n, field in enumerate(fields)
            if isinstance(field, DateField | BinaryField | JSONField)
        ),
    )


def _translation(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """What SQLite keeps of a value that it does not know. A batch has many rows and few moments: those are kept."""
    if isinstance(field, DateTimeField):
        return lru_cache(maxsize=256)(connection.ops.adapt_datetimefield_value)
    return lambda value: field.get_db_prep_save(value, connection)
