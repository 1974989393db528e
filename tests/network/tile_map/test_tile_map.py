"""The map on home, the list and council pages: what is drawn, what is pressed, what it costs."""

import datetime
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from councils.laying import lay_map
from councils.models import Council, Membership, Tile
from network.tile_map.drawing import PITCH
from tests.factories import CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def england(db):
    """A county of two districts, two other councils, and the map of them. Aldham is a member."""
    county = CouncilFactory(name="Countyshire", county_council=True, region="london")
    where = {"county": county, "district": True, "region": "london"}
    councils = {
        "Aldham": CouncilFactory(name="Aldham", longitude=-1.5, latitude=53.1),
        "Bexbury": CouncilFactory(name="Bexbury", longitude=-1.3, latitude=53.1),
        "Cotford": CouncilFactory(name="Cotford", longitude=-1.5, latitude=53.3, **where),
        "Dunwell": CouncilFactory(name="Dunwell", longitude=-1.3, latitude=53.3, **where),
    }
    lay_map()
    MembershipFactory(council=councils["Aldham"])
    return {**councils, "Countyshire": county}


@pytest.fixture
def drawn(client):
    """Return a function from an address to the figure on its page, or None."""

    def figure(address):
        page = html.fromstring(client.get(address).content.decode())
        return next(iter(page.find_class("tile-map")), None)

    return figure


