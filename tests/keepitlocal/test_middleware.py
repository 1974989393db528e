"""Public pages are shared, everything else is one reader's own, and bad addresses are refused."""

import gzip
import re

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from accounts.models import User
from councils.models import Council
from tests.factories import CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db
PUBLIC = "public, max-age=60"
PRIVATE = "private, no-store"


def stored():
    return len(caches["pages"]._cache)


# --- Kept and shared ------------------------------------------------------------------


@pytest.mark.feature("PU40")
def test_a_kept_page_costs_one_query(client, council_a, django_assert_num_queries):
    address = council_a.get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address)
    assert second.content == first.content
    assert second.headers["Cache-Control"] == PUBLIC


def test_a_change_is_seen_by_the_next_request(client, council_a):
    address = council_a.get_absolute_url()
    assert "Renamed" not in client.get(address).content.decode()
    council_a.name = "Renamed"
    council_a.save()
    assert "Renamed" in client.get(address).content.decode()


def test_a_bulk_change_is_seen_as_well(client, council_a):
    address = council_a.get_absolute_url()
    client.get(address)
    Council.objects.filter(pk=council_a.pk).update(name="Renamed in bulk")
    assert "Renamed in bulk" in client.get(address).content.decode()


def test_a_page_of_yesterday_is_made_anew(client, council_a):
    with time_machine.travel("2026-05-04 12:00Z"):
        assert "read on 4 May 2026" in client.get(council_a.get_absolute_url()).content.decode()
    with time_machine.travel("2026-05-05 12:00Z"):
        assert "read on 5 May 2026" in client.get(council_a.get_absolute_url()).content.decode()


def test_storing_can_be_switched_off(client, settings):
    settings.CACHE_PUBLIC_PAGES = False
    response = client.get("/councils/")
    assert response.headers["Cache-Control"] == PUBLIC
    assert stored() == 0


def test_unknown_parameters_are_not_seen_and_fill_no_store(client):
    plain = client.get("/councils/")
    for number in range(5):
        assert client.get(f"/councils/?utm={number}&x[]={number}").content == plain.content
    assert stored() == 1


def test_the_order_of_parameters_and_empty_ones_do_not_matter(client):
    client.get("/councils/?show=all&region=london&type=")
    client.get("/councils/?region=london&show=all&sort=")
    assert stored() == 1


def test_an_endless_value_is_cut(client):
    response = client.get("/", {"q": "a" * 5000})
    assert response.status_code == 200
    assert "a" * 121 not in response.content.decode()


