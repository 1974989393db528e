"""What to ask where councils differ: a question of its own for each thing, and none that ranks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.openers import ANY_STATEMENT, STATEMENTS
from network.questions import (
    DIFFERENT,
    EXAMPLES,
    NOT_KNOWN,
    NOT_OUR_SERVICE,
    SOME,
    questions,
    statement_questions,
)
from principles.models import Principle, Statement

ALL_QUESTIONS = (
    *SOME.values(),
    *DIFFERENT.values(),
    *EXAMPLES.values(),
    *STATEMENTS.values(),
    NOT_OUR_SERVICE,
    NOT_KNOWN,
)


@pytest.mark.feature("PU17")
@given(
    topic=st.sampled_from(sorted(DIFFERENT)),
    texts=st.lists(st.sampled_from(["", "One way", "Another way"]), min_size=2, max_size=3),
    number=st.integers(1, 6),
)
def test_wherever_councils_differ_there_is_a_question_and_nowhere_else(topic, texts, number):
    asked = questions(topic, list(zip(["Aldham", "Brackwell", "Camford"], texts, strict=False)), number)
    assert bool(asked) == (len(set(texts)) > 1)
    assert all(question.endswith("?") for question in asked)


ANSWERS = [
    ("level", "Early days"),
    ("level", "In regular use"),
    ("do_not_know", "We do not know yet"),
    ("not_our_service", "Not our service: Testshire"),
    ("not_our_service", "Not our service: Combined Authority"),
    ("", "Not answered"),
]


@pytest.mark.feature("PU17")
@given(
    key=st.sampled_from([*STATEMENTS, "9z"]),
    answers=st.lists(st.sampled_from(ANSWERS), min_size=2, max_size=3),
)
def test_wherever_answers_differ_there_is_a_question_and_nowhere_else(key, answers):
    asked = statement_questions(key, answers)
    assert bool(asked) == (len(set(answers)) > 1)
    assert all(question.endswith("?") for question in asked)


@pytest.mark.feature("PU17")
def test_what_is_asked_fits_what_was_answered():
    early, used, not_known, not_ours, other, left_open = ANSWERS
    assert statement_questions("2c", [early, used]) == [STATEMENTS["2c"]]
    assert statement_questions("9z", [early, used]) == [ANY_STATEMENT]
    assert statement_questions("2c", [early, not_known]) == [NOT_KNOWN]
    assert statement_questions("2c", [left_open, used]) == [NOT_KNOWN]
    assert statement_questions("2c", [not_ours, not_known, used]) == [NOT_OUR_SERVICE]
    assert statement_questions("2c", [not_ours, other]) == [NOT_OUR_SERVICE]


@pytest.mark.feature("PU17")
@pytest.mark.parametrize("words", ALL_QUESTIONS)
def test_no_question_ranks_anybody(words):
    ranking = r"\b(better|best|worse|worst|ahead|behind|top|lead|score|rank|more than|less than|only)\b"
    assert not re.search(ranking, words, re.IGNORECASE)


def test_no_two_questions_are_the_same():
    assert len(set(ALL_QUESTIONS)) == len(ALL_QUESTIONS)


@pytest.mark.feature("PU17")
def test_every_statement_and_every_principle_has_a_question_of_its_own(register):
    assert set(Statement.objects.values_list("key", flat=True)) == set(STATEMENTS)
    assert set(Principle.objects.values_list("number", flat=True)) == set(EXAMPLES)


def test_each_topic_has_both_kinds_of_question():
    assert SOME.keys() == DIFFERENT.keys() - {"case"}
