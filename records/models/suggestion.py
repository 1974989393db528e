"""What a reader says should be put right on a public page. It is never public itself."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class SuggestionQuerySet(models.QuerySet):
    """Named questions about suggestions."""

    def open(self):
        """Those that wait for staff."""
        return self.filter(closed_at__isnull=True)

    def with_sender(self, *, closed_before):
        """Those resolved before that moment that still hold the sender's address."""
        return self.filter(closed_at__lt=closed_before).exclude(reply_to="")


class Suggestion(models.Model):
    """A reader's words about one page. ``key`` comes from the form: sending it twice is sending it once."""

    class Topic(models.TextChoices):
        WRONG = "wrong", "Something is wrong or out of date"
        MISSING = "missing", "Something is missing"
        NAME = "name", "A person's name should be taken down"
        MISUSE = "misuse", "The page is being misused, for example in a league table"
        OTHER = "other", "Something else"

    about = models.CharField(
        "page", max_length=200, db_index=True, help_text="The address of the page it is about."
    )
    name = models.CharField("what the page is about", max_length=200, help_text="The page's title then.")
    topic = models.CharField(max_length=10, choices=Topic.choices, help_text="What kind of thing it is.")
    text = models.TextField("in the sender's words", help_text="As it came. It is never public.")
    reply_to = models.EmailField(
        "address for the answer",
        blank=True,
        help_text="If the sender gave one. It goes when it is not needed.",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField("sent at", default=timezone.now, help_text="When it came.")
    replies = models.JSONField(default=list, help_text="What Locality answered, and when.")
    done = models.TextField("what was done", blank=True, help_text="For colleagues: what came of it.")
    closed_at = models.DateTimeField("resolved at", null=True, blank=True, help_text="When it was resolved.")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="resolved by",
        help_text="Who resolved it.",
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(done=""), name="a_resolved_suggestion_says_how"
            )
        ]

    def __str__(self):
        return f"{self.reference}, {self.name}"

    @property
    def reference(self):
        """“S-0042”: the row's own number, which no other row ever gets."""
        return f"S-{self.pk:04}"
