"""The guarantees outlive what happens to a database: a rebuilt table, a dropped trigger, a migration there and back."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import post_migrate

from ombud.cases.models import Case
from ombud.guarantees.declared import Guarantee, Refuse
from ombud.guarantees.operations import Uphold, declared, install, lift, missing
from ombud.guarantees.standing import held, stands
from tests.house.tree import ROOT
from tests.world import World

# What a later version may do: on SQLite a longer field is a new table, and the old one is dropped with its triggers.
LATER = """
from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("{app}", "{last}")]
    operations = [migrations.AlterField("{model}", "{field}", models.CharField(max_length=401))]
"""
REBUILT = [("cases", "case", "topic"), ("conversations", "message", "subject"), ("replies", "outgoing", "subject")]
UPGRADE = """
import os, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection
from ombud.guarantees.operations import missing
from tests.world import World

case = None
if sys.argv[1] == "upgrade":
    call_command("migrate", verbosity=0)
    case = World().complaint()
settings.MIGRATION_MODULES = {app: f"later_{app}" for app in ("cases", "conversations", "replies")}
call_command("migrate", verbosity=0)
case = case or World().complaint()
with connection.cursor() as cursor:
    cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'cases_case' AND type = 'table'")
    print("rebuilt" if "varchar(401)" in cursor.fetchone()[0] else "as it was", missing(connection))
    try:
        cursor.execute("DELETE FROM cases_case WHERE id = %s", [case.pk])
    except IntegrityError as refusal:
        print(refusal)
"""


@pytest.mark.parametrize("how", ["upgrade", "fresh"])
def test_a_rebuilt_table_loses_no_guarantee(how: str, tmp_path: Path) -> None:
    """A later version that rebuilds tables, on a SQLite that is in use and on a new one."""
    for app, model, field in REBUILT:
        folder = tmp_path / f"later_{app}"
        folder.mkdir()
        before = Path(import_module(f"ombud.{app}.migrations").__file__ or "").parent
        (folder / "__init__.py").write_text(f"__path__.insert(0, {str(before)!r})")
        last = max(file.stem for file in before.glob("0*.py"))
        (folder / "9999_longer.py").write_text(LATER.format(app=app, last=last, model=model, field=field))
    done = subprocess.run(
        [sys.executable, "-c", UPGRADE, how],
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": f"{tmp_path}:{ROOT}/src:{ROOT}",
            "OMBUD_HOME": str(tmp_path / "home"), "DJANGO_SETTINGS_MODULE": "ombud.config.settings",
            "OMBUD_DATABASE_URL": f"sqlite:///{tmp_path}/o.sqlite3",
        },
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["rebuilt []", "cases_kept: a case is never deleted"]


@pytest.mark.django_db
def test_everything_declared_is_there() -> None:
    assert missing(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize("guarantee", declared(), ids=lambda g: g.name)
def test_one_that_is_gone_is_missed(guarantee: Guarantee) -> None:
    lift(connection, [guarantee])
    gone = missing(connection)
    assert gone
    assert all(name.startswith(guarantee.name) for name in gone)
    install(connection, [guarantee])
    assert missing(connection) == []


@pytest.mark.django_db
def test_it_is_the_guarantee_that_refuses() -> None:
    """Lifted, the same change passes: so the tries of this folder are refused by what they say, and by nothing else."""
    case = World().complaint()
    connection.check_constraints()
    whose = [g for g in declared() if g.name == "cases_whose"]
    lift(connection, whose)
    Case.objects.filter(pk=case.pk).update(opened_at=case.opened_at.replace(year=2020))
    connection.check_constraints()
    install(connection, whose)
    with pytest.raises(IntegrityError, match="cases_whose"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(opened_at=case.opened_at)


@pytest.mark.django_db
def test_installing_twice_is_harmless() -> None:
    install(connection, declared())
    install(connection, declared())
    assert missing(connection) == []


def _laid() -> dict[str, object]:
    """Each trigger and key with a number that is another as soon as it is laid anew."""
    postgres = "SELECT tgname, oid FROM pg_trigger WHERE NOT tgisinternal UNION SELECT conname, oid FROM pg_constraint"
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(postgres)
            return dict(cursor.fetchall())
        cursor.execute("PRAGMA schema_version")
        version = cursor.fetchone()[0]
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0]: version for row in cursor.fetchall()}


def _started_anew() -> None:
    guarantees = apps.get_app_config("guarantees")
    post_migrate.send(sender=guarantees, app_config=guarantees, using=connection.alias)


@pytest.mark.django_db
def test_starting_anew_touches_nothing_that_stands() -> None:
    """Another process at work on the same SQLite was told that its schema had changed under it."""
    install(connection, declared())
    before = _laid()
    _started_anew()
    assert _laid() == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["cases_kept", "access_entry_says_why"])
def test_one_that_an_earlier_version_laid_otherwise_is_laid_anew(name: str) -> None:
    install(connection, declared())
    before = _laid()
    [today] = [g for g in declared() if g.name == name]
    assert isinstance(today, Refuse)
    install(connection, [replace(today, when="1 = 0", on=("INSERT", "UPDATE", "DELETE"))])
    _started_anew()
    assert _laid().keys() == before.keys(), "what it refused besides is refused no more"
    assert stands(today, connection.vendor, held(connection))


@pytest.mark.django_db
def test_a_migration_upholds_them_and_takes_them_back() -> None:
    operation = Uphold("ombud.access.guarantees.GUARANTEES")
    editor = SimpleNamespace(connection=connection)
    operation.database_backwards("access", editor, None, None)  # type: ignore[arg-type]
    assert missing(connection)
    operation.database_forwards("access", editor, None, None)  # type: ignore[arg-type]
    _started_anew()
    assert missing(connection) == []
