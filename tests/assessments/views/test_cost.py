"""What the officers' pages cost, pinned: queries do not grow with answers, and the work is small."""

import cProfile
import pstats

import pytest

from assessments import actions
from assessments.workflow import State
from principles.models import Level
from tests.factories.plans import choose, plan

FULL = {"kind": "level", "level": Level.HOW_WE_WORK, "basis": "In three wards since 2024."}
# The most queries of each page.
MOST = {"": 16, "check/": 16, "4b/": 14, "1a/": 14, "sharing/": 18, "preview/": 16, "history/": 9}
KEYS = [f"{number}{letter}" for number in range(1, 7) for letter in "abcd"]


@pytest.fixture
def queries(django_assert_max_num_queries):
    """Return a function that counts the queries of one page."""

    def count(browser, address):
        with django_assert_max_num_queries(100) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    return count


def fill_up(assessment, lead):
    """Answer every statement at the top level with two pieces of evidence each."""
    for statement in assessment.cycle.question_set.statements.exclude(key="1a"):
        actions.save_answer(assessment=assessment, statement=statement, by=lead, seen_version=0, **FULL)
    for place, key in enumerate(("2a", "3a")):
        priority = choose(assessment, key, lead).row
        if place:
            plan(priority, lead)
    for answer in assessment.answers.all():
        for title in ("First", "Second"):
            actions.add_evidence(
                answer=answer, by=lead, title=f"{title} report on {answer.pk}", held_by="Clerk"
            )


def test_queries_are_the_same_with_one_answer_and_with_all(at_state, lead, sign_in, queries):
    assessment = at_state(State.IN_PROGRESS, said={"1a": FULL})
    plan(choose(assessment, "1a", lead).row, lead)
    actions.add_evidence(answer=assessment.answers.get(), by=lead, title="Report", held_by="Clerk")
    browser, address = sign_in(lead), assessment.get_absolute_url()
    few = {part: queries(browser, f"{address}{part}") for part in MOST}

    fill_up(assessment, lead)

    # A statement that had no answer before now asks for its evidence too.
    few["4b/"] += 2
    many = {part: queries(browser, f"{address}{part}") for part in MOST}
    assert {part: count for part, count in many.items() if count > min(few[part], MOST[part])} == {}


def test_the_statement_page_is_little_work(at_state, lead, sign_in):
    """Counted in Python calls, which no busy machine changes; the bench measures the time."""
    assessment = at_state(State.IN_PROGRESS, said={"1a": FULL})
    browser, address = sign_in(lead), f"{assessment.get_absolute_url()}1a/"
    browser.get(address)

    profile = cProfile.Profile()
    profile.runcall(browser.get, address)

    assert pstats.Stats(profile).total_calls < 47_000
