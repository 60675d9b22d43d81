from django.apps import AppConfig


class ThanksConfig(AppConfig):
    name = "ombud.thanks"
    default_auto_field = "django.db.models.BigAutoField"
