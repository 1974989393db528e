"""What a council wants to work on next: up to three priorities, each with actions or a reason for none."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from assessments.models.answer import at_most_sixty_words
from assessments.models.assessment import Assessment
from principles.models import Level, Statement

MAX_PRIORITIES = 3
MAX_ACTIONS = 5
PLACES = tuple(range(1, MAX_PRIORITIES + 1))


@dataclass(frozen=True)
class Aim:
    """Where the council wants to be, and why nothing is planned if nothing is."""

    aim: int | None
    words: str = ""
    no_action: str = ""

    @property
    def label(self):
        """The words of the level that is aimed at."""
        return Level(self.aim).label if self.aim else ""


@dataclass(frozen=True)
class Planned:
    """What will be done, apart from who wrote it down and when."""

    what: str
    owner_role: str
    by_when: date
    change: str
    help_needed: str = ""


class Kept(models.Model):
    """Who saved something, when, and how often it was saved."""

    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="%(class)s_version_starts_at_1")
        ]


class AimColumns(Kept):
    """The columns that a priority and each of its versions share."""

    aim = models.PositiveSmallIntegerField("where do you want to be?", choices=Level.choices)
    words = models.TextField(
        "what do you want to be true?", blank=True, max_length=1000, validators=[at_most_sixty_words]
    )
    no_action = models.TextField(
        "why is no action planned?", blank=True, max_length=1000, validators=[at_most_sixty_words]
    )

    class Meta(Kept.Meta):
        abstract = True
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=Q(aim__in=Level.values), name="%(class)s_aim_is_a_level"),
        ]

    @property
    def said(self):
        """What was said, as a plain value."""
        return Aim(self.aim, self.words, self.no_action)


class PriorityQuerySet(models.QuerySet):
    """Named questions about priorities."""

    def chosen(self):
        """Those that stand, in the council's own order, with their statements and actions; two queries."""
        actions = PlannedAction.objects.standing().select_related("saved_by")
        rows = self.filter(place__isnull=False).select_related("statement__principle", "saved_by")
        return rows.prefetch_related(Prefetch("actions", actions, to_attr="planned")).order_by("place")

    def in_short(self):
        """Those that stand, each knowing whether an action is planned for it; one query."""
        planned = PlannedAction.objects.standing().filter(priority=OuterRef("pk"))
        rows = self.filter(place__isnull=False).annotate(has_action=Exists(planned))
        return rows.order_by("place")

    def without_plan(self):
        """Chosen, with neither an action nor a reason for none: what keeps it from being sent."""
        planned = PlannedAction.objects.standing().filter(priority=OuterRef("pk"))
        rows = self.filter(~Exists(planned), place__isnull=False, no_action="")
        return rows.select_related("statement").order_by("place")


class Priority(AimColumns):
    """A statement that the council wants to work on. Without a place it was set aside, and can come back.

    The places are few and each is taken once, so that there are never more than three.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="priorities")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta(AimColumns.Meta):
        abstract = False
        verbose_name_plural = "priorities"
        ordering = ["assessment", "place"]
        constraints = [
            *AimColumns.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "statement"], name="one_priority_per_statement"),
            models.UniqueConstraint(fields=["assessment", "place"], name="one_priority_per_place"),
            models.CheckConstraint(
                condition=Q(place__isnull=True) | Q(place__in=PLACES), name="at_most_three_priorities"
            ),
        ]

    def __str__(self):
        return f"Priority {self.place or 'set aside'}: {self.statement.key}"

    @property
    def path(self):
        """Where it is changed."""
        return f"{self.assessment.get_absolute_url()}priorities/{self.statement.key}/"


class PriorityVersion(AimColumns):
    """One acknowledged save of a priority: nothing that was saved is ever lost."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="versions")

    class Meta(AimColumns.Meta):
        abstract = False
        ordering = ["priority", "version"]
        constraints = [
            *AimColumns.Meta.constraints,
            models.UniqueConstraint(fields=["priority", "version"], name="one_row_per_priority_version"),
        ]

    def __str__(self):
        return f"{self.priority}, version {self.version}"


class ActionColumns(Kept):
    """The columns that an action and each of its versions share."""

    what = models.TextField("what will you do?", max_length=500, validators=[at_most_sixty_words])
    owner_role = models.CharField("whose job is it?", max_length=150)
    by_when = models.DateField("by when?")
    change = models.TextField("what change will show?", max_length=500, validators=[at_most_sixty_words])
    help_needed = models.TextField(
        "what help do you need?", blank=True, max_length=500, validators=[at_most_sixty_words]
    )

    class Meta(Kept.Meta):
        abstract = True

    @property
    def said(self):
        """What was said, as a plain value."""
        return Planned(self.what, self.owner_role, self.by_when, self.change, self.help_needed)


class PlannedActionQuerySet(models.QuerySet):
    """Named questions about actions."""

    def standing(self):
        """Those that were not removed, the soonest first."""
        return self.filter(removed_at__isnull=True).order_by("by_when", "pk")


class PlannedAction(ActionColumns):
    """Something the council will do. Its number lasts, so that what becomes of it can point to it."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    ticket = models.UUIDField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PlannedActionQuerySet.as_manager()

    class Meta(ActionColumns.Meta):
        abstract = False
        ordering = ["priority", "by_when", "pk"]
        constraints = [
            *ActionColumns.Meta.constraints,
            # The form's own number: pressing its button twice adds one action.
            models.UniqueConstraint(fields=["priority", "ticket"], name="one_action_per_form"),
        ]

    def __str__(self):
        return self.what

    @property
    def path(self):
        """Where it is changed."""
        return f"{self.priority.path}actions/{self.pk}/"


class PlannedActionVersion(ActionColumns):
    """One acknowledged save of an action."""

    action = models.ForeignKey(PlannedAction, on_delete=models.PROTECT, related_name="versions")

    class Meta(ActionColumns.Meta):
        abstract = False
        ordering = ["action", "version"]
        constraints = [
            *ActionColumns.Meta.constraints,
            models.UniqueConstraint(fields=["action", "version"], name="one_row_per_action_version"),
        ]

    def __str__(self):
        return f"{self.action}, version {self.version}"
