"""What was signed: an immutable snapshot, its hash, and the signature under it.

Everything that anybody outside the council reads comes from here.
"""

import hashlib
import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from assessments.models.answer import Kind
from assessments.models.assessment import Assessment
from assessments.workflow import READ_STATES, State
from councils.models import CouncilRole
from principles.models import Level


class ImmutableError(ValidationError):
    """What has been signed stays as it was."""

    def __init__(self):
        super().__init__("This has been signed, so it stays as it was.")


class ImmutableQuerySet(models.QuerySet):
    """Rows that are added and never changed or removed."""

    def _refuse(self, *args, **kwargs):
        raise ImmutableError

    update = bulk_update = delete = update_or_create = _refuse


class ImmutableRow(models.Model):
    """A row that is saved once."""

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise ImmutableError


class SnapshotQuerySet(ImmutableQuerySet):
    """Which signed work a reader may know of; how much of it is in ``results.py``."""

    def of_council_and_cycle(self, assessment):
        """All that was signed of one self-assessment, in its earlier revisions too."""
        return self.filter(assessment__council=assessment.council_id, assessment__cycle=assessment.cycle_id)

    def published(self):
        """Accepted snapshots, one for each council and cycle: the newest revision's."""
        newer = Assessment.objects.filter(
            council=OuterRef("assessment__council"),
            cycle=OuterRef("assessment__cycle"),
            revision__gt=OuterRef("assessment__revision"),
            published__isnull=False,
        )
        return self.filter(~Exists(newer), published_for__isnull=False)

    def standing(self):
        """Accepted snapshots, and the last one of each self-assessment that waits to be read."""
        last = Snapshot.objects.filter(assessment=OuterRef("assessment")).order_by("-pk").values("pk")[:1]
        waiting = self.filter(assessment__state__in=READ_STATES, pk=Subquery(last))
        return self.filter(Q(pk__in=self.published().values("pk")) | Q(pk__in=waiting.values("pk")))

    def visible_to(self, reader):
        """All of them for a reviewer; otherwise published ones and those of the reader's own councils."""
        if not reader.is_authenticated:
            return self.published()
        if reader.has_perm("assessments.review_assessment"):
            return self.exclude(assessment__state=State.WITHDRAWN)
        own = self.filter(assessment__council__in=CouncilRole.objects.of(reader).values("council"))
        return self.filter(Q(pk__in=self.published().values("pk")) | Q(pk__in=own.values("pk")))


class Snapshot(ImmutableRow):
    """The whole self-assessment as it was signed, as canonical JSON with its SHA-256.

    It holds roles and the numbers of people; what people wrote in it may name somebody,
    and only ``redaction`` takes that out.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_snapshot_per_number"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_has_its_hash"
            ),
        ]

    def __str__(self):
        return f"{self.assessment}, signed version {self.number}"

    @staticmethod
    def canonical(data):
        """Return the one way to write these data as text: keys in order, no spaces, as UTF-8."""
        return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def hash_of(content):
        """Return the SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def data(self):
        """The content, read."""
        return json.loads(self.content)

    @property
    def is_intact(self):
        """Whether the content still has the hash that was signed."""
        return self.hash_of(self.content) == self.sha256


class SnapshotAnswer(ImmutableRow):
    """One signed answer as a row, so that levels can be asked for without reading texts."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="answers")
    statement_key = models.CharField(max_length=4)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)

    class Meta:
        ordering = ["snapshot", "statement_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "statement_key"], name="one_signed_answer_per_statement"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=Kind.LEVEL, level__isnull=False, level__in=Level.values)
                    | (Q(level__isnull=True) & Q(kind__in=[Kind.DO_NOT_KNOW, Kind.NOT_OUR_SERVICE]))
                ),
                name="signed_level_goes_with_its_kind",
            ),
        ]

    def __str__(self):
        return f"{self.statement_key}: {self.get_level_display() or self.get_kind_display()}"


class Signature(ImmutableRow):
    """Who signed which snapshot, in which role, and the statements they agreed to."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="signature")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=150)
    # Whose place the signer took, if anybody's. No index: nobody asks this way round.
    in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    in_place_of_role = models.CharField(max_length=150, blank=True, default="", db_default="")
    statements = models.TextField()
    snapshot_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["signed_at"]

    def __str__(self):
        return f"Signed by {self.full_role}, {timezone.localtime(self.signed_at):%-d %B %Y}"

    @property
    def full_role(self):
        """The signer's role, and whose place they took: what everybody may read."""
        if not self.in_place_of_role:
            return self.role
        return f"{self.role} standing in for the {self.in_place_of_role}"


class Redaction(ImmutableRow):
    """A person's words were taken out of a signed version: when, and its fingerprint before and after.

    The signature keeps the fingerprint that was signed, so that the chain can be followed.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="redactions")
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.snapshot}: personal details taken out on {timezone.localtime(self.made_at):%-d %B %Y}"
