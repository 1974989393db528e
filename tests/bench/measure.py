"""The measuring itself: processor time, queries, and how many requests a second."""

from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tests.bench.client import BadAnswer, Connection, Load, fetch, press

REQUESTS = 200
TURNS = 10
WARM_UP = 3
CONNECTIONS = (1, 16)
ROUNDS = 5
SECONDS = 0.5
AT_MOST = 20_000
COUNTED = {"X-Bench-Count": "1"}
# As browsers ask; a control is sent as it is all the same.
PACKED = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, eq=False)
class Page:
    """A page to measure, and words that show that the answer is the page we mean."""

    key: str
    name: str
    path: str
    holds: str
    headers: dict = field(default_factory=dict)


@dataclass
class Figures:
    """What was measured of one page. ``cpu`` is in milliseconds, ``loads`` by number of connections."""

    page: Page
    kept: bool
    queries: int
    cpu: float
    loads: dict


def measure(server, pages, *, kept):
    """Return ``{key: Figures}``; ``kept`` says whether the server keeps public pages."""
    for page in pages:
        _verify(server, page)
    pressed, times = loads(server, pages), processor_times(server, pages)
    return {
        page.key: Figures(page, kept, queries(server, page), times[page], pressed[page]) for page in pages
    }


def _verify(server, page):
    """Refuse to measure a fast error or another page."""
    answer = fetch(server.port, page.path, page.headers)
    if answer.status != 200 or page.holds.encode() not in answer.body:
        raise BadAnswer(f"{page.name} ({page.path}): status {answer.status}, or without “{page.holds}”")


def processor_times(server, pages):
    """Return ``{page: ms}``: the median processor time of the workers for one request.

    Everything that the workers do is in it, gunicorn's part included; the database's and
    the client's own time is not. Pages take turns, so that all meet the same weather.
    """
    found = {page: [] for page in pages}
    for _ in range(TURNS):
        for page, times in found.items():
            times += _turn(server, page)
    return {page: median(times) * 1000 for page, times in found.items()}


def _turn(server, page):
    """Return the processor time of some requests, one after another, each in seconds."""
    clock = []
    with closing(Connection(server.port, page.path, {**PACKED, **page.headers})) as connection:
        for _ in range(WARM_UP + REQUESTS // TURNS):
            clock.append(server.cpu())
            _ask(page, connection)
        clock.append(server.cpu())
    return [after - before for before, after in pairwise(clock[WARM_UP:])]


def queries(server, page):
    """Return the most queries that one of ten requests took, on a worker that is warm."""
    with closing(Connection(server.port, page.path, {**COUNTED, **page.headers})) as connection:
        counts = [int(_ask(page, connection).headers["x-bench-queries"]) for _ in range(15)]
    return max(counts[5:])


def loads(server, pages):
    """Return ``{page: {connections: Load}}``, measured in turns so that all meet the same weather."""
    found = {page: {connections: Load() for connections in CONNECTIONS} for page in pages}
    for _ in range(ROUNDS):
        for page, by_connections in found.items():
            for connections, load in by_connections.items():
                headers = {**PACKED, **page.headers}
                press(load, server.port, page.path, headers, connections, SECONDS, AT_MOST)
    return found


def _ask(page, connection):
    answer = connection.ask()
    if answer.status != 200:
        raise BadAnswer(f"{page.name} ({page.path}): status {answer.status}")
    return answer
