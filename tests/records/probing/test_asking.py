"""What a real server does on the wire, and what is said of the link."""

import errno
import itertools
import socket
import ssl
import time

import pytest

from records.probing import Outcome, Road, ask
from records.probing.wire import MOST_READ
from tests.records.probing.conftest import road_to

pytestmark = pytest.mark.feature("ST30")
URL = "http://example.org/minutes?id=1#page=2"
WORKS, MOVED, UNREAD, FAILED = Outcome.WORKS, Outcome.MOVED, Outcome.UNREAD, Outcome.FAILED


def reply(status, *headers):
    lines = [f"HTTP/1.1 {status} Whatever", *headers, "Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *((status, WORKS) for status in (200, 204, 206, 302, 303, 304, 307)),
        *((status, FAILED) for status in (404, 408, 410, 500, 502, 503, 504)),
        *((status, UNREAD) for status in (400, 401, 403, 405, 406, 418, 429, 451, 999)),
    ],
)
def test_what_a_status_says(serve, status, outcome):
    answer = ask(URL, agent="test", road=road_to(serve(reply(status, "Location: /elsewhere"))))

    assert (answer.outcome, answer.moved_to, answer.answered) == (outcome, "", True)
    assert f"({status})" in answer.words


@pytest.mark.parametrize("status", [301, 308])
@pytest.mark.parametrize(
    ("location", "moved_to"),
    [
        ("https://new.example.org/a", "https://new.example.org/a"),
        ("/new place", "http://example.org/new place"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("http://[broken", "http://[broken"),
        ("/a\x00b\x1b[0m", "http://example.org/ab[0m"),
        ("/" + "x" * 600, ("http://example.org/" + "x" * 600)[:500]),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_a_page_that_moved_is_reported_and_not_followed(serve, status, location, moved_to):
    server = serve(reply(status, f"Location: {location}"))
    answer = ask(URL, agent="test", road=road_to(server))

    assert (answer.outcome, answer.moved_to) == (MOVED, moved_to)
    assert len(server.heads) == 1


def test_a_page_that_moved_to_nowhere_says_nothing(serve):
    assert ask(URL, agent="test", road=road_to(serve(reply(301)))).outcome == UNREAD


@pytest.mark.parametrize("wall", ["Server: cloudflare", "cf-mitigated: challenge"])
def test_what_keeps_robots_out_is_no_fault_of_the_page(serve, wall):
    assert ask(URL, agent="test", road=road_to(serve(reply(503, wall)))).outcome == UNREAD


def test_the_request_is_plain_and_says_who_asks(serve):
    server = serve(reply(200))
    ask(
        "http://bücher.example/ü?q=ß#secret", agent="Checker (+https://portal.example/)", road=road_to(server)
    )

    (head,) = server.heads
    lines = head.strip().split("\r\n")
    assert lines[0] == "HEAD /%C3%BC?q=%C3%9F HTTP/1.1"
    assert sorted(lines[1:]) == [
        "Accept-Encoding: identity",
        "Accept: */*",
        "Connection: close",
        "Host: xn--bcher-kva.example",
        "User-Agent: Checker (+https://portal.example/)",
    ]


@pytest.mark.parametrize("refusal", [404, 405, 501, 500, None])
def test_who_does_not_know_head_is_asked_with_get(serve, refusal):
    def answer(sock, head):
        if not head.startswith(b"HEAD"):
            sock.sendall(reply(200))
        elif refusal:
            sock.sendall(reply(refusal))

    server, waited = serve(answer), []

    assert ask(URL, agent="test", road=road_to(server), before=waited.append).outcome == WORKS
    assert [head.split()[0] for head in server.heads] == ["HEAD", "GET"]
    assert waited == ["example.org", "example.org"]


def test_who_hangs_up_on_both_has_failed(serve):
    answer = ask(URL, agent="test", road=road_to(serve(b"")))
    assert (answer.outcome, answer.words) == (FAILED, "The site ends the connection without an answer.")


@pytest.mark.parametrize(
    "garbage", [b"SSH-2.0-x\r\n\r\n", b"\x00\xff" * 50 + b"\r\n", b"HTTP/1.1 abc\r\n\r\n"]
)
def test_what_is_no_web_page(serve, garbage):
    assert ask(URL, agent="test", road=road_to(serve(garbage))).outcome == FAILED


def pouring(*beginning):
    """Return an answer without an end, and the number of bytes that the server got rid of."""
    sent = [0]

    def answer(sock, head):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        for piece in itertools.chain(beginning, itertools.repeat(b"X-Filler: " + b"x" * 1000 + b"\r\n")):
            sent[0] += sock.send(piece)

    return answer, sent


@pytest.mark.parametrize(
    ("beginning", "outcome"),
    [
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",), WORKS),  # a huge body is not read
        ((b"HTTP/1.1 200 OK\r\n",), UNREAD),  # headers without an end
        ((b"HTTP/1.1 100 Continue\r\n\r\n",) * 5000, UNREAD),
        ((b"HTTP/1.1 200 " + b"O" * 70_000,), UNREAD),  # one line without an end
    ],
)
def test_little_is_read_of_an_answer_without_an_end(serve, beginning, outcome):
    answer, sent = pouring(*beginning)
    began = time.monotonic()

    assert ask(URL, agent="test", road=road_to(serve(answer))).outcome == outcome
    assert time.monotonic() - began < 4
    # Beside what we read there is what stands in the system's own buffers.
    assert sent[0] < 2 * (MOST_READ + 8_000_000)


def dripping(sock, head):
    for byte in itertools.chain(b"HTTP/1.1 200 OK\r\nX: ", itertools.repeat(ord("x"), 60)):
        sock.sendall(bytes([byte]))
        time.sleep(0.05)


@pytest.mark.parametrize("behave", [dripping, lambda sock, head: time.sleep(1.2)])
def test_who_drips_or_keeps_silent_gets_no_more_time(serve, behave):
    began = time.monotonic()
    answer = ask(URL, agent="test", road=road_to(serve(behave), seconds=0.4))

    assert (answer.outcome, answer.words) == (FAILED, "The site does not answer within 0.4 seconds.")
    assert time.monotonic() - began < 1


# --- No connection --------------------------------------------------------------------------


def raising(fault):
    def look_up(address):
        raise fault

    return Road(look_up=look_up)


@pytest.mark.parametrize(
    ("fault", "outcome", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), FAILED, "There is no site of this name."),
        (socket.gaierror(socket.EAI_NODATA, "no"), FAILED, "There is no site of this name."),
        # What may be our own fault is not the link's.
        (
            socket.gaierror(socket.EAI_AGAIN, "again"),
            UNREAD,
            "Could not be read by us. Its name could not be looked up.",
        ),
        (
            OSError(errno.ENETUNREACH, "no"),
            UNREAD,
            "Could not be read by us. There is no way to it from here.",
        ),
        (OSError(errno.EHOSTUNREACH, "no"), FAILED, "The site cannot be reached."),
    ],
)
def test_a_name_or_a_way_that_is_not_there(fault, outcome, words):
    answer = ask(URL, agent="test", road=raising(fault))
    assert (answer.outcome, answer.words, answer.answered) == (outcome, words, False)


def test_nobody_listens(serve):
    server = serve(b"")
    road = road_to(server)
    server.close()

    assert ask(URL, agent="test", road=road).words == "The site does not take connections."


def test_the_next_of_a_hosts_addresses_is_tried(serve):
    server, closed = serve(reply(200)), serve(b"")
    places = [(socket.AF_INET, ("127.0.0.1", one.port)) for one in (closed, server)]
    closed.close()

    assert ask(URL, agent="test", road=road_to(server, look_up=lambda _: places)).outcome == WORKS


# --- TLS --------------------------------------------------------------------------------------


def trusting(file):
    return lambda: ssl.create_default_context(cafile=str(file))


SAFE = "https://example.org/"


def test_a_safe_page_works(serve, certificate):
    file = certificate("example.org")
    road = road_to(serve(reply(200), file), certificates=trusting(file))

    assert ask(SAFE, agent="test", road=road).outcome == WORKS


@pytest.mark.parametrize(
    ("name", "days", "is_trusted", "words"),
    [
        ("example.org", -5, True, "The site’s certificate has run out."),
        ("other.org", 10, True, "The site’s certificate is for another name."),
        ("example.org", 10, False, "The site’s certificate cannot be trusted."),
    ],
)
def test_a_bad_certificate_is_a_failure(serve, certificate, name, days, is_trusted, words):
    file = certificate(name, days)
    more = {"certificates": trusting(file)} if is_trusted else {}
    answer = ask(SAFE, agent="test", road=road_to(serve(reply(200), file), **more))

    assert (answer.outcome, answer.words) == (FAILED, words)


@pytest.mark.parametrize("answer", [reply(400), b"\x15\x03\x01\x00\x02\x02\x28"])
def test_a_server_that_does_not_speak_tls(serve, answer):
    said = ask(SAFE, agent="test", road=road_to(serve(answer, listens=False)))

    assert (said.outcome, said.words) == (FAILED, "No safe connection can be made to the site.")


def test_a_handshake_without_an_end_gets_no_more_time(serve):
    began = time.monotonic()
    road = road_to(serve(lambda sock, head: time.sleep(1.2), listens=False), seconds=0.4)

    assert ask(SAFE, agent="test", road=road).words == "The site does not answer within 0.4 seconds."
    assert time.monotonic() - began < 1
