"""The review desk and the cycles in the admin: three clicks, no doors besides the moves."""

import pytest
from django.db import connection
from django.urls import NoReverseMatch, reverse

from assessments.accepted import public_results
from assessments.actions import perform, save_answer
from assessments.models import Answer, Audience, Item, Snapshot
from assessments.queue import waiting
from assessments.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "/admin/assessments/assessment/"
CYCLES = "/admin/assessments/cycle/"
LEVELS = {(Item.LEVELS, ""): Audience.PUBLIC}


@pytest.fixture
def desk(sign_in, reviewer):
    """A browser in which the reviewer is signed in."""
    return sign_in(reviewer)


def address(assessment, rest="change/"):
    return f"{LIST}{assessment.pk}/{rest}"


class TestTheQueue:
    def test_queue_open_accept_is_three_clicks_and_publishes_what_the_signer_chose(
        self, at_state, desk, council_a
    ):
        assessment = at_state(State.SUBMITTED, choices=LEVELS)
        start = desk.get("/admin/").content.decode()
        assert address(assessment) in start  # 1: from the start page to what was signed
        page = desk.get(address(assessment))
        assert "Accept as complete" in page.content.decode()  # 2: the button
        done = desk.post(address(assessment, "accept/"), {"seen": assessment.lock_version}, follow=True)
        assert "is complete" in done.content.decode()
        assert public_results(council_a)[0].shows_levels

    def test_it_opens_on_what_waits_longest_first(self, at_state, desk):
        first = at_state(State.SUBMITTED)
        second = factories.AssessmentFactory(cycle=first.cycle, state=State.SUBMITTED)
        factories.AssessmentFactory(cycle=first.cycle, state=State.COMPLETE)
        factories.AssessmentFactory(cycle=first.cycle, state=State.IN_PROGRESS)
        shown = desk.get(LIST).context["cl"].result_list
        assert list(shown) == [first, second]
        assert desk.get(LIST, {"stands": "all"}).context["cl"].result_count == 4

    def test_who_is_told_what_waits(self, at_state, people):
        assessment = at_state(State.SUBMITTED)
        for name, person in people.items():
            if person.is_authenticated:
                told = [row.path for row in waiting(person)]
                assert told == ([address(assessment)] if name in {"reviewer", "superuser"} else []), name

    def test_a_list_of_any_length_takes_the_same_queries(self, at_state, desk, django_assert_max_num_queries):
        one = at_state(State.SUBMITTED)
        for count in (0, 5):
            for _ in range(count):
                factories.AssessmentFactory(cycle=one.cycle, state=State.SUBMITTED)
            for path in (LIST, f"{LIST}?stands=all", CYCLES):
                with django_assert_max_num_queries(10):
                    assert desk.get(path).status_code == 200

    def test_the_list_can_be_taken_away_without_any_level(self, at_state, desk):
        at_state(State.SUBMITTED)
        file = desk.get(f"{LIST}export/").content.decode()
        assert "Ambleford" in file
        assert "regular use" not in file


