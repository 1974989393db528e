"""The portal as it runs in production, on loopback only: own cluster, own files, gunicorn."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.client import fetch
from tests.postgres import free_port, temporary_cluster

WORKERS = 2
# The same as docs/operate.md says for a server.
GUNICORN = ("--threads", "4", "--worker-class", "gthread")
COMMANDS = (
    ("migrate", "--verbosity", "0"),
    ("createcachetable",),
    ("import_register",),
    ("lay_tiles",),
    ("collectstatic", "--no-input", "--verbosity", "0"),
)
TOP = Path(__file__).resolve().parents[2]
START_WITHIN = 30


@dataclass(frozen=True)
class Server:
    """A running portal: its port and the process ids of its workers."""

    port: int
    workers: tuple

    def cpu(self):
        """Return the processor time of all workers so far, in seconds, exact to less than a microsecond."""
        # The kernel's clock of another process (clock_getcpuclockid(3)) has this number.
        return sum(time.clock_gettime((~worker << 3) | 2) for worker in self.workers)


@contextmanager
def loaded():
    """Make a database with the real register and made-up assessments; give its environment."""
    with temporary_cluster() as address, tempfile.TemporaryDirectory(prefix="keepitlocal-bench-") as static:
        environment = {
            **os.environ,
            "DEBUG": "0",
            "SECURE": "0",  # http on loopback
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "DATABASE_URL": address,
            "DEMONSTRATION": "0",
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "BENCH_STATIC": static,
        }
        for command in COMMANDS:
            python(environment, "manage.py", *command)
        python({**environment, "DEMONSTRATION": "1"}, "manage.py", "make_demo")
        python(environment, "-m", "tests.bench.years")
        yield environment


def choose(environment):
    """Return the pages to measure, and what a signed-in browser sends."""
    return json.loads(python(environment, "-m", "tests.bench.choose"))


def python(environment, *arguments):
    """Run Python in the portal's folder and return what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=TOP, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def serving(environment, *, kept_pages, workers=WORKERS):
    """Serve the portal with or without kept public pages."""
    port = free_port()
    command = [Path(sys.executable).with_name("gunicorn"), "tests.bench.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += [*GUNICORN, "--workers", str(workers), "--log-level", "warning"]
    process = subprocess.Popen(
        command, cwd=TOP, env={**environment, "CACHE_PUBLIC_PAGES": "1" if kept_pages else "0"}
    )
    try:
        yield Server(port, _workers_when_ready(process, port, workers))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _workers_when_ready(process, port, number):
    """Wait until the portal answers; return the ids of its workers."""
    until = time.monotonic() + START_WITHIN
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while time.monotonic() < until:
        time.sleep(0.1)
        if process.poll() is not None:
            break
        found = tuple(int(pid) for pid in children.read_text().split())
        try:
            if len(found) == number and fetch(port, "/healthz").status == 200:
                return found
        except OSError:
            continue
    raise SystemExit(f"The portal did not answer within {START_WITHIN} s; its log stands above.")
