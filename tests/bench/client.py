"""A small HTTP client that weighs little: open connections, whole answers, times.

It knows only what the bench needs: GET, keep-alive, and answers with a Content-Length or in chunks.
"""

import selectors
import socket
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

WAIT = 30
# The page of the portal that costs least.
SMALL = "/healthz"


IN_CHUNKS = object()


class BadAnswer(Exception):
    """The server answered with something else than a whole page."""


@dataclass(frozen=True)
class Answer:
    """One whole answer: status, headers by small-letter name, body, and its size on the wire."""

    status: int
    headers: dict
    body: bytes
    size: int


@dataclass
class Load:
    """How long requests took, in seconds, and how many came back in a second, round by round."""

    rates: list = field(default_factory=list)
    times: list = field(default_factory=list)

    @property
    def rate(self):
        """Requests a second: the middle round's."""
        return sorted(self.rates)[len(self.rates) // 2]

    def percentile(self, share):
        """Return the time in milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Connection:
    """One open connection, asking the same thing again and again."""

    def __init__(self, port, path, headers=()):
        given = [f"{name}: {text}" for name, text in dict(headers).items()]
        self.host = f"Host: 127.0.0.1:{port}"
        self.request = self._get(path, *given)
        self.path = path
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=WAIT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _get(self, path, *headers):
        return "\r\n".join([f"GET {path} HTTP/1.1", self.host, *headers, "", ""]).encode()

    def close(self):
        self.socket.close()

    def settle(self):
        """Wait until a worker has taken the connection, which its answer to a small question shows."""
        self.send(self._get(SMALL))
        while not self.receive():
            pass

    def send(self, request=None):
        self.received, self.whole = bytearray(), None
        self.began = time.perf_counter()
        self.socket.sendall(request or self.request)

    def receive(self):
        """Take what has come; true once the answer is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise BadAnswer(f"{self.path}: the connection ended in the middle of an answer")
        self.received += chunk
        if self.whole is None:
            head_end = self.received.find(b"\r\n\r\n")
            if head_end < 0:
                return False
            self.head = parse_head(bytes(self.received[:head_end]))
            self.body_from = head_end + 4
            self.whole = self._end()
        return self._has_last_chunk() if self.whole is IN_CHUNKS else len(self.received) >= self.whole

    def _end(self):
        """Return where the answer will end, or ``IN_CHUNKS``: a stream says it with its last chunk."""
        status, headers = self.head
        if headers.get("transfer-encoding") == "chunked":
            self.chunks, self.next_chunk = [], self.body_from
            return IN_CHUNKS
        if "content-length" not in headers:
            raise BadAnswer(f"{self.path}: status {status} without a length")
        return self.body_from + int(headers["content-length"])

    def _has_last_chunk(self):
        """Take the chunks that have come whole; true once the empty one has, which is the last."""
        while (line_end := self.received.find(b"\r\n", self.next_chunk)) > 0:
            size, begin = int(self.received[self.next_chunk : line_end], 16), line_end + 2
            if len(self.received) < begin + size + 2:
                return False
            self.chunks.append((begin, begin + size))
            self.next_chunk = begin + size + 2
            if size == 0:
                return True
        return False

    def ask(self):
        """Send the request and wait for its whole answer."""
        self.send()
        while not self.receive():
            pass
        return self.answer()

    def answer(self):
        status, headers = self.head
        pieces = self.chunks if self.whole is IN_CHUNKS else [(self.body_from, len(self.received))]
        body = b"".join(self.received[begin:end] for begin, end in pieces)
        return Answer(status, headers, body, len(self.received))


def parse_head(head):
    """Return the status and the headers of an answer."""
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split(" ")[1]), {name.lower(): text.strip() for name, _, text in pairs}


def fetch(port, path, headers=()):
    """Ask once, on a connection of its own."""
    with closing(Connection(port, path, headers)) as connection:
        return connection.ask()


def press(load, port, path, headers, connections, seconds, at_most):
    """Keep so many connections busy for a while and add what came of it to the load.

    Ends after the seconds or after so many requests, whichever is first. An answer other
    than 200 raises ``BadAnswer``: a fast error is no result.

    Each connection is taken by a worker before the next is opened. Opened all at once, every
    fourth time or so all of them went to the worker that woke up first, which then gave the
    rate of half the portal.
    """
    with ExitStack() as opened, selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = opened.enter_context(closing(Connection(port, path, headers)))
            connection.settle()
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        done, waiting, began = 0, connections, time.perf_counter()
        for key in selector.get_map().values():
            key.data.send()
        while waiting:
            for connection in _answered(selector, path):
                now = time.perf_counter()
                load.times.append(now - connection.began)
                done += 1
                if now - began < seconds and done + waiting <= at_most:
                    connection.send()
                else:
                    waiting -= 1
    load.rates.append(done / (time.perf_counter() - began))


def _answered(selector, path):
    """Wait for the server and yield the connections whose answer is whole."""
    ready = selector.select(WAIT)
    if not ready:
        raise BadAnswer(f"{path}: no answer in {WAIT} s")
    for key, _ in ready:
        if key.data.receive():
            if key.data.head[0] != 200:
                raise BadAnswer(f"{path}: status {key.data.head[0]}")
            yield key.data
