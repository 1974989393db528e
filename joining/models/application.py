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
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    state_since = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text="When the applicant last changed it.")
    reference = models.CharField(max_length=20, unique=True, null=True, blank=True)
    email = models.EmailField("where we write to", help_text="Where the link to this application goes.")
    proved_at = models.DateTimeField(null=True, blank=True, help_text="When its link was first used.")

    route = models.CharField("how the principles were endorsed", max_length=20, choices=ROUTES, blank=True)
    decided_on = models.DateField("day of the decision or signature", null=True, blank=True)
    link = models.URLField("link to the decision", max_length=500, blank=True)
    signed_councillor = models.CharField("signed by, councillor", max_length=150, blank=True)
    signed_officer = models.CharField("signed by, officer", max_length=150, blank=True)

    councillor = models.CharField("champion councillor", max_length=10, choices=InPost.choices, blank=True)
    councillor_role = models.CharField("the councillor's post", max_length=150, blank=True)
    officer = models.CharField("senior officer champion", max_length=10, choices=InPost.choices, blank=True)
    officer_role = models.CharField("the officer's post", max_length=150, blank=True)

    conversation = models.CharField(
        "conversation with the community", max_length=8, choices=Talk.choices, blank=True
    )
    held_on = models.DateField("held on", null=True, blank=True)
    planned_for = models.CharField("planned for", max_length=60, blank=True)
    who_took_part = models.TextField("who took part", blank=True)
    what_was_agreed = models.TextField("what was agreed", blank=True)

    lead_name = models.CharField("lead officer", max_length=150, blank=True)
    lead_role = models.CharField("the lead officer's post", max_length=150, blank=True)
    lead_email = models.EmailField("the lead officer's email address", blank=True)

    publish_on = models.DateField("member from", null=True, blank=True)
    parts = models.JSONField("taken into the register", default=list, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="application"
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
