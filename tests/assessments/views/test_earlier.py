"""Last year's answer beside this one, and brought forward."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.models import Answer, AnswerVersion, Carried, Event, Evidence, Kind, Snapshot
from assessments.views.sheet import TaskStatus
from assessments.workflow import State
from principles.models import Change, Level
from tests import factories

LAST = "In two wards since 2023."


def words(reply):
    return " ".join(reply.content.decode().split())


def bring(assessment, by):
    actions.bring_forward(assessment=assessment, by=by)
    return {answer.statement.key: answer for answer in assessment.answers.select_related("statement")}


class TestBeside:
    """OF18: the last answer, read-only, beside the new one."""

    @pytest.mark.feature("OF18")
    def test_answer_text_evidence_and_date_are_there(
        self, council_a, lead, signer, questions, last_said, sign_in
    ):
        old = factories.complete_before(council_a, questions, said={"1a": last_said["1a"]})
        paper = {"title": "Cabinet report", "link": "https://ambleford.example/report", "held_by": ""}
        data = old.published.data
        data["answers"][0]["evidence"] = [{**paper, "dated_on": "2023-05-04", "public": False}]
        Snapshot._base_manager.filter(pk=old.published_id).update(content=Snapshot.canonical(data))
        cycle = factories.CycleFactory(question_set=questions, opened=True)
        now = factories.AssessmentFactory(council=council_a, cycle=cycle)

        page = words(sign_in(lead).get(f"{now.get_absolute_url()}1a/"))

        beside = page.split("What you said last time")[1].split("</details>")[0]
        signed = timezone.localdate(old.published.made_at)
        for said in ("In regular use", LAST, "Cabinet report", "4 May 2023", f"{signed.day} {signed:%B %Y}"):
            assert said in beside
        assert "more than two years ago" not in beside
        assert "<input" not in beside

    @pytest.mark.feature("OF18")
    def test_edge_8_another_wording_is_said_and_a_split_one_has_no_answer(self, this_year, lead, sign_in):
        path = this_year.get_absolute_url()
        browser = sign_in(lead)

        reworded, split = words(browser.get(f"{path}1b/")), words(browser.get(f"{path}1c/"))

        assert "Wording changed, so the two are not compared" in reworded
        assert "<q>We do 1b well.</q>" in reworded
        assert "There is no earlier answer that fits this statement" in split
        assert "Early days</strong>" not in split

    @pytest.mark.feature("OF18")
    def test_edge_16_in_a_first_year_there_is_nothing_beside(self, url, lead, sign_in):
        assert "What you said last time" not in words(sign_in(lead).get(url("1a/")))

    @pytest.mark.feature("OF18")
    def test_edge_17_a_skipped_year_uses_the_last_complete_one_and_warns(
        self, council_a, lead, signer, questions, last_said, sign_in
    ):
        factories.complete_before(council_a, questions, years=3, said=last_said)
        with_nothing = factories.CycleFactory(
            question_set=questions,
            opens_on=timezone.localdate() - datetime.timedelta(days=365),
            closes_on=timezone.localdate(),
            opened=True,
        )
        actions.close_cycle(cycle=with_nothing, by=factories.locality_reviewer())
        cycle = factories.CycleFactory(question_set=questions, opened=True)
        now = factories.AssessmentFactory(council=council_a, cycle=cycle)

        browser = sign_in(lead)

        assert "more than two years ago" in words(browser.get(f"{now.get_absolute_url()}1a/"))
        assert "more than two years ago" in words(browser.get(f"{now.get_absolute_url()}forward/"))

    def test_another_councils_answers_are_nobodys_last_year(self, last_year, council_b, other_lead, sign_in):
        cycle = factories.CycleFactory(question_set=last_year.cycle.question_set, opened=True)
        theirs = factories.AssessmentFactory(council=council_b, cycle=cycle)

        assert LAST not in words(sign_in(other_lead).get(f"{theirs.get_absolute_url()}1a/"))

    def test_what_was_not_accepted_is_not_last_year(
        self, council_a, lead, signer, questions, last_said, sign_in
    ):
        cycle = factories.CycleFactory(
            question_set=questions, opens_on=timezone.localdate() - datetime.timedelta(days=30), opened=True
        )
        factories.AssessmentFactory(council=council_a, cycle=cycle, state=State.SUBMITTED, said=last_said)
        now = factories.AssessmentFactory(
            council=council_a, cycle=factories.CycleFactory(question_set=questions, opened=True)
        )

        assert LAST not in words(sign_in(lead).get(f"{now.get_absolute_url()}1a/"))


class TestForward:
    """OF19: bring answers forward."""

    @pytest.mark.feature("OF19")
    def test_only_the_same_and_reworded_are_filled_in(self, this_year, lead):
        now = this_year

        found = bring(now, lead)

        assert set(found) == {"1a", "1b"}  # 1c was split, of 1d nothing was known, 2a is retired
        assert (found["1a"].level, found["1a"].basis) == (Level.REGULAR_USE, LAST)
        assert [
            (row.answer.statement.key, row.is_reworded) for row in Carried.objects.order_by("answer")
        ] == [
            ("1a", False),
            ("1b", True),
        ]
        assert AnswerVersion.objects.filter(answer__in=found.values(), version=1, saved_by=lead).count() == 2
        now.refresh_from_db()
        assert now.state == State.IN_PROGRESS
        assert Event.objects.filter(assessment=now, move="carried").get().text.endswith(": 2")

    @pytest.mark.feature("OF19")
    def test_nothing_newer_is_overwritten_and_twice_is_once(self, this_year, lead, contributor):
        now = this_year
        mine = {"kind": "level", "level": Level.HOW_WE_WORK, "basis": "Newer."}
        factories.answer_all(now, contributor, {"1a": mine})

        assert actions.bring_forward(assessment=now, by=lead) == 1
        assert actions.bring_forward(assessment=now, by=lead) == 0

        answer = now.answers.get(statement__key="1a")
        assert (answer.basis, answer.version, answer.saved_by) == ("Newer.", 1, contributor)
        assert not Carried.objects.filter(answer=answer).exists()

    def test_documents_come_with_it_if_they_are_still_in_the_list(
        self, council_a, lead, signer, questions, last_said
    ):
        paper = Evidence.objects.create(
            council=council_a, title="Report", held_by="Clerk", added_by=lead, dated_on="2020-01-01"
        )
        old = factories.complete_before(council_a, questions, said={"1a": last_said["1a"]})
        data = old.published.data
        known = {"title": "Report", "link": "", "held_by": "Clerk", "dated_on": None, "public": False}
        data["answers"][0]["evidence"] = [known, {**known, "title": "Gone"}]
        Snapshot._base_manager.filter(pk=old.published_id).update(content=Snapshot.canonical(data))
        cycle = factories.CycleFactory(question_set=questions, opened=True)

        found = bring(factories.AssessmentFactory(council=council_a, cycle=cycle), lead)

        assert [pointer.evidence for pointer in found["1a"].pointers.all()] == [paper]

    @pytest.mark.parametrize("person", ["viewer", "signer"])
    def test_readers_cannot(self, person, this_year, request):
        now, reader = this_year, request.getfixturevalue(person)

        with pytest.raises(PermissionDenied):
            actions.bring_forward(assessment=now, by=reader)
        assert not Answer.objects.filter(assessment=now).exists()

    def test_edge_16_in_a_first_year_it_says_why(self, url, assessment, lead, sign_in):
        browser = sign_in(lead)

        assert "no earlier complete self-assessment" in words(browser.get(url("forward/")))
        assert browser.post(url("forward/")).status_code == 403
        assert "Bring last year" not in words(browser.get(url()))

    @pytest.mark.feature("OF19")
    def test_the_list_offers_it_and_leads_to_what_needs_checking(self, this_year, lead, sign_in):
        now, browser = this_year, sign_in(lead)
        path = now.get_absolute_url()
        assert 'href="forward/"' in words(browser.get(path))
        shown = words(browser.get(f"{path}forward/"))
        assert "Bring 2 answers forward" in shown
        assert "(wording changed)" in shown
        assert not now.answers.exists()  # looking changes nothing

        reply = browser.post(f"{path}forward/", follow=True)

        lines = {line.statement.key: line for line in reply.context["sheet"].lines}
        assert lines["1a"].status == TaskStatus.NEEDS_CHECKING
        assert lines["1a"].path == f"{path}1a/still-true/"
        assert lines["1c"].status == TaskStatus.NOT_STARTED
        assert "2 answers brought forward need checking." in words(reply)


def test_a_carried_not_our_service_needs_a_statement_that_offers_it(
    council_a, lead, signer, questions, curator
):
    theirs = {"kind": Kind.NOT_OUR_SERVICE, "done_by": "The county"}
    questions.statements.filter(key="1a").update(allows_not_our_service=True)
    factories.complete_before(council_a, questions, said={"1a": theirs})
    asked = factories.next_version(questions, curator, **{"1b": Change.REWORDED})
    cycle = factories.CycleFactory(question_set=asked, opened=True)
    now = factories.AssessmentFactory(council=council_a, cycle=cycle)

    assert actions.bring_forward(assessment=now, by=lead) == 0


def test_last_year_costs_one_query_or_two(this_year, lead, sign_in, django_assert_max_num_queries):
    """Two where the version of the questions has changed, and never more with more years."""
    browser, path = sign_in(lead), this_year.get_absolute_url()
    browser.get(path)

    with django_assert_max_num_queries(16):
        browser.get(path)
    for key in ("1a", "1c"):
        with django_assert_max_num_queries(13):
            assert "What you said last time" in words(browser.get(f"{path}{key}/"))
