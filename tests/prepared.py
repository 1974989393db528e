"""Databases with all tables, made once: a hundred migrations take each test process a quarter of a minute.

A test database begins as a copy. The migrations themselves are run where these are made, and again by
every ``./run``; ``tests/migrations.py`` looks at what they do.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg2
from psycopg2 import sql

TOP = Path(__file__).resolve().parent.parent
POSTGRES = "keepitlocal_prepared"


def fingerprint():
    """Return what the tables depend on: our migrations, and the versions of all packages."""
    found = hashlib.sha256()
    for path in (*sorted(TOP.glob("*/migrations/*.py")), TOP / "requirements/test.txt"):
        found.update(str(path.relative_to(TOP)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def sqlite():
    """Return the path of a SQLite file with all tables; whoever comes first makes it."""
    path = TOP / "var" / f"prepared-{fingerprint()}.sqlite3"
    if not path.exists():
        for old in path.parent.glob("prepared-*.sqlite3*"):
            old.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        making = path.with_suffix(f".{os.getpid()}")
        _migrate(f"sqlite:///{making}")
        making.replace(path)
    return path


def postgres(address):
    """Make a database with all tables in the cluster at this address, and return its name."""
    link = psycopg2.connect(address)
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(POSTGRES)))
    link.close()
    _migrate(address.rpartition("/")[0] + f"/{POSTGRES}")
    return POSTGRES


def begin_with(database):
    """Let a test database begin as a copy; return whether it is there already, and not to be made anew.

    ``database`` is the connection's own dictionary of settings.
    """
    if database["ENGINE"].endswith("sqlite3"):
        shutil.copyfile(sqlite(), database["TEST"]["NAME"])
        return True
    if name := os.environ.get("PREPARED"):
        database["TEST"]["TEMPLATE"] = name
    return False


def _migrate(address):
    command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(
        command, cwd=TOP, env={**os.environ, "DATABASE_URL": address}, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"The tables could not be made:\n{done.stdout}{done.stderr}")
