"""The page that merges a double: offered, looked at, done."""

import re

import pytest
from django.urls import reverse
from lxml import html

from tests import factories
from tests.councils.admin.conftest import errors
from tests.councils.admin.test_uploads import words
from tests.organisations.pages import LIST, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(draft):
    return factories.OrganisationFactory(name="Brook  house", short_id="dbl222")


def hidden(response):
    """Return what the page's own button would send."""
    forms = html.fromstring(response.content.decode()).forms
    return next((dict(form.form_values()) for form in forms if "fingerprint" in form.fields), None)


@pytest.mark.feature("ST22")
def test_a_merge_is_looked_at_first_and_then_done(admin_pages, draft, double):
    factories.ServiceFactory(organisation=double, name="Lunch")
    merge = reverse("admin:organisations_organisation_merge", args=[draft.pk])

    offered = admin_pages.get(merge)
    assert "?double=dbl222" in offered.content.decode()
    preview = admin_pages.get(merge, {"double": "https://x.example/organisations/DBL222/brook-house/"})
    double.refresh_from_db()
    assert "Service: Lunch." in words(preview)
    assert double.merged_into is None

    done = admin_pages.post(merge, hidden(preview), follow=True)

    double.refresh_from_db()
    assert double.merged_into == draft
    assert "was merged into Brook House. Its address leads here now." in words(done)
    shown = admin_pages.get(page_of(double)).content.decode()
    assert "A double. Its address leads to" in shown
    assert 'name="name"' not in shown


@pytest.mark.parametrize("typed", ["", "nobody", "/", "\x00", "9" * 400, "/organisations/"])
def test_a_double_that_is_none_is_refused_in_words(admin_pages, draft, typed):
    answer = admin_pages.get(
        reverse("admin:organisations_organisation_merge", args=[draft.pk]), {"double": typed}
    )

    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert errors(answer)
        assert hidden(answer) is None


def test_a_merge_that_changed_since_shows_the_new_preview(admin_pages, draft, double):
    merge = reverse("admin:organisations_organisation_merge", args=[draft.pk])
    sent = hidden(admin_pages.get(merge, {"double": "dbl222"}))
    factories.ServiceFactory(organisation=double, name="New one")

    answer = admin_pages.post(merge, sent)

    assert "Something has changed since this preview." in answer.content.decode()
    assert "New one" in words(answer)
    assert hidden(answer)["fingerprint"] != sent["fingerprint"]


@pytest.mark.feature("ST22")
@pytest.mark.parametrize(
    ("kept", "gone", "said"),
    [
        ("draft", "published", "Brook House is a draft: the page of The Brook is gone until you publish it."),
        ("published", "draft", "The Brook is a draft: what is filled in and what moves is public at once."),
        ("draft", "draft", ""),
        ("published", "published", ""),
    ],
)
def test_the_preview_says_what_the_public_gains_or_loses(admin_pages, kept, gone, said):
    keep = factories.OrganisationFactory(name="Brook House", state=kept)
    factories.OrganisationFactory(name="The Brook", state=gone, short_id="dbl222")
    merge = reverse("admin:organisations_organisation_merge", args=[keep.pk])
    preview = admin_pages.get(merge, {"double": "dbl222"})

    assert said in words(preview)
    assert ("is a draft" in words(preview)) == bool(said)
    keep.state = "published" if kept == "draft" else "draft"
    keep.save()
    changed = admin_pages.post(merge, hidden(preview))
    assert "Something has changed since this preview." in changed.content.decode()


def test_two_chosen_in_the_list_lead_to_the_preview(admin_pages, draft, double):
    form = {"action": "merge_two", "_selected_action": [draft.pk, double.pk]}
    led = admin_pages.post(f"{LIST}?state=all", form)
    assert re.search(rf"{draft.pk}/merge/\?double=dbl222$", led.url)

    alone = admin_pages.post(f"{LIST}?state=all", {**form, "_selected_action": [draft.pk]}, follow=True)
    assert "Choose two organisations that are the same one." in alone.content.decode()


def test_only_curators_merge(sign_in, reviewer, bare_staff, draft):
    for person in (reviewer, bare_staff):
        address = reverse("admin:organisations_organisation_merge", args=[draft.pk])
        assert sign_in(person).get(address).status_code == 403
        assert sign_in(person).post(address, {"double": "dbl222", "fingerprint": "x"}).status_code == 403


@pytest.mark.feature("ST22")
def test_a_double_is_found_by_its_name(admin_pages):
    keep, double = factories.OrganisationFactory(name="Elm"), factories.OrganisationFactory(name="Elm Hall")
    address = f"/admin/organisations/organisation/{keep.pk}/merge/"

    assert "What is merged into it" in words(admin_pages.get(address, {"double": "elm hall"}))
    factories.OrganisationFactory(name="Elm hall")
    assert "Several organisations have this name" in words(admin_pages.get(address, {"double": "elm hall"}))
    assert double.merged_into is None
    assert "No organisation has this name" in words(admin_pages.get(address, {"double": "Elm"}))
