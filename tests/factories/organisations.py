"""Community organisations and how they are connected."""

import factory
from factory.django import DjangoModelFactory

from organisations.models import (
    Connection,
    Identifier,
    Organisation,
    OrganisationFunction,
    OrganisationName,
    Service,
)
from tests.factories.register import CouncilFactory, SourceFactory


class OrganisationFactory(DjangoModelFactory):
    """A published organisation; ``state="draft"`` for one that only staff see."""

    class Meta:
        model = Organisation

    short_id = factory.Sequence(lambda n: f"org{n:03}")
    name = factory.Sequence(lambda n: f"Testford Neighbours {n}")
    source = factory.SubFactory(SourceFactory)
    state = Organisation.State.PUBLISHED


class OrganisationNameFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationName

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Old Testford Neighbours {n}")


class IdentifierFactory(DjangoModelFactory):
    class Meta:
        model = Identifier

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = "GB-CHC"
    value = factory.Sequence(lambda n: f"{1_900_000 + n}")


class FunctionFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationFunction

    organisation = factory.SubFactory(OrganisationFactory)
    function = "connector"


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Lunch club {n}")
    source = factory.SubFactory(SourceFactory)


class ConnectionFactory(DjangoModelFactory):
    """A council commissions an organisation; give other ends as you like."""

    class Meta:
        model = Connection

    from_council = factory.SubFactory(CouncilFactory)
    to_organisation = factory.SubFactory(OrganisationFactory)
    kind = Connection.Kind.COMMISSIONS
    source = factory.SubFactory(SourceFactory)
