"""How councils and community organisations are connected: two ends, a kind, who says so."""

import copy

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from councils.models import Council
from organisations.models.organisation import Organisation, is_published
from records.models import PublicQuerySet, PublicRow, Sourced

ENDS = ("from_council", "from_organisation", "to_council", "to_organisation")
# A page names the ends and leads to them; their many other columns would double its cost.
SAID_OF_ENDS = [
    *(f"{end}_council__{name}" for end in ("from", "to") for name in ("slug", "name", "official_name")),
    *(f"{end}_organisation__{name}" for end in ("from", "to") for name in ("short_id", "name", "place")),
    *(f"source__{name}" for name in ("title", "publisher", "url", "published_on")),
]


def _either(end):
    """Return that an end is a council or an organisation, not both and not neither."""
    council, organisation = f"{end}_council__isnull", f"{end}_organisation__isnull"
    return Q(**{council: False, organisation: True}) | Q(**{council: True, organisation: False})


def _different(kind):
    """Return that the two ends are not the same row of a kind."""
    first, second = f"from_{kind}", f"to_{kind}"
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | ~Q(**{first: F(second)})


def _shows(end, also):
    """Return that an end is no organisation, a public one, or ``also``."""
    shown = Q(**{f"{end}__isnull": True}) | is_published(f"{end}__")
    return shown | Q(**{end: also}) if also is not None else shown


class ConnectionQuerySet(PublicQuerySet):
    """Named questions about connections."""

    def published(self, also=None):
        """Connections that the public can see: both ends are public, or one is ``also``, for a preview."""
        return self.filter(_shows("from_organisation", also), _shows("to_organisation", also))

    def of_council(self, council):
        """Connections with a council at either end."""
        return self.filter(Q(from_council=council) | Q(to_council=council))

    def of_organisation(self, organisation):
        """Connections with an organisation at either end."""
        return self.filter(Q(from_organisation=organisation) | Q(to_organisation=organisation))

    def among(self, councils, organisations):
        """Connections that have both ends among these."""
        return self.filter(
            Q(from_council__in=councils) | Q(from_organisation__in=organisations),
            Q(to_council__in=councils) | Q(to_organisation__in=organisations),
        )

    def with_ends(self):
        """Read both ends and the source along, but of each only what a page says of it."""
        own = [field.name for field in self.model._meta.concrete_fields]
        return self.select_related(*ENDS, "source").only(*own, *SAID_OF_ENDS)


