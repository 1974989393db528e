"""What tests of the admin's pages of organisations share."""

from django.urls import reverse
from django.utils import timezone

from tests import factories

LIST = "/admin/organisations/organisation/"


def page_of(one):
    return reverse("admin:organisations_organisation_change", args=[one.pk])


def named(response):
    return [row.name for row in response.context["cl"].queryset]


def complete(**facts):
    """Return an organisation whose record lacks nothing."""
    one = factories.OrganisationFactory(
        **{
            "council": factories.CouncilFactory(), "what_it_does": "Helps.", "website": "https://a.example",
            "confirmed_on": timezone.localdate(), **facts,
        }
    )  # fmt: skip
    factories.FunctionFactory(organisation=one)
    factories.IdentifierFactory(organisation=one)
    factories.ConnectionFactory(to_organisation=one)
    return one
