"""One box for everything: answers in groups, each with its reason, and never an error."""

import html
import re

import pytest
from django.core.cache import caches
from hypothesis import given
from hypothesis import strategies as st

from network.search import MOST, search
from organisations.models import Organisation
from organisations.names import searchable
from practice.models import CaseStudy
from principles.models import PrincipleNote
from tests.factories import (
    CaseStudyFactory,
    CouncilFactory,
    MembershipFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PrincipleFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def aldham(db):
    """A member council with a case study, an organisation, and principles that speak of none of them."""
    council = CouncilFactory(name="Aldham")
    MembershipFactory(council=council)
    CaseStudyFactory(
        title="Tea at ten", summary="Neighbours meet, so that fewer feel lonely.", council=council
    )
    OrganisationFactory(name="Aldham Friends", what_it_does="Rings those who live alone.", council=council)
    for number in range(1, 7):
        PrincipleFactory(number=number)
    return council


def found(typed):
    """Return the titles of the answers, by the name of their group."""
    return {group.title: [hit.title for hit in group.hits] for group in search(typed).groups}


def notes(typed):
    """Return what stands in small beside each answer, by its title."""
    return {hit.title: hit.notes for group in search(typed).groups for hit in group.hits}


@pytest.mark.feature("PU27")
def test_befriending_finds_what_says_loneliness_and_says_so(aldham, read):
    text = read("/search/", q="befriending")
    assert "“befriending” is found in case studies and community organisations." in text
    assert "We also searched for loneliness, isolation, companionship and being alone." in text
    assert "Tea at ten Neighbours meet, so that fewer feel lonely." in text
    assert "Found by “loneliness”" in text


def test_a_name_finds_the_council_and_what_belongs_to_it(aldham, read):
    assert found("aldham council") == {
        "Councils": ["Aldham Council"],
        "Case studies": ["Tea at ten"],
        "Community organisations": ["Aldham Friends"],
    }
    text = read("/search/", q="aldham council")
    assert "Aldham Council Member since March 2020 · Metropolitan district · Yorkshire" in text


@pytest.mark.parametrize("typed", ["aldham", "befriending", "old granary", "testford old"])
def test_the_lists_find_what_the_search_finds(aldham, client, typed):
    """So that “see all” leads to more of the same."""
    named = OrganisationFactory(name="The Hive", council=CouncilFactory(name="Testford"))
    OrganisationNameFactory(organisation=named, name="Old Granary Trust")
    results = search(typed)
    for group in results.groups:
        if group.anchor in ("case-studies", "organisations"):
            page = client.get(group.address).content.decode()
            assert {hit.path for hit in group.hits} == set(
                re.findall(rf'"(/{group.anchor}/[a-z0-9-]+/(?:[a-z0-9-]+/)?)"', page)
            )
    assert results.groups


def test_councils_say_where_they_stand(register):
    assert notes("Craven")["Craven District Council"][0] == "Ended on 1 April 2023"
    assert notes("Sheffield")["Sheffield City Council"][0] == "Not a member"


def test_a_principle_is_found_by_its_notes_and_shows_the_line(aldham):
    principle = PrincipleFactory(number=2, why="Help is close by.")
    PrincipleNote.objects.create(
        principle=principle, kind="action", order=1, text="Keep village greens open."
    )
    (group,) = search("greens village").groups
    (hit,) = group.hits
    assert (group.title, hit.about) == ("Principles", "Keep village greens open.")
    assert hit.path == "/principles/principle-2/"
    assert search("name of principle 2").groups[0].hits[0].about == "What principle 2 means."


def test_each_answer_says_why_it_is_there(aldham):
    named = OrganisationFactory(name="The Hive", council=None)
    OrganisationNameFactory(organisation=named, name="Old Granary Trust")
    CaseStudyFactory(title="A van", topics=[TopicFactory(name="Getting about")], council=None)
    CaseStudyFactory(title="A wall", what_happened="Bricks were laid.", council=None)
    assert notes("granary") == {"The Hive": ["Also called Old Granary Trust"]}
    assert notes("getting about") == {"A van": ["Facts from 2024", "Filed under Getting about"]}
    assert notes("bricks") == {"A wall": ["Facts from 2024", "Further down its page"]}
    assert notes("wall") == {"A wall": ["Facts from 2024"]}


def test_drafts_and_doubles_are_found_by_nobody(aldham):
    CaseStudyFactory(title="Zebra study", state="draft")
    kept = OrganisationFactory(name="Kept")
    OrganisationFactory(name="Zebra draft", state="draft")
    OrganisationFactory(name="Zebra double", merged_into=kept)
    assert found("zebra") == {}


def test_those_that_say_the_typed_words_come_first(aldham):
    CaseStudyFactory(title="Befriending by phone", year=1999)
    assert found("befriending")["Case studies"] == ["Befriending by phone", "Tea at ten"]


def test_a_long_group_is_cut_and_leads_on(read, client, aldham):
    CaseStudyFactory.create_batch(MOST + 1, title="Wool & yarn")
    OrganisationFactory.create_batch(MOST, name="Wool shop")
    page = client.get("/search/", {"q": "wool"}).content.decode()
    assert page.count("Wool &amp; yarn</a>") == page.count("Wool shop</a>") == MOST
    assert '<a href="/case-studies/?q=wool">See all case studies that match</a>' in page
    assert "/organisations/?q=" not in page
    assert search("wool & yarn").groups[0].address == "/case-studies/?q=wool+%26+yarn"


def test_many_councils_are_counted_and_lead_to_the_list(read, db):
    CouncilFactory.create_batch(MOST + 2)
    text = read("/search/", q="testford")
    assert "2 more match. Type more of the name, or look through every council." in text


# --- Nothing found ----------------------------------------------------------------


def test_before_anything_is_typed_the_page_says_what_it_searches(read):
    text = read("/search/")
    assert "Councils, principles, case studies and organisations" in text
    assert "Nothing here says" not in text


def test_nothing_found_says_what_to_try_and_forgives_a_slip(register, read):
    text = read("/search/", q="Calderdle")
    assert "Nothing here says “Calderdle”. Did you mean Calderdale or Allerdale?" in text
    assert "Try one word instead of several" in text


def test_a_postcode_is_led_to_the_box_that_knows_councils(client, db):
    page = client.get("/search/", {"q": "HX1 1UJ"}).content.decode()
    assert "That looks like a postcode." in page
    assert 'href="/?q=HX1%201UJ"' in page


@pytest.mark.parametrize("typed", ["the", "&", "図書館", "%", "_", "' OR 'x'='x' --", "x" * 120])
def test_what_finds_nothing_is_a_plain_page(aldham, read, typed):
    assert f"Nothing here says “{typed}”." in read("/search/", q=typed)


def test_signs_are_no_orders(aldham):
    assert found("tea AND -ten*") == found('"ten" tea') == {"Case studies": ["Tea at ten"]}


def test_what_was_typed_stays_in_the_box_and_is_escaped(client, db):
    page = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    assert 'value="&quot;&gt;&lt;script&gt;' in page


def test_too_much_is_cut_and_a_nul_byte_is_refused(client, db):
    page = client.get("/search/", {"q": "x" * 5_000}).content.decode()
    assert f'value="{"x" * 120}"' in page
    assert client.get("/search/?q=%00").status_code == 400


@given(typed=st.text(max_size=130).filter(lambda text: "\0" not in text))
def test_nothing_typed_breaks_the_page(aldham, client, typed):
    caches["pages"].clear()
    page = client.get("/search/", {"q": typed})
    assert page.status_code == 200
    shown = re.search(r'name="q" type="search" value="([^"]*)"', page.content.decode())
    assert html.unescape(shown.group(1)) == typed.strip()[:120]


WORDS = ["tea", "neighbours", "befriending", "loneliness", "friends", "aldham", "alone", "rings", "home"]


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_every_answer_says_every_word_or_another_one_for_it(aldham, words):
    """An oracle by hand: the two rows word by word, and the one group of words that mean the same."""
    study = {"tea", "neighbours", "befriending", "loneliness", "aldham"}
    friends = {"aldham", "friends", "rings", "alone", "befriending", "loneliness"}
    expected = {
        "Case studies": ["Tea at ten"] if set(words) <= study else [],
        "Community organisations": ["Aldham Friends"] if set(words) <= friends else [],
    }
    got = found(" ".join(words))
    assert {title: got.get(title, []) for title in expected} == expected


# --- What it costs ----------------------------------------------------------------


@pytest.fixture
def many(db):
    """Return a function that makes so many case studies and organisations, of which every tenth is lonely."""

    def make(count):
        source, council = SourceFactory(), CouncilFactory(name="Aldham")
        text = "Neighbours meet in a hall. " * 20
        lonely = ["Neighbours are lonely." if n % 10 == 0 else text for n in range(count)]
        CaseStudy.objects.bulk_create(
            CaseStudy(
                slug=f"s{n}",
                title=f"Study {n}",
                summary="A plain summary.",
                what_happened=said,
                council=council,
                source=source,
                year=2000 + n % 25,
                do_differently_unknown=True,
                state="published",
                published_on="2026-03-03",
                search_text=searchable(f"Study {n}", said),
            )
            for n, said in enumerate(lonely)
        )
        Organisation.objects.bulk_create(
            Organisation(
                name=f"Group {n}",
                short_id=f"g{n}",
                source=source,
                state="published",
                search_text=searchable(said),
            )
            for n, said in enumerate(lonely)
        )

    return make


@pytest.mark.parametrize("count", [0, 20, 2_000])
def test_a_search_asks_at_most_eighteen_questions_at_any_size(
    client, many, django_assert_max_num_queries, count
):
    many(count)
    for typed in ("neighbours", "befriending", "aldham", "zzzz"):
        with django_assert_max_num_queries(18):
            client.get("/search/", {"q": typed})


# --- The box on every page ----------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/councils/", "/about/", "/account/login/"])
def test_the_box_stands_in_the_frame_of_every_page(client, db, address):
    page = client.get(address).content.decode()
    header, footer = page[: page.index("</header>")], page[page.index("<footer") :]
    for place in (header, footer):
        assert '<form class="search-box" action="/search/" method="get" role="search"' in place


def test_the_search_page_has_one_box(client, db):
    assert client.get("/search/").content.decode().count("<input") == 1


def test_search_engines_leave_our_search_alone(client, db):
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()
    assert "/search/" not in client.get("/sitemap.xml").content.decode()
