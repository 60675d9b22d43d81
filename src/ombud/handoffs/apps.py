from django.apps import AppConfig


class HandoffsConfig(AppConfig):
    name = "ombud.handoffs"
    default_auto_field = "django.db.models.BigAutoField"
