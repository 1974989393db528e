"""The portal's own processes on the database of a test: web server and mail loop, on loopback only."""

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from tests.postgres import free_port

TOP = Path(__file__).resolve().parent.parent
START_WITHIN = 40


def on_the_tests_database(**more):
    """Return the environment in which a process works on the database of the running test."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{Path(said['NAME']).resolve()}"
    else:
        address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**said)
    return as_in_production(address, **more)


def as_in_production(address, **more):
    """Return the environment in which a process works on this database with production settings."""
    return {
        **os.environ,
        "DEBUG": "0",
        "SECURE": "0",  # http on loopback
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": address,
        "DEMONSTRATION": "0",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        **more,
    }


def start(environment, *arguments):
    """Start a command of the portal; it is killed with all of its children by ``kill``."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=TOP,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process):
    """End a process and its children at once, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def workers_of(process):
    """Return the ids of a web server's workers now."""
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    except OSError:
        return []
    return [int(pid) for pid in children.split()]


@contextmanager
def serving(environment, *, workers=2):
    """Serve the portal with gunicorn; give the process and the address it answers at."""
    port = free_port()
    bound = ("--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4")
    settings = ("--preload", "--worker-class", "gthread", "--log-level", "critical")
    process = start(environment, "-m", "gunicorn", "keepitlocal.wsgi", *bound, *settings)
    try:
        origin = f"http://127.0.0.1:{port}"
        _wait_for(process, origin)
        yield process, origin
    finally:
        kill(process)


def _wait_for(process, origin):
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{origin}/healthz", timeout=5) as answer:  # noqa: S310 -- our own port
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise AssertionError(f"The portal did not answer within {START_WITHIN} s.")
