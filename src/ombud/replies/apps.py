"""The room as Django knows it: the guard encodes as the operator chose."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "ombud.replies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells the guard which engine to encode with; loads nothing."""
        from django.conf import settings

        from ombud.embeddings import Engine, Options
        from ombud.replies.guard import choose

        choose(Options(engine=Engine(settings.ENCODER), cache=settings.HOME / "cache"))
