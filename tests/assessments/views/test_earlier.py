"""Year after year: last year's answer beside this one, brought forward, and confirmed one by one."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.models import (
    Answer,
    AnswerVersion,
    Carried,
    Event,
    Evidence,
    Kind,
    Snapshot,
    Verdict,
    WhatHappened,
)
from assessments.permissions import missing
from assessments.views.sheet import TaskStatus
from assessments.workflow import State
from principles.models import Change, Level
from tests import factories
from tests.test_validity import faults

LAST = "In two wards since 2023."
SAID = {
    "1a": {"kind": "level", "level": Level.REGULAR_USE, "basis": LAST},
    "1b": {"kind": "level", "level": Level.TRYING_OUT, "basis": "One ward."},
    "1c": {"kind": "level", "level": Level.EARLY_DAYS},
    "1d": {"kind": "do_not_know"},
    "2a": {"kind": "level", "level": Level.REGULAR_USE},
}


def words(reply):
    return " ".join(reply.content.decode().split())


@pytest.fixture
def questions():
    return factories.QuestionSetFactory(version=1)


@pytest.fixture
def last_year(council_a, lead, signer, questions):
    """Council A's complete self-assessment of a year ago."""
    return factories.complete_before(council_a, questions, said=SAID)


@pytest.fixture
def this_year(council_a, last_year, curator):
    """This year's, not started: 1b is reworded, 1c split, 2a retired, the rest as it was."""

    def make(**kinds):
        kinds = kinds or {"1b": "reworded", "1c": "split", "2a": "retired"}
        asked = factories.next_version(last_year.cycle.question_set, curator, **kinds)
        cycle = factories.CycleFactory(question_set=asked, opened=True)
        return factories.AssessmentFactory(council=council_a, cycle=cycle)

    return make


def brought(assessment, by):
    actions.bring_forward(assessment=assessment, by=by)
    return {answer.statement.key: answer for answer in assessment.answers.select_related("statement")}


class TestBeside:
    """OF18: the last answer, read-only, beside the new one."""

    @pytest.mark.feature("OF18")
    def test_answer_text_evidence_and_date_are_there(self, council_a, lead, signer, questions, sign_in):
        old = factories.complete_before(council_a, questions, said={"1a": SAID["1a"]})
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
        path = this_year().get_absolute_url()
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
        self, council_a, lead, signer, questions, sign_in
    ):
        factories.complete_before(council_a, questions, years=3, said=SAID)
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

    def test_what_was_not_accepted_is_not_last_year(self, council_a, lead, signer, questions, sign_in):
        cycle = factories.CycleFactory(
            question_set=questions, opens_on=timezone.localdate() - datetime.timedelta(days=30), opened=True
        )
        factories.AssessmentFactory(council=council_a, cycle=cycle, state=State.SUBMITTED, said=SAID)
        now = factories.AssessmentFactory(
            council=council_a, cycle=factories.CycleFactory(question_set=questions, opened=True)
        )

        assert LAST not in words(sign_in(lead).get(f"{now.get_absolute_url()}1a/"))