class Connection(Sourced, PublicRow):
    """A connection between two ends, each a council or an organisation.

    Where both ends are alike (sharing a building, partners), the council or else the
    older row stands first, so that one connection has one row.
    """

    class Kind(models.TextChoices):
        COMMISSIONS = "commissions", "commissions"
        GRANTS = "grants", "gives a grant to"
        REFERS = "refers", "refers people to"
        SHARES = "shares", "shares a building with"
        RUNS_IN = "runs-in", "runs a service in the area of"
        PARTNERS = "partners", "works as a partner with"

    class SaidBy(models.TextChoices):
        FIRST = "first", "The first end"
        SECOND = "second", "The second end"
        BOTH = "both", "Both say so"
        ANOTHER = "another", "Somebody else; neither end has confirmed it yet"

    ON_RECORD = "This connection is on record already."
    ONE_END = "A connection needs two different ends."
    MUTUAL = (Kind.SHARES, Kind.PARTNERS)
    # Who says so, when the two ends change places.
    TURNED = {SaidBy.FIRST: SaidBy.SECOND, SaidBy.SECOND: SaidBy.FIRST}

    from_council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="connections_out",
        verbose_name="first end: a council",
        help_text="Fill in either a council or an organisation.",
    )
    from_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="connections_out",
        verbose_name="first end: an organisation",
        help_text="Fill in either a council or an organisation.",
    )
    kind = models.CharField(
        max_length=12, choices=Kind.choices, help_text="What the first does to the second."
    )
    to_council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="connections_in",
        verbose_name="second end: a council",
        help_text="Fill in either a council or an organisation.",
    )
    to_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="connections_in",
        verbose_name="second end: an organisation",
        help_text="Fill in either a council or an organisation.",
    )
    about = models.CharField(
        "what for", max_length=160, blank=True, help_text="Such as “Staying Well” or “social prescribing”."
    )
    said_by = models.CharField(
        "who says so",
        max_length=8,
        choices=SaidBy.choices,
        default=SaidBy.ANOTHER,
        help_text="Choose “both” only when each end has said so itself.",
    )
    from_year = models.PositiveSmallIntegerField(
        "since", null=True, blank=True, help_text="The year it began, if a source says."
    )
    to_year = models.PositiveSmallIntegerField(
        "until", null=True, blank=True, help_text="The year it ended. Leave empty while it goes on."
    )

    objects = ConnectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_either("from"),
                name="connection_begins_at_one_end",
                violation_error_message="For the first end choose either a council or an organisation.",
            ),
            models.CheckConstraint(
                condition=_either("to"),
                name="connection_ends_at_one_end",
                violation_error_message="For the second end choose either a council or an organisation.",
            ),
            models.CheckConstraint(
                condition=_different("council") & _different("organisation"),
                name="connection_has_two_ends",
                violation_error_message="A connection needs two different ends.",
            ),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True)
                | Q(to_year__isnull=True)
                | Q(to_year__gte=F("from_year")),
                name="connection_ends_after_it_begins",
                violation_error_message="It cannot end before it begins.",
            ),
            models.UniqueConstraint(
                *(Coalesce(end, Value(0)) for end in ENDS),
                "kind",
                "about",
                name="one_row_per_connection",
                violation_error_message="This connection is on record already.",
            ),
        ]

    def __str__(self):
        return f"{self.first} {self.get_kind_display()} {self.second}"

    @property
    def first(self):
        return self.from_council if self.from_council_id else self.from_organisation

    @property
    def second(self):
        return self.to_council if self.to_council_id else self.to_organisation

    @property
    def has_one_end(self):
        """Whether both ends are the same row."""
        return [getattr(self, f"{name}_id") for name in ENDS[:2]] == [
            getattr(self, f"{name}_id") for name in ENDS[2:]
        ]

    @property
    def is_mutual(self):
        """Whether both ends do the same, so that it reads alike from either."""
        return self.kind in self.MUTUAL

    def clean(self):
        """Refuse a connection between equals that is on record the other way round.

        The ends change places only in ``save``: a form may still be filling them in.
        """
        super().clean()
        if self._is_turned and self.twin() is not None:
            raise ValidationError(self.ON_RECORD)

    def twin(self):
        """Return another row that says the same, from whichever end, or None."""
        ordered = copy.copy(self)
        ordered.put_in_order()
        same = {name: getattr(ordered, f"{name}_id") for name in ENDS}
        found = Connection.objects.filter(kind=self.kind, about=self.about, **same)
        return found.exclude(pk=self.pk).first()

    def absorb(self, twin):
        """Take over what a row that says the same knows more: each end's word, years, source.

        Both rows stand in their one order.
        """
        if self.SaidBy.ANOTHER in (self.said_by, twin.said_by):
            self.said_by = self.said_by if twin.said_by == self.SaidBy.ANOTHER else twin.said_by
        elif self.said_by != twin.said_by:
            self.said_by = self.SaidBy.BOTH
        for name in ("from_year", "to_year", "source_id", "stated_on", "confirmed_on", "confirmed_by_role"):
            setattr(self, name, getattr(self, name) or getattr(twin, name))

    def save(self, *args, **kwargs):
        self.put_in_order()
        super().save(*args, **kwargs)

    def put_in_order(self):
        """Give a connection between equals its one order: a council first, then the older row."""
        if self._is_turned:
            self.from_council_id, self.to_council_id = self.to_council_id, self.from_council_id
            self.from_organisation_id, self.to_organisation_id = (
                self.to_organisation_id,
                self.from_organisation_id,
            )
            self.said_by = self.TURNED.get(self.said_by, self.said_by)

    @property
    def _is_turned(self):
        return self.is_mutual and self._rank("to") < self._rank("from")

    def _rank(self, end):
        council, organisation = getattr(self, f"{end}_council_id"), getattr(self, f"{end}_organisation_id")
        return (0, council) if council else (1, organisation or 0)
