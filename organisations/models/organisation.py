"""Community organisations. They close or are merged with a double; they are never deleted."""

import secrets
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from simple_history.models import HistoricalRecords

from councils.models import Council
from organisations.identifiers import SCHEMES, check, tidy
from organisations.names import SearchText
from records.models import Basis, PublicQuerySet, PublicRow, Source, Sourced

# No vowels, so that no word comes about, and nothing that looks like something else.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
SHORT_ID_LENGTH = 6

postcode_validator = RegexValidator(
    r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$", "Enter a full postcode, such as HX1 1TS."
)


def new_short_id():
    """Return the part of an address that stays when an organisation is renamed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SHORT_ID_LENGTH))


class LegalForm(models.TextChoices):
    """What an organisation is in law."""

    CHARITY = "charity", "Registered charity"
    CHARITABLE_COMPANY = "charitable-company", "Charitable company"
    CIO = "cio", "Charitable incorporated organisation"
    CIC = "cic", "Community interest company"
    COMPANY = "company", "Company limited by guarantee"
    SOCIETY = "society", "Community benefit society or co-operative"
    UNINCORPORATED = "unincorporated", "Unincorporated group"
    PARTNERSHIP = "partnership", "Partnership of several organisations"
    PUBLIC = "public", "Public body"


class Function(models.TextChoices):
    """What community organisations are for, as we read it out of what Locality and others wrote."""

    CONNECTOR = "connector", "Connects people to help"
    CONVENER = "convener", "Brings people together and speaks up"
    PROVIDER = "provider", "Runs services"
    ASSET_HOLDER = "asset-holder", "Looks after buildings or land"
    ENABLER = "enabler", "Helps other groups to start and grow"
    EMPLOYER = "employer", "Employs and buys locally"
    FIRST_RESPONSE = "first-response", "Is there first in a crisis"


def is_published(path=""):
    """Return the condition that the public can see an organisation, the one that ``path`` leads to."""
    return Q(**{f"{path}state": Organisation.State.PUBLISHED, f"{path}merged_into__isnull": True})


class OrganisationQuerySet(PublicQuerySet):
    """Named questions about organisations."""

    def published(self):
        """Organisations that the public can see."""
        return self.filter(is_published())

    def of_area(self, council):
        """Organisations in the area of a council; for a county, those of its districts too."""
        return self.filter(Q(council=council) | Q(council__county=council))

    def known(self):
        """Every organisation but those that turned out to be another one's double."""
        return self.filter(merged_into__isnull=True)


class Organisation(Sourced, PublicRow):
    """A community organisation. Its short id is a promise: it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft: only staff see it"
        PUBLISHED = "published", "Published"

    uuid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Names it in open data for good."
    )
    short_id = models.CharField(
        "address",
        max_length=12,
        unique=True,
        default=new_short_id,
        validators=[RegexValidator(r"^[a-z0-9]+$", "Use small letters and figures only.")],
        help_text="The part of the page's address that never changes. It is a promise: do not change it.",
    )
    name = models.CharField(max_length=200, help_text="The name it goes by.")
    legal_form = models.CharField(
        max_length=20,
        choices=LegalForm.choices,
        blank=True,
        help_text="What it is in law. Leave empty if no source says.",
    )
    council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        help_text="The council whose area it works in most: the district or the unitary one.",
    )
    place = models.CharField(
        "neighbourhood or town",
        max_length=120,
        blank=True,
        help_text="Where in that area, such as “North Halifax”.",
    )
    postcode = models.CharField(
        max_length=8,
        blank=True,
        validators=[postcode_validator],
        help_text="Of its main address, if that is public.",
    )
    what_it_does = models.TextField(
        blank=True, max_length=1500, help_text="In two or three plain sentences of our own."
    )
    own_words = models.TextField(
        "in its own words", blank=True, max_length=1500, help_text="What it says about itself, word for word."
    )
    own_words_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where it said so.",
    )
    website = models.URLField(max_length=300, blank=True, help_text="Its own website.")
    founded_year = models.PositiveSmallIntegerField(
        "founded in", null=True, blank=True, help_text="The year it began, if a source says."
    )
    ended_on = models.DateField(
        "closed on", null=True, blank=True, help_text="The day it closed. Leave empty while it exists."
    )
    state = models.CharField(
        max_length=10,
        choices=State.choices,
        default=State.DRAFT,
        help_text="A draft is seen by staff only. A published organisation has a page.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="doubles",
        help_text="The organisation that this row turned out to be a double of.",
    )
    search_text = SearchText(of=["name", "place", "what_it_does"])

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "community organisation"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(source__isnull=False),
                name="published_organisation_has_a_source",
                violation_error_message="Say where this comes from before you publish it.",
            ),
            models.CheckConstraint(
                condition=Q(own_words="") | Q(own_words_source__isnull=False),
                name="own_words_have_a_source",
                violation_error_message="Say where the organisation said so.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="organisation_is_no_double_of_itself",
                violation_error_message="An organisation cannot be a double of itself.",
            ),
        ]
        indexes = [models.Index(fields=["state", "name"], name="organisation_by_name")]

    def __str__(self):
        return self.name

    @property
    def slug(self):
        """The readable end of the address; an address with another one leads to this one."""
        return slugify(self.name)[:80].strip("-") or "organisation"

    def get_absolute_url(self):
        return f"/organisations/{self.short_id}/{self.slug}/"

    @property
    def is_public(self):
        """The same rule as ``published()``, for a row already read."""
        return self.state == self.State.PUBLISHED and self.merged_into_id is None


class OrganisationName(PublicRow):
    """Another name it goes or went by, for search and imports."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="other_names",
        help_text="The organisation it means.",
    )
    name = models.CharField(max_length=200, help_text="A name people use, or that it had before.")
    search_text = SearchText(of=["name"])

    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "other name"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="name_once_per_organisation")
        ]

    def __str__(self):
        return self.name


class Identifier(PublicRow):
    """A number under which a public register knows an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers", help_text="Whose number it is."
    )
    scheme = models.CharField(
        "register",
        max_length=12,
        choices=[(code, scheme.words) for code, scheme in SCHEMES.items()],
        help_text="Which public register gave it.",
    )
    value = models.CharField("number", max_length=30, help_text="The number in that register.")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "identifier"
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_names_one_organisation",
                violation_error_message="Another organisation has this number already. Are they the same?",
            )
        ]

    def __str__(self):
        return self.org_id

    @property
    def org_id(self):
        """The identifier as open data write it, such as GB-CHC-1112345."""
        return f"{self.scheme}-{self.value}"

    def clean(self):
        super().clean()
        if self.scheme in SCHEMES and self.value:
            self.value = tidy(self.scheme, self.value)
            try:
                check(self.scheme, self.value)
            except ValueError as error:
                raise ValidationError({"value": str(error)}) from None


class OrganisationFunction(PublicRow):
    """Something that an organisation is for, in one of seven words."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="functions", help_text="The organisation."
    )
    function = models.CharField(
        max_length=16, choices=Function.choices, help_text="One thing it is there for."
    )
    basis = models.CharField(
        max_length=10,
        choices=Basis.choices,
        default=Basis.OUR_READING,
        help_text="Whether its source says so, or we read it out of what it does.",
    )

    class Meta:
        verbose_name = "function"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "function"], name="function_once_per_organisation"
            )
        ]

    def __str__(self):
        return self.get_function_display()
