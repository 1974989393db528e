"""A council being asked whether its facts are still right."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format

from councils.models.council import Council

# A link works so long.
LASTS = datetime.timedelta(days=90)


class AskingQuerySet(models.QuerySet):
    """Named questions about askings."""

    def newest(self):
        """Of each council the last: a newer request ends the links of all earlier ones."""
        later = Asking.objects.filter(council=OuterRef("council"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def live(self):
        """Those whose links work today."""
        return self.newest().filter(asked_on__gt=timezone.localdate() - LASTS)


class Asking(models.Model):
    """One request to a council's lead officers; at most one a day, so a repeated run sends nothing twice.

    ``generation`` is part of every link: sending the message again makes earlier links worthless.
    """

    class Reason(models.TextChoices):
        QUARTER = "quarter", "Asked every three months"
        CHAMPIONS = "champions", "Champions are checked every May"
        VACANT = "vacant", "A champion's place is empty"
        STALE = "stale", "Nothing confirmed for twelve months"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="askings")
    reason = models.CharField("why", max_length=10, choices=Reason.choices)
    step = models.PositiveSmallIntegerField("message of the ladder", default=0)
    asked_on = models.DateField()
    generation = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField("last confirmed through it", null=True, blank=True)

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "asked_on"], name="a_council_is_asked_once_a_day"),
            models.CheckConstraint(
                condition=Q(reason="stale", step__gte=1, step__lte=3) | (~Q(reason="stale") & Q(step=0)),
                name="only_the_ladder_has_steps",
            ),
        ]

    def __str__(self):
        return f"{self.council.name}, asked on {date_format(self.asked_on)}"

    @property
    def expires_on(self):
        """The first day on which its links no longer work."""
        return self.asked_on + LASTS
