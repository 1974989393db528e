"""Whatever an address looks like, nothing but the public web is ever connected to."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.probing import NotAsked, Outcome, Road, ask, is_public, read_address
from records.probing.roads import look_up
from tests.records.probing.conftest import road_to

pytestmark = pytest.mark.feature("ST30")
INSIDE = """
    127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1
    169.254.169.254 100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1
    203.0.113.5 192.88.99.1 168.63.129.16 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 ::
    ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1
    fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 100::1
    64:ff9b::7f00:1 64:ff9b:1::1 2001::1 2001:db8::1 2001:20::1 2002:7f00:1:: 3fff::1 5f00::1
    4000::1 localhost 127.1 0x7f000001 2130706433
"""
PRIVATE = INSIDE.split()


@pytest.mark.parametrize("text", [*PRIVATE, "", "not an address"])
def test_what_is_not_public_is_not_entered(text):
    assert not is_public(text)


@pytest.mark.parametrize("text", ["8.8.8.8", "51.140.1.1", "2606:4700::1", "2a00:1450::1", "::ffff:8.8.8.8"])
def test_what_is_public_is(text):
    assert is_public(text)


@given(st.ip_addresses(v=4))
def test_an_address_in_the_clothes_of_ipv6_is_judged_as_what_it_is(address):
    assert is_public(f"::ffff:{address}") == is_public(str(address))
    high, low = divmod(int(address), 0x10000)
    assert not is_public(f"2002:{high:x}:{low:x}::")
    assert not is_public(f"64:ff9b::{address}")


HOSTILE = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org:80/",
    "javascript:alert(1)",
    "http:///path",
    "http://",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://@example.org/",
    "https://example.org@127.0.0.1/",
    "http://example.org:8080/",
    "http://example.org:22/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://localhost/",
    "http://localhost./",
    "http://intranet/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.5/",
    "http://１２７.1/",
    "http://[::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1",
    "http://[v1.x]/",
    "http://exa mple.org/",
    "http://example.org/a b",
    "http://example.org/a\nHost: other",
    "http://example.org/\r\nX: 1",
    "http://example.org\t/",
    "http://example.org/\x00",
    "http://example.org\\@127.0.0.1/",
    "http://-example.org/",
    "http://exam_ple..org/",
    "http://.example.org/",
    f"http://{'a' * 64}.org/",
    f"http://{'a.' * 200}org/",
    "http://example.org%2f@evil/",
    "http://exa%6dple.org/",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_odd_address_is_not_even_looked_up(text):
    def look_up(address):
        raise AssertionError(f"looked up {address}")

    answer = ask(text, agent="test", road=Road(look_up=look_up))

    assert answer.outcome == Outcome.UNREAD
    assert answer.words.startswith("Could not be read by us. Not asked: ")


@given(st.text(max_size=80) | st.text(max_size=60).map("http://{}/".format))
def test_any_text_is_an_address_or_is_refused(text):
    try:
        address = read_address(text)
    except NotAsked:
        return
    assert address.port in (80, 443)
    assert f"{address.host}{address.target}".isascii()
    assert not any(char.isspace() for char in str(address))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG./A?b=c#part", "https://example.org/A?b=c"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://bücher.example/Straße?ü=1", "https://xn--bcher-kva.example/Stra%C3%9Fe?%C3%BC=1"),
        ("https://ｅxample.org/", "https://example.org/"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("http://[2606:4700::1]/", "http://[2606:4700::1]/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
    ],
)
def test_sound_addresses_are_read(text, read):
    assert str(read_address(text)) == read


@pytest.mark.parametrize("text", [ip for ip in PRIVATE if ip[0].isdigit() and ip.count(".") == 3])
def test_a_private_number_is_not_connected_to(text, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))

    answer = ask(f"http://{text}/", agent="test")

    assert "Not asked" in answer.words


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_name_that_leads_inside_is_not_connected_to(ip, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    road = Road(look_up=lambda address: [(socket.AF_INET, (ip, 80))])

    answer = ask("http://inside.example.org/", agent="test", road=road)

    assert (
        answer.words
        == "Could not be read by us. Not asked: Its name leads into a network that is not public."
    )


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    both = [(socket.AF_INET, ("8.8.8.8", 80)), (socket.AF_INET, ("10.0.0.1", 80))]

    assert "Not asked" in ask("http://example.org/", agent="test", road=Road(look_up=lambda _: both)).words


def test_a_name_that_changes_its_mind_is_asked_for_once_per_connection(serve):
    """DNS rebinding: what was looked at is what is connected to, so that a second answer helps nobody."""
    server, asked = serve(b"HTTP/1.1 200 OK\r\n\r\n"), []

    def rebinding(address):
        asked.append(address.host)
        return [(socket.AF_INET, ("127.0.0.1", server.port) if len(asked) == 1 else ("10.0.0.1", 80))]

    road = road_to(server, look_up=rebinding)

    assert ask("http://example.org/", agent="test", road=road).outcome == Outcome.WORKS
    assert asked == ["example.org"]
    assert "Not asked" in ask("http://example.org/", agent="test", road=road).words


def test_who_is_at_the_other_end_is_asked_again_after_connecting(serve):
    server = serve(b"HTTP/1.1 200 OK\r\n\r\n")
    said = iter([True, False])
    road = road_to(server, may_enter=lambda ip: next(said))

    assert "Not asked" in ask("http://example.org/", agent="test", road=road).words
    assert server.heads in ([], [""])


def test_names_are_looked_up_whole_and_ipv4_comes_first(monkeypatch):
    asked = []

    def found(name, port, **more):
        asked.append((name, port))
        v6 = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2606:4700::1", port, 0, 0))
        v4 = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))
        return [v6, v4, v4]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    pairs = look_up(read_address("https://example.org/"))

    assert asked == [("example.org.", 443)]
    assert [place[0] for _, place in pairs] == ["8.8.8.8", "2606:4700::1"]
