"""What the record of an organisation lacks, in words. For staff only: it is no score."""

from django.db.models import Exists, OuterRef, Q

from councils.gaps import Gap, a_year_ago, broken, with_columns
from organisations.models import Connection, Identifier, OrganisationFunction, Service


def _none_of(model, column="organisation"):
    return ~Exists(model.objects.filter(**{column: OuterRef("pk")}))


def not_checked():
    """Return that nobody has checked a fact for twelve months."""
    return Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=a_year_ago())


def _not_connected():
    ends = Q(from_organisation=OuterRef("pk")) | Q(to_organisation=OuterRef("pk"))
    return ~Exists(Connection.objects.filter(ends))


def _service_links():
    going_on = Service.objects.filter(organisation=OuterRef(OuterRef("pk")), ended_on__isnull=True)
    return going_on.values("link")


# From the one that matters most to a reader to the one that matters least.
GAPS = (
    Gap("source", "source", "its source", lambda: Q(source__isnull=True)),
    Gap("what", "what it does", "what it does", lambda: Q(what_it_does="")),
    Gap("council", "council", "the council whose area it works in", lambda: Q(council__isnull=True)),
    Gap("functions", "functions", "what it is there for", lambda: _none_of(OrganisationFunction)),
    Gap("number", "number", "a charity or company number", lambda: _none_of(Identifier)),
    Gap("website", "website", "its website", lambda: Q(website="")),
    Gap("connections", "connections", "any connection", _not_connected),
    Gap("checked", "check", "a check in the last 12 months", not_checked),
    broken("dead", "dead website", "a website that works", lambda: [OuterRef("website")]),
    broken("pages", "dead link of a service", "a link to a service that works", _service_links),
)
# Without these a page says next to nothing.
BARE = ("source", "what", "council", "functions")


def with_gaps(organisations):
    """Return the queryset with one true-or-false column for each gap; see ``gaps_of``."""
    return with_columns(organisations, GAPS)


def lacking(organisations, *keys):
    """Return the organisations that lack one of these."""
    lacks = Q()
    for key in keys:
        lacks |= Q(**{f"gap_{key}": True})
    return with_gaps(organisations).filter(lacks)


def gaps_of(organisation, *, short=False):
    """Return in words what is missing of an organisation that was read through ``with_gaps``."""
    return [
        gap.short if short else gap.said_of(organisation) for gap in GAPS if getattr(organisation, gap.column)
    ]
