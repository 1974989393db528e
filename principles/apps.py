from django.apps import AppConfig


class PrinciplesConfig(AppConfig):
    name = "principles"
    verbose_name = "Principles and questions"
    default_auto_field = "django.db.models.BigAutoField"
