"""Where one is signed in: told in words, and ended with the next request."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import actions, devices
from accounts.models import Session
from tests.accounts.factor_pages import is_in
from tests.doors import force_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605 Version/18.5 Safari/604.1"


def signed_in(person, agent=FIREFOX):
    client = Client(headers={"User-Agent": agent})
    client.post("/account/login/password/", {"login": person.email, "password": PASSWORD})
    assert is_in(client)
    return client


def others(client):
    return [row for row in client.get(PAGE).context["rows"] if not row["this"]]


def works(client):
    return client.get("/account/").status_code == 200


def test_each_is_named_in_words_with_its_time(person):
    with time_machine.travel("2026-05-04 09:05:00+00:00", tick=False):
        client = signed_in(person)
        signed_in(person, PHONE)
        text = " ".join(client.get(PAGE).content.decode().split())
    assert "Firefox on Windows</dt> <dd>Since 4 May 2026, 10:05. <strong>This one</strong>" in text
    assert "Safari on an iPhone</dt> <dd>Since 4 May 2026, 10:05</dd>" in text


def test_the_header_and_the_address_are_not_kept(person):
    signed_in(person)
    kept = str(Session.objects.get().get_decoded())
    assert "Firefox on Windows" in kept
    assert "Mozilla" not in kept
    assert "127.0.0.1" not in kept


def test_one_is_ended_and_notices_at_once(person):
    mine, phone, third = signed_in(person), signed_in(person, PHONE), signed_in(person)
    (row,) = [row for row in others(mine) if "iPhone" in row["device"]]
    mine.post(PAGE, {"end": row["handle"]})
    assert [works(client) for client in (mine, phone, third)] == [True, False, True]


def test_all_others_are_ended(person):
    mine, phone, third = signed_in(person), signed_in(person, PHONE), signed_in(person)
    stranger = signed_in(UserFactory())
    answer = mine.post(PAGE, {"end": "others"}, follow=True)
    assert "Ended everywhere else: 2." in answer.content.decode()
    assert [works(client) for client in (mine, phone, third, stranger)] == [True, False, False, True]


def test_looking_ends_nothing_and_no_key_stands_on_the_page(person):
    mine, phone = signed_in(person), signed_in(person, PHONE)
    text = mine.get(PAGE, {"end": "others"}).content.decode()
    assert works(phone)
    assert not [session for session in Session.objects.all() if session.session_key in text]


@pytest.mark.parametrize("end", ["", "nonsense", "\x00", "é" * 3000])
def test_what_is_not_ones_own_is_not_found(person, end):
    mine, stranger = signed_in(person), signed_in(UserFactory())
    theirs = Session.objects.get(session_key=stranger.session.session_key)
    for wanted in (end, theirs.handle, theirs.session_key):
        assert mine.post(PAGE, {"end": wanted}).status_code == 404
    assert works(stranger)
    with pytest.raises(PermissionDenied):
        actions.end_session(session=theirs, by=person)
    with pytest.raises(PermissionDenied):
        actions.end_sessions(person=theirs.person, by=person)


def test_a_session_stays_ones_own_when_the_password_changes(person):
    mine, phone = signed_in(person), signed_in(person, PHONE)
    new = {"password1": "seven oranges fly home", "password2": "seven oranges fly home"}
    mine.post("/account/password/change/", {"oldpassword": PASSWORD, **new})
    assert works(mine)
    assert not works(phone)
    assert [row["this"] for row in mine.get(PAGE).context["rows"] if row["this"]] == [True]


def test_nobody_signed_in_has_no_name_beside_their_session(client, person):
    client.post("/account/login/", {"email": person.email})
    assert [session.person for session in Session.objects.all()] == [None]


def test_of_a_session_that_holds_no_device_the_page_says_what_it_can(person):
    client = Client()
    force_in(client, person)
    assert "A browser" in client.get(PAGE).content.decode()


def test_who_is_anonymised_is_out_and_has_no_factor_left(person, superuser):
    client = signed_in(person)
    actions.anonymise(person=person, by=superuser)
    assert not works(client)
    assert not Session.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Macintosh) AppleWebKit Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on a Mac"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("<script>", "A browser on a device we do not know"),
        ("", "A browser on a device we do not know"),
    ],
)
def test_a_device_in_words(agent, words):
    assert devices.in_words(agent) == words


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_asks_the_same_questions_however_many_there_are(person, django_assert_num_queries, count):
    clients = [signed_in(person) for _ in range(count)]
    clients[0].get(PAGE)
    with django_assert_num_queries(5):
        clients[0].get(PAGE)
