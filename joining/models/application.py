"""A council's application to join, from the first draft to the register, and what happened to it."""

import hashlib
import json
import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.actions import InPost
from councils.models import CommunityConversation, Council, Endorsement, Membership
from joining.workflow import OPEN, STANDINGS, WITH_LOCALITY, State

Route, Talk = Endorsement.Route, CommunityConversation.State
ROUTES = [(route.value, route.label) for route in Route if route]
UNNUMBERED = (State.DRAFT, State.WITHDRAWN)
# In these every question has its answer.
WHOLE = (State.SENT, State.APPROVED, State.JOINED)


class Part(models.TextChoices):
    """What of an application staff take into the register, each as it is or not at all."""

    ENDORSEMENT = "endorsement", "The endorsement"
    COUNCILLOR = "councillor", "The champion councillor"
    OFFICER = "officer", "The senior officer champion"
    CONVERSATION = "conversation", "The conversation with the community"


class ApplicationQuerySet(models.QuerySet):
    """Named questions about applications."""

    def waiting(self):
        """Those that Locality has to read, longest wait first."""
        return self.filter(state=State.SENT).order_by("state_since", "pk")

    def seen_by_staff(self):
        """Those that were ever sent: a draft is nobody's business but its writer's."""
        return self.filter(reference__isnull=False)

    def due(self):
        """Approved ones whose day has come, in order of the day."""
        today = timezone.localdate()
        return self.filter(state=State.APPROVED, publish_on__lte=today).order_by("publish_on", "pk")


class Application(models.Model):
    """What a council sends in to join. Only ``joining.actions`` changes it. Nothing of it is public."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    generation = models.PositiveIntegerField(default=1, help_text="Raised to end all links that were mailed.")
    version = models.PositiveIntegerField(default=0, help_text="Counts its saves and moves.")
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="applications", help_text="Which council asks."
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, help_text="Where it stands."
    )
    state_since = models.DateTimeField(default=timezone.now, help_text="Since when it has stood there.")
    touched_at = models.DateTimeField(default=timezone.now, help_text="When the applicant last changed it.")
    reference = models.CharField(
        max_length=20, unique=True, null=True, blank=True, help_text="What people quote. A draft has none."
    )
    email = models.EmailField("where we write to", help_text="Where the link to this application goes.")
    proved_at = models.DateTimeField(null=True, blank=True, help_text="When its link was first used.")

    route = models.CharField(
        "how it was endorsed", max_length=20, choices=ROUTES, blank=True, help_text="Who decided."
    )
    decided_on = models.DateField(null=True, blank=True, help_text="The day of the decision or signature.")
    link = models.URLField(
        "link to the decision", max_length=500, blank=True, help_text="The minute or report, if public."
    )
    signed_councillor = models.CharField(max_length=150, blank=True, help_text="The post of who signed.")
    signed_officer = models.CharField(max_length=150, blank=True, help_text="The post of who signed.")

    councillor = models.CharField(
        "champion councillor", max_length=10, choices=InPost.choices, blank=True, help_text="If in post."
    )
    councillor_role = models.CharField(max_length=150, blank=True, help_text="The post.")
    officer = models.CharField(
        "senior officer champion", max_length=10, choices=InPost.choices, blank=True, help_text="If in post."
    )
    officer_role = models.CharField(max_length=150, blank=True, help_text="The post.")

    conversation = models.CharField(
        max_length=8, choices=Talk.choices, blank=True, help_text="Whether it was held or is planned."
    )
    held_on = models.DateField(null=True, blank=True, help_text="If held: the day.")
    planned_for = models.CharField(max_length=60, blank=True, help_text="If planned: a month or a season.")
    who_took_part = models.TextField(blank=True, help_text="Groups and organisations, not private people.")
    what_was_agreed = models.TextField(blank=True, help_text="In two or three plain sentences.")

    lead_name = models.CharField(max_length=150, blank=True, help_text="The lead officer to be.")
    lead_role = models.CharField(max_length=150, blank=True, help_text="Their post.")
    lead_email = models.EmailField(blank=True, help_text="Where the invitation goes.")

    publish_on = models.DateField("member from", null=True, blank=True, help_text="Nothing is public before.")
    parts = models.JSONField(default=list, blank=True, help_text="What staff take into the register.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who approved it.",
    )
    membership = models.OneToOneField(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="application",
        help_text="What came of it.",
    )
    erased_at = models.DateTimeField(null=True, blank=True, help_text="When what tells who wrote it went.")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "application to join"
        verbose_name_plural = "applications to join"
        ordering = ["-state_since", "-pk"]
        permissions = [("decide_application", "Can ask about, approve and decline applications")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="application_state_is_known"),
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(state__in=WITH_LOCALITY),
                name="one_application_of_a_council_with_locality",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNNUMBERED) | Q(reference__isnull=False),
                name="sent_application_has_a_reference",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPROVED, State.JOINED])
                | Q(publish_on__isnull=False, decided_by__isnull=False),
                name="approved_application_has_day_and_person",
            ),
            models.CheckConstraint(
                condition=Q(state=State.JOINED, membership__isnull=False)
                | (~Q(state=State.JOINED) & Q(membership__isnull=True)),
                name="joined_means_membership",
            ),
            models.CheckConstraint(
                condition=~Q(conversation=Talk.HELD, state__in=WHOLE) | Q(held_on__isnull=False),
                name="sent_conversation_held_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.council.official_name}, {self.reference or 'not sent yet'}"

    def get_absolute_url(self):
        return f"/joining/{self.key}/"

    @property
    def standing(self):
        """What the state means: whether the answers are open, and whose move it is."""
        return STANDINGS[State(self.state)]

    @property
    def answers_open(self):
        return self.state in OPEN

    @property
    def names_a_councillor(self):
        return self.councillor in (InPost.IN_POST, InPost.IN_CABINET)

    @property
    def names_an_officer(self):
        return self.officer == InPost.IN_POST

    def make_reference(self):
        """Return the reference people quote, such as JOIN-2026-0042: its number is the row's own."""
        return f"JOIN-{timezone.localdate().year}-{self.pk:04d}"

    def fingerprint(self, names):
        """Return a short mark of what these fields hold now: it changes when one of them does."""
        held = json.dumps([getattr(self, name) for name in names], cls=DjangoJSONEncoder)
        return hashlib.sha256(held.encode()).hexdigest()[:16]


class ApplicationEvent(models.Model):
    """One line of an application's story. Written by actions, never changed but to erase a person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    move = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.text
