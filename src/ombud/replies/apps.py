from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "ombud.replies"
    default_auto_field = "django.db.models.BigAutoField"
