"""Rooms know lower rooms only. Foreign keys by name and migrations escape the import contracts, not this."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.migrations.loader import MigrationLoader

from tests.house.tree import order

OURS = {
    config.label: config.name.split(".")[1] for config in apps.get_app_configs() if config.name.startswith("ombud.")
}
LEVEL = {name: level for level, names in enumerate(order()) for name in names}


def may_know(higher: str, lower: str) -> bool:
    """Whether one folder may know another: itself, or one further down."""
    return higher == lower or LEVEL[higher] < LEVEL[lower]


def known() -> Iterator[tuple[str, str, str]]:
    """(room, room it points to, the field that does it) for every relation from one of our models to another."""
    for label, room in OURS.items():
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            for field in model._meta.get_fields(include_hidden=True):
                label_there = getattr(getattr(field.related_model, "_meta", None), "app_label", None)
                # what others point at us with is not ours; parents are
                if field.auto_created and not field.concrete:
                    continue
                if label_there in OURS:
                    yield room, OURS[label_there], f"{model.__name__}.{field.name}"


def test_there_are_relations_to_look_at() -> None:
    assert len(list(known())) > 10


def test_foreign_keys_point_down() -> None:
    up = [f"{field}: {room} may not know {target}" for room, target, field in known() if not may_know(room, target)]
    assert up == []


def test_migrations_wait_for_lower_rooms_alone() -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    up = [
        f"{label}.{name} waits for {other}"
        for (label, name), migration in graph.items()
        for other, _ in migration.dependencies
        if label in OURS and other in OURS and not may_know(OURS[label], OURS[other])
    ]
    assert up == []


@pytest.mark.parametrize("label", sorted(OURS))
def test_no_model_points_at_anything_whatever(label: str) -> None:
    """A generic key is a foreign key that no database holds."""
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert fields == []
