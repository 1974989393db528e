"""Pages for what went wrong, through Django's real handlers."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from accounts.access import public_uncached

pytestmark = pytest.mark.urls(__name__)

LONG = "We set money aside each year, and report how it was used."


def raising(problem):
    @public_uncached
    def view(request):
        raise problem

    return view


@public_uncached
def written(request):
    return HttpResponse("saved")


urlpatterns = [
    path("unreadable/", raising(SuspiciousOperation("odd"))),
    path("too-big/", raising(RequestDataTooBig("big"))),
    path("refused/", raising(PermissionDenied("The lead officer may not sign their own work."))),
    path("broken/", raising(RuntimeError("secret detail"))),
    path("away/", raising(OperationalError("could not connect"))),
    path("written/", written),
    path("", include("keepitlocal.urls")),
]
handler400 = "keepitlocal.errors.bad_request"
handler403 = "keepitlocal.errors.permission_denied"
handler404 = "keepitlocal.errors.page_not_found"
handler500 = "keepitlocal.errors.server_error"


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/unreadable/", 400, "We could not read that"),
        ("/refused/", 403, "You cannot do that"),
        ("/no-such-page/", 404, "Page not found"),
        ("/broken/", 500, "Something went wrong"),
        ("/away/", 503, "Back in a moment"),
    ],
)
def test_each_problem_has_its_page(db, client, address, status, title):
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert f"<title>{title} · Keep it Local</title>" in page
    assert "no-store" in response.headers["Cache-Control"]
    assert "secret detail" not in page


def test_who_finds_no_page_is_led_to_the_search(db, client):
    assert 'href="/search/"' in client.get("/no-such-page/").content.decode().split("<main")[1]


def test_a_refusal_prints_its_reason(db, client):
    assert "The lead officer may not sign their own work." in client.get("/refused/").content.decode()


def test_too_large_a_form_says_so(db, client):
    assert "What you sent is too large" in client.get("/too-big/").content.decode()


def test_not_found_leads_to_the_search(db, client):
    assert '<a href="/">Search for your council</a>' in client.get("/no-such-page/").content.decode()


@pytest.mark.parametrize(("address", "status"), [("/broken/", 500), ("/away/", 503)])
def test_500_and_503_ask_nothing_of_the_database(db, client, django_assert_num_queries, address, status):
    with django_assert_num_queries(0):
        response = client.get(address)
    assert response.status_code == status


def test_503_says_when_to_come_back(db, client):
    assert client.get("/away/").headers["Retry-After"] == "30"


def test_a_host_that_is_not_ours_gets_the_400_page(db, client):
    response = client.get("/about/", headers={"Host": "forged.example"})
    assert response.status_code == 400
    assert "forged.example" not in response.content.decode()


class TestOutOfDateForm:
    def post(self, **headers):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        typed = {"basis": LONG, "password": "four words that fit here", "level": "3"}
        return client.post("/written/", typed, headers=headers)

    def test_says_what_to_do_and_shows_what_was_typed(self, db):
        response = self.post(Origin="http://testserver")
        page = response.content.decode()
        assert response.status_code == 403
        assert "Use your browser&#x27;s back button" in page or "Use your browser's back button" in page
        assert LONG in page
        assert "four words that fit here" not in page

    @pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {}])
    def test_shows_nothing_that_another_site_sent(self, db, headers):
        assert LONG not in self.post(**headers).content.decode()

    def test_markup_in_it_is_text(self, db):
        client = Client(enforce_csrf_checks=True)
        attack = "<script>alert(1)</script> and some more words"
        page = client.post("/written/", {"a": attack}, headers={"Origin": "http://testserver"})
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;" in page.content.decode()


def test_health_answers_without_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert client.post("/healthz").status_code == 405
