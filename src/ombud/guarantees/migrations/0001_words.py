"""SHA256_HEX for PostgreSQL; SQLite gets it with each connection (see `ombud.guarantees.words`)."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAKE = (
    "CREATE OR REPLACE FUNCTION SHA256_HEX(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT "
    "AS $$ SELECT encode(sha256(convert_to(t, 'UTF8')), 'hex') $$"
)


def make(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(MAKE)


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