def cells(figure, kind):
    """Return the cells of the tiles that are drawn in one way."""
    paths = "".join(path.get("d") for path in figure.find_class(kind))
    return {(int(x) // PITCH, int(y) // PITCH) for x, y in re.findall(r"M(\d+) (\d+)h24v24", paths)}


def cells_of(*names):
    return {(tile.column, tile.row) for tile in Tile.objects.filter(council__name__in=names)}


def links(figure):
    return [(link.get("href"), link.get("aria-label")) for link in figure.xpath(".//svg//a")]


def words(figure):
    return " ".join(figure.find("figcaption").text_content().split())


def test_members_are_filled_and_lead_to_their_page(england, drawn):
    figure = drawn("/")
    assert cells(figure, "member") == cells_of("Aldham")
    assert cells(figure, "tile") == cells_of("Bexbury", "Cotford", "Dunwell")
    assert len(figure.find_class("mark")) == 1
    assert links(figure) == [("/councils/aldham/", "Aldham")]
    assert figure.xpath(".//g[@role='img']")[0].get("aria-label").startswith("Map of England’s councils")
    assert "1 is in Yorkshire and The Humber" in words(figure)


def test_a_county_is_a_line_around_its_districts_and_a_heavy_one_when_it_joins(england, drawn):
    figure = drawn("/")
    assert len(figure.find_class("county")) == 1
    assert figure.find_class("county-member") == []
    MembershipFactory(council=england["Countyshire"])
    figure = drawn("/")
    assert len(figure.find_class("county-member")) == 1
    assert links(figure)[0] == ("/councils/countyshire/", "Countyshire")
    assert "a heavy line is a county that is a member" in words(figure)


@pytest.mark.feature("PU7")
@pytest.mark.parametrize("address", ["/", "/councils/", "/councils/?region=yorkshire-and-the-humber"])
def test_every_marker_of_the_map_is_a_row_of_the_list_and_the_other_way_round(
    register, client, drawn, address
):
    page = html.fromstring(client.get(address).content.decode())
    rows = page.xpath("//ul[contains(@class, 'member-list')]//a | //table//th/a")
    listed = {row.get("href"): row.text for row in rows}
    assert len(listed) == (7 if "region" in address else 17)
    assert dict(links(drawn(address))) == listed
    assert page.get_element_by_id("main").text_content().index("Bradford") < (
        page.get_element_by_id("main").text_content().index("Each square is one council")
    )


@pytest.mark.feature("PU24")
def test_what_the_map_shows_stands_below_it_in_words(register, drawn):
    said = words(drawn("/"))
    assert said.startswith(
        "Of the 17 members on the map, 7 are in Yorkshire and The Humber, 3 in the North West, 2 in London, "
    )
    assert "A filled square with the mark is a member." in said


def test_filters_leave_some_strong_and_the_rest_faint(england, drawn):
    figure = drawn("/councils/?region=london")
    assert cells(figure, "tile") == cells_of("Cotford", "Dunwell")
    assert cells(figure, "faint") == cells_of("Aldham", "Bexbury")
    assert links(figure) == []
    assert words(figure).startswith(
        "Drawn strongly: 3 councils in London. None of them is a member. All others are faint."
    )
    figure = drawn("/councils/?show=all&type=metropolitan-district")
    assert links(figure) == [("/councils/aldham/", "Aldham")]
    assert figure.find_class("county") == []


def test_a_councils_page_shows_where_it_is(england, drawn):
    figure = drawn("/councils/aldham/")
    assert cells(figure, "member") == cells_of("Aldham")
    assert "Aldham is the filled square in Yorkshire and The Humber." in words(figure)
    figure = drawn("/councils/cotford/")
    assert cells(figure, "here") == cells_of("Cotford")
    assert len(figure.find_class("county")) == 1
    assert "inside the outline of Countyshire" in words(figure)
    figure = drawn("/councils/countyshire/")
    assert len(figure.find_class("county-here")) == 1
    assert "around 2 districts" in words(figure)
    assert links(figure) == []


# --- When the register changes ------------------------------------------------------


def test_a_council_that_has_ended_is_not_on_the_map(england, drawn):
    Council.objects.filter(name="Bexbury").update(ended_on=timezone.localdate())
    assert cells(drawn("/"), "tile") == cells_of("Cotford", "Dunwell")
    assert drawn("/councils/bexbury/") is None


def test_a_county_that_has_ended_has_no_line(england, drawn):
    Council.objects.filter(name="Countyshire").update(ended_on=timezone.localdate())
    assert drawn("/").find_class("county") == []
    assert drawn("/councils/cotford/").find_class("county") == []


def test_a_member_without_a_square_is_in_the_list_and_named_below_the_map(england, drawn, read):
    MembershipFactory(council__name="Nowhere")
    assert "Nowhere has no square on the map yet." in words(drawn("/"))
    assert "Nowhere March 2020" in read("/")
    assert drawn("/councils/nowhere/") is None


def test_joining_and_leaving_are_seen_at_once_and_another_day_is_another_map(england, drawn, time_machine):
    MembershipFactory(council=england["Bexbury"])
    assert len(links(drawn("/"))) == 2
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    Membership.objects.filter(council=england["Bexbury"]).update(ended_on=tomorrow)
    assert len(links(drawn("/"))) == 2
    time_machine.move_to(timezone.now() + datetime.timedelta(days=1))
    assert len(links(drawn("/"))) == 1


def test_before_a_map_is_laid_there_is_none(client, council_a, drawn):
    MembershipFactory(council=council_a)
    for address in ("/", "/councils/", council_a.get_absolute_url()):
        assert drawn(address) is None


# --- Safe, light and cheap --------------------------------------------------------------


def test_a_name_with_markup_is_only_a_name(england, client):
    Council.objects.filter(name="Aldham").update(name='<b>"Ald&ham"</b>')
    page = client.get("/").content.decode()
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert "<b>" not in figure
    assert "&lt;b&gt;&quot;Ald&amp;ham&quot;&lt;/b&gt;</text>" in figure


def test_the_whole_map_weighs_little(register, client):
    page = client.get("/").content.decode()
    assert len(page[page.index("<figure") : page.index("</figure>")].encode()) < 12_000


@pytest.mark.parametrize(
    # A council's page also asks for the councils like it, and of which there is anything on record;
    # the list also asks who is a member, in two, and which principles the case studies of councils show.
    ("address", "first"),
    [("/", 2), ("/councils/?show=all", 5), ("/councils/bexbury/", 3)],
)
def test_the_first_page_of_a_worker_asks_for_the_map_and_later_ones_do_not(
    england, client, settings, address, first
):
    settings.CACHE_PUBLIC_PAGES = False
    with_it = queries(client, address)
    caches["pieces"].clear()
    assert queries(client, address) == with_it
    assert queries(client, address) == with_it - first


def queries(client, address):
    """Return how many queries a page takes that is made afresh."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)