@pytest.mark.parametrize("address", ["/councils/no-such-council/", "/principles/no-such/", "/no-such-page/"])
def test_what_is_not_there_is_not_kept(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == PRIVATE
    assert stored() == 0


# --- For a reader who has it already ---------------------------------------------------


def test_the_same_page_again_is_not_sent_again(client):
    tag = client.get("/councils/").headers["ETag"]
    response = client.get("/councils/", headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["Cache-Control"] == PUBLIC


def test_a_changed_page_is_sent(client, council_a):
    tag = client.get("/councils/").headers["ETag"]
    MembershipFactory(council=council_a)
    assert client.get("/councils/", headers={"If-None-Match": tag}).status_code == 200


def test_the_tag_also_works_with_storing_off(client, settings):
    settings.CACHE_PUBLIC_PAGES = False
    tag = client.get("/councils/").headers["ETag"]
    assert client.get("/councils/", headers={"If-None-Match": tag}).status_code == 304


def test_a_page_goes_out_compressed_to_whoever_takes_it(client):
    plain = client.get("/councils/")
    packed = client.get("/councils/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    for response in (plain, packed):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert int(response.headers["Content-Length"]) == len(response.content)


def test_head_says_what_get_would_send(client):
    got = client.get("/councils/")
    head = client.head("/councils/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == got.headers["Content-Length"]


# --- Nobody is followed, and nobody's page is shared -------------------------------------


@pytest.mark.feature("PU42")
@pytest.mark.parametrize(
    "address", ["/", "/?q=york", "/councils/", "/principles/", "/about/", "/about/cookies/"]
)
def test_a_reader_gets_no_cookie_and_one_page_with_everyone(client, address):
    for _ in ("made", "kept"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.headers["Cache-Control"] == PUBLIC


@pytest.mark.feature("PU42")
@pytest.mark.parametrize("address", ["/", "/councils/", "/about/", "/about/privacy/"])
def test_no_page_loads_anything_from_another_site(client, address):
    page = client.get(address).content.decode()
    loaded = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]+)"', page)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon|manifest|apple-touch-icon)" href="([^"]+)"', page)
    assert len(loaded) >= 4
    assert [address for address in loaded if not address.startswith("/static/")] == []


def test_whoever_is_signed_in_gets_the_page_for_themselves(lead, sign_in, council_a):
    mine = sign_in(lead).get(council_a.get_absolute_url())
    assert mine.headers["Cache-Control"] == PRIVATE
    assert "Sign out" in mine.content.decode()
    assert stored() == 0
    assert "Sign out" not in Client().get(council_a.get_absolute_url()).content.decode()


def test_a_made_up_session_cookie_is_never_shared_either():
    reader = Client()
    reader.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    assert reader.get("/").headers["Cache-Control"] == PRIVATE
    assert stored() == 0


def test_other_cookies_leave_no_trace_in_a_shared_page():
    reader = Client()
    reader.cookies["messages"] = "something for me alone"
    reader.cookies["csrftoken"] = "a" * 32
    assert reader.get("/").content == Client().get("/").content


@pytest.mark.parametrize("address", ["/assessments/", "/account/login/", "/admin/"])
def test_private_pages_are_stored_nowhere(client, address):
    assert client.get(address).headers["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_public_pages_are_only_read(client, method):
    assert getattr(client, method)("/councils/").status_code == 405


# --- Bad addresses -----------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/assessments/?q=%00", "/councils/%00/", "/account/login/?next=%00"])
def test_a_nul_byte_is_refused(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", ["/", "/assessments/", "/account/login/"])
def test_a_nul_byte_spelt_out_in_a_cookie_is_refused(client, address):
    """PostgreSQL answers it with an error of its own."""
    cookie = f'{settings.SESSION_COOKIE_NAME}="abcdefgh\\000ijklmnop"'

    assert client.get(address, headers={"Cookie": cookie}).status_code == 400


HOSTILE = [
    "q=%00",
    "q=%ff%fe",
    "q=%ed%a0%80",
    "q[]=1&q=2&q=3",
    "q=" + "%F0%9F%92%A9" * 300,
    "q=../../etc/passwd",
    "q=' OR 1=1 --",
    "q=<script>alert(1)</script>",
    "q={{ 7 }}",
    "region=%00&type=x&sort=-level&show=ALL",
    "region=london&region=north-west",
    "sort=level",
    "page=99999999999999999999",
    "=&&&==",
    "%=%%",
    "&".join(f"a{n}=1" for n in range(2000)),
]


@pytest.mark.parametrize(
    "path", ["/", "/councils/", "/councils.csv", "/councils.json", "/principles/", "/sitemap.xml"]
)
def test_hostile_questions_get_a_plain_answer(client, register, path):
    for query in HOSTILE:
        response = client.get(path, QUERY_STRING=query)
        assert response.status_code in (200, 400), query
        assert b"<script>alert" not in b"".join(response), query


@pytest.mark.parametrize(
    "slug", ["%ff", "..%2f..%2fetc", "a" * 3000, "CALDERDALE'", "é", "-", "%F0%9F%92%A9"]
)
@pytest.mark.parametrize("form", ["/councils/{}/", "/councils/{}.json", "/principles/{}/"])
def test_hostile_paths_are_not_found(client, slug, form):
    assert client.get(form.format(slug)).status_code in (400, 404)


def test_two_workers_never_disagree_for_longer_than_a_request(client, council_a):
    """The version is read before the page is made, so a kept page is never older than its key says."""
    client.get("/councils/")
    CouncilFactory.create_batch(3)
    MembershipFactory(council=council_a)
    assert council_a.name in client.get("/councils/").content.decode()


def test_a_number_that_no_row_can_have_is_not_looked_for(sign_in, superuser):
    """Where several rows can be chosen the database is asked for what was posted."""
    form = {"name": "Ann", "email": "ann@example.org", "is_active": "on", "groups": ["9" * 30]}
    answer = sign_in(superuser).post("/admin/accounts/user/add/", form)
    assert answer.status_code in (200, 400)
    assert not User.objects.filter(email="ann@example.org").exists()
