"""What can never be true of a case study, a figure or a quotation; and how figures are said."""

import pytest
from django.db import IntegrityError, transaction

from practice.models import OutcomeFigure
from tests.factories import CaseStudyFactory, OutcomeFigureFactory, QuotationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "lacking",
    [
        {"source": None},
        {"year": None},
        {"published_on": None},
        {"do_differently": ""},
        {"document_url": "https://example.org/clause", "document_title": "A clause"},
        {"began_year": 2020, "ended_year": 2019},
        {"do_differently_unknown": True},
    ],
    ids=lambda lacking: "-".join(lacking),
)
@pytest.mark.feature("PU19")
@pytest.mark.feature("PU20")
def test_no_case_study_is_published_without_what_it_needs(lacking):
    with transaction.atomic(), pytest.raises(IntegrityError):
        CaseStudyFactory(**lacking)


@pytest.mark.feature("PU19")
def test_it_may_say_that_nobody_knows_what_they_would_do_differently():
    assert CaseStudyFactory(do_differently="", do_differently_unknown=True).is_public


def test_a_draft_may_lack_everything():
    study = CaseStudyFactory(
        state="draft", source=None, year=None, published_on=None, do_differently="", council=None
    )
    assert not study.is_public


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"amount": 1000, "exactness": "at-least"}, "at least 1,000 people"),
        ({"amount": 2500, "amount_to": 3000, "exactness": "estimate"}, "2,500 to 3,000 people (an estimate)"),
        ({"amount": "62.5", "unit": "percent", "counted": ""}, "62.5%"),
        ({"amount": 50, "unit": "percent", "exactness": "about", "counted": ""}, "about 50%"),
        ({"amount": 15009450, "unit": "pounds", "counted": ""}, "£15,009,450"),
        ({"amount": "2.43", "unit": "pounds-each", "counted": ""}, "£2.43 for each £1"),
        ({"amount": "27.2", "unit": "pounds-each", "counted": ""}, "£27.20 for each £1"),
        ({"amount": "0.5", "unit": "pounds-each", "counted": ""}, "50p for each £1"),
        ({"amount": 21, "counted": "assets"}, "21 assets"),
        ({"amount": 700, "counted": "activities", "exactness": "at-least"}, "at least 700 activities"),
    ],
)
def test_a_figure_is_said_as_people_say_it(facts, words):
    assert OutcomeFigureFactory.build(study=None, source=None, **facts).words == words


def test_a_range_goes_up():
    with transaction.atomic(), pytest.raises(IntegrityError):
        OutcomeFigureFactory(amount=10, amount_to=9)


def test_the_weakest_mark_is_the_usual_one():
    assert OutcomeFigure._meta.get_field("strength").default == OutcomeFigure.Strength.CLAIM


@pytest.mark.parametrize("lacking", [{"source": None}, {"council": None}], ids=["source", "place"])
def test_a_quotation_has_a_source_and_stands_somewhere(lacking):
    with transaction.atomic(), pytest.raises(IntegrityError):
        QuotationFactory(**lacking)
