"""One council's self-assessment in one cycle, and its timeline."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models.cycle import Cycle, last_minute
from assessments.workflow import MOVES, STANDINGS, UNFINISHED, State
from councils.models import Council, CouncilRole
from records.holdings import months_before

# How long what a council withdrew is kept for it.
KEPT_MONTHS = 12


class AssessmentQuerySet(models.QuerySet):
    """Named questions about self-assessments."""

    def of_person(self, user):
        """Those of the councils that this person has an open role on: all others are 404."""
        return self.filter(council__in=CouncilRole.objects.of(user).values("council"))

    def of_councils(self, numbers):
        """Those of these councils, with what their pages need."""
        return self.filter(council__in=numbers).select_related("council", "cycle__question_set")

    def signed(self):
        """Those that have been signed at least once: all that a reviewer may know of."""
        return self.filter(snapshots__isnull=False).distinct()

    def readable(self):
        """Those of which reviewers may read what was signed: what is withdrawn is the council's alone."""
        return self.signed().exclude(state=State.WITHDRAWN)

    def newest(self):
        """Of each council and cycle the newest revision."""
        newer = Assessment.objects.filter(
            council=OuterRef("council"), cycle=OuterRef("cycle"), revision__gt=OuterRef("revision")
        )
        return self.filter(~Exists(newer))

    def waiting_for_review(self):
        """Signed and not yet accepted or returned, longest wait first."""
        return self.filter(state=State.SUBMITTED).order_by("state_since", "pk")

    def unfinished(self):
        """Never signed, and still with the council: what the end of the time concerns."""
        return self.filter(state__in=UNFINISHED, reference=None, revision=1)


