"""Streamed public pages: a short one is kept like any page, a long one goes on as a stream."""

import gzip

import pytest
from django.core.cache import caches
from django.http import StreamingHttpResponse

from keepitlocal import pages
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
PUBLIC = "public, max-age=60"


def stored():
    return len(caches["pages"]._cache)


@pytest.fixture
def streams(monkeypatch):
    """Return a function that makes /councils.csv a stream of these pieces; it returns what was taken."""

    def answer_with(pieces, **headers):
        taken = []

        def take():
            for piece in pieces:
                taken.append(len(piece))
                yield piece

        def rows(export, shown, address):
            return StreamingHttpResponse(take(), content_type="text/csv", headers=headers)

        monkeypatch.setattr("network.exports.Export.csv", rows)
        return taken

    return answer_with


@pytest.mark.feature("PU32")
def test_a_short_stream_is_kept_like_a_page(client, register, django_assert_num_queries):
    first = client.get("/councils.csv?show=all")
    with django_assert_num_queries(1):
        again = client.get("/councils.csv?show=all")
    assert again.content == first.content
    assert again.headers["Cache-Control"] == PUBLIC
    assert again.headers["Content-Disposition"] == 'attachment; filename="councils.csv"'
    assert again.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert int(again.headers["Content-Length"]) == len(again.content)
    packed = client.get("/councils.csv?show=all", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == first.content
    tag = client.get("/councils.csv?show=all", headers={"If-None-Match": first.headers["ETag"]})
    assert tag.status_code == 304


def test_a_kept_stream_is_made_anew_after_a_change(client, council_a):
    assert "Ambleford" not in client.get("/councils.csv").content.decode()
    MembershipFactory(council=council_a)
    assert "Ambleford" in client.get("/councils.csv").content.decode()


def test_a_stream_of_just_the_length_is_kept_and_a_byte_more_is_not(client, streams):
    streams([b"a" * pages.LONGEST_STREAM])
    assert len(client.get("/councils.csv").content) == pages.LONGEST_STREAM
    assert stored() == 1
    caches["pages"].clear()
    streams([b"a" * pages.LONGEST_STREAM, b"b"])
    assert client.get("/councils.csv").getvalue() == b"a" * pages.LONGEST_STREAM + b"b"
    assert stored() == 0


def test_a_long_stream_goes_on_as_one_whole_and_in_order(client, streams):
    taken = streams((b"%06d" % number * 1_000 for number in range(500)), **{"X-Kind": "long"})
    response = client.get("/councils.csv")
    assert response.streaming
    assert pages.LONGEST_STREAM < sum(taken) < pages.LONGEST_STREAM + 6_001, "no more than it takes to see"
    assert response.getvalue() == b"".join(b"%06d" % number * 1_000 for number in range(500))
    assert (response.headers["Cache-Control"], response.headers["X-Kind"]) == (PUBLIC, "long")
    assert "Content-Length" not in response.headers
    assert stored() == 0


def test_a_stream_that_breaks_is_an_error_and_not_half_a_file(client, streams):
    def broken():
        yield b"half"
        raise RuntimeError("the rest is gone")

    client.raise_request_exception = False
    streams(broken())
    response = client.get("/councils.csv")
    assert response.status_code == 500
    assert b"half" not in response.content
    assert stored() == 0


def test_a_stream_for_a_signed_in_reader_is_theirs_alone(sign_in, lead):
    response = sign_in(lead).get("/councils.csv")
    assert response.streaming
    assert response.headers["Cache-Control"] == pages.PRIVATE
    assert stored() == 0


def test_head_of_a_stream_has_no_body(client, register):
    got = client.get("/councils.csv")
    head = client.head("/councils.csv")
    assert head.content == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
