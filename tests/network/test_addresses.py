"""Earlier addresses of a council's page lead to the page of today."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_address_of_today_comes_before_an_earlier_one_of_another_council(client, council_a):
    """Typed in capitals it once matched both, and the page was an error."""
    other = factories.CouncilFactory(name="Brackwell")
    other.former_slugs.create(slug=council_a.slug)

    answer = client.get(f"/councils/{council_a.slug.upper()}/")

    assert (answer.status_code, answer.url) == (301, council_a.get_absolute_url())


def test_an_earlier_address_and_a_gss_code_lead_to_the_page(client, council_a):
    council_a.former_slugs.create(slug="ambleford-old")

    for address in ("ambleford-old", "Ambleford-OLD", council_a.gss_code.lower()):
        assert client.get(f"/councils/{address}/").url == council_a.get_absolute_url()


def test_an_address_of_nobody_is_not_found(client, council_a):
    assert client.get("/councils/nowhere/").status_code == 404
