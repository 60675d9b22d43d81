from django.apps import AppConfig


class InboxesConfig(AppConfig):
    name = "ombud.inboxes"
    default_auto_field = "django.db.models.BigAutoField"
