"""Editors at work while workers are killed and the database restarts; then what was lost is counted."""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field

import psycopg2

from tests.bench.server import python
from tests.chaos.editors import Book, Editor, calm
from tests.postgres import Cluster, running_cluster
from tests.processes import as_in_production, serving, workers_of

BETWEEN_KILLS = 0.7
# How long after the database is back a person may still meet an error.
GRACE = 2
WORKERS = 2
# Whole pages of its journal are written soon all the same, so what is saved has to be small.
CARELESS = ("synchronous_commit = off", "wal_writer_delay = '10s'", "full_page_writes = off")


@dataclass(frozen=True)
class Stage:
    """A cluster that waits for its disk, as in production, with councils in it that are at work."""

    cluster: Cluster
    environment: dict
    made: list

    def connect(self):
        """Return a connection of our own, beside the portal's."""
        link = psycopg2.connect(self.cluster.address)
        link.autocommit = True
        return link

    def be_careless(self):
        """The control: let the database say "saved" before it is, and take its time to write it down."""
        with closing(self.connect()) as link, link.cursor() as cursor:
            for setting in CARELESS:
                cursor.execute(f"ALTER SYSTEM SET {setting}")
            cursor.execute("SELECT pg_reload_conf()")


@dataclass
class Outcome:
    """What became of a storm."""

    seconds: float
    book: Book
    outages: list = field(default_factory=list)
    """Begin and end of each restart, by the monotonic clock."""
    kept: Counter = field(default_factory=Counter)
    broken_chains: int = 0
    errors_in_calm: int = 0

    @property
    def lost(self):
        """Texts that were acknowledged and are nowhere."""
        return [words for words in self.book.acknowledged if not self.kept[words]]

    @property
    def doubled(self):
        """Texts that were sent once and stand twice."""
        return [words for words in self.book.tried if self.kept[words] > 1]

    @property
    def late_errors(self):
        """How many errors came when the database had been back for two seconds, or was never away."""
        spans = [(begin, end + GRACE) for begin, end in self.outages]
        return sum(not any(begin <= at <= end for begin, end in spans) for at in self.book.failed)

    @property
    def faults(self):
        """What should not have been, in words; nothing if every promise was kept."""
        counts = {
            "acknowledged and lost": len(self.lost),
            "stands twice": len(self.doubled),
            "read of another council": len(self.book.strange),
            f"errors later than {GRACE} s after the database was ready": self.late_errors,
            "answers whose versions have a gap": self.broken_chains,
            "pages that are errors in the calm after it": self.errors_in_calm,
            "storms in which nothing was saved": int(not self.book.acknowledged),
        }
        return [f"{what}: {count}" for what, count in counts.items() if count]


@contextmanager
def stage():
    """Build the stage on a PostgreSQL of its own."""
    with running_cluster(settings=()) as cluster:
        environment = as_in_production(cluster.address)
        for command in (("migrate", "--verbosity", "0"), ("createcachetable",)):
            python(environment, "manage.py", *command)
        yield Stage(cluster, environment, json.loads(python(environment, "-m", "tests.chaos.made")))


def storm(on, seconds, restarts=("fast", "immediate")):
    """Let everybody work for so many seconds while things fall over; return what became of it."""
    outcome, stopped = Outcome(seconds, Book()), threading.Event()
    with serving(on.environment, workers=WORKERS) as (server, origin):
        port = int(origin.rpartition(":")[2])
        killer = threading.Thread(target=kill_workers, args=(server, stopped), daemon=True)
        threads = [killer, *editors(port, on.made, outcome.book, stopped)]
        [thread.start() for thread in threads]
        try:
            for mode in restarts:
                time.sleep(seconds / (len(restarts) + 1))
                begin = time.monotonic()
                on.cluster.restart(mode)
                outcome.outages.append((begin, time.monotonic()))
            time.sleep(max(GRACE + 1, seconds / (len(restarts) + 1)))
        finally:
            stopped.set()
            [thread.join(timeout=60) for thread in threads]
        outcome.errors_in_calm = calm(port, on.made)
    with closing(on.connect()) as link, link.cursor() as cursor:
        count(cursor, outcome)
    return outcome


def control(on, seconds):
    """Let the database be careless until it loses something, at most three times; return the last."""
    on.be_careless()
    for _ in range(3):
        outcome = storm(on, seconds, restarts=("immediate",) * 3)
        if outcome.lost:
            break
    return outcome


def editors(port, made, book, stopped):
    """Return a thread for each editor; each knows where others work, and may not look."""
    paths = {one["path"] for one in made}
    return [Editor(port, one, sorted(paths - {one["path"]}), book, stopped) for one in made]


def kill_workers(server, stopped):
    """Kill a web worker every 0.7 seconds."""
    while not stopped.wait(BETWEEN_KILLS):
        if workers := workers_of(server):
            with suppress(ProcessLookupError):  # gone by itself a moment before
                os.kill(random.choice(workers), signal.SIGKILL)


def count(cursor, outcome):
    """Ask the database itself what is there."""
    cursor.execute("SELECT basis, count(*) FROM assessments_answerversion GROUP BY basis")
    outcome.kept = Counter(dict(cursor.fetchall()))
    cursor.execute(
        "SELECT count(*) FROM assessments_answer a WHERE a.version <> "
        "(SELECT count(*) FROM assessments_answerversion v WHERE v.answer_id = a.id)"
    )
    outcome.broken_chains = cursor.fetchone()[0]
