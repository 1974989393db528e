"""What needs you: a card for each council, in words."""

import datetime

import pytest
import time_machine

from assessments import actions
from assessments.actions.withdrawing import ask_withdrawal
from assessments.workflow import State
from tests import factories

INDEX = "/assessments/"


def words(reply):
    return " ".join(reply.content.decode().split())


def test_without_a_role_it_says_whom_to_ask(nobody, sign_in):
    page = words(sign_in(nobody).get(INDEX))

    assert "You have no role on a council yet." in page
    assert "Ask your council" in page


def test_without_a_self_assessment_nothing_needs_you(lead, sign_in):
    page = words(sign_in(lead).get(INDEX))

    assert "Nothing needs you today." in page
    assert "You get an email when the next one opens." in page


@pytest.mark.parametrize(
    ("state", "person", "link", "says"),
    [
        (State.NOT_STARTED, "lead", "", "Start"),
        (State.IN_PROGRESS, "contributor", "", "Carry on"),
        (State.AWAITING_SIGN_OFF, "signer", "sign/", "Read and sign"),
    ],
)
def test_whose_move_it_is_gets_a_button(state, person, link, says, at_state, people, sign_in):
    assessment = at_state(state)

    page = words(sign_in(people[person]).get(INDEX))

    assert f'<a class="button" href="{assessment.get_absolute_url()}{link}">{says}<' in page
    assert "Nothing needs you today." not in page


@pytest.mark.parametrize(
    ("state", "person", "says"),
    [
        (State.NOT_STARTED, "viewer", "Your colleagues have not started yet."),
        (State.IN_PROGRESS, "signer", "Your colleagues are writing the answers."),
        (State.AWAITING_SIGN_OFF, "lead", "It waits for the sign-off officer."),
        (State.SUBMITTED, "lead", "Locality is reading it."),
        (State.COMPLETE, "signer", "It is complete."),
        (State.NOT_SHARED, "lead", "It was not finished in time."),
    ],
)
def test_everybody_else_reads_how_it_stands(state, person, says, at_state, people, sign_in):
    assessment = at_state(state)

    page = words(sign_in(people[person]).get(INDEX))

    assert says in page
    assert assessment.get_state_display() in page
    assert "Nothing needs you today." in page
    assert 'class="button"' not in page


def test_the_deadline_is_the_last_minute_in_london(at_state, council_a, lead, sign_in):
    with time_machine.travel(datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC)):
        cycle = factories.CycleFactory(closes_on=datetime.date(2026, 11, 27), opened=True)
        at_state(State.NOT_STARTED, cycle=cycle)
        page = words(sign_in(lead).get(INDEX))

    assert "Send it by 11:59pm on Friday 27 November." in page


def test_what_came_back_says_so(at_state, lead, signer, viewer, sign_in):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    actions.perform(assessment, "decline", by=signer, note="Statement 1a needs a date.")

    page = words(sign_in(lead).get(INDEX))

    assert "It came back with a reason." in page
    assert "It came back" not in words(sign_in(viewer).get(INDEX))


def test_who_cannot_send_it_is_not_told_to(at_state, viewer, sign_in):
    at_state(State.IN_PROGRESS)

    page = words(sign_in(viewer).get(INDEX))

    assert "It is to be sent by 11:59pm" in page
    assert "Send it by" not in page


def test_a_closed_cycle_asks_nothing_and_keeps_everything(at_state, lead, reviewer, sign_in):
    assessment = at_state(State.IN_PROGRESS)
    actions.close_cycle(cycle=assessment.cycle, by=reviewer)

    page = words(sign_in(lead).get(INDEX))

    assert "It was not finished in time. Everything that was saved is kept." in page
    assert "Nothing needs you today." in page


def test_two_councils_are_two_cards_and_the_one_that_waits_comes_first(at_state, lead, council_b, sign_in):
    at_state(State.AWAITING_SIGN_OFF)
    factories.CouncilRoleFactory(user=lead, council=council_b)
    factories.AssessmentFactory(council=council_b)

    page = words(sign_in(lead).get(INDEX))

    assert "You act for 2 councils. Choose one." in page
    main = page.partition("<main")[2]
    assert main.index("Brackwell Metropolitan") < main.index("Ambleford Metropolitan")


