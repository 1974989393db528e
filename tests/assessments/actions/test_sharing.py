"""Who chooses what is shared, and how the signature bounds it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.accepted import public_results
from assessments.actions import perform, share
from assessments.models import Audience, Item
from assessments.workflow import State
from records.models import RegisterVersion
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF29")]

ALL_PUBLIC = dict.fromkeys(((item, "") for item in Item), Audience.PUBLIC)
ALL_OURS = dict.fromkeys(((item, "") for item in Item), Audience.US)
LEVELS = (Item.LEVELS, "")


def chosen(assessment):
    return {(row.item, row.scope): row.audience for row in assessment.sharing.all()}


def test_before_signing_choices_replace_each_other(at_state, lead):
    assessment = at_state(State.IN_PROGRESS)
    share(assessment=assessment, choices={(Item.LEVELS, "4"): Audience.NETWORK, LEVELS: Audience.US}, by=lead)
    assert chosen(assessment) == {("levels", "4"): 1, ("levels", ""): 0}
    share(assessment=assessment, choices={LEVELS: Audience.PUBLIC}, by=lead)
    assert chosen(assessment) == {("levels", ""): 2}


def test_the_signer_sets_the_final_choice_while_reading(at_state, lead, signer):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    share(assessment=assessment, choices={LEVELS: Audience.PUBLIC}, by=signer)
    perform(assessment, "sign", by=signer, agreed=True)
    assert {row.item: row.ceiling for row in assessment.sharing.all()} == {"levels": 2}
    with pytest.raises(PermissionDenied):
        share(assessment=at_state(State.SUBMITTED), choices={(Item.TEXT, ""): Audience.PUBLIC}, by=lead)


@pytest.mark.parametrize(
    "choices",
    [
        {("secrets", ""): 0},
        {(Item.LEVELS, "7"): 0},
        {(Item.LEVELS, ""): 3},
        {(Item.LEVELS, ""): None},
        {(Item.LEVELS, "4a"): 2},
        {(Item.TEXT, "9z"): 2},
    ],
)
def test_unknown_things_cannot_be_shared(choices, at_state, lead):
    assessment = at_state(State.IN_PROGRESS)
    before = chosen(assessment)
    with pytest.raises(ValidationError):
        share(assessment=assessment, choices=choices, by=lead)
    assert chosen(assessment) == before


class TestOnceSigned:
    def test_down_at_any_time_and_up_to_what_was_signed(self, at_state, lead, council_a):
        assessment = at_state(State.COMPLETE, choices=ALL_PUBLIC)
        assert public_results(council_a)[0].shows_levels
        share(assessment=assessment, choices=ALL_OURS, by=lead)
        assert public_results(council_a)[0].principles == []
        share(assessment=assessment, choices=ALL_PUBLIC, by=lead)
        assert public_results(council_a)[0].shows_levels

    def test_the_lead_cannot_go_above_the_signature(self, at_state, lead, council_a):
        assessment = at_state(State.COMPLETE, choices=ALL_OURS)
        for scope in ("", "4"):
            with pytest.raises(PermissionDenied, match="more than was signed"):
                share(assessment=assessment, choices={(Item.LEVELS, scope): Audience.PUBLIC}, by=lead)
        assert public_results(council_a)[0].principles == []

    def test_dropping_a_narrow_row_does_not_lift_its_ceiling(self, at_state, lead, council_a):
        assessment = at_state(
            State.COMPLETE, choices={LEVELS: Audience.PUBLIC, (Item.LEVELS, "4"): Audience.US}
        )
        share(assessment=assessment, choices={LEVELS: Audience.PUBLIC}, by=lead)
        shown = [principle.number for principle, _ in public_results(council_a)[0].principles]
        assert shown == [1, 2, 3, 5, 6]

    def test_a_narrower_choice_that_is_left_out_goes_down_with_the_whole(self, at_state, lead, council_a):
        assessment = at_state(
            State.COMPLETE, choices={LEVELS: Audience.US, (Item.LEVELS, "4"): Audience.PUBLIC}
        )
        share(assessment=assessment, choices={LEVELS: Audience.US}, by=lead)
        assert public_results(council_a)[0].principles == []

    def test_a_choice_for_less_than_was_signed_can_be_added(self, at_state, lead, council_a):
        assessment = at_state(State.COMPLETE, choices={LEVELS: Audience.PUBLIC})
        share(
            assessment=assessment, choices={LEVELS: Audience.PUBLIC, (Item.LEVELS, "4"): Audience.US}, by=lead
        )
        shown = [principle.number for principle, _ in public_results(council_a)[0].principles]
        assert shown == [1, 2, 3, 5, 6]

    def test_only_the_signer_goes_beyond(self, at_state, signer, council_a):
        assessment = at_state(State.COMPLETE, choices=ALL_OURS)
        share(assessment=assessment, choices={LEVELS: Audience.PUBLIC}, by=signer)
        assert public_results(council_a)[0].shows_levels

    def test_public_pages_hear_of_it_only_once_complete(self, at_state, lead):
        assessment = at_state(State.SUBMITTED, choices=ALL_PUBLIC)
        before = RegisterVersion.current().number
        share(assessment=assessment, choices=ALL_OURS, by=lead)
        assert RegisterVersion.current().number == before
        perform(assessment, "accept", by=factories.locality_reviewer())
        before = RegisterVersion.current().number
        share(assessment=assessment, choices=ALL_PUBLIC, by=lead)
        assert RegisterVersion.current().number == before + 1


def test_nobody_signs_for_more_than_the_page_in_front_of_them_showed(at_state, signer, council_a):
    """Two sign-off officers: one reads, the other widens what will be public."""
    other = factories.CouncilRoleFactory(council=council_a, kind="signer").user
    assessment = at_state(State.AWAITING_SIGN_OFF)
    seen = assessment.lock_version
    share(assessment=assessment, choices=ALL_PUBLIC, by=other)

    with pytest.raises(PermissionDenied, match="changed since you opened the page"):
        perform(assessment, "sign", by=signer, seen=seen, agreed=True)
