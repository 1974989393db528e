"""The list of link checks: read by curators, changed by nobody, and nothing is fetched for it."""

import csv
import datetime
import socket
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from records.models import LinkCheck
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST30")]
LIST = "/admin/records/linkcheck/"
DAY = datetime.date(2026, 5, 4)
WORDS = "There is no such page (404)."


STANDS = {
    "dead": factories.dead_link,
    "failing": lambda url: factories.dead_link(url, 2),
    "moved": lambda url: factories.dead_link(url, 0, outcome="moved", moved_to="https://new.example.org/<b>"),
    "unread": lambda url: factories.dead_link(url, 0, outcome="unread", answer="Could not be read by us."),
    "working": lambda url: factories.dead_link(url, 0, outcome="works", answer="It works (200)."),
    "unchecked": lambda url: factories.dead_link(url, 0),
}


@pytest.fixture
def links():
    for name, make in STANDS.items():
        make(factories.SourceFactory(title=f"Title {name}", url=f"https://{name}.example.org/").url)


@pytest.mark.parametrize("name", [*STANDS, "", "all", "nonsense"])
def test_it_opens_on_the_dead_and_is_filtered(links, sign_in, curator, name):
    listed = sign_in(curator).get(LIST, {"stands": name} if name else {})
    found = {link.url for link in listed.context["cl"].result_list}

    names = [name] if name in STANDS else STANDS if name else ["dead"]
    assert found == {f"https://{one}.example.org/" for one in names}
    for one in names:
        assert f"Title {one}: link of the source" in listed.content.decode()


def test_its_page_says_what_is_known(links, sign_in, curator):
    moved = LinkCheck.objects.moved().get()
    page = sign_in(curator).get(f"{LIST}{moved.pk}/change/").content.decode()

    assert 'href="https://moved.example.org/"' in page
    assert "https://new.example.org/&lt;b&gt;" in page
    assert 'href="https://new' not in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://x.org/"><script>'])
def test_an_address_that_came_with_a_file_runs_nothing(sign_in, curator, url):
    page = sign_in(curator).get(f"{LIST}{factories.dead_link(url).pk}/change/").content.decode()

    assert "<script>" not in page.split("</head>")[1]
    assert 'href="javascript' not in page
    assert 'href="data' not in page


def test_nobody_changes_adds_or_removes_one(links, sign_in, superuser):
    browser, link = sign_in(superuser), LinkCheck.objects.dead().get()

    assert browser.post(f"{LIST}{link.pk}/change/", {"url": "https://other.example.org/"}).status_code == 403
    assert browser.post(f"{LIST}{link.pk}/delete/", {"post": "yes"}).status_code == 403
    assert browser.get(f"{LIST}add/").status_code == 403


def test_it_can_be_downloaded(links, sign_in, curator):
    file = sign_in(curator).get(f"{LIST}export/").content.decode().removeprefix("\ufeff")
    heads, dead = csv.reader(StringIO(file))

    assert dict(zip(heads, dead, strict=True)) == {
        "Address": "https://dead.example.org/",
        "How it stands": f"Dead since 4 May 2026. {WORDS}",
        "Moved to": "",
        "Fails since": "2026-05-04",
        "Last checked": "",
        "Where it stands": "Title dead: link of the source",
    }


def ask_again(browser, *links, confirmed="yes"):
    chosen = {"action": "check_again", "_selected_action": [link.pk for link in links]}
    return browser.post(LIST, {**chosen, "confirmed": confirmed} if confirmed else chosen, follow=True)


def test_checking_again_marks_it_and_fetches_nothing(links, sign_in, curator, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    browser, link = sign_in(curator), LinkCheck.objects.dead().get()

    assert "Nothing has happened yet." in ask_again(browser, link, confirmed="").content.decode()
    link.refresh_from_db()
    assert link.wanted_at is None

    assert "Will be checked first next time: 1." in ask_again(browser, link).content.decode()
    link.refresh_from_db()
    assert link.wanted_at is not None
    assert link.failures == 3
    assert LogEntry.objects.get(object_id=str(link.pk)).user == curator


def test_who_may_only_look_cannot_ask(links, sign_in, bare_staff):
    bare_staff.user_permissions.add(Permission.objects.get(codename="view_linkcheck"))
    link = LinkCheck.objects.dead().get()
    ask_again(sign_in(bare_staff), link)

    link.refresh_from_db()
    assert link.wanted_at is None


def test_the_list_costs_the_same_at_any_length(sign_in, superuser):
    browser, costs = sign_in(superuser), []
    for count in (3, 40):
        for source in factories.SourceFactory.create_batch(count):
            factories.dead_link(source.url)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(LIST).status_code == 200
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 10


def test_a_failing_link_has_its_first_day():
    for odd in ({"failures": 1, "failing_since": None}, {"failures": 0, "failing_since": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LinkCheck.objects.create(url=LIST, **odd)
