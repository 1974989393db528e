"""Somebody saying of facts that they are still right: who by role, when, which, and on which request."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Confirmation(models.Model):
    """What one person confirmed at one time. It is kept; the facts themselves carry day and role.

    Rows of the apps above are not pointed to: ``about`` is the address of the public page, and
    ``facts`` are the sentences as that page said them.
    """

    about = models.CharField("page", max_length=200, db_index=True, help_text="The page's address.")
    name = models.CharField("whose facts", max_length=200, help_text="Whose page it is.")
    role = models.CharField("confirmed by", max_length=120, help_text="In which role, as the page says.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="confirmations",
        verbose_name="person",
        help_text="Whose answer it was. It is not published.",
    )
    request = models.CharField("on which request", max_length=120, help_text="Which message was answered.")
    facts = models.JSONField("still right", default=list, help_text="The facts, as the page said them.")
    left_out = models.JSONField("not confirmed", default=list, help_text="The facts that were left out.")
    at = models.DateTimeField("confirmed at", default=timezone.now, help_text="When it was.")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name}, {self.role}"
