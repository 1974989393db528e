"""Two people with one record open: the second save overwrites nothing and loses nothing."""

import pytest
from django.urls import reverse
from lxml import html

from organisations.models import Organisation
from records.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(sign_in, curator):
    return sign_in(curator)


def opened(pages, row):
    """Return the address of a row's page and what a browser would send back from it."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    document = html.fromstring(pages.get(address).content.decode())
    form = document.xpath(f"//form[@id='{row._meta.model_name}_form']")[0]
    return address, {name: value for name, value in form.form_values() if name != "_method"} | {
        "_save": "Save"
    }


def test_the_second_to_save_sees_what_the_first_wrote_and_keeps_their_own_words(pages):
    source = factories.SourceFactory(title="As it was", note="")
    address, first = opened(pages, source)
    _, second = opened(pages, source)
    assert pages.post(address, first | {"title": "The colleague's title"}).status_code == 302

    refused = pages.post(address, second | {"note": "My own note"})
    page = html.fromstring(refused.content.decode())
    said = page.text_content()
    assert "Somebody else saved this page while you had it open" in said
    assert "Title: on record is “The colleague's title”." in said
    assert page.xpath("//*[@name='note']")[0].value == "My own note"
    assert Source.objects.get(pk=source.pk).title == "The colleague's title"

    again = dict(page.xpath("//form[@id='source_form']")[0].form_values())
    saved = pages.post(address, again | {"title": "The colleague's title", "_save": "Save"})
    assert saved.status_code == 302
    source.refresh_from_db()
    assert (source.title, source.note) == ("The colleague's title", "My own note")


def test_a_row_inside_the_page_counts_too(pages):
    organisation = factories.OrganisationFactory()
    service = factories.ServiceFactory(organisation=organisation, name="Lunch club")
    address, first = opened(pages, organisation)
    _, second = opened(pages, organisation)
    assert pages.post(address, first | {"services-0-name": "Community lunch"}).status_code == 302
    assert "Somebody else saved this page" in pages.post(address, second).content.decode()
    service.refresh_from_db()
    assert service.name == "Community lunch"


@pytest.mark.parametrize("times", [1, 3])
def test_somebody_alone_saves_as_often_as_they_like(pages, times):
    organisation = factories.OrganisationFactory(name="Aldham Hub")
    for number in range(times):
        address, boxes = opened(pages, organisation)
        assert pages.post(address, boxes | {"name": f"Aldham Hub {number}"}).status_code == 302
    assert Organisation.objects.get().name == f"Aldham Hub {times - 1}"


def test_a_made_up_digest_saves_nothing(pages):
    source = factories.SourceFactory(title="As it was")
    address, boxes = opened(pages, source)
    assert pages.post(address, boxes | {"_seen": "0" * 32, "title": "Forged"}).status_code == 200
    assert Source.objects.get(pk=source.pk).title == "As it was"


def test_a_page_that_nobody_saved_always_carries_the_same_digest(pages):
    membership = factories.MembershipFactory()
    factories.EndorsementFactory(membership=membership)
    study = factories.CaseStudyFactory(council=membership.council, principles=[1, 4])
    rows = [membership, membership.council, factories.ChampionFactory(), study, factories.PauseFactory()]
    for row in rows:
        assert opened(pages, row)[1]["_seen"] == opened(pages, row)[1]["_seen"]
