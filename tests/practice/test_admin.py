"""How staff keep case studies: drafts, publishing, previews, and what waits."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.models import CaseStudy
from practice.queue import waiting
from records.models import RegisterVersion
from tests.councils.admin.conftest import errors
from tests.factories import CaseStudyFactory, OutcomeFigureFactory, TopicFactory

pytestmark = pytest.mark.django_db


def page_of(study):
    return reverse("admin:practice_casestudy_change", args=[study.pk])


def draft(**facts):
    return CaseStudyFactory(**{"state": "draft", "published_on": None, **facts})


@pytest.mark.feature("PU18")
@pytest.mark.parametrize("lacking", [{"source": None}, {"year": None}], ids=["source", "year"])
def test_a_study_without_source_or_year_is_not_published_and_nothing_is_lost(save, lacking):
    study = draft(**lacking)
    refused = save(page_of(study), state="published", summary="Typed just now.")

    assert errors(refused) == ["Give its source and the year of the facts before you publish it."]
    assert "Typed just now." in refused.content.decode()
    study.refresh_from_db()
    assert not study.is_public


@pytest.mark.feature("PU19")
def test_a_study_says_what_they_would_do_differently_before_it_is_published(save):
    study = draft(do_differently="")
    assert errors(save(page_of(study), state="published")) == [
        "Before you publish it, say what they would do differently, or tick “no source says”."
    ]
    assert save(page_of(study), state="published", do_differently_unknown="on").status_code == 302


def test_the_day_of_publishing_is_given_by_the_portal_and_stays(save, client):
    study, early = draft(), CaseStudyFactory(published_on=datetime.date(2025, 3, 3))
    save(page_of(study), state="published")
    save(page_of(early), title="A better title")
    for row in (study, early):
        row.refresh_from_db()

    assert study.published_on == timezone.localdate()
    assert (early.published_on, early.title) == (datetime.date(2025, 3, 3), "A better title")
    assert client.get(study.get_absolute_url()).status_code == 200


def test_an_address_is_a_promise_once_it_is_public(admin_pages):
    assert 'name="slug"' in admin_pages.get(page_of(draft())).content.decode()
    assert 'name="slug"' not in admin_pages.get(page_of(CaseStudyFactory())).content.decode()


@pytest.mark.feature("ST26")
def test_a_draft_is_previewed_by_staff_and_found_by_nobody_else(admin_pages, client):
    study = draft(title="Neighbours cook together")
    preview = reverse("network:case_preview", args=[study.slug])

    assert preview in admin_pages.get(page_of(study)).content.decode()
    shown = admin_pages.get(preview).content.decode()
    assert "Preview: only staff see this page" in shown
    assert "Neighbours cook together" in shown
    assert client.get(study.get_absolute_url()).status_code == 404
    assert client.get(preview).status_code == 302


def test_a_change_of_topics_alone_is_seen_at_once(save):
    study, topic = CaseStudyFactory(), TopicFactory()
    before = RegisterVersion.current().number
    save(page_of(study), topics=[str(topic.pk)])

    assert list(study.topics.all()) == [topic]
    assert RegisterVersion.current().number > before


@pytest.mark.feature("ST30")
def test_the_list_says_what_a_study_needs(admin_pages):
    CaseStudyFactory(do_differently="", do_differently_unknown=True, confirmed_on=timezone.localdate())
    OutcomeFigureFactory(study=CaseStudyFactory(confirmed_on=timezone.localdate()))
    page = admin_pages.get(reverse("admin:practice_casestudy_changelist")).content.decode()

    assert page.count("figures, lessons") == 1
    assert page.count("Nothing</td>") == 1


@pytest.mark.feature("ST1")
def test_drafts_and_studies_that_nobody_checked_wait_for_curators(curator, reviewer):
    draft(title="Half written")
    CaseStudyFactory(title="Old", confirmed_on=datetime.date(2024, 1, 1))
    CaseStudyFactory(title="Fresh", confirmed_on=timezone.localdate())

    assert [(row.kind, row.what) for row in waiting(curator)] == [
        ("Case studies in draft", "Half written"),
        ("Case studies to check", "Old"),
    ]
    assert waiting(reviewer) == []


@pytest.mark.feature("ST6")
def test_the_list_costs_the_same_with_one_study_and_with_many(admin_pages, django_assert_max_num_queries):
    CaseStudyFactory.create_batch(12)
    assert CaseStudy.objects.count() == 12
    with django_assert_max_num_queries(11):
        admin_pages.get(reverse("admin:practice_casestudy_changelist"))
