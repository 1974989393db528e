"""Somebody saying of facts that they are still right: who by role, when, which, and on which request."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Confirmation(models.Model):
    """What one person confirmed at one time. It is kept; the facts themselves carry day and role.

    Rows of the apps above are not pointed to: ``about`` is the address of the public page, and
    ``facts`` are the sentences as that page said them.
    """

    about = models.CharField("page", max_length=200, db_index=True)
    name = models.CharField("whose facts", max_length=200)
    role = models.CharField("confirmed by", max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="confirmations",
        verbose_name="person",
    )
    request = models.CharField("on which request", max_length=120)
    facts = models.JSONField("still right", default=list)
    left_out = models.JSONField("not confirmed", default=list)
    at = models.DateTimeField("confirmed at", default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name}, {self.role}"
