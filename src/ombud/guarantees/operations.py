"""Migration operations that put guarantees in place, and the watch that keeps them there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils.module_loading import import_string

from .declared import Guarantee
from .standing import held, marking, names, stands


class Uphold(Operation):
    """Install the guarantees that a room declares. Repeatable: what stands is replaced.

    `declared` is the dotted path of the room's list, so that a migration written long ago upholds today's list. On
    SQLite they stand after the last migration of a run (`renew`): a later one could not rebuild a table beside them.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, declared: str) -> None:
        self.declared = declared

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Guarantees live in the database alone."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "sqlite":
            install(schema_editor.connection, _there(schema_editor.connection, import_string(self.declared)))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        lift(schema_editor.connection, import_string(self.declared))

    def describe(self) -> str:
        return f"Uphold {self.declared}"


def declared() -> list[Guarantee]:
    """Every guarantee of every installed room."""
    found: list[Guarantee] = []
    for config in apps.get_app_configs():
        if config.name.startswith("ombud."):
            try:
                found += import_string(f"{config.name}.guarantees.GUARANTEES")
            except ImportError:
                continue
    return found


def install(connection: BaseDatabaseWrapper, guarantees: Iterable[Guarantee]) -> None:
    """Put `guarantees` in place, replacing what stands under their names."""
    with connection.cursor() as cursor:
        for guarantee in guarantees:
            vendor = connection.vendor
            for sql in guarantee.remove(vendor) + guarantee.install(vendor) + marking(guarantee, vendor):
                cursor.execute(sql)


def lift(connection: BaseDatabaseWrapper, guarantees: Iterable[Guarantee]) -> None:
    """Take `guarantees` away (a migration that rebuilds a table, a test that empties the database)."""
    with connection.cursor() as cursor:
        for guarantee in guarantees:
            for sql in guarantee.remove(connection.vendor):
                cursor.execute(sql)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of declared guarantees that the database does not hold. Empty is the only good answer."""
    wanted = {name for guarantee in declared() for name in names(guarantee, connection.vendor)}
    return sorted(wanted - held(connection).keys())


def step_aside(sender: AppConfig, using: str, plan: Sequence[Any], **_: Any) -> None:
    """Before migrating SQLite, which alters a table by making it anew, and refuses to while another's trigger names it.

    What steps aside stands again after the last migration; a run that was killed is made good by the next one.
    """
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        lift(connection, declared())


def renew(sender: AppConfig, using: str, **_: Any) -> None:
    """After migrating: what a rebuilt table lost stands again (SQLite drops triggers with the table), all at once.

    What stands as it is declared is not touched: somebody else may be at work on the database.
    """
    connection = connections[using]
    there = held(connection)
    anew = [one for one in _there(connection, declared()) if not stands(one, connection.vendor, there)]
    if anew:
        with transaction.atomic(using):
            install(connection, anew)


def _there(connection: BaseDatabaseWrapper, guarantees: Iterable[Guarantee]) -> list[Guarantee]:
    """Those whose tables are there: an early migration upholds today's list, and some tables come with later ones."""
    tables = set(connection.introspection.table_names())
    return [g for g in guarantees if g.table in tables and getattr(g, "parent", g.table) in tables]
