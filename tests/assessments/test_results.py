"""What everyone may read: signed, accepted, shared; strips and words, nothing to add up."""

import datetime
import re
from html.parser import HTMLParser

import pytest
import time_machine
from django.template.loader import render_to_string

from assessments import results
from assessments.accepted import preview_result, public_results
from assessments.actions import add_evidence, perform, save_answer, share
from assessments.exports import as_data
from assessments.models import Answer, Assessment, Audience, Item
from assessments.results import standard_line
from assessments.workflow import State
from principles.models import Level, Statement
from tests import factories

pytestmark = pytest.mark.django_db

EVERYTHING = dict.fromkeys(((item, "") for item in Item), Audience.PUBLIC)
SAID = {
    "1a": {"kind": "level", "level": 1, "basis": "Agreed in 2024."},
    "1b": {"kind": "level", "level": 4, "basis": "Used <everywhere>."},
    "1c": {"kind": "do_not_know"},
}


def drawn(result):
    return render_to_string("assessments/result.html", {"result": result})


@pytest.fixture
def complete(at_state, lead):
    """Return a function that completes council A's self-assessment with evidence of each kind under 1b."""

    def run(choices=EVERYTHING, said=SAID):
        assessment = at_state(State.IN_PROGRESS, said=said, choices=choices)
        answer = assessment.answers.get(statement__key="1b")
        add_evidence(answer=answer, by=lead, title="Plan", link="https://example.org/plan", is_public=True)
        add_evidence(answer=answer, by=lead, title="Audit", held_by="Head of Finance")
        factories.walk(assessment, State.COMPLETE)
        return assessment

    return run


class TestWhatTheStandardLineSays:
    def test_as_promised(self):
        line = standard_line("Ambleford Council", "Director of Adults", datetime.date(2026, 11, 12))
        assert line == (
            "Self-assessed by Ambleford Council, signed off by the Director of Adults on 12 November 2026. "
            "Locality checked that it is complete. It has not been inspected, and councils answer for "
            "different services and places, so it should not be used to rank them."
        )

    def test_it_goes_with_every_result(self, complete, council_a):
        complete()
        result = public_results(council_a)[0]
        assert result.standard_line in drawn(result)
        assert as_data(result)["standard_line"] == result.standard_line

    def test_somebody_without_a_job_title_is_the_sign_off_officer(self, complete, council_a):
        complete()
        assert "signed off by the sign-off officer on" in public_results(council_a)[0].standard_line


class TestWhatIsPublic:
    def test_all_of_it_when_the_signer_chose_so(self, complete, council_a):
        complete()
        (principle, statements), *rest = public_results(council_a)[0].principles
        assert principle.number == 1
        assert [(one.key, one.label) for one in statements] == [
            ("1a", "Early days"),
            ("1b", "How we work"),
            ("1c", "We do not know yet"),
            ("1d", "Not answered"),
        ]
        assert {one.label for _, ones in rest for one in ones} == {"Not answered"}
        assert statements[0].basis == "Agreed in 2024."
        assert [one.title for one in statements[1].evidence] == ["Plan"]

    def test_evidence_is_shown_only_if_marked_public(self, complete, council_a):
        complete()
        page = drawn(public_results(council_a)[0])
        assert "https://example.org/plan" in page
        assert "Audit" not in page
        assert "Head of Finance" not in page

    @pytest.mark.parametrize("item", Item)
    @pytest.mark.parametrize("audience", [Audience.US, Audience.NETWORK])
    def test_what_is_not_for_everyone_is_not_there(self, item, audience, complete, council_a):
        complete(choices={**EVERYTHING, (item, ""): audience})
        result = public_results(council_a)[0]
        page = drawn(result)
        shown = {
            Item.LEVELS: "Early days" in page,
            Item.TEXT: "Agreed in 2024." in page,
            Item.EVIDENCE: "https://example.org/plan" in page,
        }
        assert shown == {one: one != item for one in shown}
        assert result.shows_levels == (item != Item.LEVELS)

    def test_that_it_was_completed_is_public_even_if_nothing_else_is(self, complete, council_a):
        complete(choices=dict.fromkeys(EVERYTHING, Audience.US))
        (result,) = public_results(council_a)
        assert result.principles == []
        page = drawn(result)
        assert "Self-assessment completed on" in page
        assert "Some members share results only with each other." in page
        assert "strip" not in page

    def test_one_principle_and_one_statement_alone(self, complete, council_a):
        complete(choices={(Item.LEVELS, "1"): Audience.PUBLIC, (Item.TEXT, "1b"): Audience.PUBLIC})
        ((principle, statements),) = public_results(council_a)[0].principles
        assert (principle.number, len(statements)) == (1, 4)
        assert [one.basis for one in statements if one.basis] == ["Used <everywhere>."]

    def test_what_was_withdrawn_shows_nothing_in_its_place(self, complete, council_a, lead):
        assessment = complete()
        share(assessment=assessment, choices={}, by=lead)
        page = drawn(public_results(council_a)[0])
        assert "removed" not in page.lower()
        assert "withdrawn" not in page.lower()
        assert "Early days" not in page


