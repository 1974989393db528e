"""Beginning, and coming back by a mailed link: on another device, without an account."""

import datetime
import uuid

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from joining import tokens
from joining.actions import change_address
from joining.models import Application, ApplicationEvent
from joining.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("JO5")]
BEGIN = "/joining/begin/ambleford/"
LOST = "/joining/return/"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    caches["default"].clear()


def stored():
    return list(Application.objects.order_by("pk").values()), ApplicationEvent.objects.count()


def test_beginning_opens_a_draft_and_mails_the_way_back(client, council_a, mailed_link):
    council_a.slug = "ambleford"
    council_a.save()
    answer = client.post(BEGIN, {"email": "Ann@Example.ORG"})
    draft = Application.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/joining/{draft.key}/")
    assert (draft.email, draft.proved_at, draft.state) == ("ann@example.org", None, State.DRAFT)
    assert client.get(answer.url).status_code == 200
    assert mailed_link().startswith("/joining/return/")


def test_another_device_goes_on_where_the_first_stopped(draft, mailed_link):
    Application.objects.filter(pk=draft.pk).update(proved_at=None)
    other = Client()
    assert other.get(draft.get_absolute_url()).status_code == 404
    path = mailed_link()
    for method in (other.get, other.head, other.options):
        before = stored()
        assert method(path).status_code in (200, 405)
        assert stored() == before
        assert other.get(draft.get_absolute_url()).status_code == 404
    answer = other.post(path)
    assert (answer.status_code, answer.url) == (302, draft.get_absolute_url())
    assert "Lead Member for Communities" in other.get(answer.url).content.decode()
    draft.refresh_from_db()
    assert draft.proved_at is not None
    assert path.removeprefix("/joining/return/").strip("/") not in str(stored())


def test_no_token_lies_in_the_outbox(draft):
    assert set(Email.objects.last().context) & {"token", "link"} == set()
    assert tokens.make(draft.key, 1)[:20] not in str(Email.objects.last().context)


def test_links_stay_on_our_own_origin(client, draft, settings, mailed_link):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(LOST, {"email": draft.email}, headers={"host": "evil.example"})
    assert "evil.example" not in Email.objects.last().prepare_email_message().body
    assert mailed_link()


@pytest.mark.parametrize("days", [31, 400])
def test_a_link_is_good_for_thirty_days(client, draft, mailed_link, days):
    path = mailed_link()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days)):
        answer = client.get(path)
    assert answer.status_code == 404
    assert "Get a new link" in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "%20", "a" * 3000, "5e1f:1:x", "ключ", "<script>"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_no_link_leads_nowhere(client, draft, token, method):
    assert getattr(client, method)(f"/joining/return/{token}/").status_code == 404


@pytest.mark.parametrize("generation", [1, 10**30])
def test_a_link_to_nothing_leads_nowhere(client, draft, generation):
    token = tokens.make(uuid.UUID(int=1), generation)
    assert client.post(f"/joining/return/{token}/").status_code in (400, 404)


def test_another_address_ends_the_links_that_went_before(client, draft, holding, mailed_link):
    old = mailed_link()
    first = holding(draft)
    answer = first.post(f"{draft.get_absolute_url()}address/", {"email": "new@example.org"})
    assert answer.status_code == 302
    assert first.get(answer.url).status_code == 200, "who changed it goes on"
    draft.refresh_from_db()
    assert (draft.email, draft.proved_at) == ("new@example.org", None)
    assert client.post(old).status_code == 404
    assert Email.objects.last().to == ["new@example.org"]
    assert Client().post(mailed_link()).status_code == 302


def test_a_browser_that_held_it_before_is_shut_out(draft, holding):
    browser = holding(draft)
    change_address(draft, email="new@example.org")
    assert browser.get(draft.get_absolute_url()).status_code == 404


def test_asking_for_the_link_says_the_same_to_all(client, draft):
    known = client.post(LOST, {"email": draft.email.upper()})
    unknown = client.post(LOST, {"email": "nobody.at.all@example.org"})
    page = [answer.content for answer in (known, unknown)]
    assert page[0] == page[1]
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert Email.objects.filter(to=draft.email).count() == 2
    assert not Email.objects.filter(to="nobody.at.all@example.org").exists()


def test_nobody_learns_whether_somebody_else_has_begun(client, council_a):
    address = f"/joining/begin/{council_a.slug}/"
    page = client.get(address).content
    check = client.get(f"/joining/check/?q={council_a.slug}").content
    factories.ApplicationFactory(council=council_a)
    factories.ApplicationFactory(council=council_a, state=State.SENT)
    again = Client()
    assert strip_token(again.get(address).content) == strip_token(page)
    assert again.get(f"/joining/check/?q={council_a.slug}").content == check
    assert again.post(address, {"email": "second@example.org"}).status_code == 302


def strip_token(page):
    before, _, after = page.partition(b'csrfmiddlewaretoken" value="')
    return before + after.partition(b'"')[2]


def test_mail_to_one_address_is_limited_whoever_asks(council_a):
    address = f"/joining/begin/{council_a.slug}/"
    statuses = [
        Client(headers={"x-forwarded-for": f"10.0.0.{n}"})
        .post(address, {"email": "a@example.org"})
        .status_code
        for n in range(6)
    ]
    assert statuses == [302] * 4 + [429] * 2
    assert Client().post(LOST, {"email": "A@example.org"}).status_code == 429
    assert Email.objects.count() == 4


def test_mail_from_one_network_address_is_limited(council_a):
    address = f"/joining/begin/{council_a.slug}/"
    statuses = [Client().post(address, {"email": f"a{n}@example.org"}).status_code for n in range(22)]
    assert statuses.count(302) == 20
    assert statuses[-1] == 429


def test_a_council_that_cannot_apply_is_told_so_first(client, council_a):
    factories.MembershipFactory(council=council_a)
    for method in (client.get, client.post):
        answer = method(f"/joining/begin/{council_a.slug}/", {"email": "a@example.org"})
        assert (answer.status_code, answer.url[:18]) == (302, "/joining/check/?q=")
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "no", "a@b", "x" * 300 + "@example.org", "a\0@example.org", "<b>@x.org"]
)
def test_an_address_that_cannot_be_right_is_given_back(client, council_a, email):
    answer = client.post(f"/joining/begin/{council_a.slug}/", {"email": email})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_pages_of_an_application_are_nobody_elses(draft, holding, council_a, client):
    answer = holding(draft).get(draft.get_absolute_url())
    assert answer.headers["Cache-Control"] == "private, no-store"
    for slug in ("", "check/", "lead/", "address/", "withdraw/"):
        page = client.get(f"{draft.get_absolute_url()}{slug}")
        assert page.status_code == 404
        assert draft.email not in page.content.decode()


def test_holding_one_application_opens_no_other(draft, holding, council_b):
    other = factories.ApplicationFactory(council=council_b)
    browser = holding(draft)
    assert browser.get(other.get_absolute_url()).status_code == 404
    assert browser.post(f"{other.get_absolute_url()}withdraw/").status_code == 404
    other.refresh_from_db()
    assert other.state == State.DRAFT


def test_a_planted_session_does_not_open_it(draft, mailed_link):
    browser = Client()
    browser.get(LOST)
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies["sessionid"] = session.session_key
    browser.post(mailed_link())
    planted = Client()
    planted.cookies["sessionid"] = session.session_key
    assert browser.get(draft.get_absolute_url()).status_code == 200
    assert planted.get(draft.get_absolute_url()).status_code == 404
    assert browser.session.get_expire_at_browser_close()
