"""Edge cases of sending, signing and leaving, each by its number in the design."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.accepted import public_results
from assessments.actions.clarifying import Asked
from assessments.models import Audience, Item
from assessments.permissions import can_move
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Level
from tests import factories

pytestmark = pytest.mark.django_db


def words(reply):
    return " ".join(reply.content.decode().split())


def test_edge_3_a_stand_in_of_equal_standing_signs_while_the_signer_is_away(at_state, council_a, signer):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    away = CouncilRole.objects.get(user=signer, kind=CouncilRole.Kind.SIGNER)
    stand_in = factories.CouncilRoleFactory(
        council=council_a, kind=CouncilRole.Kind.SIGNER, stands_in_for=away
    ).user
    signed = actions.perform(assessment, "sign", by=stand_in, agreed=True)
    assert signed.snapshots.get().signature.in_place_of == signer


def test_edge_4_in_a_small_district_a_second_officer_signs_and_never_the_lead(at_state, council_a, lead):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.SIGNER, user=lead)
    assert not can_move(lead, assessment, "sign")
    monitoring = factories.CouncilRoleFactory(
        council=council_a, kind=CouncilRole.Kind.SIGNER, user__job_title="Monitoring Officer"
    ).user
    signed = actions.perform(assessment, "sign", by=monitoring, agreed=True)
    assert signed.snapshots.get().signature.role == "Monitoring Officer"


@pytest.mark.feature("OF32")
class TestTheDigest:
    @pytest.fixture
    def all_at_the_top(self, at_state, lead):
        said = {key: {"kind": "level", "level": Level.HOW_WE_WORK, "basis": "Everywhere."} for key in ALL}
        started = at_state(State.IN_PROGRESS, said=said)
        for number, answer in enumerate(started.answers.order_by("statement__key")):
            title = f"Paper number {number} of many"
            actions.add_evidence(answer=answer, by=lead, title=title, held_by="Clerk")
        factories.walk(started, State.AWAITING_SIGN_OFF)
        return started

    def test_edge_11_everything_at_the_top_level_shows_the_signer_what_each_points_to(
        self, all_at_the_top, signer, reviewer, sign_in
    ):
        page = words(sign_in(signer).get(f"{all_at_the_top.get_absolute_url()}sign/"))
        assert "Every answer is at this level." in page
        digest = page[: page.index("All answers</h2>")]
        assert all(f"Paper number {number} of many" in digest for number in range(24))
        signed = actions.perform(all_at_the_top, "sign", by=signer, agreed=True)
        actions.perform(signed, "ask", by=reviewer, asked=Asked({"1a": "Which papers?"}))
        assert set(signed.answers.values_list("level", flat=True)) == {Level.HOW_WE_WORK}

    def test_the_first_year_says_that_it_is_the_first(self, at_state, signer, sign_in):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        page = words(sign_in(signer).get(f"{assessment.get_absolute_url()}sign/"))
        assert "first self-assessment here" in page
        assert "What will be public" in page

    def test_later_it_says_what_changed(self, at_state, lead, signer, reviewer, sign_in):
        done = at_state(State.COMPLETE)
        again = actions.perform(done, "reopen", by=reviewer, note="As asked.")
        answer = again.answers.get(statement__key="1a")
        actions.save_answer(
            assessment=again,
            statement=answer.statement,
            by=lead,
            seen_version=1,
            **{**factories.walking.USUAL, "level": Level.TRYING_OUT},
        )
        actions.perform(again, "send", by=lead)
        page = words(sign_in(signer).get(f"{again.get_absolute_url()}sign/"))
        assert "1 answer differs from" in page
        assert "from “In regular use” to “Trying it out”" in page


ALL = [f"{number}{letter}" for number in range(1, 7) for letter in "abcd"]


def test_edge_23_a_council_that_left_keeps_its_results_or_takes_them_away(at_state, council_a, lead):
    at_state(State.COMPLETE, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    council_a.memberships.update(ended_on=timezone.localdate())
    assert public_results(council_a)[0].shows_levels
    assessment = council_a.assessments.get()
    actions.share(assessment=assessment, choices={(Item.LEVELS, ""): Audience.US}, by=lead)
    assert not public_results(council_a)[0].shows_levels


def test_edge_27_sent_to_the_wrong_signer_it_is_taken_back_and_the_link_stops(
    at_state, lead, signer, sign_in
):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    link, browser = f"{assessment.get_absolute_url()}sign/", sign_in(signer)
    form = {"seen": assessment.lock_version, "fair": "on", "seen_public": "on"}
    assert browser.get(link).status_code == 200
    actions.perform(assessment, "recall", by=lead)
    assert browser.get(link).status_code == 403
    assert browser.post(link, form).status_code == 403
    assert assessment.events.last().move == "recall"


def test_edge_28_the_whole_thread_stays_for_whoever_decides(at_state, superuser, sign_in):
    assessment = at_state(State.CLARIFICATION)
    factories.make(assessment, "reply")
    page = words(sign_in(superuser).get(f"/admin/assessments/assessment/{assessment.pk}/change/"))
    assert "Which three services?" in page
    assert "Housing, parks and libraries (1a)." in page
    with pytest.raises(PermissionDenied):
        actions.save_answer(
            assessment=assessment,
            statement=assessment.answers.get(statement__key="1a").statement,
            by=superuser,
            seen_version=1,
            **factories.walking.USUAL,
        )
