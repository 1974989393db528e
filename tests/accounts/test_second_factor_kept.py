"""What is kept of a second factor, and taking it away."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from post_office.models import Email

from accounts import actions, second_factor
from tests.accounts.factor_pages import NEW_CODES, TURN_OFF, is_in, mails, set_up, sign_in
from tests.doors import app_code, give_factor, secret_of

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST28")]


@pytest.fixture
def browser_of(request):
    return request.getfixturevalue("sign_in")


class TestKept:
    def test_nothing_readable_lies_in_the_database(self, mine, person):
        key, codes = set_up(mine)
        rows = []
        with connection.cursor() as cursor:
            for table in ("mfa_authenticator", "post_office_email", "accounts_session"):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - the names stand here
                rows += [str(row) for row in cursor.fetchall()]
        text = " ".join(rows) + " ".join(map(str, mine.session.items()))
        assert "gAAAA" in text, "the sealed form is there to be found"
        for secret in (key, *codes, *(code.replace(" ", "") for code in codes)):
            assert secret not in text

    def test_another_key_opens_it_while_the_old_one_is_known(self, mine, person, settings):
        key, _ = set_up(mine)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "n" * 60
        client = Client()
        sign_in(client, app_code(key))
        assert is_in(client)

    def test_resealing_lets_the_old_key_go(self, mine, person, settings, capsys):
        key, codes = set_up(mine)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "n" * 60
        call_command("reseal")
        assert capsys.readouterr().out == "2 sealed with the newest key, 0 that no key opens.\n"
        settings.SECRET_KEY_FALLBACKS = []
        assert secret_of(person) == key
        client = Client()
        sign_in(client, codes[0])
        assert is_in(client)

    def test_a_lost_key_lets_nobody_in_and_says_so(self, mine, settings, caplog, capsys):
        key, _ = set_up(mine)
        settings.SECRET_KEY = "n" * 60
        client = Client()
        answer = sign_in(client, app_code(key))
        assert not is_in(client)
        assert "We cannot check your code just now." in answer.content.decode()
        assert "SECRET_KEY_FALLBACKS does not hold" in caplog.text
        call_command("reseal")
        assert "0 sealed with the newest key, 2 that no key opens." in capsys.readouterr().out


class TestTakingItAway:
    def test_an_officer_may_turn_it_off(self, mine, person):
        set_up(mine)
        assert mine.get(TURN_OFF).status_code == 200
        assert second_factor.is_on(person)
        mine.post(TURN_OFF)
        assert not Authenticator.objects.exists()
        assert mails()[-1] == "second_factor_off"

    def test_staff_may_not_and_are_told_why(self, browser_of, curator):
        answer = browser_of(curator).post(TURN_OFF)
        assert answer.status_code == 403
        assert "Staff cannot do without a second factor." in answer.content.decode()
        assert second_factor.is_on(curator)

    def test_made_staff_after_turning_it_off_one_has_not_passed(self, mine, person):
        set_up(mine)
        mine.post(TURN_OFF)
        person.is_staff = True
        person.save()
        assert mine.get("/admin/").status_code == 302

    def test_the_command_takes_it_away_and_tells_the_person(self, person, capsys):
        give_factor(person)
        call_command("remove_second_factor", "SAM@example.org")
        assert "Sam Example has no second factor now." in capsys.readouterr().out
        assert mails() == ["second_factor_removed"]
        with pytest.raises(CommandError, match="has no second factor"):
            call_command("remove_second_factor", "sam@example.org")
        with pytest.raises(CommandError, match="Nobody signs in with"):
            call_command("remove_second_factor", "nobody@example.org")

    def test_nobody_sets_one_up_for_somebody_else(self, person, superuser):
        for verb, more in (
            (actions.turn_on_second_factor, {"secret": "A"}),
            (actions.make_recovery_codes, {}),
        ):
            with pytest.raises(PermissionDenied):
                verb(person=person, by=superuser, **more)

    def test_mails_hold_no_secret(self, mine):
        key, _codes = set_up(mine)
        mine.post(NEW_CODES)
        for row in Email.objects.all():
            text = json.dumps(row.context) + row.email_message().body
            assert "/account/second-factor/" in text
            assert key not in text

    @pytest.mark.parametrize(("who", "done"), [("superuser", True), ("curator", False), ("reviewer", False)])
    def test_only_a_superuser_takes_it_away_in_the_admin(self, browser_of, request, person, mine, who, done):
        give_factor(person)
        form = {"action": "take_second_factor_away", "_selected_action": [person.pk]}
        client = browser_of(request.getfixturevalue(who))
        shown = client.post("/admin/accounts/user/", form).content.decode()
        assert second_factor.is_on(person), "the first page only shows"
        assert ("Make sure that it is really they who ask" in shown) is done
        client.post("/admin/accounts/user/", {**form, "confirmed": "yes"})
        assert second_factor.is_on(person) is not done
        assert mine.get("/account/").status_code == (302 if done else 200)
