"""Who speaks up for the principles inside a council."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from councils.models.council import Council
from records.models import PublicName, PublicQuerySet, PublicRow, Sourced


class ChampionQuerySet(PublicQuerySet):
    """Named questions about champions."""

    def open(self):
        """Champions in post, and posts being filled, today."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gt=timezone.localdate()))


class Champion(Sourced, PublicRow):
    """Somebody who speaks up for the principles inside a council, or that post being filled."""

    class Slot(models.TextChoices):
        COUNCILLOR = "councillor", "Champion councillor"
        OFFICER = "officer", "Senior officer champion"

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="champions", help_text="The council."
    )
    slot = models.CharField(
        "which champion",
        max_length=12,
        choices=Slot.choices,
        help_text="The councillor or the senior officer.",
    )
    being_appointed = models.BooleanField(
        default=False, help_text="Tick while the council is choosing somebody."
    )
    role = models.CharField(
        max_length=150, blank=True, help_text="The post, such as “Lead Member for Communities”."
    )
    in_cabinet = models.BooleanField(
        "the source says cabinet",
        default=False,
        help_text="Tick only if the source says so. Some councils have a mayor or committees instead.",
    )
    person = models.ForeignKey(
        PublicName,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only if a public source names the person.",
    )
    from_on = models.DateField("from", null=True, blank=True, help_text="The day it began, if known.")
    to_on = models.DateField(
        "to", null=True, blank=True, help_text="The day it ended. Leave empty while it goes on."
    )

    note = models.CharField(
        max_length=250,
        blank=True,
        help_text="Anything that needs saying, such as that no record of the decision was found.",
    )

    objects = ChampionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["slot", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "slot"],
                condition=Q(to_on__isnull=True),
                name="one_open_champion_per_slot",
                violation_error_message=(
                    "There is a champion in this place already. Give that one an end date first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(being_appointed=True, role="", person__isnull=True)
                | (Q(being_appointed=False) & ~Q(role="")),
                name="champion_has_a_role_or_is_being_appointed",
                violation_error_message=(
                    "Enter the champion's role, or tick “being appointed” and leave role and person empty."
                ),
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="champion_ends_after_start",
                violation_error_message="A champion cannot end before they begin.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.council.name}"

    @property
    def is_open(self):
        """Whether it goes on today: the same rule as ``open()``, for a row already read."""
        return self.to_on is None or self.to_on > timezone.localdate()

    @property
    def title(self):
        """“Cabinet champion” only where the source says cabinet."""
        if self.slot == self.Slot.COUNCILLOR and self.in_cabinet:
            return "Cabinet champion"
        return self.get_slot_display()
