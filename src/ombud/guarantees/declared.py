"""Declarations of what the database refuses, and their SQL for each database.

`Refuse` says which change is refused when a condition over NEW and OLD holds. `SameRow` is a foreign key over several
columns. `Unchanging` freezes columns once written, `Kept` forbids deletion. A refusal surfaces as Django's
`IntegrityError` whose message starts with the guarantee's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

OPERATIONS = ("INSERT", "UPDATE", "DELETE")


class Guarantee(Protocol):
    """Something the database holds. `name` is unique in the database, `because` names the duty or invariant."""

    @property
    def name(self) -> str: ...
    @property
    def table(self) -> str: ...
    @property
    def because(self) -> str: ...
    def install(self, vendor: str) -> list[str]: ...
    def remove(self, vendor: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Refuse:
    """Refuse a change to `table` when `when` (SQL over NEW and OLD, valid on both databases) holds.

    `lock` is SQL that PostgreSQL runs first, so that two transactions cannot each see the world before the other;
    SQLite has one writer and needs none.
    """

    name: str
    table: str
    on: tuple[str, ...]
    when: str
    because: str
    lock: str = ""

    def install(self, vendor: str) -> list[str]:
        text = f"{self.name}: {self.because}".replace("'", "''").replace("%", "%%")
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name}_{op.lower()} BEFORE {op} ON {self.table} FOR EACH ROW "
                f"WHEN {self.when} BEGIN SELECT RAISE(ABORT, '{text}'); END"
                for op in self.on
            ]
        lock = f"PERFORM {self.lock};" if self.lock else ""
        back = "RETURN OLD;" if self.on == ("DELETE",) else "RETURN NEW;"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} "
            f"IF {self.when} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'check_violation'; END IF; {back} END $$",
            f"CREATE TRIGGER {self.name} BEFORE {' OR '.join(self.on)} ON {self.table} FOR EACH ROW "
            f"EXECUTE FUNCTION {self.name}()",
        ]

    def remove(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}_{op.lower()}" for op in OPERATIONS]
        return [f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}", f"DROP FUNCTION IF EXISTS {self.name}()"]


@dataclass(frozen=True, slots=True)
class SameRow:
    """A foreign key over several columns: `columns` of `table` must be `keys` of one row of `parent`.

    A real composite key on PostgreSQL, triggers on SQLite, which cannot add one to a table that stands. As with any
    foreign key, a row with an empty column is not looked at.
    """

    name: str
    table: str
    columns: Sequence[str]
    parent: str
    keys: Sequence[str]
    because: str

    def _sides(self) -> list[Refuse]:
        filled = " AND ".join(f"NEW.{c} IS NOT NULL" for c in self.columns)
        match = " AND ".join(f"p.{k} = NEW.{c}" for c, k in zip(self.columns, self.keys, strict=True))
        changed = " OR ".join(f"NEW.{k} IS DISTINCT FROM OLD.{k}" for k in self.keys)
        used = " AND ".join(f"c.{c} = OLD.{k}" for c, k in zip(self.columns, self.keys, strict=True))
        return [
            Refuse(
                f"{self.name}_child", self.table, ("INSERT", "UPDATE"),
                f"{filled} AND NOT EXISTS (SELECT 1 FROM {self.parent} p WHERE {match})", self.because,
            ),
            Refuse(
                f"{self.name}_parent", self.parent, ("UPDATE",),
                f"({changed}) AND EXISTS (SELECT 1 FROM {self.table} c WHERE {used})", self.because,
            ),
        ]  # fmt: skip

    def install(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [sql for side in self._sides() for sql in side.install(vendor)]
        columns, keys = ", ".join(self.columns), ", ".join(self.keys)
        return [
            f"CREATE UNIQUE INDEX IF NOT EXISTS {self._index()} ON {self.parent} ({keys})",
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} FOREIGN KEY ({columns}) "
            f"REFERENCES {self.parent} ({keys}) DEFERRABLE INITIALLY IMMEDIATE",
        ]

    def _index(self) -> str:
        return f"{self.parent}_{'_'.join(self.keys)}_key"[:60]

    def remove(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [sql for side in self._sides() for sql in side.remove(vendor)]
        return [f"ALTER TABLE {self.table} DROP CONSTRAINT IF EXISTS {self.name}"]


def unchanging(name: str, table: str, columns: Sequence[str], because: str) -> Refuse:
    """`columns` of `table`, once written, stay as they are."""
    changed = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns)
    return Refuse(name, table, ("UPDATE",), f"({changed})", because)


def kept(name: str, table: str, because: str) -> Refuse:
    """Rows of `table` are never deleted."""
    return Refuse(name, table, ("DELETE",), "1 = 1", because)


def append_only(name: str, table: str, because: str) -> Refuse:
    """Rows of `table` are neither changed nor deleted."""
    return Refuse(name, table, ("UPDATE", "DELETE"), "1 = 1", because)
