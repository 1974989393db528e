"""The map in the admin: what needs doing, what would change, and the button that does it."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from councils.laying import drift
from councils.models import Council, Tile
from tests.factories import CouncilFactory

MAP = "/admin/councils/council/map/"


def words(response):
    return " ".join(html.fromstring(response.content.decode()).xpath("//main")[0].text_content().split())


def buttons(response):
    return html.fromstring(response.content.decode()).xpath("//main//input[@type='submit']/@value")


@pytest.fixture
def changed(places):
    """One council came and one ended since the map was laid."""
    CouncilFactory(name="Fernley", longitude=-1.1, latitude=53.0)
    Council.objects.filter(name="Aldham").update(ended_on=timezone.localdate() - datetime.timedelta(days=2))


@pytest.mark.feature("ST1")
def test_a_map_that_is_out_of_date_waits_for_a_curator(changed, admin_pages):
    page = words(admin_pages.get("/admin/"))

    assert "The map Lay the map: 1 council has no square yet, 1 square has to go. Since " in page
    assert "2\xa0days ago" in admin_pages.get("/admin/").content.decode().replace("&nbsp;", "\xa0")


def test_a_council_without_coordinates_waits_too(places, admin_pages):
    council = Council.objects.get(name="Nowhere")
    page = admin_pages.get("/admin/").content.decode()

    assert "It is not on the map: its latitude or longitude is missing." in page
    assert f"/admin/councils/council/{council.pk}/change/" in page
    assert "Lay the map" not in page


def test_the_page_says_what_would_change_and_changes_nothing(changed, admin_pages):
    before = list(Tile.objects.values_list())
    page = admin_pages.get(MAP)

    assert "These councils get a square Fernley Metropolitan Borough Council" in words(page)
    assert "they have ended, are counties or have no coordinates Aldham Metropolitan" in words(page)
    assert "as their coordinates are missing Nowhere Metropolitan" in words(page)
    assert buttons(page) == ["Lay the map"]
    assert list(Tile.objects.values_list()) == before


def test_the_button_lays_it(changed, admin_pages):
    page = admin_pages.post(MAP, follow=True)

    assert "The map is laid: 5 squares, " in words(page)
    assert "The map is up to date. There is nothing to do." in words(page)
    assert buttons(page) == []
    assert not drift()
    assert "Lay the map" not in words(admin_pages.get("/admin/"))


def test_before_any_council_has_coordinates_there_is_nothing_to_lay(admin_pages, council_a):
    page = admin_pages.get(MAP)

    assert "There is no map yet." in words(page)
    assert "No council has coordinates yet, so there is nothing to lay." in words(page)
    assert buttons(page) == []


@pytest.mark.parametrize("who", ["reviewer", "bare_staff"])
def test_only_who_keeps_the_register_can_lay_it(changed, sign_in, request, who):
    pages = sign_in(request.getfixturevalue(who))

    assert pages.post(MAP).status_code == 403
    assert drift()
    assert "Lay the map" not in pages.get("/admin/").content.decode()
    assert pages.get(MAP).status_code == 403


def test_the_list_of_councils_leads_to_it(places, admin_pages):
    assert f'href="{MAP}"' in admin_pages.get("/admin/councils/council/").content.decode()
