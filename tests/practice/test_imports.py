"""Our own case studies: loaded once, the same ever after, and true to what sources file them under."""

import pytest

from network.register import plan_everything
from practice.models import CasePrinciple, CaseStudy, OutcomeFigure, Quotation
from records.imports import apply
from records.models import PublicName

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def everything(db):
    return apply(plan_everything())


def test_a_second_load_changes_nothing_and_staff_have_the_last_word(everything):
    study = CaseStudy.objects.get(slug="staying-well-calderdale")
    study.title, study.year = "Staying Well in Calderdale", 2018
    study.save()
    study.topics.remove(study.topics.get(slug="older-people"))
    again = plan_everything()

    assert again.is_ready
    assert not again.has_changes
    apply(again)
    study.refresh_from_db()
    assert (study.title, study.year) == ("Staying Well in Calderdale", 2018)
    assert sorted(study.topics.values_list("slug", flat=True)) == ["adult-social-care", "loneliness"]


def test_a_name_that_was_taken_down_stays_down(everything):
    speaker = Quotation.objects.get().speaker
    PublicName.objects.filter(pk=speaker.pk).update(name="", removed_on="2026-11-25")
    apply(plan_everything())

    assert Quotation.objects.get().speaker.name == ""
    assert PublicName.objects.exclude(name="").filter(pk__gt=speaker.pk).count() == 0


@pytest.mark.feature("PU18")
def test_each_study_has_source_year_and_principle_and_says_whose_reading_that_is(everything):
    studies = CaseStudy.objects.published()
    assert studies.count() == 18
    assert not studies.filter(source__isnull=True).exists()
    assert not studies.filter(principles__isnull=True).exists()
    stated = CasePrinciple.objects.filter(basis="stated").values_list("study__slug", "principle__number")
    assert sorted(stated) == [
        ("asset-transfer-kirklees", 5),
        ("measuring-local-spend-bradford", 3),
        ("social-prescribing-oldham", 6),
    ]


@pytest.mark.feature("PU18")
def test_the_commissioner_is_not_always_the_council(everything):
    other = CaseStudy.objects.filter(commissioned_by="other").values_list("slug", flat=True)
    assert {"social-prescribing-rotherham", "community-connectors-bradford"} <= set(other)


def test_only_studies_by_others_count_as_independent(everything):
    independent = OutcomeFigure.objects.filter(strength="independent").values_list("said_by", flat=True)
    assert sorted(independent) == ["Leeds Beckett University", "NEF, the New Economics Foundation"]


def test_the_four_problems_of_the_launch_come_first(everything):
    first = CaseStudy.topics.field.related_model.objects.values_list("slug", flat=True)[:4]
    assert list(first) == ["adult-social-care", "loneliness", "community-safety", "homelessness"]
