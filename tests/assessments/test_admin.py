"""The review desk and the cycles in the admin: three clicks, no doors besides the moves."""

import datetime

import pytest
from django.db import connection
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from assessments.actions import perform, save_answer
from assessments.models import Answer, Assessment, Audience, Cycle, Item, Snapshot
from assessments.queue import waiting
from assessments.results import public_results
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


class TestCycles:
    def test_open_shows_what_it_will_do_and_then_does_it(self, desk, council_a):
        factories.MembershipFactory(council=council_a)
        cycle = factories.CycleFactory()
        assert "../open/" in desk.get(f"{CYCLES}{cycle.pk}/change/").content.decode()
        preview = desk.get(f"{CYCLES}{cycle.pk}/open/").content.decode()
        assert "Ambleford" in preview
        assert not Assessment.objects.exists()
        done = desk.post(f"{CYCLES}{cycle.pk}/open/", follow=True).content.decode()
        assert "1 council has been added and told" in done
        assert Assessment.objects.get().council == council_a

    def test_what_stands_in_the_way_is_listed_without_a_button(self, desk):
        cycle = factories.CycleFactory(closes_on=None)
        preview = desk.get(f"{CYCLES}{cycle.pk}/open/").content.decode()
        assert "Give the first day and the deadline." in preview
        assert "Open it and tell" not in preview
        assert desk.post(f"{CYCLES}{cycle.pk}/open/").status_code == 403

    def test_close_and_invite(self, desk, council_a):
        cycle = factories.CycleFactory(opened=True)
        factories.MembershipFactory(council=council_a)
        assert "1 council has joined" in waiting(desk_user(desk))[0].why
        assert "Ambleford" in desk.get(f"{CYCLES}{cycle.pk}/invite/").content.decode()
        desk.post(f"{CYCLES}{cycle.pk}/invite/")
        assert council_a.assessments.count() == 1
        preview = desk.get(f"{CYCLES}{cycle.pk}/close/").content.decode()
        assert "All work is kept" in preview
        assert "Ambleford Metropolitan Borough Council: not started" in preview
        done = desk.post(f"{CYCLES}{cycle.pk}/close/", follow=True).content.decode()
        assert "1 is not shared this year" in done
        assert not Cycle.objects.open().exists()

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("", "An open cycle needs its first day and its deadline."),
            ("1 May 2020", "The deadline has to be after the first day."),
        ],
    )
    def test_the_deadline_of_an_open_cycle_is_checked_with_the_day_that_is_only_shown(self, desk, day, said):
        cycle = factories.CycleFactory(opened=True)
        answer = desk.post(f"{CYCLES}{cycle.pk}/change/", {"title": cycle.title, "closes_on": day})

        assert answer.status_code == 200
        assert said in answer.content.decode()

    def test_a_cycle_is_made_with_its_days(self, desk):
        questions = factories.QuestionSetFactory()
        made = {"title": "Self-assessment 2031", "question_set": questions.pk, "opens_on": "3 March 2031"}
        page = desk.post(f"{CYCLES}add/", {**made, "opens_on": "2031-03-03", "closes_on": "2031-03-02"})
        assert "The deadline has to be after the first day." in page.content.decode()
        desk.post(f"{CYCLES}add/", {**made, "opens_on": "2031-03-03", "closes_on": "2031-05-30"})
        assert not Cycle.objects.get().is_open

    def test_once_open_its_questions_stay(self, desk):
        cycle = factories.CycleFactory(opened=True)
        other = factories.QuestionSetFactory()
        desk.post(
            f"{CYCLES}{cycle.pk}/change/",
            {
                "title": "Renamed",
                "question_set": other.pk,
                "opens_on": "2030-01-01",
                "closes_on": cycle.closes_on,
            },
        )
        changed = Cycle.objects.get(pk=cycle.pk)
        assert (changed.title, changed.question_set, changed.opens_on) == (
            "Renamed",
            cycle.question_set,
            cycle.opens_on,
        )

    def test_opening_says_which_councils_have_nobody_to_tell(self, desk, council_a, lead):
        factories.MembershipFactory(council=council_a)
        factories.MembershipFactory(council__name="Calverton")
        preview = desk.get(f"{CYCLES}{factories.CycleFactory().pk}/open/").content.decode()
        assert preview.count("so nobody is told") == 1
        assert "Ambleford Metropolitan Borough Council</li>" in preview

    def test_an_open_cycle_cannot_be_made_to_end_in_the_past(self, desk, at_state):
        cycle = at_state(State.IN_PROGRESS).cycle
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        type(cycle).objects.filter(pk=cycle.pk).update(opens_on=yesterday - datetime.timedelta(days=9))
        sent = {"title": cycle.title, "closes_on": yesterday.strftime("%d/%m/%Y")}
        page = desk.post(f"{CYCLES}{cycle.pk}/change/", sent).content.decode()
        assert "Choose today or a later day. To end it now, close the cycle." in page

    @pytest.mark.parametrize("days", ["x", "0", "20, 20", "99999999999999999999999999999999"])
    def test_odd_reminder_days_are_said_on_the_form(self, days, desk):
        cycle = factories.CycleFactory()
        page = desk.post(f"{CYCLES}{cycle.pk}/change/", {"title": cycle.title, "reminder_days": days})
        assert page.status_code == 200
        assert "errorlist" in page.content.decode()

    @pytest.mark.parametrize("verb", ["open", "invite", "close"])
    def test_only_reviewers_have_the_buttons(self, verb, people, sign_in):
        cycle = factories.CycleFactory()
        for name, person in people.items():
            if name not in {"reviewer", "superuser"}:
                for method in ("get", "post"):
                    answer = getattr(sign_in(person), method)(f"{CYCLES}{cycle.pk}/{verb}/")
                    assert answer.status_code in {302, 403}, name
        assert not Cycle.objects.filter(opened_at__isnull=False).exists()


def desk_user(browser):
    """Return who is signed in, read afresh."""
    return browser.get("/admin/").context["user"]
