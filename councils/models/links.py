"""What else a council is or was called, and which council took over from which."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models.council import Council, gss_code_validator
from records.models import PublicRow, Sourced


class FormerCode(PublicRow):
    """A GSS code the same council had before; older data still carry it."""

    council = models.ForeignKey(
        Council,
        on_delete=models.CASCADE,
        related_name="former_codes",
        help_text="The council that had this code.",
    )
    code = models.CharField(
        "former GSS code",
        max_length=9,
        unique=True,
        validators=[gss_code_validator],
        help_text="The code it had before.",
    )

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class FormerSlug(PublicRow):
    """An address that the council's page had before; it leads to the page of today.

    The page of a council that has this slug today comes first.
    """

    council = models.ForeignKey(
        Council,
        on_delete=models.CASCADE,
        related_name="former_slugs",
        help_text="The council whose page it was.",
    )
    slug = models.SlugField(
        "former address", max_length=80, unique=True, help_text="The last part of the address it had before."
    )

    class Meta:
        verbose_name = "former address"
        verbose_name_plural = "former addresses"
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class CouncilAlias(PublicRow):
    """Another name people use, such as “Bradford MDC”, for search and imports."""

    council = models.ForeignKey(
        Council, on_delete=models.CASCADE, related_name="aliases", help_text="The council it means."
    )
    name = models.CharField(max_length=160, help_text="A name people use, such as “Bradford MDC”.")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "other name"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="alias_once_per_council")]

    def __str__(self):
        return self.name


class Succession(Sourced, PublicRow):
    """One council took over from another on a day."""

    CIRCLE = "This council took over from the other one already, so the other cannot take over from it."

    predecessor = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="succeeded_by", help_text="The council that ended."
    )
    successor = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="succeeded", help_text="The council that took over."
    )
    on = models.DateField("took over on", help_text="The day the new council took over.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_council_succeeds_itself"
            ),
        ]

    def __str__(self):
        return f"{self.predecessor.name} → {self.successor.name}"

    def clean(self):
        """Refuse a circle: nobody took over from a council that took over from them."""
        super().clean()
        seen, after = set(), {self.successor_id}
        while after:
            seen |= after
            rows = Succession.objects.exclude(pk=self.pk).filter(predecessor__in=after)
            after = set(rows.values_list("successor", flat=True)) - seen
        if self.predecessor_id in seen:
            raise ValidationError(self.CIRCLE)
