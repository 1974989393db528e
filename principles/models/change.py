"""What became of a statement from one version of the questions to the next."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from principles.models.questions import Statement
from records.models import PublicRow


class Change(models.TextChoices):
    """What became of a statement. What follows from each stands here and nowhere else."""

    SAME = "same", "The same"
    REWORDED = "reworded", "Reworded, same meaning"
    SPLIT = "split", "Split into several"
    MERGED = "merged", "Merged with another"
    RETIRED = "retired", "No longer asked"
    NEW = "new", "New"

    @property
    def is_compared(self):
        """Whether the answers of two years can be compared: only if the words are the same."""
        return self == Change.SAME

    @property
    def is_carried(self):
        """Whether last year's answer can be brought forward, to be confirmed."""
        return self in (Change.SAME, Change.REWORDED)


CARRIED = (Change.SAME, Change.REWORDED)


class StatementLink(PublicRow):
    """One line of the change log between two versions, and what makes answers comparable.

    It can be put right after the questions have been used: it changes no word of them.
    """

    from_statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_to",
        verbose_name="statement in the older version",
        help_text="Leave empty only for a new statement.",
    )
    to_statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="came_from",
        verbose_name="statement in the newer version",
        help_text="Leave empty only for a statement that is no longer asked.",
    )
    kind = models.CharField(
        "what became of it",
        max_length=10,
        choices=Change.choices,
        help_text="Only “the same” is compared from year to year. “The same” and “reworded” let a council "
        "bring its last answer forward.",
    )
    reason = models.CharField(
        max_length=300,
        blank=True,
        help_text="Why, in one plain sentence. Everybody can read it beside the questions.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "change of a statement"
        verbose_name_plural = "changes of statements"
        ordering = ["to_statement__key", "from_statement__key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Change.values), name="change_is_known"),
            models.CheckConstraint(
                condition=(Q(kind=Change.NEW) & Q(from_statement__isnull=True))
                | (~Q(kind=Change.NEW) & Q(from_statement__isnull=False)),
                name="only_new_comes_from_nothing",
                violation_error_message="Choose the older statement, unless this one is new.",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Change.RETIRED) & Q(to_statement__isnull=True))
                | (~Q(kind=Change.RETIRED) & Q(to_statement__isnull=False)),
                name="only_retired_leads_to_nothing",
                violation_error_message="Choose the newer statement, unless the old one is no longer asked.",
            ),
            models.CheckConstraint(
                condition=~Q(from_statement=F("to_statement")), name="no_statement_follows_itself"
            ),
            models.UniqueConstraint(
                fields=["from_statement", "to_statement"],
                name="one_change_between_two_statements",
                violation_error_message="What became of this statement is recorded already.",
            ),
            models.UniqueConstraint(
                fields=["to_statement"],
                condition=Q(kind__in=[*CARRIED, Change.NEW]),
                name="a_statement_follows_one_at_most",
                violation_error_message="The newer statement has a line already that says where it is from.",
            ),
            models.UniqueConstraint(
                fields=["from_statement"],
                condition=Q(kind=Change.RETIRED),
                name="a_statement_is_retired_once",
                violation_error_message="This statement is recorded already as no longer asked.",
            ),
        ]

    def __str__(self):
        old = f"{self.from_statement.key} → " if self.from_statement_id else ""
        new = self.to_statement.key if self.to_statement_id else ""
        return f"{old}{new or 'not asked'}: {self.get_kind_display().lower()}"

    @property
    def change(self):
        """The kind, with what follows from it."""
        return Change(self.kind)

    def clean(self):
        super().clean()
        self.refuse_one_version()

    def refuse_one_version(self):
        """Raise ``ValidationError`` unless it leads from an older version to a newer one."""
        if self.from_statement is None or self.to_statement is None:
            return
        older, newer = self.from_statement.question_set, self.to_statement.question_set
        if older.version >= newer.version:
            raise ValidationError("Choose an older statement from an earlier version than the newer one.")

    def save(self, *args, **kwargs):
        self.refuse_one_version()
        super().save(*args, **kwargs)
