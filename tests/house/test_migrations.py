"""The migrations say what the models say."""

import io

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    told = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told, stderr=told)
    except (SystemExit, CommandError):
        pytest.fail(f"the models have moved on: {told.getvalue()}")


@pytest.mark.django_db
def test_django_has_nothing_to_complain_of() -> None:
    call_command("check", fail_level="WARNING")
