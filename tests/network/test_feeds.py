"""Feeds are whole Atom: what RFC 4287 says must be there is there, and names of entries last."""

import datetime
import re
import xml.etree.ElementTree as ElementTree

import pytest

from assessments.workflow import State
from councils.models import Membership
from network.feeds import MOST
from practice.models import CaseStudy
from records.models import RegisterVersion
from tests.factories import (
    AssessmentFactory,
    CaseStudyFactory,
    ChampionFactory,
    CommunityConversationFactory,
    CouncilFactory,
    EndorsementFactory,
    MembershipFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/feeds/network.xml", "/feeds/case-studies.xml"]
ORIGIN = "https://keepitlocal.example"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:keepitlocal\.example,2026:[a-z0-9/._-]+")


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.SITE_ORIGIN = ORIGIN


@pytest.fixture
def feed(client):
    """Return a function from an address to the root of its feed, asked for under a host that lies."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(response.content)  # noqa: S314 - our own

    return read


@pytest.fixture
def full(db):
    """A network in which everything has happened that a feed tells of."""
    first = MembershipFactory(council__name="Aldham", joined_on=datetime.date(2020, 3, 3))
    MembershipFactory(council__name="Bexbury", joined_on=datetime.date(2020, 3, 3))
    MembershipFactory(
        council__name="Cotford",
        joined_on=datetime.date(2022, 12, 31),
        joined_precision="by",
        ended_on=datetime.date(2023, 5, 5),
        ended_note="It said: “costs < benefits & more”",
    )
    EndorsementFactory(membership=first, decided_on=datetime.date(2020, 1, 7))
    ChampionFactory(council=first.council, from_on=datetime.date(2022, 6, 1), to_on=datetime.date(2022, 6, 1))
    CommunityConversationFactory(membership=first, held_on=datetime.date(2024, 7, 9))
    AssessmentFactory(council__name="Dunford", state=State.COMPLETE)
    CaseStudyFactory(title="Tea & <toast>", topics=[TopicFactory(name="R&D")])
    CaseStudyFactory(published_on=datetime.date(2025, 7, 1))
    return first


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def titles(feed):
    return [text(entry, "title") for entry in feed.iter(f"{ATOM}entry")]


def link(element, rel):
    (found,) = [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]
    return found


@pytest.mark.feature("PU31")
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_what_atom_asks_for(feed, full, address):
    root = feed(address)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    assert link(root, "self") == f"{ORIGIN}{address}"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Keep it Local"
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert TAG.fullmatch(text(element, "id")), text(element, "id")
        assert text(element, "title").strip()
        assert MOMENT.fullmatch(text(element, "updated"))
        assert link(element, "alternate").startswith(f"{ORIGIN}/")
    names = [text(element, "id") for element in (root, *entries)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("address", FEEDS)
def test_entries_lead_to_a_page_that_is_there(feed, full, client, address):
    for entry in feed(address).iter(f"{ATOM}entry"):
        path = link(entry, "alternate").removeprefix(ORIGIN)
        if not path.startswith("/case-studies/"):
            page = client.get(path)
            assert page.status_code == 200
            assert "#" not in path or f'id="{path.partition("#")[2]}"' in page.content.decode()


@pytest.mark.feature("PU31")
def test_the_network_feed_tells_what_happened_latest_first(feed, full):
    assert titles(feed("/feeds/network.xml"))[1:] == [
        "Aldham Council: Held a conversation with its community",
        "Cotford Council: Left the network. It said: “costs < benefits & more”",
        "By 2022: Cotford joined the network",
        "Aldham Council: Champion councillor: Lead Member for Communities",
        "Aldham Council: No longer champion councillor: Lead Member for Communities",
        "Aldham, Bexbury and Dunford joined the network",
        "Aldham Council: Endorsed the six principles: cabinet decision",
    ]
    newest = next(feed("/feeds/network.xml").iter(f"{ATOM}entry"))
    assert text(newest, "title").endswith("completed its self-assessment")
    assert text(newest, "summary") == "Recorded on this portal."


def test_an_entry_says_its_source_and_its_day(feed, full):
    held = list(feed("/feeds/network.xml").iter(f"{ATOM}entry"))[1]
    assert re.fullmatch(r"Source: Minutes of meeting \d+, Example Gazette\.", text(held, "summary"))
    assert text(held, "updated") == text(held, "published") == "2024-07-09T00:00:00+01:00"


def test_an_entry_keeps_its_name_when_day_and_words_are_put_right(feed, full):
    before = [text(entry, "id") for entry in feed("/feeds/network.xml").iter(f"{ATOM}entry")]
    talk = full.conversations.get()
    talk.held_on = datetime.date(2019, 1, 1)
    talk.save()
    full.council.name = "Aldham-on-Sea"
    full.council.save()
    root = feed("/feeds/network.xml")
    assert "Aldham-on-Sea Council: Held a conversation with its community" in titles(root)
    assert sorted(before) == sorted(text(entry, "id") for entry in root.iter(f"{ATOM}entry"))


def test_what_has_not_happened_yet_is_no_news(feed, db):
    MembershipFactory(ended_on=datetime.date(2999, 1, 1))
    assert [title for title in titles(feed("/feeds/network.xml")) if "Left" in title] == []


def test_the_feed_of_case_studies_has_the_published_ones_newest_first(feed, db):
    CaseStudyFactory(title="Older", published_on=datetime.date(2024, 1, 1))
    CaseStudyFactory(
        title="Tea & <toast>", summary="Bread < butter.", topics=[TopicFactory(name="Food")], slug="tea"
    )
    CaseStudyFactory(title="Draft", state="draft")
    root = feed("/feeds/case-studies.xml")
    assert titles(root) == ["Tea & <toast>", "Older"]
    tea = next(root.iter(f"{ATOM}entry"))
    assert link(tea, "alternate") == f"{ORIGIN}/case-studies/tea/"
    # A summary is read as HTML, so it is escaped twice: once for HTML and once for XML.
    assert tea.find(f"{ATOM}summary").get("type") == "html"
    assert text(tea, "summary") == "Bread &lt; butter."
    assert tea.find(f"{ATOM}category").get("term") == "Food"


@pytest.mark.parametrize("address", FEEDS)
def test_an_empty_feed_is_whole_and_does_not_change_by_itself(client, db, address):
    first = client.get(address)
    assert ElementTree.fromstring(first.content).findall(f"{ATOM}entry") == []  # noqa: S314 - our own
    changed = RegisterVersion.current().changed_at
    assert f"{changed:%Y-%m-%dT%H:%M}" in first.content.decode()
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert client.get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_signs_that_xml_cannot_hold_are_left_out(feed, db):
    CaseStudyFactory(title="Bell\x07 and\x0b whistle", summary="\ufffe")
    assert titles(feed("/feeds/case-studies.xml")) == ["Bell and whistle"]


@pytest.mark.parametrize("count", [0, 20, 2_000])
def test_the_feed_of_case_studies_costs_the_same_at_any_size(client, django_assert_num_queries, count):
    source = SourceFactory()
    CaseStudy.objects.bulk_create(
        CaseStudy(
            slug=f"s{n}", title=f"Study {n}", summary="A summary.", source=source, year=2020,
            do_differently_unknown=True, state="published", published_on="2026-03-03",
        )
        for n in range(count)
    )  # fmt: skip
    with django_assert_num_queries(4 if count else 3):
        body = client.get("/feeds/case-studies.xml").content
    assert body.count(b"<entry>") == min(count, MOST)


@pytest.mark.parametrize("count", [3, 30])
def test_the_network_feed_asks_the_same_questions_at_any_size(client, django_assert_num_queries, count):
    Membership.objects.all().delete()
    for council in CouncilFactory.create_batch(count):
        membership = MembershipFactory(council=council)
        ChampionFactory(council=council)
        CommunityConversationFactory(membership=membership)
    with django_assert_num_queries(6):
        body = client.get("/feeds/network.xml").content
    assert body.count(b"<entry>") == min(2 * count + 1, MOST)


@pytest.mark.parametrize("address", ["/", "/councils/", "/about/data/"])
def test_heads_of_pages_lead_to_the_feeds(client, db, address):
    page = client.get(address).content.decode()
    for feed in FEEDS:
        assert re.search(
            rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{feed}">', page
        )


def test_the_page_on_data_leads_to_the_feeds(client, db):
    page = client.get("/about/data/").content.decode()
    assert all(f'<a href="{feed}"' in page for feed in FEEDS)
