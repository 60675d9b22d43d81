"""Keeps the guarantees standing: the words they use, and after every migration."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class GuaranteesConfig(AppConfig):
    name = "ombud.guarantees"

    def ready(self) -> None:
        from .operations import renew, step_aside
        from .words import teach

        connection_created.connect(teach, dispatch_uid="ombud.guarantees.teach")
        pre_migrate.connect(step_aside, sender=self)
        post_migrate.connect(renew, sender=self)
