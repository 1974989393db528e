"""A page that does not ask where nothing is on record says the same as one that asks."""

import datetime

import pytest
from django.utils import timezone

from councils.models import Succession
from network import profile
from network.recorded import recorded
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 4, 1)


def took_over(council):
    earlier = factories.CouncilFactory(ended_on=DAY)
    Succession.objects.create(predecessor=earlier, successor=council, on=DAY)


@pytest.fixture
def councils():
    """A council of which there is everything, its county, one in a pause, and one with nothing."""
    county = factories.CouncilFactory(name="Testshire", county_council=True)
    full = factories.CouncilFactory(name="Ambleford", district=True, county=county)
    factories.MembershipFactory(council=full)
    factories.CaseStudyFactory(council=full)
    factories.QuotationFactory(council=full)
    organisation = factories.OrganisationFactory(council=full)
    factories.ConnectionFactory(from_council=full, to_organisation=organisation)
    took_over(full)
    today = timezone.localdate()
    paused = factories.MembershipFactory(council__name="Pauseford").council
    factories.PauseFactory(starts_on=today, ends_on=today, councils=[paused])
    return [full, county, paused, factories.CouncilFactory(name="Bareborough")]


def test_nothing_is_missed(councils):
    read = [profile.find(council.slug) for council in councils]
    found = [profile.load(council, recorded=recorded()) for council in read]

    assert found == [profile.load(council) for council in read]
    full, county, paused, _ = found
    assert all([full.case_studies, full.quotations, full.succeeded, full.organisations, full.lines])
    assert county.organisations
    assert paused.pause


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("studies", lambda council: factories.CaseStudyFactory(council=council)),
        ("quotations", lambda council: factories.QuotationFactory(council=council)),
        ("organisations", lambda council: factories.OrganisationFactory(council=council)),
        ("connections", lambda council: factories.ConnectionFactory(from_council=council)),
        ("successions", took_over),
    ],
)
def test_the_first_of_a_kind_is_known_at_once(council_a, kind, make):
    assert council_a.pk not in getattr(recorded(), kind)
    make(council_a)
    assert council_a.pk in getattr(recorded(), kind)


def test_it_is_read_once(council_a, django_assert_num_queries):
    recorded()
    with django_assert_num_queries(1):
        recorded()
