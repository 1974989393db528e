"""The page behind the link of an invitation, for everybody who may come by it."""

import re

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from accounts.models import User
from councils.actions import invite, resend, revoke
from councils.models import CouncilRole
from councils.models.invitation import VALID_FOR
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF3")]
NEW, NOTE = "new.naylor@example.org", "Can you answer 3a, please?"


@pytest.fixture
def invited(council_a, lead):
    def make(email=NEW, kind=CouncilRole.Kind.CONTRIBUTOR):
        return invite(council=council_a, email=email, kind=kind, by=lead, note=NOTE)

    return make


def link(invitation):
    return reverse("assessments:invitation", kwargs={"token": invitation.token})


def text(response):
    return response.content.decode()


def everything(tmp_path):
    """Return every row of the database but those of sessions, as text."""
    file = tmp_path / "rows.json"
    call_command("dumpdata", exclude=["sessions", "accounts.session"], output=str(file), verbosity=0)
    return file.read_text()


def test_somebody_new_gives_a_name_and_then_signs_in_with_a_code(client, invited, assessment, settings):
    settings.EMAIL_BACKEND = "post_office.EmailBackend"
    address = link(invited())
    page = text(client.get(address))
    assert "Lead Lowther" in page
    assert "Ambleford Metropolitan Borough Council" in page
    assert "answer statements and add evidence" in page
    assert NOTE not in page

    response = client.post(address, {"name": "New Naylor"})

    assert response.url.startswith(reverse("account_confirm_login_code"))
    assert not client.session.get("_auth_user_id"), "The link alone signs nobody in."
    body = Email.objects.filter(to=[NEW]).latest("pk").email_message().body
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", body)[0]
    landed = client.post(response.url, {"code": code}, follow=True)
    assert landed.redirect_chain[-1][0] == assessment.get_absolute_url()
    assert landed.status_code == 200


def test_without_a_name_nothing_is_made(client, invited):
    response = client.post(link(invited()), {"name": " "})

    assert "Enter your name." in text(response)
    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("name", ["x" * 151, "\x00\x07", "<b>Bold</b>", "=1+1", "9" * 30])
def test_hostile_names_do_no_harm(client, invited, name):
    response = client.post(link(invited()), {"name": name})

    assert response.status_code in (200, 302)
    assert "<b>Bold" not in text(response)


def test_somebody_with_an_account_signs_in_first_and_sees_nothing_before(client, invited, nobody, sign_in):
    invitation = invited(nobody.email)
    page = text(client.get(link(invitation)))
    assert f"{reverse('account_login')}?next=/assessments/invitation/" in page
    assert "Ambleford" not in page
    assert NOTE not in page
    assert nobody.email not in page
    assert client.post(link(invitation), {"name": "X"}).status_code == 403

    browser = sign_in(nobody)
    mine = text(browser.get(link(invitation)))
    assert NOTE in mine
    assert browser.post(link(invitation)).url == "/assessments/ambleford/"
    assert nobody.council_roles.get().kind == "contributor"


def test_somebody_else_is_told_to_sign_out_and_learns_nothing(invited, other_lead, sign_in):
    invitation, browser = invited(), sign_in(other_lead)
    page = text(browser.get(link(invitation)))

    assert "went to another address" in page
    assert reverse("account_logout") in page
    assert not any(word in page for word in ("Ambleford", NOTE, NEW, "Lead Lowther"))
    assert browser.post(link(invitation)).status_code == 403
    out = browser.post(reverse("account_logout"), {"next": link(invitation)})
    assert out.url == link(invitation)


def test_links_that_are_over_say_so_and_name_nothing(client, invited, lead, nobody, sign_in):
    over = {}
    invitation = invited()
    with time_machine.travel(timezone.now() + VALID_FOR):
        over["has run out"] = client.get(link(invitation))
        resend(invitation=invitation, by=lead)
    over["A newer email"] = client.get(link(invitation))
    revoke(invitation=invitation, by=lead)
    invitation.refresh_from_db()
    over["taken back"] = client.get(link(invitation))
    mine = invited(nobody.email)
    sign_in(nobody).post(link(mine))
    over["works once"] = client.get(link(mine))

    for words, response in over.items():
        assert response.status_code == 410
        assert words in text(response)
        assert "Ambleford" not in text(response)


@pytest.mark.parametrize("token", ["1.1:abc", "x", "1.1", "9" * 100])
def test_a_link_that_is_cut_off_or_forged(client, invited, token):
    invited()
    response = client.get(reverse("assessments:invitation", kwargs={"token": token}))

    assert response.status_code == 404
    assert "not the whole link" in text(response)


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_no_row(client, invited, nobody, sign_in, tmp_path, method):
    new, known = invited(), invited(nobody.email)
    browsers = [client, sign_in(nobody), sign_in(factories.UserFactory())]
    before = everything(tmp_path)

    for browser in browsers:
        for invitation in (new, known):
            assert getattr(browser, method)(link(invitation)).status_code == 200

    assert everything(tmp_path) == before


def test_the_page_asks_little(client, invited, nobody, sign_in, django_assert_max_num_queries):
    address, browser = link(invited(nobody.email)), sign_in(nobody)
    with django_assert_max_num_queries(3):
        client.get(address)
    with django_assert_max_num_queries(5):
        browser.get(address)
