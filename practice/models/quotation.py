"""What somebody said in public, word for word, with who they were at the time."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from councils.models import Council, Pause
from organisations.models import Organisation
from organisations.models.organisation import new_short_id
from practice.models.study import CaseStudy
from records.models import PublicName, PublicQuerySet, PublicRow, Sourced


class QuotationQuerySet(PublicQuerySet):
    """Named questions about quotations."""

    def shown_today(self):
        """Quotations that the public can see; in a pre-election pause no politician's."""
        pauses = Pause.objects.today()
        where = Coalesce("council", "study__council", "organisation__council")
        held = Exists(pauses.filter(councils=None)) | Exists(pauses.filter(councils=OuterRef("place")))
        shown = self.filter(shown=True).annotate(place=where).exclude(Q(is_politician=True) & held)
        return shown.select_related("speaker", "source")

    def of_council(self, council, pause):
        """What the public sees on a council's page; ``pause`` is the one that the council is in, or None."""
        shown = self.filter(shown=True, council=council).select_related("speaker", "source")
        return shown.exclude(is_politician=True) if pause else shown


class Quotation(Sourced, PublicRow):
    """A quotation shown with a council, an organisation or a case study."""

    key = models.SlugField(max_length=60, unique=True, default=new_short_id, editable=False)
    words = models.TextField(max_length=1200, help_text="Word for word, without quotation marks.")
    speaker = models.ForeignKey(
        PublicName,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only if a public source names the person. Leave empty to show the role alone.",
    )
    role_then = models.CharField(
        "role at the time",
        max_length=150,
        help_text="Such as “Leader of Bradford Council”. The role then, not now.",
    )
    is_politician = models.BooleanField(
        "a politician’s words",
        default=False,
        help_text="Politicians’ words are hidden during a pre-election pause.",
    )
    said_when = models.CharField(
        "when", max_length=60, blank=True, help_text="As exact as the source is, such as “March 2020”."
    )
    council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        help_text="Whose page it stands on, if a council's.",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        help_text="Whose page it stands on, if an organisation's.",
    )
    study = models.ForeignKey(
        CaseStudy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        help_text="Which case study it stands in, if one.",
    )
    shown = models.BooleanField(default=True, help_text="Untick to take it off the public pages.")

    objects = QuotationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(council__isnull=False) | Q(organisation__isnull=False) | Q(study__isnull=False),
                name="quotation_stands_somewhere",
                violation_error_message="Choose the council, organisation or case study it belongs to.",
            ),
            models.CheckConstraint(
                condition=Q(shown=False) | Q(source__isnull=False),
                name="shown_quotation_has_a_source",
                violation_error_message="Say where it was said before you show it.",
            ),
        ]

    def __str__(self):
        return f"“{self.words[:60]}…”, {self.role_then}" if len(self.words) > 60 else f"“{self.words}”"