def test_a_withdrawal_that_was_asked_for_waits_for_the_signer(at_state, lead, signer, sign_in):
    assessment = at_state(State.IN_PROGRESS)
    ask_withdrawal(assessment=assessment, by=lead, note="We merge next year.")

    page = words(sign_in(signer).get(INDEX))

    assert "A lead officer asked to withdraw it. You decide." in page
    assert f'<a class="button" href="{assessment.get_absolute_url()}withdraw/">' in page
    assert "You decide" not in words(sign_in(lead).get(INDEX))


def test_this_years_comes_before_the_years_before(council_a, lead, sign_in):
    today = datetime.date(2026, 10, 1)
    with time_machine.travel(datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC)):
        # Made first, so that no order by chance is the right one.
        new = factories.CycleFactory(title="The new one", opens_on=today, opened=True)
        factories.AssessmentFactory(council=council_a, cycle=new)
        old = factories.CycleFactory(
            title="The old one", opens_on=today.replace(year=2025), closes_on=today, opened=True
        )
        factories.AssessmentFactory(council=council_a, cycle=old)
        page = words(sign_in(lead).get(INDEX))

    assert "<strong>The new one</strong>" in page
    assert page.index("The new one") < page.index("Earlier") < page.index("The old one")


def test_another_councils_work_is_not_there(at_state, other_lead, sign_in):
    at_state(State.IN_PROGRESS)

    page = words(sign_in(other_lead).get(INDEX))

    assert "Ambleford" not in page
    assert "Brackwell" in page


def test_a_reviewer_is_led_to_the_queue(at_state, reviewer, lead, sign_in):
    at_state(State.SUBMITTED)

    assert "1 signed self-assessment waits for Locality." in words(sign_in(reviewer).get(INDEX))
    assert "review queue" not in words(sign_in(lead).get(INDEX))


def test_queries_do_not_grow_with_councils(
    at_state, lead, sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    at_state(State.IN_PROGRESS)
    browser = sign_in(lead)
    with django_assert_max_num_queries(12) as few:
        browser.get(INDEX)
    for _ in range(4):
        council = factories.CouncilFactory()
        factories.CouncilRoleFactory(user=lead, council=council)
        factories.AssessmentFactory(council=council)

    with django_assert_num_queries(len(few)):
        browser.get(INDEX)


@pytest.mark.feature("OF48")
class TestSeveralCouncils:
    def test_the_row_offers_the_others_only_to_who_acts_for_more_than_one(
        self, at_state, lead, viewer, council_b, sign_in
    ):
        path = at_state(State.IN_PROGRESS, said={}).get_absolute_url()
        factories.CouncilRoleFactory(user=lead, council=council_b)

        page = words(sign_in(lead).get(path))
        assert '<a href="/assessments/brackwell/">' in page
        assert '<a href="/assessments/ambleford/" aria-current="true">' in page
        assert "Change council" not in words(sign_in(viewer).get(path))

    def test_a_council_s_own_page_is_about_that_one_alone(self, at_state, lead, council_b, sign_in):
        at_state(State.IN_PROGRESS, said={})
        factories.CouncilRoleFactory(user=lead, council=council_b)
        factories.CouncilRoleFactory(
            user=lead, council=factories.CouncilFactory(name="Cotford"), ends_on="2025-03-31"
        )
        browser = sign_in(lead)

        main = words(browser.get("/assessments/brackwell/")).partition("<main")[2]
        assert "Brackwell" in main
        assert "Ambleford" not in main
        assert browser.get("/assessments/cotford/").status_code == 404

    @pytest.mark.parametrize(
        "path", ["/", "/councils/", "/account/logout/", "/assessments/", "/no-such-page/"]
    )
    def test_every_page_of_a_signed_in_person_names_the_council(self, lead, council_b, sign_in, path):
        assert "Ambleford Metropolitan Borough Council" in words(sign_in(lead).get(path))
        factories.CouncilRoleFactory(user=lead, council=council_b)
        both = words(sign_in(lead).get(path))
        assert "Ambleford Metropolitan Borough Council" in both
        assert "Brackwell Metropolitan Borough Council" in both
