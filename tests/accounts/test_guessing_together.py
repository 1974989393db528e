"""Four workers are guessed at at once: ten guesses at an account get through in five minutes, no more.

Real processes of gunicorn on PostgreSQL, loopback only.
"""

import itertools
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.bench.doors import Browser
from tests.bench.server import python, serving
from tests.postgres import find_programs, temporary_cluster

pytestmark = [pytest.mark.thorough, pytest.mark.own_database, pytest.mark.feature("OF1")]
WORKERS, TRIES = 4, 48
PASSWORD, CODE = "/account/login/password/", "/account/login/second-factor/"
WRONG = ("The email address or the password is not right", "That code is not right")
MAKE = """
import django; django.setup()
from tests.doors import give_factor
from tests.factories import UserFactory
for name in ("ada", "bea", "cleo", "dora"):
    UserFactory(email=f"{name}@example.org")
give_factor(UserFactory(email="staff@example.org", is_staff=True))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    if not find_programs():
        pytest.skip("LEFT OUT: no PostgreSQL 15 or newer is installed here.")
    with temporary_cluster() as address:
        made = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
            "DEBUG": "0",
            "SECURE": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "LOG_LEVEL": "ERROR",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "DATABASE_URL": address,
            "TRUSTED_PROXIES": "0",
            "DJANGO_SETTINGS_MODULE": "tests.accounts.guessing_settings",
            "BENCH_STATIC": str(tmp_path_factory.mktemp("static")),
            "GUESSES_KEPT": "for all",
        }
        for command in ("migrate", "createcachetable", "collectstatic --no-input"):
            python(made, "manage.py", *command.split(), "--verbosity", "0")
        python(made, "-c", MAKE)
        yield made


def guess(port, number, forwarded, email):
    """Guess a password, as the forger that one may be, and return whether the guess was tried."""
    # A host's port, capitals, and a letter that a database may take for another are no new account.
    host = f"127.0.0.1:{1000 + number}"
    spelled = [email, email.upper(), email.replace("s", "ſ")][number % 3]
    with closing(Browser(port, X_Forwarded_For=forwarded, Host=host)) as browser:
        status, text = browser.send(PASSWORD, login=spelled, password=f"wrong words {number}")
    return status == 200 and any(words in text for words in WRONG)


def guess_code(port, number, forwarded, email):
    """Get past the password, which this guesser knows, and guess a code of the app."""
    with closing(Browser(port, X_Forwarded_For=forwarded)) as browser:
        status, text = browser.send(PASSWORD, login=email, password="a long test password")
        if status == 302:
            status, text = browser.send(CODE, code=f"{number:06}")
    return status == 200 and any(words in text for words in WRONG)


def got_through(port, how, email, places):
    """Guess from many browsers at once; return how many guesses were tried at the account."""
    with ThreadPoolExecutor(16) as many:
        tried = many.map(lambda n: how(port, n, next(places), email), range(TRIES))
        return sum(tried)


def forged():
    """Yield headers of somebody who says each time that they are somebody else."""
    return (f"10.{n // 250}.{n % 250}.7" for n in itertools.count())


def far_and_wide():
    """Yield headers as our own proxy writes them for people in as many places."""
    return (f"6.6.6.6, 192.0.{n // 250}.{n % 250}" for n in itertools.count())


def test_a_forged_header_gives_no_more_guesses(environment):
    with serving(environment, kept_pages=True, workers=WORKERS) as server:
        assert got_through(server.port, guess, "ada@example.org", forged()) in range(1, 6)


def test_from_everywhere_at_once_it_is_ten(environment):
    behind_proxy = {**environment, "TRUSTED_PROXIES": "1"}
    with serving(behind_proxy, kept_pages=True, workers=WORKERS) as server:
        assert got_through(server.port, guess, "bea@example.org", far_and_wide()) in range(6, 11)
        assert got_through(server.port, guess_code, "staff@example.org", far_and_wide()) in range(6, 11)
        # An attack on one account is no attack on another.
        with closing(Browser(server.port, X_Forwarded_For="6.6.6.6, 198.51.100.1")) as browser:
            form = {"login": "dora@example.org", "password": "a long test password"}
            assert browser.send(PASSWORD, **form)[0] == 302


def test_counted_by_each_worker_it_would_be_more(environment):
    """The control: without the shared store the same guessing gets further."""
    alone = {**environment, "TRUSTED_PROXIES": "1", "GUESSES_KEPT": "by each worker"}
    with serving(alone, kept_pages=True, workers=WORKERS) as server:
        assert got_through(server.port, guess, "cleo@example.org", far_and_wide()) > 10
