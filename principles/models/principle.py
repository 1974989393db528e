"""The six Keep it Local principles."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from records.models import PublicRow, Sourced


class Principle(Sourced, PublicRow):
    """One of the six. The name is official; label and meaning are our reading."""

    number = models.PositiveSmallIntegerField(unique=True, help_text="1 to 6, in Locality's order.")
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The last part of the page's address. It is a promise: do not change it.",
    )
    name = models.CharField(max_length=200, help_text="The official name, exactly as Locality publishes it.")
    wording_version = models.CharField(
        max_length=60, default="March 2020", help_text="Which published wording this is."
    )
    short_label = models.CharField(
        max_length=40, help_text="Two or three words for tight places. Our reading."
    )
    meaning = models.TextField(help_text="What it means, in one or two plain sentences. Our reading.")
    why = models.TextField(
        "why it matters", blank=True, help_text="Why a resident would notice. Our reading."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=Q(number__range=(1, 6)), name="six_principles")]

    def __str__(self):
        return f"{self.number}. {self.name}"

    def get_absolute_url(self):
        return f"/principles/{self.slug}/"


class PrincipleNote(Sourced, PublicRow):
    """Something councils do under a principle, or a sign of good practice."""

    class Kind(models.TextChoices):
        ACTION = "action", "What councils do"
        SIGN = "sign", "Sign of good practice"

    principle = models.ForeignKey(
        Principle, on_delete=models.CASCADE, related_name="notes", help_text="The principle it belongs to."
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, help_text="What kind of note this is.")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    text = models.TextField(help_text="One plain sentence.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["principle", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["principle", "kind", "order"], name="one_note_per_place")
        ]

    def __str__(self):
        return self.text
