"""What moved since the last complete year: to the council in full, to the public where both are public."""

import html

import pytest

from assessments.accepted import public_results
from assessments.movement import COUNTED, Moved, Movement
from assessments.workflow import State
from principles.models import Level
from tests import factories

NOW = {"1a": Level.REGULAR_USE, "1b": Level.EARLY_DAYS, "1c": Level.TRYING_OUT, "2a": 3, "2b": 2, "3a": 1}
THEN = {"1a": Level.TRYING_OUT, "1b": Level.REGULAR_USE, "1c": Level.TRYING_OUT, "2a": 1, "2b": 2}
LEVELS = {("levels", ""): 2}


def said(levels):
    return {key: {"kind": "level", "level": level, "basis": "In two wards."} for key, level in levels.items()}


def text_of(reply):
    return " ".join(html.unescape(reply.content.decode()).split())


@pytest.fixture
def two_years(council_a, lead, signer, curator):
    """Return a function that makes last year and this year; 2a is reworded, 2b new."""

    def make(then=LEVELS, now=LEVELS, state=State.COMPLETE, **kinds):
        first = factories.QuestionSetFactory(version=1)
        factories.complete_before(council_a, first, said=said(THEN), choices=then)
        kinds = kinds or {"2a": "reworded", "2b": "new"}
        asked = factories.next_version(first, curator, **kinds)
        cycle = factories.CycleFactory(question_set=asked, opened=True)
        return factories.AssessmentFactory(
            council=council_a, cycle=cycle, state=state, said=said(NOW), choices=now
        )

    return make


class TestInWords:
    @pytest.mark.feature("PU26")
    def test_counts_are_words_and_nothing_is_added_up(self):
        counts = {Moved.ON: 5, Moved.BACK: 2, Moved.SAME: 15, Moved.NEW: 2}

        assert Movement("2025", counts).sentence == "5 moved on, 2 moved back, 15 the same, 2 new"
        assert set(COUNTED) == set(Moved)


class TestPublic:
    @pytest.mark.feature("PU26")
    def test_each_statement_says_what_moved(self, two_years, council_a, client):
        two_years()

        page = text_of(client.get(council_a.get_absolute_url()))

        newest = public_results(council_a)[0]
        moved = {one.key: one.moved for one in newest.statements}
        assert [moved[key] for key in ("1a", "1b", "1c", "2a", "2b")] == [
            Moved.ON,
            Moved.BACK,
            Moved.SAME,
            Moved.REWORDED,
            Moved.NEW,
        ]
        assert "1 moved on, 1 moved back, 1 the same, 1 new, 1 reworded and not compared" in page
        assert 'data-level="3" data-last="2"' in page
        assert "Moved on. Last time: Trying it out" in page

    @pytest.mark.feature("PU26")
    def test_edge_8_another_wording_is_not_compared(self, two_years, council_a):
        two_years()

        reworded = next(one for one in public_results(council_a)[0].statements if one.key == "2a")

        assert (reworded.moved.label, reworded.last_level) == ("Wording changed, not compared", None)

    @pytest.mark.parametrize(
        ("then", "now"),
        [({("levels", ""): 0}, LEVELS), (LEVELS, {("levels", ""): 0}), ({("levels", ""): 1}, LEVELS)],
    )
    def test_only_where_both_years_are_public(self, then, now, two_years, council_a, client):
        two_years(then=then, now=now)

        assert public_results(council_a)[0].movement is None
        assert "data-last" not in text_of(client.get(council_a.get_absolute_url()))

    def test_principle_by_principle(self, two_years, council_a):
        two_years(then={("levels", ""): 0, ("levels", "1"): 2})

        shown = {one.key: one for one in public_results(council_a)[0].statements}

        assert shown["1a"].moved == Moved.ON
        assert (shown["3a"].moved, shown["3a"].last_label) == ("", "")

    @pytest.mark.feature("PU26")
    def test_edge_16_a_first_year_says_why_there_is_no_comparison(self, at_state, council_a, client):
        at_state(State.COMPLETE, choices=LEVELS)

        page = text_of(client.get(council_a.get_absolute_url()))

        assert "It is the council’s first, so there is nothing to compare it with yet." in page
        assert "moved on" not in page.split("<main")[1]

    def test_the_preview_shows_what_will_be_public(self, two_years, lead, sign_in):
        now = two_years(state=State.IN_PROGRESS)

        assert "1 moved on, 1 moved back" in text_of(sign_in(lead).get(f"{now.get_absolute_url()}preview/"))

    def test_it_costs_one_query_and_none_within_one_version(
        self, two_years, council_a, django_assert_num_queries
    ):
        two_years()
        public_results(council_a)  # what workers keep of the questions is made
        # Which there are, what they say, what is shared, the register's version, and the change log.
        with django_assert_num_queries(5):
            public_results(council_a)


class TestOwn:
    @pytest.mark.feature("PU26")
    def test_a_council_sees_it_while_it_answers(
        self, two_years, lead, sign_in, django_assert_max_num_queries
    ):
        now = two_years(then={("levels", ""): 0}, now={("levels", ""): 0}, state=State.IN_PROGRESS)
        browser = sign_in(lead)

        with django_assert_max_num_queries(14):
            page = text_of(browser.get(f"{now.get_absolute_url()}movement/"))

        assert "1 moved on, 1 moved back, 1 the same" in page
        assert "This year’s answers are a draft." in page
        assert f'href="{now.get_absolute_url()}1b/what-happened/"' in page
        assert page.count("/what-happened/") == 1

    def test_edge_16_in_a_first_year_it_says_why(self, at_state, lead, sign_in):
        path = at_state(State.IN_PROGRESS).get_absolute_url()

        assert "nothing to compare it with yet" in text_of(sign_in(lead).get(f"{path}movement/"))

    def test_once_signed_it_is_by_what_was_signed(self, two_years, lead, sign_in):
        now = two_years(state=State.SUBMITTED)

        page = text_of(sign_in(lead).get(f"{now.get_absolute_url()}movement/"))

        assert "1 moved on" in page
        assert "draft" not in page
        assert "what-happened" not in page  # answers are locked


class TestYears:
    """The years of a council, for itself."""

    def test_edge_17_each_year_and_the_gaps(
        self, council_a, lead, signer, sign_in, django_assert_max_num_queries
    ):
        questions = factories.QuestionSetFactory(version=1)
        factories.complete_before(council_a, questions, years=3, said=said(THEN))
        browser = sign_in(lead)
        path = f"/assessments/{council_a.slug}/years/"
        gap = factories.complete_before(factories.CouncilFactory(), questions, years=2, said=said(THEN)).cycle
        now = factories.AssessmentFactory(
            council=council_a, cycle=factories.CycleFactory(question_set=questions, opened=True)
        )

        with django_assert_max_num_queries(10):
            page = text_of(browser.get(path))

        assert page.index(now.cycle.title) < page.index(gap.title)
        assert f'{gap.title}</h2> <dl class="facts"> <div><dt>Where it stands</dt><dd>Not shared</dd>' in page
        assert "signed/1/" in page
        assert "Signer Sykes" in page
        assert "Not started" in page

    def test_a_council_without_any_is_told_when_one_comes(self, council_a, lead, sign_in):
        page = text_of(sign_in(lead).get(f"/assessments/{council_a.slug}/years/"))

        assert "no self-assessment yet" in page
