"""Mail while everything falls over: what was committed arrives, and repeats carry the same Message-ID."""

import asyncio
import http.client
import http.cookiejar
import itertools
import os
import re
import signal
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.db import connection
from post_office.models import STATUS, Email

from accounts.models import User
from tests.postgres import free_port
from tests.processes import kill, on_the_tests_database, serving, start, workers_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]

# Seconds on PostgreSQL, the database of production; on SQLite a third of the fire is enough.
FIRE, DOWN_FOR = 30, 20
# A minute of calm is enough on a quiet machine; a busy one gets two.
BETWEEN_KILLS, CALM = 0.7, 120
LOOPS = 3


class Letters:
    """A mail server's box: how often each Message-ID arrived, and for whom."""

    def __init__(self):
        self.arrived, self.to = Counter(), {}

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- the name that aiosmtpd calls
        await asyncio.sleep(0.05)  # long enough to be killed in the middle of it
        ids = re.findall(rb"^Message-ID: (\S+)", envelope.content, re.MULTILINE)
        assert len(ids) == 1
        self.arrived[ids[0].decode()] += 1
        self.to.setdefault(ids[0].decode(), set()).add(tuple(envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def people(transactional_db):
    call_command("createcachetable", verbosity=0)
    people = [User(email=f"person-{n}@example.org", name=f"Person {n}", password="!") for n in range(2000)]
    return [person.email for person in User.objects.bulk_create(people)]


def ask_for_a_code(origin, email, address):
    """Do what a person does at the sign-in page; true once the portal has said that a code was sent."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(cookies)
    browser.addheaders = [("X-Forwarded-For", address)]
    try:
        with browser.open(f"{origin}/account/login/", timeout=5) as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        form = urllib.parse.urlencode({"email": email, "csrfmiddlewaretoken": token}).encode()
        with browser.open(f"{origin}/account/login/", data=form, timeout=5) as answer:
            return answer.status == 200 and answer.url.endswith("/account/login/code/")
    except (OSError, http.client.HTTPException, TypeError):  # cut off, or a page without its form
        return False


def keep_asking(origin, emails, acknowledged, stopped):
    for number, email in emails:
        if stopped.is_set():
            return
        if ask_for_a_code(origin, email, f"10.0.{number // 250}.{number % 250 + 1}"):
            acknowledged.append(email)


def kill_in_turn(server, loops, begin, stopped):
    """Kill a web worker, then a mail loop, and so on; a new loop takes the place of the killed one."""
    for turn in itertools.count():
        if stopped.wait(BETWEEN_KILLS):
            return
        if turn % 2:
            place = turn // 2 % len(loops)
            kill(loops[place])
            loops[place] = begin()
        else:
            for worker in workers_of(server)[:1]:
                with suppress(ProcessLookupError):  # gone by itself a moment before
                    os.kill(worker, signal.SIGKILL)


@contextmanager
def mail_server(letters, port):
    """A real mail server on loopback, for as long as the block lasts."""
    post = Controller(letters, hostname="127.0.0.1", port=port)
    post.start()
    try:
        yield
    finally:
        post.stop()


@contextmanager
def fire(environment, begin, emails, acknowledged):
    """Ask for codes and kill workers and loops while the block lasts; the last loops stay until the end."""
    loops, stopped = [begin() for _ in range(LOOPS)], threading.Event()
    with serving(environment) as (server, origin):
        calls = ((keep_asking, origin, emails, acknowledged), (kill_in_turn, server, loops, begin))
        threads = [threading.Thread(target=call, args=(*given, stopped)) for call, *given in calls]
        [thread.start() for thread in threads]
        try:
            yield
        finally:
            stopped.set()
            [thread.join() for thread in threads]
            wait_until(lambda: not Email.objects.exclude(status=STATUS.sent).exists(), CALM)
            [kill(loop) for loop in loops]


def test_what_was_committed_is_delivered_whatever_falls_over(people):
    letters, port, acknowledged = Letters(), free_port(), []
    share = 3 if connection.vendor == "sqlite" else 1
    down_for, around = DOWN_FOR / share, (FIRE - DOWN_FOR) / share / 2
    environment = on_the_tests_database(EMAIL_URL=f"smtp://127.0.0.1:{port}", TRUSTED_PROXIES="1")

    def begin():
        return start(environment, "manage.py", "deliver_mail", "--loop", "--pause", "0.2")

    with ExitStack() as until_the_end, fire(environment, begin, enumerate(people), acknowledged):
        with mail_server(letters, port):
            time.sleep(around)
        time.sleep(down_for)
        until_the_end.enter_context(mail_server(letters, port))
        time.sleep(around)

    rows = {row.message_id: row for row in Email.objects.all()}
    assert acknowledged
    assert {row.status for row in rows.values()} == {STATUS.sent}
    assert {ident: {(row.to[0],)} for ident, row in rows.items()} == letters.to
    assert set(acknowledged) <= {row.to[0] for row in rows.values()}
    assert all(row.context is None and not row.message for row in rows.values())


def wait_until(done, seconds):
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.5)
