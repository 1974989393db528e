"""A community organisation in the words of its page: what it does, says, offers, and how it is connected."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import cached_property

from network import connections
from network.council_page import Section
from network.freshness import freshness, is_stale, known_on
from network.promises import day_words
from network.words import citation, listed
from organisations.identifiers import SCHEMES
from organisations.models import Connection, Organisation
from practice.models import CaseOrganisation
from records.models import Basis

SECTIONS = (
    ("functions", "What it is there for"),
    ("words", "In its own words"),
    ("services", "Services"),
    ("connections", "Connections"),
    ("cases", "Case studies"),
    ("glance", "Facts in short"),
    ("corrections", "Corrections and data"),
)


@dataclass
class OrganisationPage:
    """What the templates of the page ask for."""

    organisation: Organisation
    functions: list = field(default_factory=list)
    names: list = field(default_factory=list)
    identifiers: list = field(default_factory=list)
    services: list = field(default_factory=list)
    part_in: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    @property
    def name(self):
        return self.organisation.name

    @property
    def kicker(self):
        """Return “North Halifax · Calderdale · Registered charity”, or as much as is known."""
        parts = [*self.where, self.organisation.get_legal_form_display()]
        return " · ".join(part for part in parts if part)

    @property
    def where(self):
        council = self.organisation.council
        return [part for part in (self.organisation.place, council.name if council else "") if part]

    @property
    def summary(self):
        """Return the page in one sentence, for search engines."""
        where = f" in {', '.join(self.where)}" if self.where else ""
        return f"{self.name}: a community organisation{where}, what it does and how it is connected."

    @property
    def notices(self):
        closed = self.organisation.ended_on
        if not closed:
            return []
        return [[(f"It closed on {day_words(closed)}. This page is kept as a record.", "")]]

    @cached_property
    def facts(self):
        """Return a row for each fact in short; one that is not recorded has no text."""
        one = self.organisation
        council = {"term": "Council", "text": one.council.official_name if one.council else ""}
        if one.council:
            council |= {"address": one.council.get_absolute_url(), "words": "See its page"}
        website = {"term": "Website", "text": one.website.split("//")[-1].strip("/")}
        if one.website:
            website |= {"address": one.website, "words": "Go there"}
        numbers = [{"term": SCHEMES[row.scheme].words, "text": row.value} for row in self.identifiers]
        return [
            council,
            {"term": "Neighbourhood or town", "text": one.place},
            {"term": "Postcode", "text": one.postcode},
            {"term": "What it is in law", "text": one.get_legal_form_display()},
            *(numbers or [{"term": "Charity or company number", "text": ""}]),
            {"term": "Year it began", "text": str(one.founded_year or "")},
            *([{"term": "Also known as", "text": "; ".join(map(str, self.names))}] if self.names else []),
            website,
        ]

    @property
    def at_a_glance(self):
        known = [row for row in self.facts if row["text"]]
        return [*known, {"term": "Facts confirmed", "text": self.freshness}]

    @property
    def not_recorded(self):
        """Return what is not recorded, as the end of a sentence, or nothing."""
        missing = [row["term"][:1].lower() + row["term"][1:] for row in self.facts if not row["text"]]
        return listed(missing) if missing else ""

    @property
    def functions_are_our_reading(self):
        return [row for row in self.functions if row.basis == Basis.OUR_READING]

    @property
    def functions_are_stated(self):
        return [row for row in self.functions if row.basis == Basis.STATED]

    @property
    def sections(self):
        return [Section(anchor, title, "organisation") for anchor, title in SECTIONS]

    @property
    def contents(self):
        return [(f"#{section.anchor}", section.title) for section in self.sections]

    @property
    def hub(self):
        return connections.Hub(self.name, self.lines)

    @cached_property
    def known_on(self):
        """Return the last day on which something here is known to have been true, or None."""
        facts = [self.organisation, *self.services, *(line.fact for line in self.lines)]
        return known_on((fact.confirmed_on, fact.stated_on) for fact in facts)

    @property
    def freshness(self):
        return freshness(self.known_on)

    @property
    def is_stale(self):
        return is_stale(self.known_on)

    @property
    def contact(self):
        """Return where corrections go."""
        return f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else "/about/contact/"

    @property
    def citation(self):
        """Return a ready citation, with the day it was read."""
        return citation(self.name, self.organisation.get_absolute_url())


def find(short_id):
    """Return the organisation with this short id, or the one that it turned out to be a double of, or None.

    A double's double is followed, but not for ever.
    """
    rows = Organisation.objects.select_related("council", "source", "own_words_source", "merged_into")
    found = rows.filter(short_id=short_id.lower()).first()
    for _ in range(10):
        if found is None or found.merged_into_id is None:
            return found
        found = rows.get(pk=found.merged_into_id)
    return None


def load(organisation):
    """Return the page of an organisation; six queries, however much it holds."""
    connected = Connection.objects.published(also=organisation).of_organisation(organisation).with_ends()
    took_part = CaseOrganisation.objects.filter(organisation=organisation, study__state="published")
    return OrganisationPage(
        organisation,
        functions=list(organisation.functions.all()),
        names=list(organisation.other_names.all()),
        identifiers=list(organisation.identifiers.all()),
        services=list(organisation.services.select_related("source").order_by("ended_on", "name")),
        part_in=list(took_part.select_related("study__council").order_by("-study__year", "study__title")),
        lines=connections.lines(connected, organisation),
    )
