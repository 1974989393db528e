"""Public pages kept whole, one copy per worker.

A kept page is found by its address, the parameters it reads, the version of the
register and the day ("member since" and "not confirmed since" depend on the day).
So a change is seen by the next request of every worker, and a stranger's made-up
parameters cannot fill the store. Pages are stored compressed, as most readers
want them, and unpacked for the few who do not. A streamed page, such as a download, is
kept like any other if it turns out to be short; a long one is handed on as a stream.
"""

import gzip
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from django.core.cache import caches
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode

from records.models import RegisterVersion

SHARED = "public, max-age=60"
PRIVATE = "private, no-store"
# No council's name is longer; what follows is cut before any view or store sees it.
LONGEST_VALUE = 120
# A stream is read up to this many bytes to see whether it ends.
LONGEST_STREAM = 512 * 1024


def private(response):
    """Mark a response as one reader's own."""
    response.headers["Cache-Control"] = PRIVATE
    return response


def narrow_query(request, params):
    """Leave in the request only the named parameters that hold something, one value each."""
    given = request.GET
    values = [(name, given.get(name, "").strip()[:LONGEST_VALUE]) for name in params]
    request.META["QUERY_STRING"] = urlencode([(name, value) for name, value in values if value])
    request.GET = QueryDict(request.META["QUERY_STRING"])


def forget_reader(request):
    """Take away what tells readers apart, so that no page made for all can hold any of it."""
    request.META.pop("HTTP_COOKIE", None)
    request.COOKIES = {}


def key_of(request):
    """Return the key of the page that this request would be answered with today."""
    version = RegisterVersion.current()
    request.register_version = version
    parts = (request.path, request.META["QUERY_STRING"], version.number, timezone.localdate())
    return blake2b(repr(parts).encode(), digest_size=20).hexdigest()


def kept_or_made(request, get_response):
    """Return the kept page, making and keeping it first if need be."""
    store, key = caches["pages"], key_of(request)
    page = store.get(key)
    if page is None:
        response = get_response(request)
        may_be_kept = response.status_code == 200 and not response.cookies
        body = read_whole(response) if may_be_kept else None
        if body is None:
            return share(request, response)
        page = Kept.of(response, body)
        store.set(key, page)
    return page.answer(request)


def read_whole(response):
    """Return the body, or ``None`` of a stream too long to keep: it goes on with what was read in front."""
    if not response.streaming:
        return response.content
    read, size, rest = [], 0, iter(response)
    for piece in rest:
        read.append(piece)
        size += len(piece)
        if size > LONGEST_STREAM:
            response.streaming_content = chain(read, rest)
            return None
    return b"".join(read)


def share(request, response):
    """Let anyone keep a page for a minute. What is not a whole page, or sets a cookie, is nobody else's."""
    if response.cookies or response.status_code not in (200, 301, 304):
        return private(response)
    response.headers["Cache-Control"] = SHARED
    if response.streaming or response.status_code != 200:
        return response
    response.headers["ETag"] = etag_of(response.content)
    response.headers["Content-Length"] = str(len(response.content))
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)


def etag_of(body):
    """Return a weak tag: the same page goes out compressed and not."""
    return f'W/"{blake2b(body, digest_size=12).hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is stored: its headers, its compressed body and the length of the plain one."""

    headers: dict
    packed: bytes
    length: int

    @classmethod
    def of(cls, response, body):
        headers = {
            **response.headers,
            "Cache-Control": SHARED,
            "ETag": etag_of(body),
            "Vary": "Accept-Encoding",
        }
        # No time in the gzip header: the same page packs to the same bytes.
        return cls(headers, gzip.compress(body, compresslevel=6, mtime=0), len(body))

    def answer(self, request):
        """Answer in the form the reader asked for, or 304 if they have this page already."""
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(self.packed, headers=self.headers)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(gzip.decompress(self.packed), headers=self.headers)
        response.headers["Content-Length"] = str(len(response.content))
        response = get_conditional_response(request, etag=self.headers["ETag"], response=response)
        if request.method == "HEAD":
            response.content = b""
        return response
