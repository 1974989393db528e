"""What member councils read of each other, and nobody else does."""

import pytest

from assessments import actions
from assessments.models import Audience, Item
from assessments.results import visible_to
from assessments.workflow import State
from tests import factories
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan

NOTHING = dict.fromkeys(((item, "") for item in Item.values), Audience.US)
WORDS = "Money before crisis."


@pytest.fixture
def sharing(at_state, lead):
    """Return a function that completes council A's self-assessment with these choices."""

    def complete(state=State.COMPLETE, **shares):
        chosen = NOTHING | {(item, ""): audience for item, audience in shares.items()}
        assessment = at_state(State.IN_PROGRESS, choices=chosen)
        plan(choose(assessment, "4a", lead, words=WORDS).row, lead)
        walk(assessment, state)
        return assessment

    return complete


@pytest.fixture
def neighbour(council_b, other_lead, sign_in):
    """A lead officer of another member council, signed in."""
    factories.MembershipFactory(council=council_b)
    return sign_in(other_lead)


@pytest.fixture
def theirs(council_a):
    return f"/assessments/shared/{council_a.slug}/"


@pytest.mark.feature("OF29")
class TestWhoReads:
    def test_an_officer_of_another_member_reads_what_is_shared_with_the_network(
        self, sharing, neighbour, theirs
    ):
        sharing(plans=Audience.NETWORK)

        assert "priorities and actions" in neighbour.get("/assessments/shared/").content.decode()
        page = neighbour.get(theirs)
        assert WORDS in page.content.decode()
        assert "no-store" in page["Cache-Control"]

    def test_what_is_for_the_council_alone_is_not_there(self, sharing, neighbour, theirs):
        sharing()

        page = neighbour.get(theirs).content.decode()

        assert WORDS not in page
        assert "In regular use" not in page
        assert "has not shared its priorities with the network" in page

    def test_levels_follow_their_own_choice(self, sharing, neighbour, theirs):
        sharing(plans=Audience.NETWORK, levels=Audience.NETWORK)

        page = neighbour.get(theirs).content.decode()

        assert "In regular use" in page
        assert "should not be used to rank them" in page

    def test_it_goes_at_once_when_the_council_takes_it_down(self, sharing, neighbour, theirs, lead):
        assessment = sharing(plans=Audience.NETWORK)

        actions.share(assessment=assessment, choices=dict(NOTHING), by=lead)

        assert WORDS not in neighbour.get(theirs).content.decode()

    @pytest.mark.parametrize("person", ["nobody", "former_member", "bare_staff", "curator"])
    def test_nobody_else_does(self, sharing, person, request, sign_in, theirs):
        sharing(plans=Audience.NETWORK)
        browser = sign_in(request.getfixturevalue(person))

        for address in ("/assessments/shared/", theirs):
            reply = browser.get(address)
            assert reply.status_code == 403
            assert WORDS not in reply.content.decode()

    def test_a_council_that_has_left_the_network_reads_no_more(self, other_lead, council_b):
        row = factories.MembershipFactory(council=council_b)
        assert visible_to(other_lead) == Audience.NETWORK

        row.ended_on = row.joined_on
        row.save()

        assert visible_to(other_lead) == Audience.PUBLIC

    def test_a_visitor_is_led_to_sign_in(self, client, sharing, theirs):
        sharing(plans=Audience.NETWORK)

        assert client.get(theirs).url.startswith("/account/login/")

    @pytest.mark.parametrize("state", [State.IN_PROGRESS, State.SUBMITTED])
    def test_nothing_is_there_before_it_is_accepted(self, sharing, neighbour, theirs, state):
        sharing(state, plans=Audience.NETWORK)

        assert neighbour.get(theirs).status_code == 404


def test_the_list_stands_by_name_and_says_no_levels(sharing, neighbour):
    sharing(levels=Audience.NETWORK)
    other = factories.CouncilFactory(name="Aachurch")
    factories.AssessmentFactory(council=other, state=State.COMPLETE)

    page = neighbour.get("/assessments/shared/").content.decode()

    assert page.index("Aachurch") < page.index("Ambleford")
    assert "In regular use" not in page


def test_the_list_takes_the_same_queries_for_one_and_for_three(
    sharing, neighbour, django_assert_max_num_queries
):
    sharing(plans=Audience.NETWORK)
    with django_assert_max_num_queries(12) as few:
        neighbour.get("/assessments/shared/")
    for _ in range(2):
        factories.AssessmentFactory(council=factories.CouncilFactory(), state=State.COMPLETE)
    with django_assert_max_num_queries(len(few)):
        neighbour.get("/assessments/shared/")


def test_without_any_the_page_says_so(neighbour):
    assert "No member council has completed" in neighbour.get("/assessments/shared/").content.decode()
