"""The controls are what they say they are: otherwise every comparison with them is worth nothing."""

import pytest

from councils.models import Council
from tests import factories
from tests.bench.urls import CONSTANT
from tests.bench.wsgi import counting

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.bench.urls")]


def test_the_constant_page_is_30_kb_and_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/bench/constant/")
    assert answer.content == CONSTANT
    assert abs(len(CONSTANT) - 30_000) < 100


def test_the_bare_page_lists_every_council_in_one_query(client, django_assert_num_queries):
    for number in range(3):
        factories.CouncilFactory(name=f"Place {number}")
    with django_assert_num_queries(1):
        page = client.get("/bench/bare/").content.decode()
    assert page.count("<tr>") == page.count("<a href=") == 3
    assert page.count("<td>") == 12


def test_both_pass_through_every_middleware(client):
    for path in ("/bench/constant/", "/bench/bare/"):
        headers = client.get(path).headers
        assert {"Content-Security-Policy", "X-Frame-Options", "Cache-Control"} <= set(headers)


def test_queries_are_counted_only_when_asked_for():
    def three_councils(environ, start_response):
        found = [Council.objects.count() for _ in range(3)]
        start_response("200 OK", [("Content-Type", "text/plain")])
        return found

    said = []
    application = counting(three_councils)
    application({"HTTP_X_BENCH_COUNT": "1"}, lambda status, headers, exc_info: said.append(dict(headers)))
    application({}, lambda status, headers: said.append(dict(headers)))
    assert said == [{"Content-Type": "text/plain", "X-Bench-Queries": "3"}, {"Content-Type": "text/plain"}]