class TestReading:
    def test_it_shows_what_was_signed_and_not_the_live_answers(self, at_state, desk, lead, reviewer):
        assessment = at_state(State.SUBMITTED)
        perform(assessment, "return", by=reviewer, note="Which services?")
        answer = assessment.answers.first()
        save_answer(
            assessment=assessment,
            statement=answer.statement,
            by=lead,
            seen_version=1,
            kind="level",
            level=4,
            basis="Something new and unsigned.",
        )
        page = desk.get(address(assessment)).content.decode()
        assert "Agreed in 2024 and used in three services." in page
        assert "Something new" not in page
        assert "Which services?" in page

    def test_before_signing_there_is_nothing_to_read(self, at_state, desk):
        page = desk.get(address(at_state(State.IN_PROGRESS))).content.decode()
        assert "nothing to read" in page
        assert "Agreed in 2024" not in page
        assert "Accept as complete" not in page

    def test_what_the_council_wrote_to_itself_stays_there(self, at_state, desk, lead, signer):
        assessment = at_state(State.IN_PROGRESS)
        perform(assessment, "send", by=lead, note="Between you and me.")
        perform(assessment, "decline", by=signer, note="Not on my watch.")
        perform(assessment, "send", by=lead)
        perform(assessment, "sign", by=signer, agreed=True)
        page = desk.get(address(assessment)).content.decode()
        assert "Declined by the sign-off officer" in page
        assert "Between you" not in page
        assert "watch" not in page

    def test_a_text_that_was_tampered_with_is_said_to_be(self, at_state, desk):
        assessment = at_state(State.SUBMITTED)
        assert "not the one that was signed" not in desk.get(address(assessment)).content.decode()
        snapshot = assessment.snapshots.get()
        changed = snapshot.content.replace("three services", "nine services")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE assessments_snapshot SET content = %s WHERE id = %s", [changed, snapshot.pk]
            )
        assert "not the one that was signed" in desk.get(address(assessment)).content.decode()

    def test_markup_in_an_answer_is_shown_as_text(self, at_state, desk):
        said = {"1a": {"kind": "level", "level": 2, "basis": "<script>alert(1)</script>"}}
        page = desk.get(address(at_state(State.SUBMITTED, said=said))).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestTheTwoButtons:
    def test_a_return_needs_a_reason_and_keeps_what_was_typed(self, at_state, desk):
        assessment = at_state(State.SUBMITTED)
        empty = desk.post(address(assessment, "return/"), {"note": " ", "seen": assessment.lock_version})
        assert "Say why" in empty.content.decode()
        long = desk.post(
            address(assessment, "return/"), {"note": "why " * 600, "seen": assessment.lock_version}
        )
        assert "why why" in long.content.decode()
        assessment.refresh_from_db()
        assert assessment.state == State.SUBMITTED

    def test_a_return_gives_it_back_with_the_reason(self, at_state, desk):
        assessment = at_state(State.SUBMITTED)
        desk.post(address(assessment, "return/"), {"note": "Which towns?", "seen": assessment.lock_version})
        assessment.refresh_from_db()
        assert (assessment.state, assessment.events.last().note) == (State.IN_PROGRESS, "Which towns?")

    @pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40])
    def test_an_old_or_odd_page_accepts_nothing(self, seen, at_state, desk):
        assessment = at_state(State.SUBMITTED)
        assert desk.post(address(assessment, "accept/"), {"seen": seen}).status_code == 403
        assessment.refresh_from_db()
        assert assessment.state == State.SUBMITTED

    @pytest.mark.parametrize("move", ["accept/", "return/"])
    def test_looking_does_nothing(self, move, at_state, desk):
        assessment = at_state(State.SUBMITTED)
        assert desk.get(address(assessment, move)).status_code == 405
        assessment.refresh_from_db()
        assert assessment.state == State.SUBMITTED

    @pytest.mark.parametrize("move", ["accept/", "return/"])
    def test_who_may_press_them(self, move, at_state, people, sign_in):
        assessment = at_state(State.SUBMITTED)
        say = {"note": "A reason.", "seen": assessment.lock_version}
        for name, person in people.items():
            if name not in {"reviewer", "superuser"}:
                assert sign_in(person).post(address(assessment, move), say).status_code in {302, 403}, name
        assessment.refresh_from_db()
        assert assessment.state == State.SUBMITTED

    @pytest.mark.parametrize("key", ["0", "999999", "x", "9" * 40, "1_2F"])
    def test_an_unknown_one_is_not_found(self, key, desk):
        assert desk.get(f"{LIST}{key}/change/").status_code == 404
        assert desk.post(f"{LIST}{key}/accept/", {"seen": 1}).status_code == 404


class TestNothingElseMovesIt:
    def test_there_is_no_form_for_an_assessment(self, at_state, sign_in, superuser):
        assessment = at_state(State.SUBMITTED)
        browser = sign_in(superuser)
        browser.post(address(assessment), {"state": "complete", "reference": "KIL-1", "council": 1})
        assert browser.get(f"{LIST}add/").status_code == 403
        assert browser.post(f"{LIST}{assessment.pk}/delete/", {"post": "yes"}).status_code == 403
        assessment.refresh_from_db()
        assert assessment.state == State.SUBMITTED

    @pytest.mark.parametrize("model", [Snapshot, Answer])
    def test_answers_and_snapshots_are_not_in_the_admin(self, model):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:assessments_{model._meta.model_name}_changelist")
