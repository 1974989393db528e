"""Outcome figures as data: what, how much, of whom, when, who says so and how strong that is."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from practice.models.study import CaseStudy
from records.models import PublicRow, Sourced


class OutcomeFigure(Sourced, PublicRow):
    """One figure of a case study. Figures are shown as they are, and never added up or compared."""

    class Unit(models.TextChoices):
        NUMBER = "number", "Number of something"
        PERCENT = "percent", "Per cent"
        POUNDS = "pounds", "Pounds"
        POUNDS_EACH = "pounds-each", "Pounds for each £1"

    class Exactness(models.TextChoices):
        EXACT = "exact", "Exactly"
        ABOUT = "about", "About"
        AT_LEAST = "at-least", "More than, or at least"
        ESTIMATE = "estimate", "An estimate"

    class Strength(models.TextChoices):
        INDEPENDENT = "independent", "Independent study"
        OWN = "own", "Own evaluation"
        CLAIM = "claim", "Own account"

    study = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="figures", help_text="The case study."
    )
    order = models.PositiveSmallIntegerField(default=1, help_text="Lower numbers come first.")
    what = models.CharField(
        max_length=160, help_text="What was counted, such as “People who got help in the first 18 months”."
    )
    amount = models.DecimalField(
        max_digits=15, decimal_places=2, help_text="The figure alone, without signs: 50000, 62.5, 0.50."
    )
    amount_to = models.DecimalField(
        "up to",
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Only if the source gives a range: its upper end.",
    )
    unit = models.CharField(max_length=12, choices=Unit.choices, help_text="What the figure is in.")
    counted = models.CharField(
        "of what", max_length=60, blank=True, help_text="For a number: of what, such as “people”."
    )
    exactness = models.CharField(
        max_length=10,
        choices=Exactness.choices,
        default=Exactness.EXACT,
        help_text="How exact the source says it is.",
    )
    period = models.CharField(max_length=100, blank=True, help_text="When, such as “January to March 2022”.")
    base = models.CharField(
        "out of what",
        max_length=250,
        blank=True,
        help_text="Out of how many or compared with what; and what is not known about it.",
    )
    said_by = models.CharField("who says so", max_length=160, help_text="Who gives this figure.")
    strength = models.CharField(
        "how strong it is",
        max_length=12,
        choices=Strength.choices,
        default=Strength.CLAIM,
        help_text="If in doubt, choose the weaker one.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "figure"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "order"], name="one_figure_per_place"),
            models.CheckConstraint(
                condition=Q(amount_to__isnull=True) | Q(amount_to__gt=F("amount")),
                name="figure_range_goes_up",
                violation_error_message="The upper end of a range must be larger than the figure.",
            ),
        ]

    def __str__(self):
        return f"{self.what}: {self.words}"

    @property
    def words(self):
        """The figure as people say it: “more than 1,000 people”, “£2.43 for each £1”."""
        first = self._written(self.amount)
        amount = f"{first} to {self._written(self.amount_to)}" if self.amount_to is not None else first
        before = {self.Exactness.ABOUT: "about ", self.Exactness.AT_LEAST: "at least "}.get(
            self.exactness, ""
        )
        after = f" {self.counted}" if self.counted else ""
        estimate = " (an estimate)" if self.exactness == self.Exactness.ESTIMATE else ""
        return f"{before}{amount}{after}{estimate}"

    def _written(self, amount):
        amount = Decimal(amount)
        plain = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
        match self.unit:
            case self.Unit.PERCENT:
                return f"{plain.rstrip('0') if '.' in plain else plain}%"
            case self.Unit.POUNDS:
                return f"£{plain}"
            case self.Unit.POUNDS_EACH:
                return f"£{amount:,.2f} for each £1" if amount >= 1 else f"{amount * 100:.0f}p for each £1"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
