from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "joining"
    verbose_name = "Joining the network"
    default_auto_field = "django.db.models.BigAutoField"
