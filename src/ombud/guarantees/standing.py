"""What of the guarantees a database holds already, so that starting anew lays nothing twice.

Laying a trigger anew changes the schema: on SQLite a look from another process fails while that happens, on PostgreSQL
the table is locked. What stands as it is declared is therefore left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from django.db.backends.base.base import BaseDatabaseWrapper

from .declared import Guarantee, SameRow

_NAMES = """
SELECT tgname, COALESCE(obj_description(oid, 'pg_trigger'), '') FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT conname, COALESCE(obj_description(oid, 'pg_constraint'), '') FROM pg_constraint
"""


def held(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Names of the triggers and keys that are there, each with what tells how it is made: on SQLite its SQL, on
    PostgreSQL the mark that `marking` left on it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(_NAMES)
        return dict(cursor.fetchall())


def names(guarantee: Guarantee, vendor: str) -> dict[str, str]:
    """Each trigger or key of a guarantee, as `held` would tell of it."""
    made = guarantee.install(vendor)
    if vendor == "sqlite":
        return {sql.split()[2]: sql for sql in made}
    return {guarantee.name: sha256("\n".join(made).encode()).hexdigest()}


def marking(guarantee: Guarantee, vendor: str) -> list[str]:
    """SQL that leaves a mark of how a guarantee is made; SQLite keeps the SQL itself."""
    if vendor == "sqlite":
        return []
    what = "CONSTRAINT" if isinstance(guarantee, SameRow) else "TRIGGER"
    marks = names(guarantee, vendor)
    return [f"COMMENT ON {what} {name} ON {guarantee.table} IS '{mark}'" for name, mark in marks.items()]


def stands(guarantee: Guarantee, vendor: str, there: Mapping[str, str]) -> bool:
    """Whether it is `there` as it is declared today, and nothing that an earlier declaration laid under its name."""
    wanted = names(guarantee, vendor)
    laid = {word for sql in guarantee.remove(vendor) for word in sql.split() if word in there}
    return laid == set(wanted) and all(there[name] == made for name, made in wanted.items())
