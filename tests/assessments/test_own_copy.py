"""A council's own answers as CSV and Word: at any time, marked as a draft until they are signed."""

import csv
import io

import pytest
from docx import Document

from assessments import actions
from assessments.exports.own import NOT_CONFIRMED
from assessments.workflow import State
from tests import factories

SAID = {
    "1a": {"kind": "level", "level": 3, "basis": "=HYPERLINK('https://evil.example')"},
    "1b": {"kind": "level", "level": 2, "basis": "<b>Two</b> wards\nsince 2024."},
}


def sheet(reply):
    return list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))


def word(reply):
    return Document(io.BytesIO(reply.content))


@pytest.fixture
def draft(at_state):
    return at_state(State.IN_PROGRESS, said=SAID)


@pytest.mark.feature("OF43")
def test_every_statement_is_a_row_with_what_the_file_is(draft, lead, sign_in):
    answer = draft.answers.get(statement__key="1b")
    actions.add_evidence(answer=answer, by=lead, title="Report", held_by="Clerk", dated_on="2024-05-04")

    reply = sign_in(lead).get(f"{draft.get_absolute_url()}answers.csv")

    rows = {row["Key"]: row for row in sheet(reply)}
    assert len(rows) == 24
    assert rows["1b"]["Answer"] == "Trying it out"
    assert rows["1b"]["Based on"] == SAID["1b"]["basis"]
    assert rows["1b"]["Evidence"] == "Report (held by Clerk, 4 May 2024)"
    assert rows["6d"]["Answer"] == "Not answered"
    assert {row["State"] for row in rows.values()} == {"Draft, in progress"}
    assert "-draft.csv" in reply["Content-Disposition"]
    assert reply["Cache-Control"] == "private, no-store"


@pytest.mark.feature("OF43")
def test_a_cell_is_never_run(draft, lead, sign_in):
    rows = sheet(sign_in(lead).get(f"{draft.get_absolute_url()}answers.csv"))

    assert rows[0]["Based on"].startswith("'=")


@pytest.mark.feature("OF43")
def test_the_head_of_every_page_of_the_word_file_says_draft(draft, lead, sign_in):
    document = word(sign_in(lead).get(f"{draft.get_absolute_url()}answers.docx"))

    heads = [section.header.paragraphs[0].text for section in document.sections]
    assert [head.startswith("DRAFT. Draft, in progress. ") for head in heads] == [True]
    assert not document.sections[0].different_first_page_header_footer
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert SAID["1a"]["basis"] in texts
    assert SAID["1b"]["basis"] in texts
    assert "Nobody has signed this yet. It can still change." in texts


@pytest.mark.feature("OF43")
def test_once_signed_it_is_what_was_signed(at_state, signer, sign_in):
    assessment = at_state(State.COMPLETE, said=SAID)
    browser, path = sign_in(signer), assessment.get_absolute_url()
    assessment.answers.filter(statement__key="1b").update(basis="Changed behind everybody's back.")

    reply = browser.get(f"{path}answers.csv")

    assert {row["State"] for row in sheet(reply)} == {f"Signed version 1 ({assessment.reference}), complete"}
    assert sheet(reply)[1]["Based on"] == SAID["1b"]["basis"]
    assert "-signed.csv" in reply["Content-Disposition"]
    head = word(browser.get(f"{path}answers.docx")).sections[0].header.paragraphs[0].text
    assert head.startswith("Signed version 1")


def test_what_is_not_confirmed_says_so(council_a, lead, signer, sign_in):
    questions = factories.QuestionSetFactory(version=1)
    factories.complete_before(council_a, questions, said=SAID)
    cycle = factories.CycleFactory(question_set=questions, opened=True)
    now = factories.AssessmentFactory(council=council_a, cycle=cycle)
    actions.bring_forward(assessment=now, by=lead)
    browser, path = sign_in(lead), now.get_absolute_url()

    rows = sheet(browser.get(f"{path}answers.csv"))

    assert [row["Note"] for row in rows[:3]] == [NOT_CONFIRMED, NOT_CONFIRMED, ""]
    texts = [paragraph.text for paragraph in word(browser.get(f"{path}answers.docx")).paragraphs]
    assert texts.count(f"{NOT_CONFIRMED}.") == 2


def test_words_that_xml_cannot_hold_do_not_break_the_file(draft, lead, sign_in):
    draft.answers.filter(statement__key="1b").update(basis="Two\x0bwards \ufffe")

    assert word(sign_in(lead).get(f"{draft.get_absolute_url()}answers.docx"))


@pytest.mark.parametrize("ending", ["csv", "docx"])
def test_it_asks_little_and_is_nobody_elses(
    draft, lead, other_lead, reviewer, sign_in, ending, django_assert_max_num_queries
):
    path = f"{draft.get_absolute_url()}answers.{ending}"
    browser = sign_in(lead)
    with django_assert_max_num_queries(14):
        browser.get(path)

    assert sign_in(other_lead).get(path).status_code == sign_in(reviewer).get(path).status_code == 404
