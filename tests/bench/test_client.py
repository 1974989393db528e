import pytest

from tests.bench import client
from tests.bench.client import BadAnswer, Connection, Load, fetch, press


def test_an_answer_comes_whole_with_its_size_on_the_wire(serve):
    body = b"x" * 600_000
    answer = fetch(serve({"/": ("text/html", body)}), "/")
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, "text/html", body)
    head = answer.size - len(body)
    assert 20 < head < 400


def test_a_stream_comes_whole_as_well(serve):
    """Not even a text that looks like the end of a stream ends it."""
    body = b"name,note\r\n0\r\n\r\nAdur,no\r\n" * 20_000
    port = serve({"/streamed": ("text/csv", body)})
    answer = fetch(port, "/streamed")
    assert (answer.status, answer.body) == (200, body)
    load = Load()
    press(load, port, "/streamed", {}, connections=2, seconds=20, at_most=4)
    assert len(load.times) == 4


def test_pressing_ends_after_the_number_of_requests(serve):
    load = Load()
    press(load, serve({"/": ("text/html", b"hello")}), "/", {}, connections=4, seconds=20, at_most=50)
    assert len(load.times) == 50
    assert len(load.rates) == 1
    assert 0 < load.percentile(0.50) <= load.percentile(0.95)


def test_pressing_ends_after_the_time(serve):
    load = Load()
    press(load, serve({"/": ("text/html", b"hello")}), "/", {}, connections=2, seconds=0.05, at_most=10**9)
    assert len(load.times) >= 2
    assert load.rate > 0


def test_each_connection_is_taken_before_the_next_is_opened(serve, monkeypatch):
    """Only then do the workers share them out; a burst often went to one of two."""
    told = []

    class Telling(Connection):
        def __init__(self, *arguments):
            told.append("opened")
            super().__init__(*arguments)

        def settle(self):
            super().settle()
            told.append(f"answered {self.head[0]}")

        def send(self, request=None):
            told.append("pressed" if request is None else "asked")
            super().send(request)

    monkeypatch.setattr(client, "Connection", Telling)
    port = serve({"/": ("text/html", b"hello"), "/healthz": ("text/plain", b"ok")})
    load = Load()
    press(load, port, "/", {}, connections=3, seconds=20, at_most=3)
    assert told == ["opened", "asked", "answered 200"] * 3 + ["pressed"] * 3
    assert len(load.times) == 3, "what settles a connection is not counted"


def test_a_fast_error_is_no_result(serve):
    with pytest.raises(BadAnswer, match="status 404"):
        press(Load(), serve({}), "/gone/", {}, connections=1, seconds=1, at_most=5)


def test_an_answer_of_unknown_length_is_refused(serve):
    with pytest.raises(BadAnswer, match="without a length"):
        fetch(serve({"/endless": ("text/html", b"")}), "/endless")


def test_the_rate_is_the_middle_rounds():
    assert Load(rates=[10, 300, 20]).rate == 20


def test_percentiles_are_in_milliseconds():
    load = Load(times=[n / 1000 for n in range(1, 101)])
    assert load.percentile(0.50) == 51
    assert load.percentile(0.95) == 96
