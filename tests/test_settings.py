"""Settings read the environment, say so in one table, and refuse to start unsafely."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "k" * 25 + "0123456789-abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "portal.example.org", "DATABASE_URL": ""}


def run_python(*arguments, **environment):
    """Run Python in the top folder under these variables and no others of ours."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**keep, **environment},
        capture_output=True,
        text=True,
    )


def read_setting(expression, **environment):
    """Return the value of an expression over the settings under these variables."""
    code = f"import json, keepitlocal.settings as s; print(json.dumps({expression}))"
    done = run_python("-c", code, **{**PRODUCTION, **environment})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# --- The table ------------------------------------------------------------------


def test_the_operators_table_lists_every_variable_that_settings_read():
    source = (settings.BASE_DIR / "keepitlocal/settings.py").read_text()
    table = (settings.BASE_DIR / "docs/operate.md").read_text()

    read = re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", source)
    listed = re.findall(r"^\| `([A-Z_]+)` \| .+ \| .+ \|$", table, re.MULTILINE)

    assert "SECRET_KEY" in read
    assert sorted(set(read)) == sorted(listed)


def test_only_the_settings_file_reads_the_environment():
    ours = [app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()]
    readers = [
        path.relative_to(settings.BASE_DIR).as_posix()
        for app in ours
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if re.search(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv", path.read_text())
    ]

    assert "keepitlocal" in ours
    assert readers == []


# --- Refusals -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY is missing or shorter than 50"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "portal.example.org,*"}, "ALLOWED_HOSTS must name"),
    ],
)
def test_production_refuses_to_start(wrong, says):
    done = run_python("manage.py", "check", **{**PRODUCTION, **wrong})

    assert done.returncode != 0
    assert says in done.stderr


def test_production_settings_pass_djangos_deployment_check():
    done = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_the_deployment_check_would_find_unsafe_settings():
    done = run_python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"), **{**PRODUCTION, "SECURE": "0"}
    )

    assert done.returncode != 0
    assert "security.W012" in done.stderr


# --- Values ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "origin"),
    [
        ({}, "https://portal.example.org"),
        ({"SITE_ORIGIN": "https://keep.example.org/"}, "https://keep.example.org"),
        ({"DEBUG": "1", "PORT": "8123"}, "http://127.0.0.1:8123"),
    ],
)
def test_links_in_mail_lead_to_the_configured_origin(environment, origin):
    assert read_setting("s.SITE_ORIGIN", **environment) == origin


def test_a_forwarded_protocol_is_believed_only_behind_a_proxy():
    believed = "getattr(s, 'SECURE_PROXY_SSL_HEADER', None)"

    assert read_setting(believed) is None
    assert read_setting(believed, TRUSTED_PROXIES="1") == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_the_demonstration_has_a_database_file_of_its_own():
    name = "str(s.DATABASES['default']['NAME'])"

    assert read_setting(name).endswith("var/keepitlocal.sqlite3")
    assert read_setting(name, DEMONSTRATION="1").endswith("var/demonstration.sqlite3")


def test_postgresql_connections_are_kept_and_tested_before_use():
    address = "postgres://reader:secret@db.example.org:5433/portal"
    database = read_setting("s.DATABASES['default']", DATABASE_URL=address)

    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "portal")
    assert database["CONN_MAX_AGE"] == 600
    assert database["CONN_HEALTH_CHECKS"] is True


SQLITE = """
import sqlite3, django
django.setup()
from django.db import connection, transaction
ask = lambda pragma: connection.cursor().execute(f"PRAGMA {pragma}").fetchone()[0]
print(ask("journal_mode"), ask("busy_timeout"))
second = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
with transaction.atomic():
    connection.cursor().execute("SELECT 1")
    try:
        second.execute("BEGIN IMMEDIATE")
        print("deferred")
    except sqlite3.OperationalError as error:
        print(error)
"""


def test_sqlite_writers_wait_for_each_other_and_never_fail_half_way(tmp_path):
    """WAL, a wait of 5 seconds, and a transaction that takes the write lock as it begins."""
    file = tmp_path / "portal.sqlite3"
    done = run_python(
        *("-c", SQLITE),
        **{
            **PRODUCTION,
            "DATABASE_URL": f"sqlite:///{file}",
            "DJANGO_SETTINGS_MODULE": "keepitlocal.settings",
        },
    )

    assert done.stdout.splitlines() == ["wal 5000", "database is locked"], done.stderr
