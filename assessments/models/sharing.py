"""What a council shares, with whom, and how far its signature lets it go."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.models.assessment import Assessment


class Audience(models.IntegerChoices):
    """Who may read. Each includes the one before, so that the lower of two is the stricter."""

    US = 0, "Only us and Locality"
    NETWORK = 1, "The network"
    PUBLIC = 2, "Everyone"


class Item(models.TextChoices):
    """What is shared apart from the fact of completing, which is public once complete."""

    LEVELS = "levels", "Levels"
    TEXT = "text", "What answers are based on"
    EVIDENCE = "evidence", "Evidence"
    PLANS = "plans", "Priorities and actions"


class SharingChoice(models.Model):
    """Who may read one item: the whole set, one principle (“4”) or one statement (“4a”).

    The narrowest row wins. ``ceiling`` is what the signature allows: it is set when
    the assessment is signed and only the signer raises it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sharing")
    item = models.CharField(max_length=10, choices=Item.choices)
    scope = models.CharField(max_length=4, blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience.choices, default=Audience.US)
    ceiling = models.PositiveSmallIntegerField(choices=Audience.choices, null=True, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["item", "scope"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "item", "scope"], name="one_choice_per_item_and_scope"
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="audience_is_known"),
            models.CheckConstraint(condition=Q(item__in=Item.values), name="shared_item_is_known"),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(audience__lte=F("ceiling")),
                name="sharing_stays_under_its_ceiling",
            ),
        ]

    def __str__(self):
        return f"{self.get_item_display()} {self.scope}: {self.get_audience_display()}"


def scopes_of(statement_key):
    """Return the scopes that cover a statement, narrowest first: “4a”, “4”, whole set."""
    return statement_key, statement_key[:-1], ""


def audience_of(choices, item, statement_key):
    """Return who may read one item of one statement, by these choices; by default only us.

    ``choices`` maps ``(item, scope)`` to an audience. Used for choices and ceilings alike.
    """
    for scope in scopes_of(statement_key):
        if (item, scope) in choices:
            return Audience(choices[item, scope])
    return Audience.US
