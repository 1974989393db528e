"""What waits for curators because mail does not reach somebody."""

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email, RecipientDeliveryStatus

from councils.models import CouncilRole
from councils.queue import waiting
from tests import factories

pytestmark = pytest.mark.django_db
BACK = RecipientDeliveryStatus.HARD_BOUNCED


@pytest.fixture
def mailed():
    """Return a function that puts a message to a person on record, as it ended."""

    def make(person, status=STATUS.sent, came_back=None):
        return Email.objects.create(
            from_email="kil@example.org",
            to=[person.email],
            subject="Your self-assessment",
            status=status,
            recipient_delivery_status=came_back,
        )

    return make


def unreached(user):
    return [thing for thing in waiting(user) if thing.kind == "Mail that does not arrive"]


@pytest.mark.feature("ST19")
@pytest.mark.parametrize(
    ("status", "came_back"), [(STATUS.sent, BACK), (STATUS.failed, BACK), (STATUS.failed, None)]
)
def test_a_message_that_came_back_names_the_role_to_give_to_somebody_else(
    mailed, lead, council_a, curator, status, came_back
):
    factories.CouncilRoleFactory(user=lead, council=council_a, kind=CouncilRole.Kind.CONTRIBUTOR)
    mailed(lead, status, came_back)

    (thing,) = unreached(curator)

    assert thing.what == "Lead Lowther, contributor for Ambleford, lead officer for Ambleford"
    assert thing.path == f"/admin/accounts/user/{lead.pk}/change/"
    assert "give them the role" in thing.why
    assert thing.since == timezone.localdate()


def test_what_arrived_later_settles_it(mailed, lead, curator):
    mailed(lead, came_back=BACK)
    mailed(lead)
    assert unreached(curator) == []


def test_what_arrived_before_does_not(mailed, lead, curator):
    mailed(lead)
    mailed(lead, came_back=BACK)
    assert len(unreached(curator)) == 1


def test_a_new_address_or_the_end_of_the_role_settles_it(mailed, lead, signer, curator):
    for person in (lead, signer):
        mailed(person, came_back=BACK)
    lead.email = "new@example.org"
    lead.save()
    CouncilRole.objects.filter(user=signer).update(ends_on="2020-01-01", starts_on="2019-01-01")
    assert unreached(curator) == []


def test_messages_on_their_way_are_no_matter(mailed, lead, curator):
    mailed(lead, STATUS.queued)
    mailed(lead, STATUS.requeued)
    assert unreached(curator) == []


def test_who_may_not_see_messages_is_not_told(mailed, lead, reviewer):
    mailed(lead, came_back=BACK)
    assert unreached(reviewer) == []


def test_it_costs_the_same_for_one_and_for_many(mailed, curator, django_assert_max_num_queries):
    for role in factories.CouncilRoleFactory.create_batch(12):
        mailed(role.user, came_back=BACK)
    with django_assert_max_num_queries(20):
        assert len(unreached(curator)) == 12
