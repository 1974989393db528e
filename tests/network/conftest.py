"""What tests of public pages look at: the rows and words of a page."""

import html
import re

import pytest

from tests.factories import CouncilFactory, MembershipFactory

ROW = re.compile(r'<th scope="row"><a href="/councils/([^/]+)/">([^<]+)</a></th>')


@pytest.fixture
def read(client):
    """Return a function from an address to the words of its page, one space between them."""

    def words(address, **query):
        response = client.get(address, query)
        assert response.status_code == 200, response.status_code
        text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
        return re.sub(r" ([,.;:?!])", r"\1", text)

    return words


ORGANISATION = re.compile(r'<th scope="row"><a href="/organisations/([^/]+)/[^"]+">')


@pytest.fixture
def organisations_listed(client):
    """Return a function from a query to the short ids of the list's rows, in their order."""

    def read(**query):
        return ORGANISATION.findall(client.get("/organisations/", query).content.decode())

    return read


@pytest.fixture
def listed(client):
    """Return a function from a query to the slugs of the list's rows, in their order."""

    def read(query=""):
        return [slug for slug, _ in ROW.findall(client.get(f"/councils/?{query}").content.decode())]

    return read


@pytest.fixture
def headings(client):
    """Return a function from a council to the headings of its page's sections."""

    def found(council):
        page = client.get(council.get_absolute_url()).content.decode()
        return re.findall(r"<h2 id=\"(?!contents-title)[^\"]+\">([^<]+)</h2>", page)

    return found


@pytest.fixture
def council(db):
    return CouncilFactory(name="Aldham")


@pytest.fixture
def member(council):
    return MembershipFactory(council=council)
