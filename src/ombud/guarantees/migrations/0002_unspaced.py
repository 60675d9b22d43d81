"""UNSPACED for PostgreSQL; SQLite gets it with each connection (see `ombud.guarantees.words`)."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ombud.guarantees.words import BLANKS

MAKE = (
    "CREATE OR REPLACE FUNCTION UNSPACED(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT "
    f"AS $$ SELECT translate(t, '{BLANKS}', '') $$"
)


def make(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(MAKE)


class Migration(migrations.Migration):
    dependencies = [("guarantees", "0001_words")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