class TestForward:
    """OF19: bring answers forward."""

    @pytest.mark.feature("OF19")
    def test_only_the_same_and_reworded_are_filled_in(self, this_year, lead):
        now = this_year()

        found = brought(now, lead)

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
        now = this_year()
        mine = {"kind": "level", "level": Level.HOW_WE_WORK, "basis": "Newer."}
        factories.answer_all(now, contributor, {"1a": mine})

        assert actions.bring_forward(assessment=now, by=lead) == 1
        assert actions.bring_forward(assessment=now, by=lead) == 0

        answer = now.answers.get(statement__key="1a")
        assert (answer.basis, answer.version, answer.saved_by) == ("Newer.", 1, contributor)
        assert not Carried.objects.filter(answer=answer).exists()

    def test_documents_come_with_it_if_they_are_still_in_the_list(self, council_a, lead, signer, questions):
        paper = Evidence.objects.create(
            council=council_a, title="Report", held_by="Clerk", added_by=lead, dated_on="2020-01-01"
        )
        old = factories.complete_before(council_a, questions, said={"1a": SAID["1a"]})
        data = old.published.data
        known = {"title": "Report", "link": "", "held_by": "Clerk", "dated_on": None, "public": False}
        data["answers"][0]["evidence"] = [known, {**known, "title": "Gone"}]
        Snapshot._base_manager.filter(pk=old.published_id).update(content=Snapshot.canonical(data))
        cycle = factories.CycleFactory(question_set=questions, opened=True)

        found = brought(factories.AssessmentFactory(council=council_a, cycle=cycle), lead)

        assert [pointer.evidence for pointer in found["1a"].pointers.all()] == [paper]

    @pytest.mark.parametrize("person", ["viewer", "signer"])
    def test_readers_cannot(self, person, this_year, request):
        now, reader = this_year(), request.getfixturevalue(person)

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
        now, browser = this_year(), sign_in(lead)
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


