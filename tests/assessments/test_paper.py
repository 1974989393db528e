"""The committee paper: what is known with its source, marked blanks for the rest, nothing made up."""

import io
import re

import pytest
from docx import Document

from assessments import actions
from assessments.paper import paper_as_word, paper_of
from assessments.results import standard_line
from assessments.workflow import State
from councils.models import Membership
from principles.models import Level, Statement
from tests import factories
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan

SAID = {
    "1a": {"kind": "level", "level": Level.HOW_WE_WORK, "basis": "In the council plan."},
    "1b": {"kind": "level", "level": Level.EARLY_DAYS, "basis": "<b>Not yet</b> =1+1"},
    "1c": {"kind": "do_not_know"},
}


def text_of(paper):
    """Return all words of a paper."""
    words = [paper.title, paper.version, paper.draft]
    for section in paper.sections:
        words.append(section.title)
        for block in section.blocks:
            words += getattr(block, "items", None) or [getattr(block, "words", "")]
            words += [cell for row in getattr(block, "rows", []) for cell in row]
    return "\n".join(words)


@pytest.fixture
def assessment(at_state, lead):
    """A self-assessment with a public and a private document, one priority planned, walked on by hand."""
    assessment = at_state(State.IN_PROGRESS, said=SAID)
    top = assessment.answers.get(statement__key="1a")
    actions.add_evidence(answer=top, by=lead, title="Plan", link="https://example.org/plan", is_public=True)
    actions.add_evidence(answer=top, by=lead, title="Private audit", held_by="Clerk")
    plan(choose(assessment, "1b", lead, words="Shared budgets.").row, lead)
    return assessment


@pytest.mark.feature("OF40")
class TestPaper:
    def test_it_has_its_parts_in_order(self, assessment):
        titles = [section.title for section in paper_of(assessment).sections]

        assert titles == [
            "Purpose",
            "Recommendations",
            "Background",
            "The self-assessment",
            "Priorities and actions",
            "What is public",
            "Legal implications",
            "Financial implications",
            "Equality implications",
            "Who was consulted",
            "Sources",
        ]

    def test_the_answers_are_words_and_gaps_are_named(self, assessment):
        text = text_of(paper_of(assessment))

        assert "1 of 4 in regular use or how we work. 1 not answered. 1 not known yet." in text
        assert "In the council plan." in text
        assert not re.search(r"\d+ ?%|average|score", text)

    def test_priorities_have_roles_and_days(self, assessment):
        text = text_of(paper_of(assessment))

        assert "This year: Early days. In a year: How we work." in text
        assert "Head of Commissioning" in text
        assert "31 March 2040" in text

    def test_what_the_portal_cannot_know_is_a_marked_blank(self, assessment):
        blanks = [
            block.words for section in paper_of(assessment).sections for block in section.blocks
            if getattr(block, "kind", "") == "blank"
        ]  # fmt: skip

        assert len(blanks) == 7
        assert all(words.startswith("[Council to complete: ") for words in blanks)

    def test_membership_stands_with_its_source_or_is_a_blank(self, assessment, council_a):
        row = council_a.memberships.get()
        text = text_of(paper_of(assessment))
        assert f"has been a member {row.since}." in text

        Membership.objects.filter(pk=row.pk).update(ended_on=row.joined_on)
        assert "[Council to complete: when and how the council joined" in text_of(paper_of(assessment))

    def test_only_documents_marked_public_are_sources(self, assessment):
        text = text_of(paper_of(assessment))

        assert "Plan, https://example.org/plan (statement 1a)" in text
        assert "Private audit" not in text

    def test_it_is_a_draft_until_it_is_complete(self, assessment, council_a):
        assert "not signed off" in paper_of(assessment).draft

        walk(assessment, State.SUBMITTED)
        submitted = paper_of(assessment)
        assert "Locality has not yet checked" in submitted.draft
        assert f"reference {assessment.reference}" in submitted.version
        assert "Locality will check that it is complete." in text_of(submitted)

        walk(assessment, State.COMPLETE)
        complete = paper_of(assessment)
        assert not complete.is_draft
        signature = assessment.snapshots.get().signature
        line = standard_line(council_a.official_name, signature.role, signature.signed_at.date())
        assert line in text_of(complete)

    def test_what_was_signed_stays_whatever_is_typed_later(self, assessment, lead):
        walk(assessment, State.SUBMITTED)
        assessment.answers.filter(statement__key="1a").update(basis="Typed later.")

        assert "Typed later." not in text_of(paper_of(assessment))

    def test_page_and_word_file_say_the_same(self, assessment, sign_in, viewer):
        browser, path = sign_in(viewer), assessment.get_absolute_url()
        page = browser.get(f"{path}paper/").content.decode()
        reply = browser.get(f"{path}paper.docx")

        document = Document(io.BytesIO(reply.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        words = "\n".join([*(one.text for one in document.paragraphs), *cells])
        assert "attachment" in reply["Content-Disposition"]
        assert "-draft.docx" in reply["Content-Disposition"]
        for said in ("[Council to complete: legal implications", "In the council plan.", "Shared budgets."):
            assert said in page
            assert said in words
        assert "&lt;b&gt;Not yet&lt;/b&gt;" in page
        assert "<b>Not yet</b> =1+1" in words
        assert document.sections[0].header.paragraphs[0].text == "DRAFT"

    def test_what_a_word_file_cannot_hold_does_not_break_it(self, assessment):
        assessment.answers.filter(statement__key="1a").update(basis="A\x0bB")

        assert Document(io.BytesIO(paper_as_word(paper_of(assessment))))

    def test_it_asks_little(self, assessment, sign_in, viewer, django_assert_max_num_queries):
        browser = sign_in(viewer)
        with django_assert_max_num_queries(20):
            browser.get(f"{assessment.get_absolute_url()}paper/")

    def test_another_council_gets_nothing(self, assessment, sign_in, other_lead):
        for part in ("paper/", "paper.docx"):
            assert sign_in(other_lead).get(f"{assessment.get_absolute_url()}{part}").status_code == 404


def test_edge_10_what_is_not_answered_stays_in_the_count_and_is_named(at_state, lead):
    assessment = at_state(State.COMPLETE, said={"1a": SAID["1a"] | {"level": Level.REGULAR_USE}})

    text = text_of(paper_of(assessment))

    assert "1 of 4 in regular use or how we work. 3 not answered." in text
    assert text.count("\nNot answered\n") == 23


def test_a_service_of_another_council_leaves_the_count(at_state):
    questions = factories.QuestionSetFactory()
    Statement.objects.filter(question_set=questions, key="2b").update(allows_not_our_service=True)
    cycle = factories.CycleFactory(question_set=questions, opened=True)
    said = {"2b": {"kind": "not_our_service", "done_by": "The county"}}

    text = text_of(paper_of(at_state(State.IN_PROGRESS, said=said, cycle=cycle)))

    assert "0 of 3 in regular use or how we work. 3 not answered. 1 not our service." in text
