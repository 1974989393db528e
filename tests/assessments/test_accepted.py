"""Many years of one council: the newest is shown, the others have pages of their own, and no page grows."""

import pytest

from assessments import actions
from assessments.accepted import public_results, result_of
from assessments.models import Audience, Item
from tests import factories
from tests.factories import complete_before

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU26")]
LEVELS = {(item, ""): Audience.US for item in Item.values} | {(Item.LEVELS, ""): Audience.PUBLIC}
SAID = {"1a": {"kind": "level", "level": 2}}


@pytest.fixture
def years(council_a, lead, signer):
    """Return a function that gives council A so many complete years, newest first."""
    questions = factories.QuestionSetFactory()

    def make(count):
        made = [complete_before(council_a, questions, ago, choices=LEVELS) for ago in range(count, 0, -1)]
        return made[::-1]

    return make


def test_what_the_two_newest_say_is_read_and_of_the_others_that_they_are_there(years, council_a):
    newest, before, *others = years(4)
    results = public_results(council_a)
    assert [result.cycle for result in results] == [one.cycle_id for one in (newest, before, *others)]
    assert [bool(result.principles) for result in results] == [True, True, False, False]
    assert [bool(result.principles) for result in public_results(council_a, whole=None)] == [True] * 4
    assert results[3].standard_line == public_results(council_a, whole=None)[3].standard_line


def test_an_earlier_year_has_a_page_of_its_own_with_what_moved_until_then(years, council_a, client):
    newest, before, first = years(3)
    page = client.get(council_a.get_absolute_url()).content.decode()
    assert page.count('class="result"') == 1
    for one in (before, first):
        address = f"{council_a.get_absolute_url()}self-assessments/{one.cycle_id}/"
        assert f'href="{address}"' in page
        answer = client.get(address)
        assert answer.status_code == 200
        assert one.cycle.title in answer.content.decode()
        assert "should not be used to rank them" in answer.content.decode()
    assert result_of(council_a, before.cycle_id, Audience.PUBLIC).movement.since == first.cycle.title
    assert result_of(council_a, first.cycle_id, Audience.PUBLIC).is_first
    address = f"{council_a.get_absolute_url()}self-assessments/{newest.cycle_id}/"
    assert client.get(address).context["result"].movement.since == before.cycle.title


def test_what_is_not_shared_any_more_is_not_on_the_page_of_its_year(years, council_a, lead, client):
    _, before = years(2)
    actions.share(assessment=before, choices=dict.fromkeys(LEVELS, Audience.US), by=lead)
    address = f"{council_a.get_absolute_url()}self-assessments/{before.cycle_id}/"
    assert "In regular use" not in client.get(address).content.decode()


@pytest.mark.parametrize("cycle", ["0", "999999999"])
def test_a_year_that_is_not_there_is_not_found(years, council_a, client, cycle):
    years(1)
    assert client.get(f"{council_a.get_absolute_url()}self-assessments/{cycle}/").status_code == 404


def test_another_councils_year_is_not_found(years, council_a, council_b, client):
    (made,) = years(1)
    address = f"{council_b.get_absolute_url()}self-assessments/{made.cycle_id}/"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [2, 5])
def test_a_page_asks_the_same_however_many_years_there_are(
    years, council_a, client, settings, django_assert_num_queries, count
):
    settings.CACHE_PUBLIC_PAGES = False
    made = years(count)
    client.get(council_a.get_absolute_url())  # what workers keep is made
    with django_assert_num_queries(9):
        client.get(council_a.get_absolute_url())
    address = f"{council_a.get_absolute_url()}self-assessments/{made[0].cycle_id}/"
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)


def test_the_network_reads_one_year_a_page(years, council_a, council_b, other_lead, sign_in):
    newest, before = years(2)
    factories.MembershipFactory(council=council_b)
    browser = sign_in(other_lead)
    page = browser.get(f"/assessments/shared/{council_a.slug}/").content.decode()
    assert f'href="/assessments/shared/{council_a.slug}/{before.cycle_id}/"' in page
    assert page.count('class="result"') == 1
    page = browser.get(f"/assessments/shared/{council_a.slug}/{before.cycle_id}/").content.decode()
    assert f'href="/assessments/shared/{council_a.slug}/{newest.cycle_id}/"' in page
