"""What waits for curators among organisations, however many there are."""

import datetime

import pytest

from organisations.models import Organisation
from organisations.queue import NAMED, waiting
from tests import factories
from tests.organisations.pages import complete, named, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.feature("ST1")
def test_drafts_bare_records_and_old_checks_wait_with_what_to_do(curator, reviewer, draft):
    complete()
    complete(name="Old", confirmed_on=datetime.date(2020, 1, 1))
    complete(name="Bare", what_it_does="")

    rows = waiting(curator)

    assert [(row.kind, row.what) for row in rows] == [
        ("Organisations in draft", "Brook House"),
        ("Organisations with little on record", "Bare"),
        ("Organisations to check", "Old"),
    ]
    assert rows[0].why.startswith("Finish and publish it. Missing: its source, what it does,")
    assert rows[1].why == "Missing: what it does."
    assert rows[2].since == datetime.date(2020, 1, 1)
    assert rows[2].path == page_of(Organisation.objects.get(name="Old"))
    assert waiting(reviewer) == []


@pytest.mark.feature("ST1")
def test_of_thousands_ten_stand_there_by_name_and_one_line_leads_to_the_rest(
    curator, admin_pages, django_assert_max_num_queries
):
    factories.OrganisationFactory.create_batch(NAMED + 5, state="draft")

    with django_assert_max_num_queries(12):
        *ten, rest = waiting(curator)

    assert len(ten) == NAMED
    assert rest.what == "5 more"
    assert len(named(admin_pages.get(rest.path))) == NAMED + 5
