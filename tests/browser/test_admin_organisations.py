"""The pages on which staff keep organisations: accessible, fitting, nothing refused by the policy."""

import pytest
from django.urls import reverse

from tests import factories
from tests.browser.site import PHONE, WIDE, check_all

LIST = "/admin/organisations/organisation/"


@pytest.fixture
def pages(transactional_db):
    """Every kind of page, with something on it."""
    council = factories.CouncilFactory(name="Aldham")
    keep = factories.OrganisationFactory(name="Brook House", council=council, place="North End")
    double = factories.OrganisationFactory(name="Brook House", short_id="dbl222")
    factories.ServiceFactory(organisation=double)
    factories.IdentifierFactory(organisation=keep)
    factories.FunctionFactory(organisation=keep)
    link = factories.ConnectionFactory(from_council=council, to_organisation=keep)
    merged = factories.OrganisationFactory(name="Old one", merged_into=keep)

    def page(row, kind="change"):
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{kind}", args=[row.pk])

    return [
        LIST,
        f"{LIST}?state=all&missing=website",
        f"{LIST}add/",
        f"{LIST}load/",
        page(keep),
        page(keep, "history"),
        page(keep, "merge"),
        f"{page(keep, 'merge')}?double=dbl222",
        f"{page(keep, 'merge')}?double=nobody",
        page(merged),
        "/admin/organisations/connection/",
        "/admin/organisations/connection/add/",
        page(link),
        f"/preview/organisations/{double.short_id}/",
    ]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_of_organisations_is_accessible(site, superuser, pages, width):
    check_all(site.as_(superuser, width=width), pages)


@pytest.mark.feature("ST22")
def test_a_double_is_merged_by_keyboard(site, curator, pages):
    page = site.as_(curator).open(pages[7])
    site.tab_to("Keep the other one instead")
    site.press("Shift+Tab")
    site.press("Enter")

    assert "was merged into Brook House" in page.locator("main").inner_text()
