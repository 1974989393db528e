"""A council's answers, every saved version of them, and what they point to."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, Prefetch, Q
from django.utils import timezone

from assessments.models.assessment import Assessment
from councils.models import Council
from principles.models import Level, Statement

MAX_WORDS = 60
MAX_EVIDENCE = 5
LINK_OR_HOLDER = "Enter a link that starts with https://, or say who holds the document."

# Of answers: brought forward (``carried.py``), not confirmed, and nobody has saved other words since.
UNCONFIRMED = Q(carried__isnull=False, carried__confirmed_at__isnull=True, version=1)


def at_most_sixty_words(text):
    """Raise ``ValidationError`` if the text has more than 60 words."""
    words = len(text.split())
    if words > MAX_WORDS:
        raise ValidationError(f"Use {MAX_WORDS} words or fewer. This has {words}.")


class Kind(models.TextChoices):
    """What an answer says: a level, or one of the two other valid answers."""

    LEVEL = "level", "A level"
    DO_NOT_KNOW = "do_not_know", "We do not know yet"
    NOT_OUR_SERVICE = "not_our_service", "Not our service"


@dataclass(frozen=True)
class Words:
    """What somebody said about a statement, apart from who and when."""

    kind: str
    level: int | None = None
    basis: str = ""
    done_by: str = ""

    @property
    def label(self):
        """The words of the level, or of the other answer."""
        return Level(self.level).label if self.kind == Kind.LEVEL else Kind(self.kind).label


class Said(models.Model):
    """The columns that an answer and each of its versions share, and who saved them."""

    kind = models.CharField(max_length=16, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)
    basis = models.TextField(
        "what is this based on?", blank=True, max_length=1000, validators=[at_most_sixty_words]
    )
    done_by = models.CharField("which council does it?", max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    for_council = models.BooleanField("entered by Locality for the council", default=False, db_default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind=Kind.LEVEL, level__isnull=False, level__in=Level.values)
                    | (Q(level__isnull=True) & Q(kind__in=[Kind.DO_NOT_KNOW, Kind.NOT_OUR_SERVICE]))
                ),
                name="%(class)s_level_goes_with_its_kind",
                violation_error_message="Select the answer that fits best, or “We do not know yet”.",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.NOT_OUR_SERVICE) & ~Q(done_by=""))
                | (~Q(kind=Kind.NOT_OUR_SERVICE) & Q(done_by="")),
                name="%(class)s_says_whose_service",
                violation_error_message="Say which council does it.",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="%(class)s_version_starts_at_1"),
        ]

    @property
    def words(self):
        """What was said, as a plain value."""
        return Words(self.kind, self.level, self.basis, self.done_by)

    @property
    def label(self):
        """The words of the level, or of the other answer."""
        return self.words.label


class AnswerQuerySet(models.QuerySet):
    """Named questions about answers."""

    def with_evidence(self):
        """Answers with who saved them and what they point to, in two queries."""
        pointers = AnswerEvidence.objects.select_related("evidence")
        return self.select_related("saved_by").prefetch_related(Prefetch("pointers", pointers))

    def needing_checks(self):
        """Answers that say as ``needs_checking`` whether they were brought forward and are not confirmed."""
        return self.annotate(needs_checking=ExpressionWrapper(UNCONFIRMED, models.BooleanField()))


class Answer(Said):
    """What the council says of itself for one statement, as it stands now."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    evidence = models.ManyToManyField("Evidence", through="AnswerEvidence", related_name="answers")

    objects = AnswerQuerySet.as_manager()

    class Meta(Said.Meta):
        ordering = ["statement__key"]
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "statement"], name="one_answer_per_statement"),
        ]

    def __str__(self):
        return f"{self.statement.key}: {self.label}"

    @property
    def is_answered(self):
        """“We do not know yet” is a valid answer that counts as not answered, never as low."""
        return self.kind != Kind.DO_NOT_KNOW

    @property
    def is_top_level(self):
        """Whether the answer is “How we work”, which needs something to point at."""
        return self.level == Level.HOW_WE_WORK


class AnswerVersion(Said):
    """One acknowledged save of an answer: nothing that was saved is ever lost."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="versions")

    class Meta(Said.Meta):
        ordering = ["answer", "version"]
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(fields=["answer", "version"], name="one_row_per_answer_version"),
        ]

    def __str__(self):
        return f"{self.answer}, version {self.version}"


class EvidenceQuerySet(models.QuerySet):
    """Named questions about a council's library."""

    def offered(self, council):
        """The documents of a council that can be used: all but those that were put away."""
        return self.filter(council=council, retired_at__isnull=True)


class Evidence(models.Model):
    """A document in a council's own library: a link, or who holds it. Nothing is uploaded."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    held_by = models.CharField("held by", max_length=150, blank=True)
    dated_on = models.DateField("date of the document", null=True, blank=True)
    is_public = models.BooleanField("may be shown in public", default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField("put away", null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(held_by="")) | (~Q(link="") & Q(held_by="")),
                name="evidence_is_a_link_or_held",
                violation_error_message=LINK_OR_HOLDER,
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                name="evidence_link_is_a_web_address",
                violation_error_message=LINK_OR_HOLDER,
            ),
        ]

    def __str__(self):
        return self.title


class AnswerEvidence(models.Model):
    """An answer points to a document."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="pointers")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="pointers")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "evidence"], name="evidence_once_per_answer")
        ]

    def __str__(self):
        return f"{self.answer} → {self.evidence}"