class Assessment(models.Model):
    """A council's answers in a cycle. Only ``actions.perform`` changes its state."""

    council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text="Whose self-assessment it is.",
    )
    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="assessments", help_text="The round it belongs to."
    )
    revision = models.PositiveSmallIntegerField(default=1, help_text="1, or more where it was opened again.")
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.NOT_STARTED, help_text="Where it stands."
    )
    state_since = models.DateTimeField(default=timezone.now, help_text="Since when it has stood there.")
    lock_version = models.PositiveIntegerField(default=0, help_text="Counts its moves.")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who last sent it for sign-off.",
    )
    sharing_chosen_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last chosen what to share."
    )
    reference = models.CharField(
        max_length=20,
        unique=True,
        null=True,
        blank=True,
        help_text="What people quote, such as KIL-2026-0042.",
    )
    published = models.OneToOneField(
        "Snapshot",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_for",
        help_text="The signed version that was accepted.",
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # few rows, and an index made on a table in use would hold up its writers
        verbose_name="read by",
        help_text="The reviewer who reads it.",
    )
    completed_at = models.DateTimeField(null=True, blank=True, help_text="When Locality accepted it.")
    extended_to = models.DateField(
        null=True, blank=True, help_text="The last day of this council, where Locality gave it more time."
    )
    withdrawal_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # as for the reader
        help_text="The lead officer who asked to withdraw it. The sign-off officer confirms.",
    )
    withdrawal_asked_at = models.DateTimeField(null=True, blank=True, help_text="When that was.")
    kept_on_request = models.BooleanField(
        default=False,
        db_default=False,
        help_text="The council asked to keep it after it was withdrawn.",
    )
    emptied_at = models.DateTimeField(
        null=True, blank=True, help_text="When the answers of a withdrawn one were deleted."
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "self-assessment"
        ordering = ["-cycle__opens_on", "council__name", "-revision"]
        permissions = [
            ("review_assessment", "Can read, accept and return signed self-assessments"),
            ("reopen_assessment", "Can open a complete self-assessment again, when the council asks"),
            ("merge_assessment", "Can close the self-assessment of a council that was abolished"),
            ("assist_assessment", "Can enter answers for a council, when it asks"),
            ("manage_assessment", "Can see what a council and a reviewer disagree about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "cycle", "revision"], name="one_assessment_per_council_cycle_revision"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="assessment_state_is_known"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="assessment_revision_starts_at_1"),
            models.CheckConstraint(
                condition=(
                    Q(state=State.COMPLETE, published__isnull=False, completed_at__isnull=False)
                    | (~Q(state=State.COMPLETE) & Q(published__isnull=True, completed_at__isnull=True))
                ),
                name="complete_means_published",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SUBMITTED, State.COMPLETE]) | Q(reference__isnull=False),
                name="signed_assessment_has_a_reference",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.AWAITING_SIGN_OFF)
                | Q(sent_by__isnull=False, sharing_chosen_at__isnull=False),
                name="sent_assessment_has_sender_and_sharing",
            ),
        ]

    def __str__(self):
        opened_again = f", version {self.revision}" if self.revision > 1 else ""
        return f"{self.council.name}, {self.cycle.title}{opened_again}"

    def get_absolute_url(self):
        return f"/assessments/{self.council.slug}/{self.cycle_id}/"

    @property
    def standing(self):
        """What the state means: whether answers are open, and whose move it is."""
        return STANDINGS[State(self.state)]

    @property
    def may_be_withdrawn(self):
        """Whether there is a way to withdraw it from where it stands."""
        return MOVES["withdraw"].starts_from(self.state)

    @property
    def deleted_on(self):
        """The day from which a withdrawn one's answers are deleted."""
        return months_before(timezone.localdate(self.state_since), -KEPT_MONTHS)

    @property
    def running_assistances(self):
        """Who enters answers for the council now: one at most."""
        return self.assistances.filter(ended_at=None)

    @property
    def answers_open(self):
        """True while answers, evidence and sharing can change."""
        return self.standing.answers_open and self.in_time

    @property
    def due_on(self):
        """The closing day that this council is told: its own if it was given more time."""
        return max(self.extended_to or self.cycle.closes_on, self.cycle.closes_on)

    @property
    def deadline(self):
        """The last minute of that day, 23:59 UK time."""
        return last_minute(self.due_on)

    @property
    def last_day(self):
        """The last day on which work is taken: of the grace, or of the time that was given."""
        return max(self.extended_to or self.cycle.last_day, self.cycle.last_day)

    @property
    def last_minute(self):
        """The last minute of that day, 23:59 UK time."""
        return last_minute(self.last_day)

    @property
    def has_more_time(self):
        """Whether Locality gave this council a later day than all others."""
        return self.extended_to is not None and self.extended_to > self.cycle.closes_on

    @property
    def in_time(self):
        """Whether the council may work on it now: the one place where that rule lives.

        From the opening of the cycle until ten working days after its deadline, or until
        the last day of the time that Locality gave to this council alone, whichever is
        later. What was signed once is between the council and Locality, and only closing
        the cycle ends that; what Locality opened again is open until it is done. Given
        time holds after the cycle was closed.
        """
        today = timezone.localdate()
        if self.cycle.opened_at is None:
            return False
        if self.revision > 1 or (self.extended_to is not None and today <= self.extended_to):
            return True
        return self.cycle.is_open and (self.reference is not None or today <= self.cycle.last_day)

    @property
    def is_late(self):
        """Whether the closing day is over and the council may still work on it."""
        return self.in_time and timezone.now() > self.deadline

    def make_reference(self):
        """Return the reference people quote, such as KIL-2026-0042.

        Its number is the row's own, given when the cycle opened: no two rows can
        share it, and a restored backup gives the same council the same number.
        """
        return f"KIL-{self.cycle.opens_on.year}-{self.pk:04d}"


class Event(models.Model):
    """One line of a self-assessment's timeline. Written by actions, never changed."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="events")
    move = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    # Nobody: the portal did it by itself.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.text

    @property
    def is_move(self):
        """True if the line records a change of state."""
        return self.move in MOVES