class TestStillTrue:
    """OF19: each carried answer is confirmed before it can be sent."""

    @pytest.mark.feature("OF19")
    def test_it_cannot_be_sent_until_each_is_confirmed(self, this_year, lead, signer, sign_in):
        now = this_year()
        brought(now, lead)
        choices = {("levels", ""): 0}
        actions.share(assessment=now, choices=choices, by=lead)
        now.refresh_from_db()
        assert missing(now, lead) == ["Say of each answer brought forward whether it is still true: 1a, 1b."]
        with pytest.raises(PermissionDenied, match="still true: 1a, 1b"):
            actions.perform(now, "send", by=lead, gaps_acknowledged=True)
        browser, path = sign_in(lead), now.get_absolute_url()

        first = browser.post(f"{path}1a/still-true/", {"verdict": "still_true"})
        second = browser.post(f"{path}1b/still-true/", {"verdict": "still_true"})

        assert (first.url, second.url) == (f"{path}1b/still-true/", path)
        carried = Carried.objects.get(answer__statement__key="1a")
        assert (carried.verdict, carried.confirmed_by) == (Verdict.STILL_TRUE, lead)
        assert missing(now, lead) == []
        now.refresh_from_db()
        actions.perform(now, "send", by=lead, gaps_acknowledged=True)

    @pytest.mark.feature("OF19")
    @pytest.mark.parametrize("verdict", ["moved_on", "read_differently"])
    def test_anything_else_opens_the_answer_and_waits_for_its_words(
        self, verdict, this_year, lead, sign_in, fill
    ):
        now = this_year()
        brought(now, lead)
        browser, path = sign_in(lead), now.get_absolute_url()

        reply = browser.post(f"{path}1a/still-true/", {"verdict": verdict}, follow=True)

        assert reply.redirect_chain == [(f"{path}1a/", 302)]
        assert reply.context["form"].initial["basis"] == LAST
        assert "1a" in missing(now, lead)[-1]

        browser.post(f"{path}1a/", fill(choice="4", seen_version=1))
        assert "1a" not in missing(now, lead)[-1].split(": ")[-1]
        assert Carried.objects.get(answer__statement__key="1a").confirmed_at is None

    @pytest.mark.feature("OF20")
    def test_edge_12_a_level_moved_back_is_neutral(self, this_year, lead, sign_in):
        now = this_year()
        brought(now, lead)
        browser, path = sign_in(lead), now.get_absolute_url()

        reply = browser.post(f"{path}1a/still-true/", {"verdict": "moved_back"}, follow=True)

        page = words(reply)
        assert reply.redirect_chain == [(f"{path}1a/what-happened/", 302)]
        for said in ("The budget changed", "People left", "reorganised", "differently now", "Something else"):
            assert said in page
        assert "Skip this" in page
        for blame in ("is-problem", "worse", "declin", "fail", "error-summary"):
            assert blame not in page.split("<main", 1)[1].split("</main>")[0]

        reply = browser.post(f"{path}1a/what-happened/", {"reason": "budget", "words": "Cut by half."})

        assert reply.url == f"{path}1a/"
        kept = WhatHappened.objects.get()
        assert (kept.reason, kept.words, kept.said_by) == ("budget", "Cut by half.", lead)

    def test_old_evidence_is_to_be_looked_at(self, this_year, council_a, lead, sign_in):
        now = this_year()
        answer = brought(now, lead)["1a"]
        day = timezone.localdate() - datetime.timedelta(days=3 * 366)
        actions.add_evidence(answer=answer, by=lead, title="Old report", held_by="Clerk", dated_on=day)
        browser, path = sign_in(lead), f"{now.get_absolute_url()}1a/still-true/"

        reply = browser.post(path, {"verdict": "still_true"})

        assert "Some evidence is more than three years old." in words(reply)
        assert not Carried.objects.filter(confirmed_at__isnull=False).exists()
        assert browser.post(path, {"verdict": "still_true", "looked": "on"}).status_code == 302

    def test_an_answer_that_a_colleague_changed_meanwhile_is_not_confirmed(
        self, this_year, lead, contributor, sign_in, fill
    ):
        now = this_year()
        brought(now, lead)
        path = now.get_absolute_url()
        sign_in(contributor).post(f"{path}1a/", fill(choice="2", seen_version=1))

        reply = sign_in(lead).post(f"{path}1a/still-true/", {"verdict": "still_true"})

        assert reply.status_code == 403
        assert "has been changed or confirmed since" in words(reply)
        assert sign_in(lead).get(f"{path}1a/still-true/").url == f"{path}1a/"

    def test_confirming_twice_is_confirming_once(self, this_year, lead, sign_in):
        now = this_year()
        brought(now, lead)
        browser, path = sign_in(lead), f"{now.get_absolute_url()}1a/still-true/"
        browser.post(path, {"verdict": "still_true"})
        was = Carried.objects.get(answer__statement__key="1a").confirmed_at

        assert browser.post(path, {"verdict": "still_true"}).status_code == 302
        assert Carried.objects.get(answer__statement__key="1a").confirmed_at == was

    @pytest.mark.parametrize("verdict", ["", "worse", "\x00", "x" * 5000])
    def test_strange_verdicts_are_asked_again(self, verdict, this_year, lead, sign_in):
        now = this_year()
        brought(now, lead)

        reply = sign_in(lead).post(f"{now.get_absolute_url()}1a/still-true/", {"verdict": verdict})

        assert reply.status_code in (200, 400)
        assert not Carried.objects.exclude(verdict="").exists()

    def test_a_statement_without_an_answer_has_nothing_to_confirm(self, this_year, lead, sign_in):
        path = this_year().get_absolute_url()

        assert sign_in(lead).get(f"{path}1a/still-true/").status_code == 404
        assert sign_in(lead).get(f"{path}1a/what-happened/").status_code == 404


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


def test_these_pages_are_sound(this_year, lead, sign_in):
    now = this_year()
    browser, path = sign_in(lead), now.get_absolute_url()
    before = [browser.get(f"{path}{part}") for part in ("", "forward/", "1a/", "1b/", "1c/")]
    brought(now, lead)
    after = [browser.get(f"{path}{part}") for part in ("", "check/", "1b/still-true/", "1a/what-happened/")]

    assert [faults(reply.content.decode()) for reply in (*before, *after)] == [[]] * 9


def test_these_pages_ask_little(this_year, lead, sign_in, django_assert_max_num_queries):
    now = this_year()
    browser, path = sign_in(lead), now.get_absolute_url()
    with django_assert_max_num_queries(14):
        browser.get(f"{path}forward/")
    brought(now, lead)
    with django_assert_max_num_queries(14):
        browser.get(f"{path}1a/still-true/")
    with django_assert_max_num_queries(14):
        browser.get(f"{path}1a/what-happened/")
