"""What could come next: the next level's words and examples from elsewhere, without praise or blame."""

import pytest

from assessments.next_step import next_step
from assessments.workflow import State
from councils.models import CouncilType
from practice.models import CaseStudy
from principles.models import Level
from tests import factories


def words(reply):
    return " ".join(reply.content.decode().split())


@pytest.fixture
def step(assessment, answers):
    """Return a function that answers 1a and gives what could come next."""

    def of(said):
        if said:
            answers({"1a": said})
        statement = assessment.cycle.question_set.statements.select_related("principle").get(key="1a")
        return next_step(assessment.council, statement, assessment.answers.first())

    return of


@pytest.fixture
def study(assessment):
    """Return a function that makes a published case study of the first principle."""
    principle = assessment.cycle.question_set.statements.get(key="1a").principle

    def make(title, **fields):
        made = factories.CaseStudyFactory(title=title, **fields)
        made.principle_rows.all().delete()
        made.principle_rows.create(principle=principle)
        return made

    return make


@pytest.mark.feature("OF39")
class TestNextStep:
    @pytest.mark.parametrize("level", [Level.EARLY_DAYS, Level.TRYING_OUT, Level.REGULAR_USE])
    def test_the_next_levels_own_words(self, step, said, level):
        following = Level(level + 1)

        assert step(said(level)).descriptor.text == f"1a: {following.label.lower()}."

    def test_at_the_top_it_asks_something_else(self, step, said, url, lead, sign_in):
        assert step(said(Level.HOW_WE_WORK)).descriptor is None
        page = words(sign_in(lead).get(url("1a/next/")))
        assert "No level follows. You could ask" in page

    def test_without_a_level_none_is_next(self, step, url, lead, sign_in):
        assert step({"kind": "do_not_know"}).descriptor is None
        assert "Which level fits is not said yet." in words(sign_in(lead).get(url("1a/next/")))

    def test_three_examples_at_most_of_the_principle_the_same_type_first(self, step, study, council_b):
        county = factories.CouncilFactory(type=CouncilType.COUNTY)
        study("County", council=county, year=2025)
        study("Old", council=council_b, year=2018)
        study("New", council=council_b, year=2024)
        study("Older", council=council_b, year=2017)

        assert [one.title for one in step(None).studies] == ["New", "Old", "Older"]

    def test_neither_ones_own_nor_drafts_nor_other_principles(self, step, study, council_a, council_b):
        study("Own", council=council_a)
        draft = study("Draft", council=council_b)
        CaseStudy.objects.filter(pk=draft.pk).update(state=CaseStudy.State.DRAFT)
        other = study("Other", council=council_b)
        other.principle_rows.update(principle=factories.PrincipleFactory(number=3))
        nowhere = study("Of no one council", council=None)

        assert step(None).studies == [nowhere]

    def test_without_examples_it_says_so(self, step, url, lead, sign_in):
        assert step(None).studies == []
        assert "There is no case study from elsewhere" in words(sign_in(lead).get(url("1a/next/")))

    @pytest.mark.parametrize("level", Level)
    def test_it_neither_praises_nor_blames(self, step, said, url, viewer, sign_in, level):
        step(said(level))
        page = words(sign_in(viewer).get(url("1a/next/"))).lower()

        for word in ("well done", "congrat", "only ", "unfortunately", "poor", "weak", "excellent", "behind"):
            assert word not in page.split("<main")[1].split("</main>")[0].lower()

    def test_the_statement_leads_there_once_it_is_answered(self, url, answers, said, lead, sign_in):
        browser = sign_in(lead)
        assert "What could come next" not in words(browser.get(url("1a/")))
        answers({"1a": said()})
        assert "What could come next" in words(browser.get(url("1a/")))

    def test_it_asks_little(
        self, url, step, said, study, council_b, lead, sign_in, django_assert_max_num_queries
    ):
        step(said())
        for title in ("A", "B", "C"):
            study(title, council=council_b)
        browser = sign_in(lead)
        with django_assert_max_num_queries(12):
            browser.get(url("1a/next/"))


def test_another_councils_is_not_there(at_state, other_lead, sign_in):
    path = at_state(State.IN_PROGRESS).get_absolute_url()

    assert sign_in(other_lead).get(f"{path}1a/next/").status_code == 404
