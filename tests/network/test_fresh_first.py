"""In every list what nobody has confirmed for a year comes last and says so; the order stays otherwise."""

import datetime
import re

import pytest
from django.utils import timezone

from network.cases import CaseList
from records.freshness import YEAR, is_stale
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU29")]
LATELY = datetime.timedelta(days=30)


def day(ago):
    return timezone.localdate() - ago


OLD = datetime.timedelta(days=YEAR + 1)


@pytest.mark.parametrize(("days", "stale"), [(0, False), (YEAR, False), (YEAR + 1, True)])
def test_one_rule_says_what_is_old(days, stale, organisations_listed):
    on = day(datetime.timedelta(days=days))
    assert is_stale(on) is stale
    first = factories.OrganisationFactory(name="Alder House", confirmed_on=on)
    factories.OrganisationFactory(name="Birch House", confirmed_on=timezone.localdate())
    assert organisations_listed().index(first.short_id) == (1 if stale else 0)


def test_organisations_sink_and_keep_to_the_alphabet(organisations_listed, read):
    made = {
        name: factories.OrganisationFactory(name=name, confirmed_on=on, stated_on=stated).short_id
        for name, on, stated in (
            ("Alder House", day(OLD), day(LATELY)),
            ("Birch House", day(LATELY), None),
            ("Cedar House", None, None),
            ("Dogwood House", None, day(LATELY)),
        )
    }
    names = {short_id: name for name, short_id in made.items()}
    assert [names[one] for one in organisations_listed()] == [
        "Birch House",
        "Dogwood House",
        "Alder House",
        "Cedar House",
    ]
    assert read("/organisations/").count("Not confirmed for a year") == 2


def test_a_service_or_connection_that_was_checked_keeps_an_organisation_up(organisations_listed, council_a):
    """As on its page, which counts from the newest of its facts."""
    factories.OrganisationFactory(name="Alder House")
    served = factories.OrganisationFactory(name="Birch House")
    factories.ServiceFactory(organisation=served, confirmed_on=day(LATELY))
    linked = factories.OrganisationFactory(name="Cedar House")
    factories.ConnectionFactory(
        from_council=council_a, to_organisation=linked, confirmed_on=day(LATELY), stated_on=None
    )
    assert organisations_listed()[:2] == [served.short_id, linked.short_id]


def test_case_studies_sink_and_keep_to_their_years(client, read):
    for title, year, on in (
        ("Allotment", 2025, day(OLD)),
        ("Bakery", 2023, day(LATELY)),
        ("Choir", 2024, day(LATELY)),
        ("Dairy", 2026, None),
    ):
        factories.CaseStudyFactory(title=title, year=year, confirmed_on=on, stated_on=None)
    assert [study.title for study in CaseList({}).ordered] == ["Choir", "Bakery", "Dairy", "Allotment"]
    page = client.get("/case-studies/").content.decode()
    shown = re.findall(r'<h2 class="h3"><a href="[^"]+">([^<]+)</a>', page)
    assert shown == ["Choir", "Bakery", "Dairy", "Allotment"]
    assert page.count("Not confirmed since") == 1
    assert page.count("Not confirmed yet") == 1
    assert "what nobody has confirmed for a year comes last" in page