class TestNothingLiveIsPublic:
    @pytest.mark.parametrize("state", [state for state in State if state != State.COMPLETE])
    def test_before_it_is_accepted_there_is_no_result(self, state, at_state, council_a):
        at_state(state, choices=EVERYTHING)
        assert public_results(council_a) == []

    def test_live_answers_are_not_read(self, complete, council_a, monkeypatch):
        complete()
        Answer.objects.update(basis="Live and unsigned.")
        monkeypatch.setattr(results, "live_answers", lambda assessment: pytest.fail("reads live answers"))
        assert "Live and unsigned" not in drawn(public_results(council_a)[0])

    def test_the_published_version_stays_until_a_newer_revision_is_accepted(self, complete, council_a, lead):
        first = complete()
        second = Assessment.objects.create(council=council_a, cycle=first.cycle, revision=2)
        factories.walk(second, State.SUBMITTED, {"1a": {"kind": "level", "level": 2}}, EVERYTHING)
        assert public_results(council_a)[0].principles[0][1][0].label == "Early days"
        perform(second, "accept", by=factories.locality_reviewer())
        (result,) = public_results(council_a)
        assert result.principles[0][1][0].label == "Trying it out"

    def test_another_councils_results_are_elsewhere(self, complete, council_b):
        complete()
        assert public_results(council_b) == []


class TestPreview:
    @pytest.mark.feature("OF29")
    def test_it_is_what_the_public_will_see(self, at_state, lead, council_a):
        assessment = at_state(
            State.AWAITING_SIGN_OFF, said=SAID | {"1b": {"kind": "do_not_know"}}, choices=EVERYTHING
        )
        preview = preview_result(assessment)
        factories.walk(assessment, State.COMPLETE)
        assert preview.principles == public_results(council_a)[0].principles
        assert preview.principles == preview_result(assessment).principles

    @pytest.mark.feature("OF29")
    def test_before_signing_the_line_says_so(self, at_state):
        result = preview_result(at_state(State.IN_PROGRESS))
        assert (result.signed_on, result.completed_on) == (None, None)
        assert "on the day it is signed." in result.standard_line

    def test_once_signed_it_shows_what_was_signed(self, at_state):
        assessment = at_state(State.SUBMITTED, choices=EVERYTHING)
        Answer.objects.update(basis="Live and unsigned.")
        assert "Live and unsigned" not in drawn(preview_result(assessment))

    def test_while_it_is_open_again_it_shows_the_answers_as_they_stand(self, at_state, lead, reviewer):
        assessment = at_state(State.SUBMITTED, choices=EVERYTHING)
        perform(assessment, "return", by=reviewer, note="Why?")
        statement = Statement.objects.get(key="1a", question_set=assessment.cycle.question_set)
        save_answer(
            assessment=assessment,
            statement=statement,
            by=lead,
            seen_version=1,
            kind="level",
            level=1,
            basis="New.",
        )
        assert "New." in drawn(preview_result(assessment))


class Table(HTMLParser):
    """Collects the words of each strip and the rows of the table."""

    def __init__(self, page):
        super().__init__()
        self.strips, self.rows, self._into = [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "p" and ("class", "strip") in attrs:
            self._into = self.strips
        elif tag == "td":
            self._into = self.rows

    def handle_endtag(self, tag):
        if tag in {"p", "td"}:
            self._into = None

    def handle_data(self, data):
        if self._into is not None and data.strip():
            self._into.append(data.strip())


class TestHowItIsDrawn:
    @pytest.mark.feature("PU24")
    def test_the_table_says_the_same_words_as_the_strips(self, complete, council_a):
        complete()
        table = Table(drawn(public_results(council_a)[0]))
        assert len(table.strips) == 24
        assert table.rows[1::2] == table.strips

    @pytest.mark.feature("PU24")
    def test_every_strip_has_its_words_beside_it(self, complete, council_a):
        complete()
        page = drawn(public_results(council_a)[0])
        assert page.count('aria-hidden="true"') == page.count("strip-boxes") == 24

    @pytest.mark.feature("PU25")
    def test_there_is_no_total_average_grade_or_percentage(self, complete, council_a):
        complete()
        result = public_results(council_a)[0]
        data = as_data(result)
        text = re.sub(r"<[^>]+>", " ", drawn(result)).lower()
        for word in ("%", "total", "average", "score", "grade", " of 4", " out of ", "points", "ranking"):
            assert word not in text
        assert "level" not in {key for one in data["statements"] for key in one}

    @pytest.mark.feature("PU25")
    def test_no_shown_value_is_a_number(self, complete, council_a):
        complete()
        data = as_data(public_results(council_a)[0])
        assert not [
            one for one in data["statements"] for value in one.values() if isinstance(value, int | float)
        ]
        assert {one["answer"] for one in data["statements"]} <= {
            *(level.label for level in Level),
            "We do not know yet",
            "Not our service",
            "Not answered",
        }

    @pytest.mark.feature("PU36")
    def test_it_links_the_questions_it_answers(self, complete, council_a):
        assessment = complete()
        page = drawn(public_results(council_a)[0])
        assert f'href="{assessment.cycle.question_set.get_absolute_url()}"' in page

    def test_what_councils_wrote_is_text(self, complete, council_a):
        complete()
        assert "Used &lt;everywhere&gt;." in drawn(public_results(council_a)[0])

    def test_newest_first_in_few_queries(self, complete, council_a, django_assert_max_num_queries):
        first = complete()
        with time_machine.travel(datetime.datetime.now() + datetime.timedelta(days=300)):
            later = factories.AssessmentFactory(
                council=council_a, cycle=factories.CycleFactory(opened=True), state=State.COMPLETE
            )
        public_results(council_a)  # what workers keep of the questions is made
        with django_assert_max_num_queries(4):
            shown = public_results(council_a)
            [drawn(result) for result in shown]
        assert [one.cycle_title for one in shown] == [later.cycle.title, first.cycle.title]
