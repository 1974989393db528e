"""A change that somebody proposes to a public page. The page stays as it is until staff approve."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

OPEN = ("waiting", "asked")


class ProposalQuerySet(models.QuerySet):
    """Named questions about proposals."""

    def open(self):
        """Those that are neither decided nor taken back."""
        return self.filter(state__in=OPEN)

    def waiting(self):
        """Those that wait for staff."""
        return self.filter(state=Proposal.State.WAITING)


class Proposal(models.Model):
    """Field by field what a page says and what it should say, as plain values.

    ``values`` are the proposed ones by field; ``against`` is what the page said when they were
    written down, of each field that belongs with them. ``lines`` are the same for people to read.
    ``version`` steps with every change, so that nobody decides on what they have not seen.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for Locality"
        ASKED = "asked", "Locality asks for changes"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Not taken up"
        WITHDRAWN = "withdrawn", "Taken back"

    about = models.CharField("page", max_length=200, db_index=True, help_text="The page's address.")
    name = models.CharField("whose page", max_length=200, help_text="Whose page it is.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="proposals",
        verbose_name="proposed by",
        help_text="Who proposed it.",
    )
    role = models.CharField("in the role of", max_length=120, help_text="In which role.")
    values = models.JSONField("proposed", default=dict, help_text="What it should say.")
    against = models.JSONField("said then", default=dict, help_text="What the page said then.")
    note = models.TextField("what has changed", blank=True, help_text="In the words of who proposed it.")
    source_link = models.URLField(
        "where it can be checked", max_length=500, blank=True, help_text="A public page that says so."
    )
    changed_on = models.DateField(
        "first day of a new champion", null=True, blank=True, help_text="If a champion has changed."
    )
    state = models.CharField(
        "where it stands",
        max_length=10,
        choices=State.choices,
        default=State.WAITING,
        help_text="Where it stands.",
    )
    version = models.PositiveIntegerField(default=1, help_text="Steps with every change.")
    made_at = models.DateTimeField("proposed at", default=timezone.now, help_text="When it came.")
    changed_at = models.DateTimeField(
        "last changed", default=timezone.now, help_text="When it last changed hands."
    )
    answer = models.TextField("Locality's words", blank=True, help_text="What Locality said.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who answered.",
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "proposed change"
        ordering = ["changed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=Q(state__in=OPEN), name="one_open_proposal_per_page"
            ),
        ]

    def __str__(self):
        return f"{self.name}, proposed by {self.role}"

    @property
    def is_open(self):
        return self.state in OPEN
