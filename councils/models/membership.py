"""Membership and the promises that come with it, each a row with its own source."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords

from councils.models.council import Council
from records.models import PublicName, PublicQuerySet, PublicRow, Sourced


class MembershipQuerySet(PublicQuerySet):
    """Named questions about memberships."""

    def open(self):
        """Memberships that have not ended by today."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate()))


class Membership(Sourced, PublicRow):
    """A council's time in the network. It may leave and join again: one row each time."""

    class Precision(models.TextChoices):
        DAY = "day", "On this day"
        BY = "by", "By this day (the exact date is not known)"

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="memberships", help_text="The council that joined."
    )
    joined_on = models.DateField(help_text="The day it joined, or the latest day by which it had.")
    joined_precision = models.CharField(
        max_length=4,
        choices=Precision.choices,
        default=Precision.DAY,
        help_text="Choose “by” if the exact day is not known.",
    )
    joined_note = models.CharField(
        max_length=250, blank=True, help_text="How the date is known, in one sentence, if it needs saying."
    )
    ended_on = models.DateField(
        "left on", null=True, blank=True, help_text="The day it left. Leave empty while it is a member."
    )
    ended_note = models.CharField(
        "why it left", max_length=250, blank=True, help_text="In one neutral sentence."
    )

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["joined_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(ended_on__isnull=True),
                name="one_open_membership",
                violation_error_message="This council is a member already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("joined_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="The council cannot leave before it joined.",
            ),
        ]

    def __str__(self):
        return f"{self.council.name}, {self.since}"

    @property
    def is_open(self):
        """Whether it goes on today: the same rule as ``open()``, for a row already read."""
        return self.ended_on is None or self.ended_on > timezone.localdate()

    @property
    def since(self):
        """“since March 2020”, or “since 2022 or earlier” when only a latest day is known."""
        if self.joined_precision == self.Precision.BY:
            return f"since {self.joined_on.year} or earlier"
        return f"since {date_format(self.joined_on, 'F Y')}"


class Endorsement(Sourced, PublicRow):
    """How and when the council endorsed the six principles."""

    class Route(models.TextChoices):
        SIGNED = "signed", "Signed endorsement"
        CABINET = "cabinet", "Cabinet decision"
        LEAD_MEMBER = "lead-member", "Decision of a lead member"
        MAYOR = "mayor", "Decision of the mayor"
        COMMITTEE = "committee", "Committee decision"
        FULL_COUNCIL = "full-council", "Decision of the full council"
        NOT_RECORDED = "", "Not recorded yet"

    class Standing(models.TextChoices):
        MADE = "made", "Made"
        RECOMMENDED = "recommended", "Recommended; no record of the decision was found"

    membership = models.OneToOneField(
        Membership,
        on_delete=models.PROTECT,
        related_name="endorsement",
        help_text="The membership that began with it.",
    )
    route = models.CharField(
        "how it was endorsed",
        max_length=20,
        choices=Route.choices,
        blank=True,
        help_text="Who decided. Leave as “Not recorded yet” if no source says.",
    )
    standing = models.CharField(
        max_length=12,
        choices=Standing.choices,
        default=Standing.MADE,
        help_text="Whether the decision itself is on record.",
    )
    decided_on = models.DateField(null=True, blank=True, help_text="The day of the decision or signature.")
    link = models.URLField(
        "link to the decision", max_length=500, blank=True, help_text="The minute or report, if public."
    )

    history = HistoricalRecords()

    def __str__(self):
        return f"{self.get_route_display()}, {self.membership.council.name}"


class Signatory(PublicRow):
    """Who signed, by role; named only where the source is public."""

    endorsement = models.ForeignKey(
        Endorsement, on_delete=models.CASCADE, related_name="signatories", help_text="What was signed."
    )
    role = models.CharField(max_length=150, help_text="The role, such as “Leader” or “Chief Executive”.")
    person = models.ForeignKey(
        PublicName,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only if a public source names the person.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "signatories"
        ordering = ["pk"]

    def __str__(self):
        return self.role


class CommunityConversation(Sourced, PublicRow):
    """The conversation that a council holds with its community about what this means locally."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"

    membership = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        related_name="conversations",
        help_text="The membership it belongs to.",
    )
    state = models.CharField(max_length=8, choices=State.choices, help_text="Planned or held.")
    held_on = models.DateField(null=True, blank=True, help_text="The day it was held.")
    planned_for = models.CharField(
        max_length=60, blank=True, help_text="If planned: a season or month, such as “spring 2027”."
    )
    who_took_part = models.TextField(blank=True, help_text="Groups and organisations, not private people.")
    what_was_agreed = models.TextField(blank=True, help_text="In two or three plain sentences.")
    what_happened_next = models.TextField(blank=True, help_text="In two or three plain sentences.")
    link = models.URLField(max_length=500, blank=True, help_text="A public note of it, if there is one.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False),
                name="held_conversation_has_its_day",
                violation_error_message="Give the day the conversation was held, or choose “Planned”.",
            )
        ]

    def __str__(self):
        return f"{self.get_state_display()} conversation, {self.membership.council.name}"
