"""English councils, current and former. They end; they are never deleted."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from records.models import PublicQuerySet, PublicRow, Source, Sourced

gss_code_validator = RegexValidator(
    r"^E\d{8}$", "Enter a GSS code: the letter E and eight figures, such as E08000033."
)


class CouncilType(models.TextChoices):
    """Types of English council, by the codes that open data use."""

    METROPOLITAN = "MD", "Metropolitan district"
    UNITARY = "UA", "Unitary authority"
    LONDON_BOROUGH = "LBO", "London borough"
    CITY_OF_LONDON = "CC", "City of London"
    COUNTY = "CTY", "County council"
    DISTRICT = "NMD", "District council"
    COMBINED = "COMB", "Combined authority"


class Tier(models.TextChoices):
    """Which services a council runs: all of them, or a county's or a district's share."""

    UNITARY = "unitary", "All council services"
    COUNTY = "county", "County services"
    DISTRICT = "district", "District services"
    STRATEGIC = "strategic", "Services across several councils"


class Region(models.TextChoices):
    """The nine regions of England."""

    EAST = "east-of-england", "East of England"
    EAST_MIDLANDS = "east-midlands", "East Midlands"
    LONDON = "london", "London"
    NORTH_EAST = "north-east", "North East"
    NORTH_WEST = "north-west", "North West"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"
    WEST_MIDLANDS = "west-midlands", "West Midlands"
    YORKSHIRE = "yorkshire-and-the-humber", "Yorkshire and The Humber"


class CouncilQuerySet(PublicQuerySet):
    """Named questions about councils."""

    def current(self):
        """Councils that exist today."""
        today = timezone.localdate()
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))

    def former(self):
        """Councils that have been abolished."""
        return self.filter(ended_on__lte=timezone.localdate())

    def could_join(self):
        """Current principal councils: the ones that are, or could be, members."""
        return self.current().exclude(type=CouncilType.COMBINED)

    def mapped(self):
        """Councils that get a tile of their own on the map; a county is drawn round its districts'."""
        return self.could_join().exclude(type=CouncilType.COUNTY)

    def members(self):
        """Councils with a membership that is open today."""
        today = timezone.localdate()
        return self.filter(
            Q(memberships__ended_on__isnull=True) | Q(memberships__ended_on__gt=today),
            memberships__isnull=False,
        ).distinct()


class Council(Sourced, PublicRow):
    """A council, keyed on its GSS code. Its slug is a promise: it never changes."""

    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        unique=True,
        validators=[gss_code_validator],
        help_text="The government's code for the area, such as E08000033.",
    )
    local_authority_code = models.CharField(
        max_length=4,
        blank=True,
        help_text="Three letters used in open data, such as CLD.",
    )
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The last part of the page's address. It is a promise: do not change it.",
    )
    name = models.CharField("short name", max_length=120, help_text="The place, such as Calderdale.")
    official_name = models.CharField(
        max_length=160, help_text="The council's full name, such as Calderdale Metropolitan Borough Council."
    )
    type = models.CharField(
        max_length=4, choices=CouncilType.choices, help_text="What kind of council it is."
    )
    tier = models.CharField(max_length=10, choices=Tier.choices, help_text="Which services it runs.")
    region = models.CharField(
        max_length=30, choices=Region.choices, blank=True, help_text="The region of England."
    )
    county = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="districts",
        help_text="For a district council: the county council that covers the same place.",
    )
    population = models.PositiveIntegerField(null=True, blank=True, help_text="People who live there.")
    population_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The year of the population figure."
    )
    area_km2 = models.PositiveIntegerField(
        "area in km²", null=True, blank=True, help_text="Square kilometres."
    )
    website = models.URLField(max_length=200, blank=True, help_text="The council's own website.")
    latitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True, help_text="Middle of the area, degrees north."
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True, help_text="Middle of the area, degrees east."
    )
    started_on = models.DateField(null=True, blank=True, help_text="The day the council began, if known.")
    ended_on = models.DateField(
        null=True, blank=True, help_text="The day the council was abolished. Leave empty while it exists."
    )
    ending_note = models.CharField(
        max_length=250,
        blank=True,
        help_text=(
            "In one sentence: what replaced it if that is not in this register, or when it is due to end."
        ),
    )
    governance_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="For example “Led by an elected mayor”. Only what a source says.",
    )
    ending_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the sentence about its end comes from.",
    )
    governance_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the note on how it is led comes from.",
    )
    statement = models.TextField(
        "in its own words", blank=True, help_text="Up to 120 words from the council itself."
    )
    statement_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the council said so.",
    )

    predecessors = models.ManyToManyField(
        "self",
        through="Succession",
        symmetrical=False,
        related_name="successors",
        through_fields=("successor", "predecessor"),
    )

    objects = CouncilQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "gss_code"]
        constraints = [
            models.CheckConstraint(condition=Q(gss_code__regex=r"^E\d{8}$"), name="gss_code_is_well_formed"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="council_ends_after_it_starts",
                violation_error_message="The council cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                name="population_has_its_year",
                violation_error_message="Give the year of the population figure.",
            ),
        ]

    def __str__(self):
        return self.official_name

    def get_absolute_url(self):
        return f"/councils/{self.slug}/"

    @property
    def is_former(self):
        """True once the day it was abolished has come."""
        return self.ended_on is not None and self.ended_on <= timezone.localdate()
