"""What belongs to a case study: its principles, who took part, and further sources."""

from django.db import models

from organisations.models import Organisation
from practice.models.study import CaseStudy
from principles.models import Principle
from records.models import Basis, PublicRow, Source


class CasePrinciple(PublicRow):
    """A principle that a case study shows, as its source files it or as we read it."""

    study = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="principle_rows", help_text="The case study."
    )
    principle = models.ForeignKey(
        Principle, on_delete=models.PROTECT, related_name="study_rows", help_text="The principle it shows."
    )
    basis = models.CharField(
        max_length=10,
        choices=Basis.choices,
        default=Basis.OUR_READING,
        help_text="“Stated” only where the source itself files it under this principle.",
    )

    class Meta:
        verbose_name = "principle"
        ordering = ["principle__number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "principle"], name="principle_once_per_study")
        ]

    def __str__(self):
        return str(self.principle)

    @property
    def is_our_reading(self):
        return self.basis == Basis.OUR_READING


class CaseOrganisation(PublicRow):
    """A community organisation that took part, and as what."""

    study = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="organisation_rows", help_text="The case study."
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="study_rows", help_text="Who took part."
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="As what, such as “led the partnership”, if a source says."
    )

    class Meta:
        verbose_name = "organisation that took part"
        verbose_name_plural = "organisations that took part"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "organisation"], name="organisation_once_per_study")
        ]

    def __str__(self):
        return str(self.organisation)


class CaseSource(PublicRow):
    """A further source that a case study rests on."""

    study = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="further_sources", help_text="The case study."
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="+", help_text="Where more of it was read."
    )
    says = models.CharField(
        "what it adds", max_length=200, blank=True, help_text="What this source says that the first does not."
    )

    class Meta:
        verbose_name = "further source"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["study", "source"], name="source_once_per_study")]

    def __str__(self):
        return str(self.source)
