"""One public sentence of the cabinet champion, beside the result. Nobody has to say anything."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Assessment
from records.models import PublicRow


class ChampionSentence(PublicRow):
    """What the champion says of one self-assessment. It keeps its day, whoever is champion later.

    It is no part of what the officer signs: the councillor says it, before or after.
    """

    assessment = models.OneToOneField(
        Assessment,
        on_delete=models.PROTECT,
        related_name="champion_sentence",
        help_text="Which self-assessment it stands beside.",
    )
    text = models.TextField(max_length=500, help_text="What the champion says.")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who said it."
    )
    said_at = models.DateTimeField(default=timezone.now, help_text="When it was said.")
    taken_down_at = models.DateTimeField(null=True, blank=True, help_text="When the council took it down.")
    is_hidden = models.BooleanField(
        "hidden by Locality",
        default=False,
        help_text="Tick to take it off the council's page at once. The council sees that it is hidden.",
    )

    class Meta:
        verbose_name = "champion's sentence"
        ordering = ["-said_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="champion_says_something")]

    def __str__(self):
        return f"{self.assessment}: the champion's sentence"

    @property
    def is_shown(self):
        """Whether it stands in public once the self-assessment is complete. A pause is asked of the day."""
        return self.taken_down_at is None and not self.is_hidden
