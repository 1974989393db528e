"""The words that case studies are found by. Staff may add to them."""

from django.db import models

from records.models import PublicRow


class Named(PublicRow):
    """A word that case studies are found by."""

    slug = models.SlugField(
        "address",
        max_length=60,
        unique=True,
        help_text="Stands in addresses. It is a promise: do not change it.",
    )
    name = models.CharField(max_length=80, unique=True, help_text="The words people see.")
    order = models.PositiveSmallIntegerField(default=100, help_text="Lower numbers come first.")

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class Topic(Named):
    """What a case study helps with, such as loneliness."""

    class Meta(Named.Meta):
        verbose_name = "topic"


class ServiceArea(Named):
    """What kind of work it is, such as social prescribing."""

    class Meta(Named.Meta):
        verbose_name = "kind of service"
        verbose_name_plural = "kinds of service"
