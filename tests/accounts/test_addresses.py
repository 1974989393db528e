"""Moving an account to another address: proven by a link, done with a button, told to the old one."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.test import Client
from post_office.models import Email

from accounts import actions, delivery, second_factor
from tests.doors import force_in, give_factor
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/account/address/"
NEW = "sam.new@example.org"


def ask(client, email=NEW):
    return client.post(PAGE, {"email": email})


def link():
    return re.search(r"/account/address/\S+/", Email.objects.latest("pk").email_message().body).group(0)


def text(answer, address):
    """Return what everybody gets of an answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()).replace(
        address, ""
    )


def test_the_link_and_a_button_move_it(mine, person):
    answer = ask(mine, "Sam.New@Example.org")
    assert "Until you use it, you sign in with sam@example.org as before." in answer.content.decode()
    where = link()
    page = mine.get(where).content.decode()
    assert NEW in page
    person.refresh_from_db()
    assert person.email == "sam@example.org", "opening the link changes nothing"
    mine.head(where)
    answer = mine.post(where, follow=True)
    assert f"You sign in with {NEW} from now on." in answer.content.decode()
    person.refresh_from_db()
    assert person.email == NEW
    assert [(row.email, row.verified) for row in EmailAddress.objects.all()] == [(NEW, True)]


def test_only_the_new_one_signs_in_and_the_old_one_is_told(mine, person):
    ask(mine)
    mine.post(link())
    notice = Email.objects.latest("pk")
    assert notice.to == ["sam@example.org"]
    assert "This one opens nothing any more." in notice.email_message().body
    for email, enters in [("sam@example.org", False), (NEW, True)]:
        client = Client()
        client.post("/account/login/password/", {"login": email, "password": PASSWORD})
        assert ("_auth_user_id" in client.session) is enters
    Email.objects.all().delete()
    Client().post("/account/login/", {"email": "sam@example.org"})
    delivery.deliver_due()
    assert not Email.objects.exists()


def test_other_browsers_are_signed_out(mine, person):
    other = Client()
    force_in(other, person)
    ask(mine)
    mine.post(link())
    assert mine.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_the_link_works_once_for_a_day_and_for_one_person(mine, person):
    ask(mine)
    where = link()
    stranger = Client()
    force_in(stranger, UserFactory())
    assert Client().get(where).status_code == 302
    assert "That link is used or out of date" in stranger.post(where).content.decode()
    with time_machine.travel("2030-01-01"):
        force_in(mine, person)
        assert "That link is used or out of date" in mine.post(where).content.decode()
    force_in(mine, person)
    mine.post(where)
    assert "That link is used or out of date" in mine.post(where).content.decode()


@pytest.mark.parametrize("token", ["x", "é", "a:b:c", "1" * 3000, "%3Cb%3E"])
def test_no_token_of_ours_is_no_fault(mine, token):
    assert mine.post(f"{PAGE}{token}/").status_code == 200


def test_the_stored_row_holds_no_token(mine):
    ask(mine)
    where = link()
    row = Email.objects.latest("pk")
    assert where.split("/")[3] not in f"{row.context} {row.message} {row.html_message}"


def test_an_address_that_somebody_has_gets_the_same_answer_and_no_mail(mine):
    UserFactory(email="taken@example.org")
    free = text(ask(mine), NEW)
    assert text(ask(mine, "taken@example.org"), "taken@example.org") == free
    Email.objects.filter(to=[NEW]).delete()
    delivery.deliver_due()
    assert not Email.objects.exists()


def test_taken_in_the_meantime_it_is_refused(mine, person):
    ask(mine)
    where = link()
    UserFactory(email=NEW)
    assert "Somebody else has this address here." in mine.post(where, follow=True).content.decode()
    person.refresh_from_db()
    assert person.email == "sam@example.org"


@pytest.mark.parametrize(
    "email",
    ["", "nowhere", "a\x00@example.org", "x" * 300 + "@example.org", "ſam@example.org", "sam@example.org"],
)
def test_what_cannot_be_one_is_told_in_words(mine, email):
    assert "There is a problem" in ask(mine, email).content.decode()
    assert not Email.objects.exists()


def test_strangers_are_not_flooded(mine):
    for _ in range(4):
        answer = ask(mine)
    assert "Too many tries." in answer.content.decode()
    assert Email.objects.count() == 3


def test_nobody_moves_somebody_elses(person, superuser):
    with pytest.raises(PermissionDenied):
        actions.move_address(person=person, address=NEW, by=superuser)


def test_staff_who_change_it_for_somebody_tell_the_old_one_and_end_sessions(sign_in, curator, mine, person):
    form = {"name": person.name, "email": NEW, "job_title": "", "is_active": "on"}
    management = {f"council_roles-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    address = f"/admin/accounts/user/{person.pk}/change/"
    page = sign_in(curator).get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    sign_in(curator).post(address, {**hidden, **management, **form})
    person.refresh_from_db()
    assert person.email == NEW
    assert Email.objects.latest("pk").to == ["sam@example.org"]
    assert mine.get("/account/").status_code == 302


def test_the_second_factor_stays(mine, person):
    give_factor(person)
    force_in(mine, person)
    ask(mine)
    mine.post(link())
    assert second_factor.is_on(person)
