"""The council's own results: a card for each priority, answers in words, no total, nobody else."""

import re

import pytest

from assessments.workflow import State
from principles.models import Level
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan


def words(reply):
    return " ".join(reply.content.decode().split())


@pytest.fixture
def assessment(at_state, lead):
    said = {"kind": "level", "level": Level.EARLY_DAYS, "basis": "Nothing yet."}
    assessment = at_state(State.IN_PROGRESS, said={"1a": said, "2a": {**said, "level": Level.REGULAR_USE}})
    plan(choose(assessment, "1a", lead, aim=Level.TRYING_OUT).row, lead)
    choose(assessment, "2a", lead, aim=Level.REGULAR_USE, no_action="It holds.")
    return assessment


@pytest.mark.feature("OF39")
class TestResults:
    def test_each_priority_has_its_level_the_next_ones_words_and_a_question(
        self, assessment, viewer, sign_in
    ):
        reply = sign_in(viewer).get(f"{assessment.get_absolute_url()}results/")

        first, second = reply.context["cards"]
        assert (first.step.label, first.step.descriptor.text) == ("Early days", "1a: trying it out.")
        assert (second.step.label, second.step.descriptor.text) == ("In regular use", "2a: how we work.")
        assert first.step.question in words(reply)
        assert "Head of Commissioning, by 31 March 2040" in words(reply)

    def test_answers_are_words_by_principle_without_a_total(self, assessment, viewer, sign_in):
        text = words(sign_in(viewer).get(f"{assessment.get_absolute_url()}results/"))

        assert "1 of 4 in regular use or how we work. 3 not answered." in text
        assert not re.search(r"\d+ ?%|of 24|average", text)

    def test_it_is_what_was_signed_once_it_is(self, assessment, viewer, sign_in):
        path = f"{assessment.get_absolute_url()}results/"
        assert "They can still change." in words(sign_in(viewer).get(path))

        walk(assessment, State.SUBMITTED)
        assessment.answers.filter(statement__key="1a").update(level=Level.HOW_WE_WORK)

        reply = sign_in(viewer).get(path)
        assert "They can still change." not in words(reply)
        assert reply.context["cards"][0].step.label == "Early days"

    def test_without_priorities_it_says_so(self, at_state, viewer, sign_in):
        path = at_state(State.COMPLETE).get_absolute_url()

        assert "No priorities were chosen." in words(sign_in(viewer).get(f"{path}results/"))

    def test_nobody_else_reads_it(self, assessment, other_lead, reviewer, sign_in):
        for person in (other_lead, reviewer):
            assert sign_in(person).get(f"{assessment.get_absolute_url()}results/").status_code == 404

    def test_it_asks_little(self, assessment, viewer, sign_in, django_assert_max_num_queries):
        browser = sign_in(viewer)
        with django_assert_max_num_queries(20):
            browser.get(f"{assessment.get_absolute_url()}results/")
