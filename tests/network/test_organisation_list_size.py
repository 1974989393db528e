"""The list of community organisations at any size, whatever its address or its rows say."""

import html
import re

import pytest

from practice.models import CaseOrganisation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


ODD = ["\x00", "'\"><script>", "%", "_", "9" * 500, "-1", "é" * 400, "💥", "\\"]


@pytest.mark.parametrize("value", ODD)
def test_odd_values_get_a_plain_page(db, client, value):
    factories.OrganisationFactory()
    for name in ("q", "council", "function", "topic", "page"):
        response = client.get("/organisations/", {name: value})
        assert response.status_code in (200, 400), name
        assert b"><script>" not in response.content


def test_empty_lists_say_what_to_do(db, read):
    assert "No organisations are listed yet. Are you one? Tell us" in read("/organisations/")
    factories.OrganisationFactory(name="Brook House")
    text = read("/organisations/", q="castle")
    assert (
        "No organisation that we know of fits all of this. Remove a filter above, or use fewer words." in text
    )


def test_pages_of_fifty_hold_everybody_once_and_keep_the_filters(db, client, organisations_listed):
    council = factories.CouncilFactory(slug="ambleford")
    factories.OrganisationFactory.create_batch(101, council=council)
    factories.OrganisationFactory()

    pages = [organisations_listed(council="ambleford", page=number) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [50, 50, 1]
    assert len({short_id for page in pages for short_id in page}) == 101
    second = html.unescape(client.get("/organisations/?council=ambleford&page=2&odd=1").content.decode())
    assert "Page 2 of 3" in second
    assert re.findall(r'rel="(?:prev|next)" href="([^"]+)"', second) == [
        "?council=ambleford&page=1",
        "?council=ambleford&page=3",
    ]
    assert "all 101 rows" in second
    assert organisations_listed(council="ambleford", page=99) == pages[2]


@pytest.mark.parametrize("count", [1, 120])
@pytest.mark.parametrize(
    ("query", "most"),
    [("", 7), ("?page=2", 7), ("?q=testford+neigh&council=ambleford&function=connector&topic=food", 11)],
)
def test_the_list_asks_no_more_at_any_length(client, django_assert_num_queries, count, query, most):
    council = factories.CouncilFactory(name="Ambleford", slug="ambleford")
    study = factories.CaseStudyFactory(topics=[factories.TopicFactory(slug="food")])
    made = factories.OrganisationFactory.create_batch(count, council=council)
    for organisation in made:
        factories.FunctionFactory(organisation=organisation)
        CaseOrganisation.objects.create(study=study, organisation=organisation)

    with django_assert_num_queries(most):
        client.get(f"/organisations/{query}")


def test_a_row_has_no_include_and_no_reversed_address(settings):
    text = (settings.BASE_DIR / "templates/network/organisations.html").read_text()
    row = re.search(r"{% for row in page.object_list %}(.*?){% endfor %}", text, re.DOTALL).group(1)

    assert "{% include" not in row
    assert "{% url" not in row


def test_no_name_can_end_its_cell(db, client):
    factories.OrganisationFactory(name="</a><script>x</script>", what_it_does="<b>bold</b>", place="<i>")

    page = client.get("/organisations/").content.decode()

    assert "<script>x" not in page
    assert "<b>bold" not in page
