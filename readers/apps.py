"""The readers app."""

from django.apps import AppConfig


class ReadersConfig(AppConfig):
    name = "readers"
    verbose_name = "Readers who write to us or follow by email"
