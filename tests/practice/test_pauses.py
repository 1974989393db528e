"""Before an election politicians' words are hidden, and nothing new of a council is published."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import Pause, pause_for
from practice.models import Quotation
from tests.councils.admin.conftest import errors
from tests.councils.admin.test_uploads import button, words
from tests.factories import CaseStudyFactory, CouncilFactory, OrganisationFactory, QuotationFactory
from tests.practice.test_uploads import LOAD, file_of, row

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST27")]


@pytest.fixture
def pause():
    """Return a function that makes a pause for some councils, or for all."""

    def make(*councils, begins=-1, ends=1):
        today = timezone.localdate()
        days = [today + datetime.timedelta(days=number) for number in (begins, ends)]
        made = Pause.objects.create(starts_on=days[0], ends_on=days[1], why="Local elections.")
        made.councils.set(councils)
        return made

    return make


def shown():
    return set(Quotation.objects.shown_today())


def test_politicians_words_are_hidden_for_the_councils_of_a_pause(pause):
    here, there = CouncilFactory(), CouncilFactory()
    leader, elsewhere = QuotationFactory(council=here), QuotationFactory(council=there)
    officer = QuotationFactory(council=here, is_politician=False)
    of_study = QuotationFactory(council=None, study=CaseStudyFactory(council=here))
    of_neighbours = QuotationFactory(council=None, organisation=OrganisationFactory(council=here))
    assert len(shown()) == 5
    pause(here)

    assert shown() == {elsewhere, officer}
    assert {leader, of_study, of_neighbours}.isdisjoint(shown())


@pytest.mark.parametrize("whose", ["here", "all", "elsewhere"])
def test_a_council_page_hides_the_same(pause, whose):
    here, there = CouncilFactory(), CouncilFactory()
    for council, is_politician in ((here, True), (here, False), (there, True)):
        QuotationFactory(council=council, is_politician=is_politician)
    QuotationFactory(council=here, shown=False)
    pause(*{"here": [here], "all": [], "elsewhere": [there]}[whose])

    for council in (here, there):
        on_page = Quotation.objects.of_council(council, pause_for(council))
        assert set(on_page) == set(Quotation.objects.shown_today().filter(council=council))


def test_a_pause_for_all_hides_every_politicians_words(pause):
    nowhere = QuotationFactory(council=None, organisation=OrganisationFactory(council=None))
    QuotationFactory()
    pause()

    assert shown() == set()
    assert nowhere not in shown()


def test_before_and_after_a_pause_they_are_shown(pause):
    said = QuotationFactory()
    pause(begins=1, ends=5)
    pause(begins=-5, ends=-1)

    assert shown() == {said}


def test_a_case_study_waits_until_the_pause_is_over(pause, save):
    study, council = CaseStudyFactory(state="draft", published_on=None), CouncilFactory()
    until = pause(study.council)
    address = reverse("admin:practice_casestudy_change", args=[study.pk])

    assert errors(save(address, state="published", title="Typed just now")) == [until.refusal]
    assert save(address, title="Typed just now").status_code == 302
    assert save(address, council=str(council.pk), state="published").status_code == 302


def test_what_is_public_already_can_be_put_right(pause, save):
    study = CaseStudyFactory()
    pause(study.council)
    address = reverse("admin:practice_casestudy_change", args=[study.pk])

    assert save(address, title="A better title").status_code == 302


def version(study, number):
    """The page of a study's version of this number, counted from the newest."""
    place = reverse("admin:practice_casestudy_history", args=[study.pk])
    return f"{place}{study.history.all()[number].pk}/"


def test_no_earlier_version_that_was_public_is_gone_back_to(pause, save):
    study = CaseStudyFactory()
    study.state = "draft"
    study.save()
    until = pause(study.council)

    assert errors(save(version(study, 1))) == [until.refusal]
    study.refresh_from_db()
    assert not study.is_public


def test_a_public_study_can_be_gone_back_on(pause, save):
    study = CaseStudyFactory(title="Tea together")
    study.title = "Tea apart"
    study.save()
    pause(study.council)

    assert save(version(study, 1)).status_code == 302
    study.refresh_from_db()
    assert (study.title, study.is_public) == ("Tea together", True)


def test_no_file_moves_a_public_study_to_a_council_in_a_pause(pause, admin_pages):
    study, council = CaseStudyFactory(slug="tea"), CouncilFactory()
    until = pause(council)
    given = row(council=council.gss_code, year=str(study.year))
    preview = admin_pages.post(LOAD, {"studies": file_of(given)})

    assert f"Council: {until.refusal}" in words(preview)
    assert button(preview) is None


def test_a_file_changes_what_is_public_already_and_drafts_as_ever(pause, admin_pages):
    study, council = CaseStudyFactory(slug="tea"), CouncilFactory()
    CaseStudyFactory(slug="cake", state="draft", published_on=None)
    pause(study.council, council)
    given = [row(title="More tea", council=study.council.gss_code)]
    given.append(row(slug="cake", council=council.gss_code))
    preview = admin_pages.post(LOAD, {"studies": file_of(*given)})

    assert button(preview) is not None
