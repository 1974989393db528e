"""A case study. What can be doubted alone stands in rows of its own, in ``parts`` and ``figure``."""

from django.db import models
from django.db.models import Case, F, Q, When
from simple_history.models import HistoricalRecords

from councils.models import Council
from organisations.models import Organisation
from organisations.names import SearchText
from practice.models.words import ServiceArea, Topic
from principles.models import Principle
from records.freshness import fresh
from records.models import PublicQuerySet, PublicRow, Sourced


class CaseStudyQuerySet(PublicQuerySet):
    """Named questions about case studies."""

    def published(self):
        """Case studies that the public can see."""
        return self.filter(state=CaseStudy.State.PUBLISHED)

    def examples_for(self, principle, council):
        """Those of a principle from elsewhere: first from councils of the same type, then the newest."""
        alike = Case(When(council__type=council.type, then=0), default=1)
        others = self.filter(principles=principle).exclude(council=council).select_related("council")
        return others.order_by(alike, "-year", "title", "pk")

    def newest_first(self):
        """Those with the newest facts first."""
        return self.order_by("-year", "title", "pk")

    def fresh_first(self):
        """The same, but what nobody has confirmed for a year comes after what somebody has."""
        old = Case(When(fresh(), then=0), default=1)
        return self.order_by(old, "-year", "title", "pk")


class CaseStudy(Sourced, PublicRow):
    """Something that was done, who did it, and what came of it. It is published when it is complete."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft: only staff see it"
        PUBLISHED = "published", "Published"

    class Commissioner(models.TextChoices):
        COUNCIL = "council", "The council"
        OTHER = "other", "Somebody else, not the council"
        TOGETHER = "together", "The council together with others"
        NOT_RECORDED = "", "Not recorded yet"

    class Status(models.TextChoices):
        GOING = "going", "Under way"
        ENDED = "ended", "Ended"
        NOT_RECORDED = "", "Not recorded"

    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The last part of the page's address. It is a promise: do not change it once published.",
    )
    title = models.CharField(max_length=140, help_text="What was done, in a few words.")
    summary = models.CharField(max_length=300, help_text="In one or two plain sentences.")
    council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        help_text="Where it happened; it need not be a member. Leave empty if it is about no one council.",
    )
    commissioned_by = models.CharField(
        "who paid for it or asked for it",
        max_length=10,
        choices=Commissioner.choices,
        blank=True,
        help_text="It is not always the council: say so where a source does.",
    )
    commissioner = models.CharField(
        "commissioner in words",
        max_length=250,
        blank=True,
        help_text="Such as “First Calderdale’s clinical commissioning group, later the council”.",
    )
    organisations = models.ManyToManyField(
        Organisation, through="CaseOrganisation", related_name="case_studies"
    )
    principles = models.ManyToManyField(Principle, through="CasePrinciple", related_name="case_studies")
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="case_studies",
        verbose_name="helps with",
        help_text="What it helps people or places with.",
    )
    service_area = models.ForeignKey(
        ServiceArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name="kind of service",
        help_text="What kind of work it is.",
    )
    year = models.PositiveSmallIntegerField(
        "year of the facts",
        null=True,
        blank=True,
        help_text="The newest year that the facts here speak of. Needed before it is published.",
    )
    began_year = models.PositiveSmallIntegerField(
        "began in", null=True, blank=True, help_text="The year it began, if a source says."
    )
    ended_year = models.PositiveSmallIntegerField(
        "ended in", null=True, blank=True, help_text="The year it ended. Leave empty while it goes on."
    )
    status = models.CharField(
        max_length=8, choices=Status.choices, blank=True, help_text="Only what a source says."
    )
    what_happened = models.TextField(
        blank=True, max_length=4000, help_text="What was done, by whom and how, in our own words."
    )
    cost = models.TextField(
        "what it cost", blank=True, max_length=1000, help_text="Amounts with their years. Who paid."
    )
    what_was_hard = models.TextField(blank=True, max_length=2000, help_text="What was hard or did not work.")
    do_differently = models.TextField(
        "what we would do differently",
        blank=True,
        max_length=2000,
        help_text="What those who did it would do differently next time.",
    )
    do_differently_unknown = models.BooleanField(
        "no source says what they would do differently",
        default=False,
        help_text="Tick if you looked and found nothing. The page then says so.",
    )
    document_title = models.CharField(
        "document to borrow",
        max_length=160,
        blank=True,
        help_text="A contract clause, specification or grant agreement that others may use again.",
    )
    document_url = models.URLField(
        "link to the document", max_length=500, blank=True, help_text="Where it can be read."
    )
    document_licence = models.CharField(
        "licence of the document",
        max_length=120,
        blank=True,
        help_text="On what terms others may use it, such as “Open Government Licence v3.0”.",
    )
    featured = models.BooleanField(
        "show on the home page",
        default=False,
        help_text="The newest one that is ticked stands on the home page.",
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, help_text="A draft is seen by staff only."
    )
    published_on = models.DateField(null=True, blank=True, help_text="The day it was first published here.")
    search_text = SearchText(of=["title", "summary", "what_happened", "commissioner"])

    objects = CaseStudyQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_text"], m2m_fields=[topics])

    class Meta:
        verbose_name = "case study"
        verbose_name_plural = "case studies"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(source__isnull=False, year__isnull=False),
                name="published_study_has_source_and_year",
                violation_error_message="Give its source and the year of the facts before you publish it.",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(do_differently="") | Q(do_differently_unknown=True),
                name="published_study_says_what_to_do_differently",
                violation_error_message=(
                    "Before you publish it, say what they would do differently, or tick “no source says”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(do_differently="") | Q(do_differently_unknown=False),
                name="study_says_or_does_not_know",
                violation_error_message="You wrote what they would do differently: untick “no source says”.",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False),
                name="published_study_has_its_day",
                violation_error_message="Give the day it was published.",
            ),
            models.CheckConstraint(
                condition=Q(document_url="", document_title="")
                | (~Q(document_url="") & ~Q(document_title="") & ~Q(document_licence="")),
                name="document_has_title_and_licence",
                violation_error_message="A document to borrow needs its title, its link and its licence.",
            ),
            models.CheckConstraint(
                condition=Q(began_year__isnull=True)
                | Q(ended_year__isnull=True)
                | Q(ended_year__gte=F("began_year")),
                name="study_ends_after_it_begins",
                violation_error_message="It cannot end before it begins.",
            ),
        ]
        indexes = [models.Index(fields=["state", "-year", "title"], name="case_study_by_year")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/case-studies/{self.slug}/"

    @property
    def is_public(self):
        """The same rule as ``published()``, for a row already read."""
        return self.state == self.State.PUBLISHED
