"""One change to one table, made in each of the ways a change can be made, and a photograph of all there is.

A guarantee that holds only for `save()` is none: the same change is tried through the ORM, in bulk and in SQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

Way = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Insert:
    """A new row of `model`; `values` by column name (`owner_id`)."""

    model: type[models.Model]
    values: dict[str, Any]

    def ways(self) -> Iterator[Way]:
        """Save, create, bulk_create, INSERT."""
        objects = self.model._default_manager
        yield "save", lambda: self.model(**self.values).save()
        yield "create", lambda: objects.create(**self.values)
        yield "bulk_create", lambda: objects.bulk_create([self.model(**self.values)])
        yield "sql", self._sql

    def _sql(self) -> None:
        row = self.model(**self.values)
        fields = [f for f in self.model._meta.concrete_fields if not f.primary_key or f.value_from_object(row)]
        columns = ", ".join(f'"{f.column}"' for f in fields)
        marks = ", ".join(["%s"] * len(fields))
        written = [f.get_db_prep_save(f.value_from_object(row), connection) for f in fields]
        with connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{self.model._meta.db_table}" ({columns}) VALUES ({marks})', written)


@dataclass(frozen=True)
class Change:
    """Other values in the row of `row`."""

    row: models.Model
    values: dict[str, Any]

    def _fresh(self) -> models.Model:
        found: models.Model = type(self.row)._default_manager.get(pk=self.row.pk)
        for name, value in self.values.items():
            setattr(found, name, value)
        return found

    def ways(self) -> Iterator[Way]:
        """Save, update, bulk_update, UPDATE."""
        objects = type(self.row)._default_manager
        yield "save", lambda: self._fresh().save()
        yield "update", lambda: objects.filter(pk=self.row.pk).update(**self.values)
        yield "bulk_update", lambda: objects.bulk_update([self._fresh()], list(self.values))
        yield "sql", self._sql

    def _sql(self) -> None:
        meta = type(self.row)._meta
        fields = {f.attname: f for f in meta.concrete_fields}
        changed = [(fields[name], value) for name, value in self.values.items()]
        sets = ", ".join(f'"{f.column}" = %s' for f, _ in changed)
        written = [f.get_db_prep_save(value, connection) for f, value in changed]
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{meta.db_table}" SET {sets} WHERE "{meta.pk.column}" = %s', [*written, self.row.pk]
            )


@dataclass(frozen=True)
class Remove:
    """The row of `row` is no more."""

    row: models.Model

    def ways(self) -> Iterator[Way]:
        """Delete, delete in bulk past the ORM's own protection, DELETE."""
        objects = type(self.row)._default_manager
        yield "delete", lambda: objects.get(pk=self.row.pk).delete()
        yield "bulk", lambda: objects.filter(pk=self.row.pk)._raw_delete(connection.alias)
        yield "sql", self._sql

    def _sql(self) -> None:
        meta = type(self.row)._meta
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{meta.db_table}" WHERE "{meta.pk.column}" = %s', [self.row.pk])


Deed = Insert | Change | Remove


@dataclass(frozen=True)
class Attempt[Stage]:
    """What `name` refuses, and the nearest thing that it lets pass. Each may prepare its ground first.

    `also` names what refuses it just as well, where the database is free to ask either first.
    """

    name: str
    wrong: Callable[[Stage], Deed]
    right: Callable[[Stage], Deed]
    also: tuple[str, ...] = field(default=())

    @property
    def refusal(self) -> str:
        """A pattern for the database's words."""
        return "|".join((self.name, *self.also))


def like(row: models.Model, **values: Any) -> Insert:
    """A second row like `row`, but for `values`."""
    there = {f.attname: f.value_from_object(row) for f in type(row)._meta.concrete_fields if not f.primary_key}
    return Insert(type(row), there | values)


def ours() -> list[type[models.Model]]:
    """Every model of ours."""
    return [m for m in apps.get_models() if m.__module__.startswith("ombud.")]


def photograph(*, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """A fingerprint of each of our tables: two are equal if and only if no row differs."""
    picture = {}
    with connection.cursor() as cursor:
        for model in ours():
            table = model._meta.db_table
            if table in without:
                continue
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{model._meta.pk.column}"')
            rows = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]
            picture[table] = f"{len(rows)}:{hashlib.sha256(repr(rows).encode()).hexdigest()}"
    return picture
