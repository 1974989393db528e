"""What an organisation offers to people."""

from django.db import models
from simple_history.models import HistoricalRecords

from organisations.models.organisation import Organisation
from records.models import PublicRow, Sourced


class Service(Sourced, PublicRow):
    """One thing people can go to, join or get from an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="services", help_text="Who offers it."
    )
    name = models.CharField(max_length=160, help_text="What it is called.")
    what = models.TextField("what it is", blank=True, max_length=1000, help_text="In plain sentences.")
    for_whom = models.CharField(max_length=200, blank=True, help_text="Such as “Older people in Elland”.")
    where = models.CharField(max_length=200, blank=True, help_text="A place or building that is public.")
    how_to_reach = models.CharField(
        max_length=200, blank=True, help_text="How people get to it: walk in, phone, or be referred."
    )
    link = models.URLField(max_length=500, blank=True, help_text="Its own page, if there is one.")
    ended_on = models.DateField(
        "stopped on", null=True, blank=True, help_text="The day it stopped. Leave empty while it goes on."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="service_once_per_organisation")
        ]

    def __str__(self):
        return self.name
