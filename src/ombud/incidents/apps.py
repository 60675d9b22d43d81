from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "ombud.incidents"
    default_auto_field = "django.db.models.BigAutoField"
