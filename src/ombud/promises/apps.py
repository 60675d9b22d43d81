from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "ombud.promises"
    default_auto_field = "django.db.models.BigAutoField"
